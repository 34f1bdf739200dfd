//! Sessions.

use sqlx::PgConnection;

use crate::{accounts::Session, clock::Instant, db::AccountId};

/// Opens a session.
pub async fn insert_session(
    db: &mut PgConnection,
    account: AccountId,
    token_hash: &[u8],
    agent: &str,
    now: Instant,
    expires_at: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into session (account_id, token_hash, agent, created_at, seen_at, expires_at)
        values ($1, $2, $3, $4, $4, $5)
        ",
        account.0,
        token_hash,
        agent,
        now,
        expires_at,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends a session.
pub async fn delete_session(db: &mut PgConnection, token_hash: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("delete from session where token_hash = $1", token_hash).execute(db).await?;
    Ok(())
}

/// Ends a session of an account by its row.
pub async fn delete_of_account(db: &mut PgConnection, account: AccountId, id: i64) -> sqlx::Result<()> {
    sqlx::query!("delete from session where account_id = $1 and id = $2", account.0, id).execute(db).await?;
    Ok(())
}

/// Ends all sessions of an account but the one with this hash.
pub async fn delete_others(
    db: &mut PgConnection,
    account: AccountId,
    but: Option<&[u8]>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from session where account_id = $1 and token_hash is distinct from $2",
        account.0,
        but
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that a session is used, if that was noted an hour ago or earlier.
pub async fn touch(db: &mut PgConnection, token_hash: &[u8], now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "update session set seen_at = $2 where token_hash = $1 and seen_at <= $3",
        token_hash,
        now,
        now.plus_minutes(-60),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The sessions of an account that are open, the one last used first.
pub async fn list_sessions(
    db: &mut PgConnection,
    account: AccountId,
    this_one: &[u8],
    now: Instant,
) -> sqlx::Result<Vec<Session>> {
    sqlx::query_as!(
        Session,
        r#"
        select id, agent, created_at, seen_at, token_hash = $2 as "this_one!"
        from session
        where account_id = $1 and expires_at > $3
        order by token_hash = $2 desc, seen_at desc, id desc
        limit 100
        "#,
        account.0,
        this_one,
        now,
    )
    .fetch_all(db)
    .await
}

/// Erases the sessions that have expired; gives how many.
pub async fn erase_expired(db: &mut PgConnection, now: Instant) -> sqlx::Result<u64> {
    let done = sqlx::query!("delete from session where expires_at <= $1", now).execute(db).await?;
    Ok(done.rows_affected())
}
