//! Allowances in the database.

use sqlx::PgConnection;

use super::{Limit, Subject};
use crate::clock::Instant;

/// Takes one of what the limit allows. False, and nothing is taken, when it is used up. Call it outside of a
/// transaction that may be undone: what was tried counts.
pub async fn take(
    db: &mut PgConnection,
    limit: &Limit,
    subject: &Subject,
    now: Instant,
) -> sqlx::Result<bool> {
    let taken = sqlx::query_scalar!(
        r#"
        insert into allowance as known (purpose, subject, full_at)
        values ($1, $2, $3::timestamptz + make_interval(secs => $4))
        on conflict (purpose, subject) do update
            set full_at = greatest(known.full_at, $3) + make_interval(secs => $4)
            -- one more fits while what was used would come back within the whole burst's time
            where greatest(known.full_at, $3) + make_interval(secs => $4) <= $3::timestamptz + make_interval(secs => $5)
        returning true as "taken!"
        "#,
        limit.purpose,
        subject.0,
        now,
        f64::from(limit.seconds),
        f64::from(limit.seconds) * f64::from(limit.burst),
    )
    .fetch_optional(db)
    .await?;
    Ok(taken.is_some())
}

/// Gives everything back: somebody proved to be who they say.
pub async fn clear(db: &mut PgConnection, limit: &Limit, subject: &Subject) -> sqlx::Result<()> {
    sqlx::query!("delete from allowance where purpose = $1 and subject = $2", limit.purpose, subject.0)
        .execute(db)
        .await?;
    Ok(())
}

/// Erases what says nothing any more; gives how many rows.
pub async fn erase_full(db: &mut PgConnection, now: Instant) -> sqlx::Result<u64> {
    let done = sqlx::query!("delete from allowance where full_at <= $1", now).execute(db).await?;
    Ok(done.rows_affected())
}
