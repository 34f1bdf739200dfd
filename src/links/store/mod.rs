//! Links in the database. Only hashes of secrets are kept.

mod standing;

use sqlx::PgConnection;

use super::{Link, NewLink, Purpose};
use crate::{
    clock::Instant,
    db::{AccountId, PersonId},
};

pub use standing::{
    Standing, find_standing, list_of_person, list_standing, revoke, revoke_standing, set_seen,
};

/// The hashes by which a code is found.
#[derive(Debug)]
pub struct CodeHashes {
    /// Of the code with its ticket.
    pub code: Vec<u8>,
    /// Of the ticket.
    pub ticket: Vec<u8>,
}

/// Adds a link.
pub async fn insert_link(
    db: &mut PgConnection,
    token_hash: &[u8],
    code: Option<&CodeHashes>,
    new: &NewLink<'_>,
    now: Instant,
) -> sqlx::Result<()> {
    let details = serde_json::to_value(new.purpose).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query!(
        "
        insert into link (token_hash, purpose, details, account_id, created_by, created_at, expires_at, code_hash, ticket_hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ",
        token_hash,
        new.purpose.code(),
        details,
        new.account.map(|account| account.0),
        new.by.map(|person| person.0),
        now,
        now.plus_minutes(new.minutes),
        code.map(|hashes| hashes.code.as_slice()),
        code.map(|hashes| hashes.ticket.as_slice()),
    )
    .execute(db)
    .await?;
    Ok(())
}

struct LinkRow {
    id: i64,
    details: serde_json::Value,
    account: Option<AccountId>,
    stands_for: Option<PersonId>,
    by: Option<PersonId>,
    expires_at: Instant,
}

impl LinkRow {
    fn link(self) -> sqlx::Result<Link> {
        let purpose: Purpose =
            serde_json::from_value(self.details).map_err(|error| sqlx::Error::Decode(error.into()))?;
        let Self { id, account, stands_for, by, expires_at, .. } = self;
        Ok(Link { id, purpose, account, stands_for, by, expires_at })
    }
}

/// The link with this secret, if it is unused and not expired. Locked, so that it is used once.
pub async fn find_good(db: &mut PgConnection, token_hash: &[u8], now: Instant) -> sqlx::Result<Option<Link>> {
    let row = sqlx::query_as!(
        LinkRow,
        r#"
        select id, details, account_id as "account: AccountId", person_id as "stands_for: PersonId", created_by as "by: PersonId",
            expires_at
        from link
        where token_hash = $1 and used_at is null and expires_at > $2
        for update
        "#,
        token_hash,
        now,
    )
    .fetch_optional(db)
    .await?;
    row.map(LinkRow::link).transpose()
}

/// The link with this secret, good or not.
pub async fn find_past(db: &mut PgConnection, token_hash: &[u8]) -> sqlx::Result<Option<Link>> {
    let row = sqlx::query_as!(
        LinkRow,
        r#"
        select id, details, account_id as "account: AccountId", person_id as "stands_for: PersonId", created_by as "by: PersonId",
            expires_at
        from link
        where token_hash = $1
        "#,
        token_hash,
    )
    .fetch_optional(db)
    .await?;
    row.map(LinkRow::link).transpose()
}

/// The link whose page holds this ticket, locked, with the hash of its code, while fewer than `most` wrong codes
/// were typed.
pub async fn find_by_ticket(
    db: &mut PgConnection,
    ticket_hash: &[u8],
    most: i32,
    now: Instant,
) -> sqlx::Result<Option<(Link, Vec<u8>)>> {
    let row = sqlx::query!(
        r#"
        select id, details, account_id as "account: AccountId", person_id as "stands_for: PersonId", created_by as "by: PersonId",
            expires_at, code_hash as "code_hash!"
        from link
        where ticket_hash = $1 and used_at is null and expires_at > $2 and tries < $3
        for update
        "#,
        ticket_hash,
        now,
        most,
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let link = LinkRow {
        id: row.id,
        details: row.details,
        account: row.account,
        stands_for: row.stands_for,
        by: row.by,
        expires_at: row.expires_at,
    };
    Ok(Some((link.link()?, row.code_hash)))
}

/// Counts a wrong code.
pub async fn count_try(db: &mut PgConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query!("update link set tries = tries + 1 where id = $1", id).execute(db).await?;
    Ok(())
}

/// Uses a link up.
pub async fn set_used(db: &mut PgConnection, id: i64, now: Instant) -> sqlx::Result<()> {
    sqlx::query!("update link set used_at = $2 where id = $1", id, now).execute(db).await?;
    Ok(())
}

/// Takes back all unused links of a purpose.
pub async fn expire_all(db: &mut PgConnection, purpose: &Purpose, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "update link set expires_at = $2 where purpose = $1 and used_at is null and expires_at > $2",
        purpose.code(),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes back all unused links that were mailed for an account.
pub async fn expire_of_account(db: &mut PgConnection, account: AccountId, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "update link set expires_at = $2 where account_id = $1 and used_at is null and expires_at > $2",
        account.0,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}
