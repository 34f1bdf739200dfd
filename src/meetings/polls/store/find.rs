//! Finding polls.

use sqlx::PgConnection;

use crate::{
    clock::{Day, Instant},
    db::{CycleId, MeetingId, PersonId, PollId, SlotId},
    meetings::polls::{
        Poll, Slot,
        model::{PollState, Required},
    },
    windows::Window,
};

struct Row {
    id: PollId,
    meeting_id: MeetingId,
    state: PollState,
    time_window_id: i64,
    opens_at: Instant,
    closes_at: Instant,
    waits: bool,
    minutes: i32,
    zone: String,
    note: String,
    reason: String,
    edits: i32,
    changed_at: Option<Instant>,
}

async fn with_slots(db: &mut PgConnection, row: Option<Row>) -> sqlx::Result<Option<Poll>> {
    let Some(row) = row else { return Ok(None) };
    let slots = sqlx::query_as!(
        Slot,
        r#"
        select id as "id: SlotId", starts_at, added_at, dropped_at as "dropped_at: Instant", chosen
        from poll_slot
        where poll_id = $1
        order by starts_at
        "#,
        row.id.0,
    )
    .fetch_all(db)
    .await?;
    Ok(Some(Poll {
        id: row.id,
        meeting: row.meeting_id,
        state: row.state,
        window_id: row.time_window_id,
        window: Window { opens_at: row.opens_at, closes_at: row.closes_at, waits: row.waits },
        minutes: row.minutes,
        zone: row.zone,
        note: row.note,
        reason: row.reason,
        edits: row.edits,
        changed_at: row.changed_at,
        slots,
    }))
}

/// The poll about a meeting, the newest where there were several.
pub async fn find_poll(db: &mut PgConnection, meeting: MeetingId) -> sqlx::Result<Option<Poll>> {
    let row = sqlx::query_as!(
        Row,
        r#"
        select poll.id as "id: PollId", meeting_id as "meeting_id: MeetingId", state as "state: PollState", time_window_id,
            opens_at, closes_at, waits, minutes, zone, note, reason, edits, changed_at as "changed_at: Instant"
        from poll
        join time_window on time_window.id = time_window_id
        where meeting_id = $1
        order by poll.id desc
        limit 1
        "#,
        meeting.0,
    )
    .fetch_optional(&mut *db)
    .await?;
    with_slots(db, row).await
}

/// A poll.
pub async fn find_by_id(db: &mut PgConnection, id: PollId) -> sqlx::Result<Option<Poll>> {
    let row = sqlx::query_as!(
        Row,
        r#"
        select poll.id as "id: PollId", meeting_id as "meeting_id: MeetingId", state as "state: PollState", time_window_id,
            opens_at, closes_at, waits, minutes, zone, note, reason, edits, changed_at as "changed_at: Instant"
        from poll
        join time_window on time_window.id = time_window_id
        where poll.id = $1
        "#,
        id.0,
    )
    .fetch_optional(&mut *db)
    .await?;
    with_slots(db, row).await
}

/// Where a poll is: forum, year and serial of its meeting.
pub async fn find_place(db: &mut PgConnection, poll: PollId) -> sqlx::Result<Option<(String, i32, i32)>> {
    let row = sqlx::query!(
        "
        select forum.slug, cycle.year, meeting.serial
        from poll
        join meeting on meeting.id = poll.meeting_id
        join cycle on cycle.id = meeting.cycle_id
        join forum on forum.id = cycle.forum_id
        where poll.id = $1
        ",
        poll.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.slug, row.year, row.serial)))
}

/// Without whom its call makes no sense, by name.
pub async fn list_required(db: &mut PgConnection, poll: PollId) -> sqlx::Result<Vec<Required>> {
    sqlx::query_as!(
        Required,
        r#"
        select person.id as "person: PersonId", person.name
        from poll_required
        join person on person.id = person_id and erased_at is null
        where poll_id = $1
        order by lower(person.name), person.id
        "#,
        poll.0,
    )
    .fetch_all(db)
    .await
}

/// Who holds a role in a cycle, each once, by name.
pub async fn list_role_holders(
    db: &mut PgConnection,
    cycle: CycleId,
    today: Day,
) -> sqlx::Result<Vec<Required>> {
    sqlx::query_as!(
        Required,
        r#"
        select person.id as "person: PersonId", person.name
        from person
        where erased_at is null and exists(
            select from role
            where role.person_id = person.id and cycle_id = $1 and from_day <= $2 and (to_day is null or to_day >= $2)
        )
        order by lower(person.name), person.id
        "#,
        cycle.0,
        today as _,
    )
    .fetch_all(db)
    .await
}
