//! Privacy notices, and agreeing to something.

use sqlx::PgConnection;

use super::record;
use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    consents::{How, NewNotice, Notice, Purpose, store},
    db::{OnConstraint, PersonId},
    forum::Forum,
    subscriptions,
    web::{Error, Result},
};

/// Publishes the next version of a forum's notice, or of the site's, if `last` is still the one in force.
///
/// # Errors
/// Conflict when somebody published one meanwhile.
pub async fn publish_notice(
    db: &mut PgConnection,
    forum: Option<&Forum>,
    before: Option<&Notice>,
    last: i32,
    new: &NewNotice,
    by: PersonId,
    now: Instant,
) -> Result<i32> {
    let faster = || Error::Conflict("Somebody published a version meanwhile. Read it first.".to_owned());
    let inserted = store::insert_notice(db, forum.map(|forum| forum.id), last, new, by, now).await;
    let version = inserted.on_constraint("privacy_notice_version", faster)?;
    let field = |text: fn(&Notice) -> &str| before.map_or("", text).to_owned();
    let diff = Diff::new()
        .field("controller", field(|notice| &notice.controller), &new.controller)
        .field("contact", field(|notice| &notice.contact), &new.contact)
        .field("body", field(|notice| &notice.body), &new.body);
    let act = Act {
        actor: Some(by),
        verb: "notice.published",
        forum: forum.map(|forum| forum.id),
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary: format!("Version {version} of the privacy notice was published."),
        diff,
    };
    activity::store::record(db, now, act).await?;
    Ok(version)
}

/// Agrees, or withdraws. Following stands on the consent to be mailed: it ends with it. Gives how many things are
/// followed no longer.
pub async fn set_consent(
    db: &mut PgConnection,
    person: PersonId,
    purpose: Purpose,
    agrees: bool,
    now: Instant,
) -> Result<usize> {
    let mut left = 0;
    let (verb, what) = if agrees {
        let notice = store::find_in_force(db).await?.map(|notice| notice.id);
        store::insert_consent(db, person, purpose, notice, How::Settings, now).await?;
        ("consent.given", "Somebody agreed to something.")
    } else {
        if purpose == Purpose::List {
            left = subscriptions::leave_all(db, person, now).await?;
        }
        store::set_withdrawn(db, person, purpose, now).await?;
        ("consent.withdrawn", "Somebody withdrew what they had agreed to.")
    };
    let diff = Diff::new().field("to", "", purpose.code());
    record(db, Some(person), verb, what, diff, now).await?;
    Ok(left)
}
