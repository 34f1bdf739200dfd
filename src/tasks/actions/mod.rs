//! What is done to tasks; each verb records one act.

use sqlx::PgConnection;

use super::{ClaimState, NewTask, Source, Task, TaskState, store};
use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Day,
    db::{PersonId, ReferenceId},
    forum::{Actor, CyclePlace},
    references::{self, Citable, Kind},
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
    store::lock_task(db, before.id).await?;
    let before = reload(db, before).await?;
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

/// Somebody takes a task. Of two who want the last place, the second is told that it is gone.
///
/// # Errors
/// Conflict, with the reason, when it cannot be taken, and when they have it.
pub async fn take(db: &mut PgConnection, actor: Actor<'_>, task: &Task, person: PersonId) -> Result<()> {
    store::lock_task(db, task.id).await?;
    let task = reload(db, task).await?;
    match part_of(db, &task, person).await? {
        Some(ClaimState::Held) => return Err(Error::Conflict("You have this task already.".to_owned())),
        Some(_) => return accept(db, actor, &task, person).await,
        None => {}
    }
    if let Some(why) = task.why_not_taken() {
        return Err(Error::Conflict(why.to_owned()));
    }
    store::insert_claim(db, task.id, person, ClaimState::Held, None, actor.now).await?;
    let summary = format!("“{}” was taken on.", task.title);
    record(db, actor, &task, "task.taken", Visibility::Public, summary, None).await
}

/// Somebody who was asked says yes, or no with a note.
///
/// # Errors
/// Conflict when nobody asks them any more.
pub async fn answer(
    db: &mut PgConnection,
    actor: Actor<'_>,
    task: &Task,
    person: PersonId,
    says_yes: bool,
    note: &str,
) -> Result<()> {
    store::lock_task(db, task.id).await?;
    let task = reload(db, task).await?;
    if says_yes {
        return accept(db, actor, &task, person).await;
    }
    let who = (task.id, person);
    if !store::set_claim(db, who, ClaimState::Asked, ClaimState::Declined, note, actor.now).await? {
        return Err(nobody_asks());
    }
    let summary = format!("Somebody who was asked to take on “{}” said no.", task.title);
    record(db, actor, &task, "task.declined", Visibility::Cycle, summary, None).await
}

async fn accept(db: &mut PgConnection, actor: Actor<'_>, task: &Task, person: PersonId) -> Result<()> {
    if task.holders >= task.wanted {
        return Err(Error::Conflict("Somebody else took the last place of this task.".to_owned()));
    }
    let who = (task.id, person);
    if !store::set_claim(db, who, ClaimState::Asked, ClaimState::Held, "", actor.now).await? {
        return Err(nobody_asks());
    }
    let summary = format!("“{}” was taken on.", task.title);
    record(db, actor, task, "task.taken", Visibility::Public, summary, None).await
}

