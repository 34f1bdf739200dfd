//! Ending a task: it is done, or was dropped.

use sqlx::PgConnection;

use super::{has_ended, lock, record};
use crate::{
    activity::Visibility,
    forum::Actor,
    tasks::{ClaimState, Task, TaskState, store},
    web::Result,
};

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
    let task = lock(db, task).await?;
    if !store::set_state(db, task.id, state, outcome, actor.now).await? {
        return Err(has_ended(&task));
    }
    let held = if state == TaskState::Done { ClaimState::Done } else { ClaimState::Dropped };
    Ok(store::end_claims(db, task.id, held, actor.now).await?)
}
