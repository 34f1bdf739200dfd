//! Making accounts and getting into them; each change as one verb.

mod addresses;
mod enter;
mod mailed;
mod make;

pub use addresses::{Begun, begin_change, confirm_change};
pub use enter::{Refused, check_password, open_session, set_password, viewer_of};
pub use mailed::{Asked, ask, mail_link, mail_reset, mail_sign_up, may_try_code, sign_in_link};
pub use make::{first_administrator, invite, make_account};

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
    let act = Act {
        actor,
        verb,
        forum: None,
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary: what.to_owned(),
        diff: Diff::new(),
    };
    Ok(activity::store::record(db, now, act).await?)
}
