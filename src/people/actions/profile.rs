//! What people change of themselves.

use sqlx::PgConnection;

use super::record;
use crate::{
    activity::Diff,
    clock::Instant,
    db::PersonId,
    people::{NewProfile, Profile, store},
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
    record(db, person, person, "person.profile_changed", "A profile was changed.", diff, now).await?;
    Ok(true)
}
