//! Windows in the database.

use sqlx::PgConnection;

use super::Window;
use crate::clock::Instant;

/// Adds a window.
pub async fn insert_window(db: &mut PgConnection, window: Window) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "insert into time_window (opens_at, closes_at) values ($1, $2) returning id",
        window.opens_at,
        window.closes_at,
    )
    .fetch_one(db)
    .await
}

/// Drops a window whose owner is gone.
pub async fn delete_window(db: &mut PgConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query!("delete from time_window where id = $1", id).execute(db).await?;
    Ok(())
}

/// Moves the end of a window, and keeps what it was and why.
pub async fn set_close(
    db: &mut PgConnection,
    id: i64,
    to: Instant,
    reason: &str,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        with moved as (
            insert into time_window_change (time_window_id, at, from_at, to_at, reason)
            select id, $2, closes_at, $3, $4 from time_window where id = $1 and closes_at <> $3
        )
        update time_window set closes_at = $3, opens_at = least(opens_at, $3 - interval '1 minute') where id = $1
        ",
        id,
        now,
        to,
        reason,
    )
    .execute(db)
    .await?;
    Ok(())
}
