//! Meetings that move from one cycle to another, and the addresses that they had.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{CycleId, MeetingId},
    meetings::Meeting,
};

/// The next address of a cycle, which is locked. That of a call that was deleted or moved away is not given away again.
pub async fn next_serial(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        r#"
        select coalesce(max(serial), 0) + 1 as "serial!"
        from (
            select serial from meeting where cycle_id = $1
            union select serial from deleted_meeting where cycle_id = $1
            union select serial from moved_meeting where cycle_id = $1
        ) as used
        "#,
        cycle.0,
    )
    .fetch_one(db)
    .await
}

/// Moves a meeting to an address in another cycle, without a number there; every address that it had leads to it.
pub async fn set_cycle(
    db: &mut PgConnection,
    meeting: &Meeting,
    cycle: CycleId,
    serial: i32,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        with led as (
            update moved_meeting set to_cycle_id = $3, to_serial = $4 where to_cycle_id = $1 and to_serial = $2
        ), left_behind as (
            insert into moved_meeting (cycle_id, serial, to_cycle_id, to_serial, at) values ($1, $2, $3, $4, $5)
        )
        update meeting set cycle_id = $3, serial = $4, ordinal = null, edits = edits + 1
        where cycle_id = $1 and serial = $2
        ",
        meeting.cycle.0,
        meeting.serial,
        cycle.0,
        serial,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets, of a meeting that moved, which report in the other cycle spoke of it, and of which there its own did.
pub async fn set_unsaid_elsewhere(db: &mut PgConnection, meeting: MeetingId) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update meeting as next set said_in = null
        from meeting as said
        where said.id = next.said_in and said.cycle_id <> next.cycle_id and $1 in (said.id, next.id)
        ",
        meeting.0
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Where a call is that had this address: the forum's part of the address, the year, the serial.
pub async fn find_moved(
    db: &mut PgConnection,
    slug: &str,
    year: i32,
    serial: i32,
) -> sqlx::Result<Option<(String, i32, i32)>> {
    let row = sqlx::query!(
        "
        select forum.slug, cycle.year, moved_meeting.to_serial
        from moved_meeting
        join cycle as former on former.id = moved_meeting.cycle_id and former.gone_at is null
        join forum as former_forum on former_forum.id = former.forum_id
        join cycle on cycle.id = moved_meeting.to_cycle_id and cycle.gone_at is null
        join forum on forum.id = cycle.forum_id
        where former_forum.slug = $1 and former.year = $2 and moved_meeting.serial = $3
        ",
        slug,
        year,
        serial,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.slug, row.year, row.to_serial)))
}
