//! Finding meetings.

use sqlx::PgConnection;

use super::row::{Row, meetings};
use crate::{
    clock::{Day, Instant},
    db::{CycleId, MeetingId, MilestoneId},
    meetings::{Meeting, ReportState, model::ASSUMED_MINUTES},
};

/// The meetings that a condition names. Each condition is a statement of its own, so that PostgreSQL plans it once and not
/// each time: planning it takes longer than running it.
macro_rules! find_meetings {
    ($db:expr, $condition:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"
            select meeting.id, meeting.cycle_id, meeting.serial, meeting.kind, meeting.state, meeting.ordinal,
                -- The number that a scheduled call would have: after all that are fixed, by its time among those to come.
                case when meeting.state = 'scheduled' and meeting.kind = 'virtual' then (
                    select coalesce(max(fixed.ordinal), 0) from meeting as fixed where fixed.cycle_id = meeting.cycle_id
                ) + (
                    select count(*)
                    from meeting as other
                    where other.cycle_id = meeting.cycle_id and other.state = 'scheduled' and other.kind = 'virtual'
                      and (other.first_at, other.id) <= (meeting.first_at, meeting.id)
                ) end as provisional,
                meeting.title, meeting.audience, meeting.summary, meeting.place, meeting.agenda_published,
                meeting.annex_order, meeting.intention_kind, meeting.intention_text,
                meeting.intention_dates as "intention_dates: Vec<Day>", meeting.intention_from as "intention_from: Day",
                meeting.intention_to as "intention_to: Day", meeting.intention_milestone_id as "intention_milestone_id: MilestoneId",
                (select milestone.title from milestone where milestone.id = meeting.intention_milestone_id) as milestone_title,
                meeting.intention_due_at as "intention_due_at: Instant", asking.opens_at as "poll_opens_at?: Instant", asking.closes_at as "poll_closes_at?: Instant",
                asking.waits as "poll_waits?",
                meeting.dropped_at, meeting.drop_reason, meeting.report_text_id, meeting.record_waits,
                coalesce(text.state, 'missing') as "report_state!: ReportState",
                meeting.proposals_window_id as window_id,
                time_window.opens_at as "opens_at?", time_window.closes_at as "closes_at?", time_window.waits as "waits?",
                meeting.by_import, meeting.edits,
                sitting.id as "sitting_id?", sitting.position as "position?", sitting.starts_at as "starts_at?",
                sitting.time_known as "time_known?", sitting.minutes, sitting.join_text as "join_text?",
                sitting.join_shown as "join_shown?", sitting.join_recheck as "join_recheck?", sitting.cancelled_at,
                sitting.cancel_reason as "cancel_reason?", sitting.uid as "uid?", sitting.sequence as "sequence?",
                sitting.changed_at as "changed_at?"
            from meeting
            left join sitting on sitting.meeting_id = meeting.id
            left join text on text.id = meeting.report_text_id
            left join time_window on time_window.id = meeting.proposals_window_id
            left join poll on poll.meeting_id = meeting.id and poll.state = 'open'
            left join time_window as asking on asking.id = poll.time_window_id
            where "# + $condition + "
            order by meeting.id, sitting.position
            ",
            $($argument),+
        )
        .fetch_all($db)
        .await
        .map(meetings)
    };
}

/// One meeting of a cycle.
pub async fn find_meeting(
    db: &mut PgConnection,
    cycle: CycleId,
    serial: i32,
) -> sqlx::Result<Option<Meeting>> {
    let found = find_meetings!(db, "meeting.cycle_id = $1 and meeting.serial = $2", cycle.0, serial)?;
    Ok(found.into_iter().next())
}

/// All meetings of a cycle, in the order of time.
pub async fn list_meetings(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Meeting>> {
    find_meetings!(db, "meeting.cycle_id = $1", cycle.0)
}

/// These meetings, of whatever cycle, in the order of time.
pub async fn list_these(db: &mut PgConnection, ids: &[MeetingId]) -> sqlx::Result<Vec<Meeting>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    find_meetings!(db, "meeting.id = any($1)", &ids)
}

