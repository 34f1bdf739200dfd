//! Meetings without a time for which it is time to find one, in the database.

use sqlx::PgConnection;

use crate::clock::Instant;

/// Waits again for a milestone that somebody opened again: what it was the condition of is no longer due.
pub async fn reset_undone(db: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update meeting set intention_due_at = null
        from milestone
        where milestone.id = intention_milestone_id and milestone.done is null and meeting.state = 'intended'
          and intention_due_at is not null and intention_from is null and intention_dates = '{}'
        "
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Claims a meeting without a time whose first day lies no more than `lead` days ahead, or whose milestone is done: forum,
/// year and serial. Each once, however many workers ask.
pub async fn claim_intended(
    db: &mut PgConnection,
    now: Instant,
    lead: i32,
) -> sqlx::Result<Option<(String, i32, i32)>> {
    let row = sqlx::query!(
        "
        with claimed as (
            update meeting set intention_due_at = $1
            where id = (
                select meeting.id
                from meeting
                join cycle on cycle.id = meeting.cycle_id
                left join milestone on milestone.id = intention_milestone_id
                where meeting.state = 'intended' and intention_due_at is null
                  and cycle.state not in ('closed', 'declined')
                  and (
                      coalesce((select min(day) from unnest(intention_dates) as day), intention_from) - $3::integer <= $2
                      or milestone.done is not null
                  )
                order by meeting.id limit 1
                for update of meeting skip locked
            )
            returning cycle_id, serial
        )
        select forum.slug, cycle.year, claimed.serial
        from claimed
        join cycle on cycle.id = claimed.cycle_id
        join forum on forum.id = cycle.forum_id
        ",
        now,
        now.day() as _,
        lead,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.slug, row.year, row.serial)))
}
