//! Links in the database. Only the hash of a secret is kept.

use sqlx::PgConnection;

use super::{Invited, Link, Purpose};
use crate::{
    clock::Instant,
    db::{AccountId, PersonId},
};

/// A link to be made.
#[derive(Debug)]
pub struct NewLink<'a> {
    /// What it does.
    pub purpose: Purpose,
    /// Of a sign-in: whose.
    pub account: Option<AccountId>,
    /// Of an invitation: whose.
    pub invited: Option<&'a Invited>,
    /// Who made it.
    pub by: Option<PersonId>,
    /// For how many days it is good.
    pub days: i64,
}

/// Adds a link.
pub async fn insert_link(
    db: &mut PgConnection,
    token_hash: &[u8],
    new: &NewLink<'_>,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into link (token_hash, purpose, account_id, invited, created_by, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        ",
        token_hash,
        new.purpose as _,
        new.account.map(|account| account.0),
        new.invited
            .map(serde_json::to_value)
            .transpose()
            .map_err(|error| sqlx::Error::Encode(error.into()))?,
        new.by.map(|person| person.0),
        now,
        now.plus_days(new.days),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The link with this secret, if it is unused and not expired. Locked, so that it is used once.
pub async fn find_good(db: &mut PgConnection, token_hash: &[u8], now: Instant) -> sqlx::Result<Option<Link>> {
    let row = sqlx::query!(
        r#"
        select id, purpose as "purpose: Purpose", account_id as "account: AccountId", invited, expires_at
        from link
        where token_hash = $1 and used_at is null and expires_at > $2
        for update
        "#,
        token_hash,
        now,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Link {
        id: row.id,
        purpose: row.purpose,
        account: row.account,
        invited: row.invited.and_then(|invited| serde_json::from_value(invited).ok()),
        expires_at: row.expires_at,
    }))
}

/// Whether a link with this secret was ever made.
pub async fn was_made(db: &mut PgConnection, token_hash: &[u8]) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists(select from link where token_hash = $1) as "made!""#, token_hash)
        .fetch_one(db)
        .await
}

/// Uses a link up.
pub async fn set_used(db: &mut PgConnection, id: i64, now: Instant) -> sqlx::Result<()> {
    sqlx::query!("update link set used_at = $2 where id = $1", id, now).execute(db).await?;
    Ok(())
}

/// Takes back all unused links of a purpose.
pub async fn expire_all(db: &mut PgConnection, purpose: Purpose, now: Instant) -> sqlx::Result<()> {
    sqlx::query!("update link set expires_at = $2 where purpose = $1 and used_at is null", purpose as _, now)
        .execute(db)
        .await?;
    Ok(())
}
