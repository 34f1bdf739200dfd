//! What is done here; each change as one verb.

mod annex;
mod consents;
mod erase;
mod retention;

pub use annex::choose_shown;
pub use consents::{publish_notice, set_consent};
pub use erase::{delete_account, mail_link};
pub use retention::set_periods;

use sqlx::PgConnection;

use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::PersonId,
    web::Result,
};

/// Records an act that concerns a person: for the audit only.
async fn record(
    db: &mut PgConnection,
    actor: Option<PersonId>,
    verb: &'static str,
    what: &str,
    diff: Diff,
    now: Instant,
) -> Result<()> {
    let act = Act {
        actor,
        verb,
        forum: None,
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary: what.to_owned(),
        diff,
    };
    Ok(activity::store::record(db, now, act).await?)
}
