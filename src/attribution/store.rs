//! Attributions in the database.

use sqlx::PgConnection;

use super::Attribution;
use crate::clock::Instant;

/// Adds one.
pub async fn insert_attribution(db: &mut PgConnection, who: &Attribution, now: Instant) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "
        insert into attribution (name, affiliation, person_id, group_code, channel, captured_by, as_of, created_at, group_label)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        returning id
        ",
        who.name,
        who.affiliation,
        who.person.map(|person| person.0),
        who.group.as_ref().map(|group| &group.code),
        who.channel as _,
        who.captured_by.map(|person| person.0),
        who.as_of,
        now,
        who.group.as_ref().map_or("", |group| group.label.as_str()),
    )
    .fetch_one(db)
    .await
}