/// Why a meeting was deleted, and whether it had been made by an import.
pub async fn find_deleted(
    db: &mut PgConnection,
    cycle: CycleId,
    serial: i32,
) -> sqlx::Result<Option<(String, bool)>> {
    let row = sqlx::query!(
        "select reason, by_import from deleted_meeting where cycle_id = $1 and serial = $2",
        cycle.0,
        serial,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.reason, row.by_import)))
}

/// The meetings of which this one's report said that they should be.
pub async fn list_said_in(
    db: &mut PgConnection,
    cycle: CycleId,
    meeting: MeetingId,
) -> sqlx::Result<Vec<Meeting>> {
    let said =
        sqlx::query_scalar!(r#"select id as "id: MeetingId" from meeting where said_in = $1"#, meeting.0)
            .fetch_all(&mut *db)
            .await?;
    let meetings = list_meetings(db, cycle).await?;
    Ok(meetings.into_iter().filter(|meeting| said.contains(&meeting.id)).collect())
}

/// The meetings that the page of a cycle speaks of, in the order of time: those that were not held, and the four that were
/// held last. However many lie behind, these are few.
pub async fn list_current(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Meeting>> {
    find_meetings!(
        db,
        "meeting.cycle_id = $1 and (
            meeting.state <> 'held' or meeting.id in (
                select latest.id
                from meeting as latest
                where latest.cycle_id = $1 and latest.state = 'held'
                order by latest.first_at desc nulls last, latest.serial desc
                limit 4
            )
        )",
        cycle.0,
    )
}

/// A sitting that lies ahead, anywhere on the site.
#[derive(Debug, Clone)]
pub struct Ahead {
    /// The address of its call.
    pub path: String,
    /// Of which cycle: "Cybersecurity 2018".
    pub cycle: String,
    /// The call.
    pub meeting: Meeting,
    /// When the sitting begins.
    pub starts_at: Instant,
    /// Whether the time of day is known.
    pub time_known: bool,
    /// How long it lasts; none where nobody said.
    pub minutes: Option<i32>,
}

/// The next six sittings of all forums, those that are under way included.
pub async fn list_ahead(db: &mut PgConnection, now: Instant) -> sqlx::Result<Vec<Ahead>> {
    let sittings = sqlx::query!(
        r#"
        select meeting.id as "id: MeetingId", '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial as "path!",
            forum.name || ' ' || cycle.year as "cycle!", sitting.starts_at, sitting.time_known, sitting.minutes
        from sitting
        join meeting on meeting.id = sitting.meeting_id
        join cycle on cycle.id = meeting.cycle_id
        join forum on forum.id = cycle.forum_id
        where meeting.state = 'scheduled' and sitting.cancelled_at is null and cycle.shown_at is not null
          and sitting.starts_at > $1::timestamptz - interval '1 day'
          and sitting.starts_at + make_interval(mins => case when sitting.time_known then coalesce(sitting.minutes, $2) else 1440 end) > $1
        order by sitting.starts_at
        limit 6
        "#,
        now,
        ASSUMED_MINUTES,
    )
    .fetch_all(&mut *db)
    .await?;
    if sittings.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<MeetingId> = sittings.iter().map(|sitting| sitting.id).collect();
    let meetings = list_these(db, &ids).await?;
    let ahead = sittings.into_iter().filter_map(|sitting| {
        let meeting = meetings.iter().find(|meeting| meeting.id == sitting.id)?.clone();
        Some(Ahead {
            path: sitting.path,
            cycle: sitting.cycle,
            meeting,
            starts_at: sitting.starts_at,
            time_known: sitting.time_known,
            minutes: sitting.minutes,
        })
    });
    Ok(ahead.collect())
}
