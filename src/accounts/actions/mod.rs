//! Making accounts and getting into them; each change as one verb.

mod addresses;
mod enter;
mod mailed;
mod make;
mod secretariat;

pub use addresses::{begin_change, confirm_change, leave_change, resume_mail};
pub use enter::{Refused, check_password, open_session, set_password, viewer_of};
pub use mailed::{Asked, ask, mail_link, mail_reset, mail_sign_up, may_try_code, sign_in_link};
pub use make::{first_administrator, invite, make_account};
pub use secretariat::{Appointed, appoint_secretariat, settle_secretariat};

use sqlx::PgConnection;

use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::PersonId,
    web::Result,
};

/// Records an act that concerns an account: for the audit only.
async fn record(
    db: &mut PgConnection,
    actor: Option<PersonId>,
    verb: &'static str,
    what: &str,
    now: Instant,
) -> Result<()> {
    record_change(db, actor, verb, what, Diff::new(), now).await
}

/// The same, with what changed.
async fn record_change(
    db: &mut PgConnection,
    actor: Option<PersonId>,
    verb: &'static str,
    what: &str,
    diff: Diff,
    now: Instant,
) -> Result<()> {
    Ok(activity::store::record(db, now, act(actor, verb, what, diff)).await?)
}

/// Records what somebody did about somebody else's account.
async fn record_about(
    db: &mut PgConnection,
    actor: PersonId,
    subject: PersonId,
    verb: &'static str,
    what: &str,
    diff: Diff,
    now: Instant,
) -> Result<()> {
    Ok(activity::store::record_about(db, now, act(Some(actor), verb, what, diff), subject).await?)
}

fn act(actor: Option<PersonId>, verb: &'static str, what: &str, diff: Diff) -> Act {
    Act {
        actor,
        verb,
        forum: None,
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary: what.to_owned(),
        diff,
    }
}
