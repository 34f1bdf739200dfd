//! Finding polls.

use sqlx::{PgConnection, types::Json};

use crate::{
    clock::{Day, Instant},
    db::{CycleId, MeetingId, PersonId, PollId},
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
    slots: Json<Vec<Slot>>,
}

impl Row {
    fn poll(self) -> Poll {
        Poll {
            id: self.id,
            meeting: self.meeting_id,
            state: self.state,
            window_id: self.time_window_id,
            window: Window { opens_at: self.opens_at, closes_at: self.closes_at, waits: self.waits },
            minutes: self.minutes,
            zone: self.zone,
            note: self.note,
            reason: self.reason,
            edits: self.edits,
            changed_at: self.changed_at,
            slots: self.slots.0,
        }
    }
}

macro_rules! find_poll {
    ($db:expr, $condition:literal, $argument:expr) => {
        sqlx::query_as!(
            Row,
            r#"
            select poll.id as "id: PollId", meeting_id as "meeting_id: MeetingId", state as "state: PollState", time_window_id,
                opens_at, closes_at, waits, minutes, zone, note, reason, edits, changed_at as "changed_at: Instant", (
                    select coalesce(jsonb_agg(jsonb_build_object('id', poll_slot.id, 'starts_at', starts_at, 'added_at', added_at,
                        'dropped_at', dropped_at, 'chosen', chosen) order by starts_at), '[]')
                    from poll_slot
                    where poll_id = poll.id
                ) as "slots!: Json<Vec<Slot>>"
            from poll
            join time_window on time_window.id = time_window_id
            where "# + $condition,
            $argument,
        )
        .fetch_optional($db)
        .await
        .map(|row| row.map(Row::poll))
    };
}

/// The poll about a meeting, the newest where there were several.
pub async fn find_poll(db: &mut PgConnection, meeting: MeetingId) -> sqlx::Result<Option<Poll>> {
    find_poll!(db, "meeting_id = $1 order by poll.id desc limit 1", meeting.0)
}

/// A poll.
pub async fn find_by_id(db: &mut PgConnection, id: PollId) -> sqlx::Result<Option<Poll>> {
    find_poll!(db, "poll.id = $1", id.0)
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

/// About which call a poll asks.
#[derive(Debug)]
pub struct AskedAbout {
    /// Which poll.
    pub poll: PollId,
    /// The call, as it is cited.
    pub label: String,
    /// The address of the poll.
    pub path: String,
}

/// About which calls these polls ask.
pub async fn list_asked_about(db: &mut PgConnection, polls: &[PollId]) -> sqlx::Result<Vec<AskedAbout>> {
    let polls: Vec<i64> = polls.iter().map(|poll| poll.0).collect();
    sqlx::query_as!(
        AskedAbout,
        r#"
        select poll.id as "poll: PollId", reference.label, reference.path || '/poll' as "path!"
        from poll
        join tool on tool.time_window_id = poll.time_window_id
        join reference on reference.path = tool.path
        where poll.id = any($1)
        "#,
        &polls,
    )
    .fetch_all(db)
    .await
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
