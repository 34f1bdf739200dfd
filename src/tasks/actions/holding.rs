//! Taking a task, being asked to, beginning it, giving it back.

use sqlx::PgConnection;

use super::{has_ended, lock, part_of, record, reload};
use crate::{
    activity::Visibility,
    db::PersonId,
    forum::Actor,
    tasks::{ClaimState, Task, TaskState, model::LAST_PLACE_TAKEN, store},
    web::{Error, Result},
};

/// Somebody takes a task. Of two who want the last place, the second is told that it is gone.
///
/// # Errors
/// Conflict, with the reason, when it cannot be taken, and when they have it.
pub async fn take(db: &mut PgConnection, actor: Actor<'_>, task: &Task, person: PersonId) -> Result<()> {
    let task = lock(db, task).await?;
    match part_of(db, &task, person).await? {
        Some(claim) if claim.is_held() => {
            return Err(Error::Conflict("You have this task already.".to_owned()));
        }
        Some(_) => return accept(db, actor, &task, person, "").await,
        None => {}
    }
    if let Some(why) = task.why_not_taken() {
        return Err(Error::Conflict(why.to_owned()));
    }
    store::insert_claim(db, task.id, person, ClaimState::Held, None, actor.now).await?;
    was_taken(db, actor, &task).await
}

/// Somebody who was asked says yes or no, with a note.
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
    let task = lock(db, task).await?;
    if says_yes {
        return accept(db, actor, &task, person, note).await;
    }
    let who = (task.id, person);
    if !store::set_claim(db, who, ClaimState::Asked, ClaimState::Declined, note, actor.now).await? {
        return Err(nobody_asks());
    }
    let summary = format!("Somebody who was asked to take on “{}” said no.", task.title);
    record(db, actor, &task, "task.declined", Visibility::Cycle, summary, None).await
}

async fn accept(
    db: &mut PgConnection,
    actor: Actor<'_>,
    task: &Task,
    person: PersonId,
    note: &str,
) -> Result<()> {
    if task.holders >= task.wanted {
        return Err(Error::Conflict(LAST_PLACE_TAKEN.to_owned()));
    }
    let who = (task.id, person);
    if !store::set_claim(db, who, ClaimState::Asked, ClaimState::Held, note, actor.now).await? {
        return Err(nobody_asks());
    }
    was_taken(db, actor, task).await
}

/// Puts on record that one more person has a task. Whoever else was asked need not answer any more once the last place is
/// taken.
async fn was_taken(db: &mut PgConnection, actor: Actor<'_>, before: &Task) -> Result<()> {
    if before.holders + 1 >= before.wanted {
        store::withdraw_asked(db, before.id, actor.now).await?;
    }
    let summary = format!("“{}” was taken on.", before.title);
    record(db, actor, before, "task.taken", Visibility::Public, summary, None).await
}

/// A facilitator asks somebody to take a task. It is theirs once they say yes.
///
/// # Errors
/// Conflict when it has ended, all places are taken, or they have it or were asked already.
pub async fn ask(db: &mut PgConnection, actor: Actor<'_>, task: &Task, person: PersonId) -> Result<()> {
    let task = lock(db, task).await?;
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
    let task = lock(db, task).await?;
    if !store::set_state(db, task.id, TaskState::InProgress, ("", ""), actor.now).await? {
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
    let task = lock(db, task).await?;
    let who = (task.id, person);
    if !store::set_claim(db, who, ClaimState::Held, ClaimState::Released, note, actor.now).await? {
        return Err(Error::Conflict("You do not have this task.".to_owned()));
    }
    let task = reload(db, &task).await?;
    let summary = if task.state == TaskState::Open {
        format!("“{}” is open for volunteers again.", task.title)
    } else {
        format!("Somebody gave “{}” back; others have it.", task.title)
    };
    record(db, actor, &task, "task.released", Visibility::Public, summary, None).await
}

fn nobody_asks() -> Error {
    Error::Conflict("You are not asked to take this task, or no longer.".to_owned())
}
