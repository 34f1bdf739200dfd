//! What is done to persons; each change as one verb.

mod enter;
mod merge;
mod profile;
mod take_over;

pub use enter::enter;
pub use merge::{merge, say_apart, undo};
pub use profile::change_profile;
pub use take_over::{confirm_roles, decline, link_by_hand, take_over};

use sqlx::PgConnection;

use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::PersonId,
    people::InCycle,
    web::Result,
};

/// Records an act about a person: for the audit only.
async fn record(
    db: &mut PgConnection,
    actor: PersonId,
    subject: PersonId,
    verb: &'static str,
    what: &str,
    diff: Diff,
    now: Instant,
) -> Result<()> {
    let act = Act {
        actor: Some(actor),
        verb,
        forum: None,
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary: what.to_owned(),
        diff,
    };
    Ok(activity::store::record_about(db, now, act, subject).await?)
}

/// Records an act about a person in a cycle, for those who work in it.
async fn record_in(
    db: &mut PgConnection,
    actor: PersonId,
    at: InCycle,
    subject: PersonId,
    (verb, summary): (&'static str, String),
    now: Instant,
) -> Result<()> {
    let act = Act {
        actor: Some(actor),
        verb,
        forum: Some(at.forum),
        cycle: Some(at.cycle),
        reference: None,
        visibility: Visibility::Cycle,
        summary,
        diff: Diff::new(),
    };
    Ok(activity::store::record_about(db, now, act, subject).await?)
}
