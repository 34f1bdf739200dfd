//! Writing a task down, and changing it.

use sqlx::PgConnection;

use super::{cite, has_ended, lock, record, reload};
use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Day,
    db::ReferenceId,
    forum::{Actor, CyclePlace},
    references,
    tasks::{NewTask, Source, Task, store},
    web::{Error, Result},
};

/// Writes a task down; gives it back. Volunteers are called for by it, or a role sees to it.
pub async fn add(db: &mut PgConnection, actor: Actor<'_>, new: &NewTask) -> Result<Task> {
    let cycle = actor.place.cycle.id;
    let serial = store::insert_task(db, cycle, new, actor.person, actor.now).await?;
    let task = store::find_task(db, cycle, serial).await?.ok_or(Error::NotFound)?;
    let reference = cite(db, actor.place, &task).await?;
    store::set_reference(db, task.id, reference).await?;
    if let Some(source) = new.source {
        references::store::insert_citation(db, reference, source).await?;
    }
    let summary = if task.calls {
        format!("Volunteers are called for: “{}”.", task.title)
    } else {
        format!("“{}” is to be done.", task.title)
    };
    record(db, actor, &task, "task.added", Visibility::Public, summary, None).await?;
    Ok(task)
}

/// Changes a task, if nobody did since `edits`, else false.
///
/// # Errors
/// Conflict once it has ended.
pub async fn change(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: &Task,
    new: &NewTask,
    edits: i32,
) -> Result<bool> {
    let before = lock(db, before).await?;
    if before.has_ended() {
        return Err(has_ended(&before));
    }
    if new.wanted < before.holders || !store::set_task(db, before.id, new, edits, actor.now).await? {
        return Ok(false);
    }
    let after = reload(db, &before).await?;
    let diff = Diff::new()
        .field("title", &before.title, &after.title)
        .field("detail", &before.detail, &after.detail)
        .field("due", Day::iso(before.due), Day::iso(after.due))
        .field("calls", before.calls, after.calls)
        .field("wanted", before.wanted, after.wanted)
        .field(
            "role",
            before.role.map_or("", |role| role.label()),
            after.role.map_or("", |role| role.label()),
        );
    let summary = format!("“{}” was changed.", after.title);
    let reference = cite(db, actor.place, &after).await?;
    let act =
        Act { reference: Some(reference), ..actor.act("task.changed", Visibility::Cycle, summary, diff) };
    activity::store::record(db, actor.now, act).await?;
    Ok(true)
}

/// What a new task can come of: the call with this number, or a paragraph of its report; both as they are typed.
///
/// # Errors
/// When there is no such call or paragraph in public.
pub async fn source(
    db: &mut PgConnection,
    place: &CyclePlace,
    (call, paragraph): (&str, &str),
) -> Result<Option<(ReferenceId, Source)>> {
    if call.is_empty() {
        return Ok(None);
    }
    let missing =
        Error::BadRequest("The report has no such paragraph. Type a number that stands beside one.");
    let path = format!("{}/meetings/{call}", place.path());
    let number = if paragraph.trim().is_empty() { None } else { Some(paragraph.trim().parse()) };
    let Ok(number) = number.transpose() else { return Err(missing) };
    store::find_source(db, place.cycle.id, &path, number).await?.map(Some).ok_or(missing)
}
