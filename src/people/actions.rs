//! What is done to persons; each change as one verb.

use sqlx::PgConnection;

use super::{NewProfile, Profile, store};
use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::PersonId,
    web::Result,
};

/// Changes somebody's own profile, if it was not saved since the form was opened; else false.
pub async fn change_profile(
    db: &mut PgConnection,
    person: PersonId,
    before: &Profile,
    new: &NewProfile,
    now: Instant,
) -> Result<bool> {
    if !store::profile::set_profile(db, person, new, now).await? {
        return Ok(false);
    }
    // The name is public. What else people say of themselves is no business of those who read the log.
    let diff = Diff::new().field("name", &before.name, &new.name);
    record(db, Some(person), "person.profile_changed", "A profile was changed.", diff, now).await?;
    Ok(true)
}

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