/// A facilitator asks somebody to take a task. It is theirs once they say yes.
///
/// # Errors
/// Conflict when it has ended, all places are taken, or they have it or were asked already.
pub async fn ask(db: &mut PgConnection, actor: Actor<'_>, task: &Task, person: PersonId) -> Result<()> {
    store::lock_task(db, task.id).await?;
    let task = reload(db, task).await?;
    if task.has_ended() {
        return Err(has_ended(&task));
    }
    if part_of(db, &task, person).await?.is_some() {
        let sentence = "They have this task, or were asked already.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    if task.holders >= task.wanted {
        let sentence = "All places of this task are taken. Change how many are wanted first.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    store::insert_claim(db, task.id, person, ClaimState::Asked, actor.person, actor.now).await?;
    let summary = format!("You are asked to take on “{}”. Say yes or no on its page.", task.title);
    record(db, actor, &task, "task.asked", Visibility::Cycle, summary, Some(person)).await
}

/// Who holds a task begins with it.
///
/// # Errors
/// Conflict when it is not theirs, or was begun.
pub async fn begin(db: &mut PgConnection, actor: Actor<'_>, task: &Task) -> Result<()> {
    store::lock_task(db, task.id).await?;
    let task = reload(db, task).await?;
    if !store::set_started(db, task.id, actor.now).await? {
        let sentence = "This task was begun already, or nobody has it any more.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    let summary = format!("“{}” was begun.", task.title);
    record(db, actor, &task, "task.begun", Visibility::Public, summary, None).await
}

/// Somebody gives a task back. When nobody else has it, it calls for volunteers again.
///
/// # Errors
/// Conflict when they do not have it.
pub async fn release(
    db: &mut PgConnection,
    actor: Actor<'_>,
    task: &Task,
    person: PersonId,
    note: &str,
) -> Result<()> {
    store::lock_task(db, task.id).await?;
    let who = (task.id, person);
    if !store::set_claim(db, who, ClaimState::Held, ClaimState::Released, note, actor.now).await? {
        return Err(Error::Conflict("You do not have this task.".to_owned()));
    }
    let task = reload(db, task).await?;
    let summary = if task.state == TaskState::Open {
        format!("“{}” is open for volunteers again.", task.title)
    } else {
        format!("Somebody gave “{}” back; others have it.", task.title)
    };
    record(db, actor, &task, "task.released", Visibility::Public, summary, None).await
}

/// A task is done, with what came of it.
///
/// # Errors
/// Conflict when it had ended.
pub async fn finish(
    db: &mut PgConnection,
    actor: Actor<'_>,
    task: &Task,
    outcome: &str,
    link: &str,
) -> Result<()> {
    end(db, actor, task, TaskState::Done, (outcome, link)).await?;
    let summary = format!("“{}” is done.", task.title);
    record(db, actor, task, "task.done", Visibility::Public, summary, None).await
}

/// A task will not be done, for a reason that everybody reads.
///
/// # Errors
/// Conflict when it had ended.
pub async fn drop(db: &mut PgConnection, actor: Actor<'_>, task: &Task, reason: &str) -> Result<()> {
    end(db, actor, task, TaskState::Dropped, (reason, "")).await?;
    let summary = format!("“{}” was dropped: {reason}", task.title);
    record(db, actor, task, "task.dropped", Visibility::Public, summary, None).await
}

async fn end(
    db: &mut PgConnection,
    actor: Actor<'_>,
    task: &Task,
    state: TaskState,
    outcome: (&str, &str),
) -> Result<()> {
    store::lock_task(db, task.id).await?;
    if !store::set_ended(db, task.id, state, outcome, actor.now).await? {
        return Err(has_ended(&reload(db, task).await?));
    }
    let held = if state == TaskState::Done { ClaimState::Done } else { ClaimState::Dropped };
    Ok(store::end_claims(db, task.id, held, actor.now).await?)
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

/// Writes the task's reference and records an act about it, and about the person whom it names.
async fn record(
    db: &mut PgConnection,
    actor: Actor<'_>,
    task: &Task,
    verb: &'static str,
    visibility: Visibility,
    summary: String,
    named: Option<PersonId>,
) -> Result<()> {
    let reference = cite(db, actor.place, task).await?;
    let act = Act { reference: Some(reference), ..actor.act(verb, visibility, summary, Diff::new()) };
    match named {
        Some(person) => activity::store::record_about(db, actor.now, act, person).await?,
        None => activity::store::record(db, actor.now, act).await?,
    }
    Ok(())
}

async fn cite(db: &mut PgConnection, place: &CyclePlace, task: &Task) -> Result<ReferenceId> {
    let citable = Citable {
        kind: Kind::Task,
        forum: place.forum.id,
        cycle: Some(task.cycle),
        label: format!("{} Task {}: {}", place.cycle.year, task.serial, task.title),
        path: task.path(place),
        visible: true,
    };
    Ok(references::store::set_reference(db, &citable).await?)
}

/// What somebody has to do with a task now.
async fn part_of(db: &mut PgConnection, task: &Task, person: PersonId) -> Result<Option<ClaimState>> {
    let claims = store::list_claims(db, task.id).await?;
    let current = claims.into_iter().find(|claim| claim.person == person && claim.ended_at.is_none());
    Ok(current.map(|claim| claim.state))
}

/// The task as it is now, in this transaction.
async fn reload(db: &mut PgConnection, task: &Task) -> Result<Task> {
    store::find_task(db, task.cycle, task.serial).await?.ok_or(Error::NotFound)
}

fn nobody_asks() -> Error {
    Error::Conflict("You are not asked to take this task, or no longer.".to_owned())
}

fn has_ended(task: &Task) -> Error {
    let how = if task.state == TaskState::Done { "is done" } else { "was dropped" };
    Error::Conflict(format!("This task {how} already."))
}
