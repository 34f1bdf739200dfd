//! How a task stands: what who has it says, and the end of a claim of which nothing is heard.

use sqlx::PgConnection;

use super::{lock, part_of, record, reload};
use crate::{
    activity::Visibility,
    db::PersonId,
    forum::Actor,
    tasks::{Claim, Said, Task, TaskState, store},
    web::{Error, Result},
};

/// Who has a task says how it stands; of help that is needed the facilitators hear at once. What was said within the last
/// hour is not noted again.
///
/// # Errors
/// Conflict when they do not have it.
pub async fn say(
    db: &mut PgConnection,
    actor: Actor<'_>,
    task: &Task,
    person: PersonId,
    (said, note): (Said, &str),
) -> Result<()> {
    let task = lock(db, task).await?;
    let claim = part_of(db, &task, person).await?.filter(Claim::is_held);
    let claim = claim.ok_or_else(|| Error::Conflict("You do not have this task.".to_owned()))?;
    if !store::insert_answer(db, claim.id, said, note, actor.now).await? {
        return Ok(());
    }
    let (verb, summary) = match said {
        Said::OnTrack => ("task.on_track", format!("“{}” is on track.", task.title)),
        Said::Help if note.is_empty() => {
            ("task.help_wanted", format!("{} needs help with “{}”.", claim.name, task.title))
        }
        Said::Help => {
            ("task.help_wanted", format!("{} needs help with “{}”: {note}", claim.name, task.title))
        }
    };
    record(db, actor, &task, verb, Visibility::Cycle, summary, Some(person)).await
}

/// Ends a claim of which nothing was heard after two check-ins, and calls for volunteers again. False where something was
/// heard meanwhile.
pub async fn lapse(db: &mut PgConnection, actor: Actor<'_>, task: &Task, claim: i64) -> Result<bool> {
    let task = lock(db, task).await?;
    let Some(person) = store::set_lapsed(db, claim, actor.now).await? else { return Ok(false) };
    let task = reload(db, &task).await?;
    let summary = if task.state == TaskState::Open {
        format!("“{}” is open for volunteers again: two check-ins went unanswered.", task.title)
    } else {
        format!("A place of “{}” is free again: two check-ins went unanswered.", task.title)
    };
    record(db, actor, &task, "task.lapsed", Visibility::Public, summary, Some(person)).await?;
    Ok(true)
}
