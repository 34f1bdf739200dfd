//! What is done to tasks; each verb records one act.

mod calling;
mod ending;
mod holding;
mod standing;
mod writing;

pub use calling::call;
pub use ending::{drop, finish};
pub use holding::{answer, ask, begin, release, take};
pub use standing::{lapse, say};
pub use writing::{add, change, source};

use sqlx::PgConnection;

use super::{Claim, Task, TaskState, store};
use crate::{
    activity::{self, Act, Diff, Visibility},
    db::{PersonId, ReferenceId},
    forum::{Actor, CyclePlace},
    references::{self, Citable, Kind},
    web::{Error, Result},
};

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

/// The task as it is, locked for this transaction: of two who want its last place, one comes second.
async fn lock(db: &mut PgConnection, task: &Task) -> Result<Task> {
    store::lock_task(db, task.id).await?;
    reload(db, task).await
}

/// What somebody has to do with a task now.
async fn part_of(db: &mut PgConnection, task: &Task, person: PersonId) -> Result<Option<Claim>> {
    let claims = store::list_claims(db, task.id).await?;
    Ok(claims.into_iter().find(|claim| claim.person == person && claim.ended_at.is_none()))
}

/// The task as it is now, in this transaction.
async fn reload(db: &mut PgConnection, task: &Task) -> Result<Task> {
    store::find_task(db, task.cycle, task.serial).await?.ok_or(Error::NotFound)
}

fn has_ended(task: &Task) -> Error {
    let how = if task.state == TaskState::Done { "is done" } else { "was dropped" };
    Error::Conflict(format!("This task {how} already."))
}
