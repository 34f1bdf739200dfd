//! Writing sittings: times, how to join, cancelling.

use sqlx::PgConnection;

use crate::clock::Instant;
use crate::db::{MeetingId, SittingId};
use crate::meetings::{NewSitting, Sitting};

/// Adds a sitting at the end. Its UID is the same for ever, and like none of another site (RFC 7986, 5.3).
pub async fn insert_sitting(
    db: &mut PgConnection,
    meeting: MeetingId,
    new: &NewSitting,
    now: Instant,
) -> sqlx::Result<SittingId> {
    sqlx::query_scalar!(
        "
        insert into sitting (meeting_id, position, starts_at, time_known, minutes, join_text, join_shown, uid, changed_at)
        values ($1, (select count(*) + 1 from sitting where meeting_id = $1), $2, $3, $4, $5, $6, gen_random_uuid(), $7)
        returning id
        ",
        meeting.0,
        new.starts_at,
        new.time_known,
        new.minutes,
        new.join_text,
        new.join_shown as _,
        now,
    )
    .fetch_one(db)
    .await
}

/// Puts the sittings of a meeting into the order of time.
pub async fn order_sittings(db: &mut PgConnection, meeting: MeetingId) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update sitting set position = ordered.place
        from (
            select id, row_number() over (order by starts_at, position)::integer as place from sitting where meeting_id = $1
        ) as ordered
        where ordered.id = sitting.id and ordered.place <> sitting.position
        ",
        meeting.0
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Gives a sitting another time or length: its calendar entry grows a step, and join details written before want a check.
pub async fn set_time(
    db: &mut PgConnection,
    sitting: &Sitting,
    new: &NewSitting,
    reason: &str,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        with moved as (
            insert into sitting_move (sitting_id, at, from_at, from_known, to_at, to_known, reason)
            select id, $2, starts_at, time_known, $3, $6, $5 from sitting where id = $1 and $7
        )
        update sitting
        set starts_at = $3, minutes = $4, time_known = $6, sequence = sequence + 1, changed_at = $2,
            join_recheck = join_text <> '' and (join_recheck or starts_at <> $3)
        where id = $1
        ",
        sitting.id.0,
        now,
        new.starts_at,
        new.minutes,
        reason,
        new.time_known,
        sitting.moves_to(new.starts_at),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Writes how to join a sitting. Saving it is the check that a moved time asks for.
pub async fn set_join(db: &mut PgConnection, sitting: SittingId, new: &NewSitting) -> sqlx::Result<()> {
    sqlx::query!(
        "update sitting set join_text = $2, join_shown = $3, join_recheck = false where id = $1",
        sitting.0,
        new.join_text,
        new.join_shown as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A new place or title shows in calendars: all entries of the meeting grow a step.
pub async fn touch_sittings(db: &mut PgConnection, meeting: MeetingId, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "update sitting set sequence = sequence + 1, changed_at = $2 where meeting_id = $1",
        meeting.0,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Cancels one sitting, or all that are not yet. Their time stays.
pub async fn set_cancelled(
    db: &mut PgConnection,
    meeting: MeetingId,
    sitting: Option<SittingId>,
    reason: &str,
    now: Instant,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "
        update sitting
        set cancelled_at = $3, cancel_reason = $4, sequence = sequence + 1, changed_at = $3
        where meeting_id = $1 and ($2::bigint is null or id = $2) and cancelled_at is null
        ",
        meeting.0,
        sitting.map(|sitting| sitting.0),
        now,
        reason,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
