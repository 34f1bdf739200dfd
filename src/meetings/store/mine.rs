//! What concerns one person of the calls of all cycles.

use sqlx::PgConnection;

use super::super::model::ASSUMED_MINUTES;
use crate::{
    clock::{Day, Instant},
    db::{MeetingId, PersonId},
    meetings::Answer,
    viewer::RoleKind,
};

/// A sitting to come to which somebody was invited, of which they said whether they come, or which is of a cycle in which
/// they hold a role.
#[derive(Debug)]
pub struct MySitting {
    /// As its call is cited.
    pub label: String,
    /// The address of its call.
    pub path: String,
    /// Which sitting; none where the call has no other.
    pub position: Option<i32>,
    /// When it begins.
    pub starts_at: Instant,
    /// Whether the time of day is known.
    pub time_known: bool,
    /// Whether they come.
    pub answer: Option<Answer>,
    /// Whether they were invited by mail.
    pub invited: bool,
}

/// The next sittings that concern a person, in the order of time, 100 at most.
pub async fn list_mine(
    db: &mut PgConnection,
    person: PersonId,
    now: Instant,
) -> sqlx::Result<Vec<MySitting>> {
    sqlx::query_as!(
        MySitting,
        r#"
        select reference.label, reference.path,
            case when exists(
                select from sitting as other where other.meeting_id = meeting.id and other.id <> sitting.id
            ) then sitting.position end as position,
            sitting.starts_at, sitting.time_known, rsvp.answer as "answer?: Answer",
            invitation.id is not null as "invited!"
        from sitting
        join meeting on meeting.id = sitting.meeting_id
        join cycle on cycle.id = meeting.cycle_id
        join forum on forum.id = cycle.forum_id
        join reference on reference.visible
            and reference.path = '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial
        left join rsvp on rsvp.sitting_id = sitting.id and rsvp.person_id = $1
        left join invitation on invitation.sitting_id = sitting.id and invitation.person_id = $1
        where meeting.state = 'scheduled' and sitting.cancelled_at is null and cycle.shown_at is not null
          and sitting.starts_at > $2::timestamptz - interval '1 day'
          and sitting.starts_at + make_interval(mins => case when sitting.time_known then coalesce(sitting.minutes, $3) else 1440 end) > $2
          and (rsvp.id is not null or invitation.id is not null or meeting.cycle_id in (
              select cycle_id from role where person_id = $1 and from_day <= $4 and (to_day is null or to_day >= $4)
          ))
        order by sitting.starts_at, sitting.id
        limit 100
        "#,
        person.0,
        now,
        ASSUMED_MINUTES,
        now.day() as _,
    )
    .fetch_all(db)
    .await
}

/// Something that somebody proposed for the agenda of a call.
#[derive(Debug)]
pub struct MyProposal {
    /// What they proposed.
    pub title: String,
    /// Whether it waits, was accepted or declined.
    pub state: String,
    /// As the call is cited.
    pub label: String,
    /// The address of the call.
    pub path: String,
}

/// What somebody proposed for agendas, newest first, 50 at most.
pub async fn list_my_proposals(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<MyProposal>> {
    sqlx::query_as!(
        MyProposal,
        r#"
        select agenda_proposal.title, agenda_proposal.state, reference.label, reference.path
        from agenda_proposal
        join meeting on meeting.id = meeting_id
        join cycle on cycle.id = meeting.cycle_id
        join forum on forum.id = cycle.forum_id
        join reference on reference.visible
            and reference.path = '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial
        where person_id = $1
        order by agenda_proposal.id desc
        limit 50
        "#,
        person.0,
    )
    .fetch_all(db)
    .await
}

/// The calls in somebody's own calendar: those to which they were invited or may come, but did not say no to all of it, and
/// all calls of cycles in which they hold a role; from 90 days ago on, 500 at most.
pub async fn list_calendar(
    db: &mut PgConnection,
    person: PersonId,
    today: Day,
) -> sqlx::Result<Vec<MeetingId>> {
    sqlx::query_scalar!(
        r#"
        select meeting.id as "id: MeetingId"
        from sitting
        join meeting on meeting.id = sitting.meeting_id
        join cycle on cycle.id = meeting.cycle_id
        left join rsvp on rsvp.sitting_id = sitting.id and rsvp.person_id = $1
        where meeting.state <> 'intended' and cycle.shown_at is not null and cycle.gone_at is null
          and sitting.starts_at > $2::date - 90 and rsvp.answer is distinct from 'no'
          and (rsvp.id is not null
               or exists(select from invitation where invitation.sitting_id = sitting.id and invitation.person_id = $1)
               or meeting.cycle_id in (
                   select cycle_id from role where person_id = $1 and from_day <= $2 and (to_day is null or to_day >= $2)
               ))
        group by meeting.id
        order by min(sitting.starts_at)
        limit 500
        "#,
        person.0,
        today as _,
    )
    .fetch_all(db)
    .await
}

/// What waits for the word of those who run a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Waits {
    /// It is time to find a time.
    Find,
    /// A poll is closed: a time can be chosen.
    Choose,
    /// By the work plan it is the day to open something.
    Open,
}

/// Something that waits for my word, as I run its cycle.
#[derive(Debug)]
pub struct Waiting {
    /// For which word.
    pub waits: Waits,
    /// The call, as it is cited.
    pub label: String,
    /// Where it is said.
    pub path: String,
}

/// What waits for somebody's word in the cycles that they run today. At most 50.
pub async fn list_waiting(
    db: &mut PgConnection,
    person: PersonId,
    now: Instant,
) -> sqlx::Result<Vec<Waiting>> {
    sqlx::query_as!(
        Waiting,
        r#"
        with mine as (
            select cycle.id
            from role
            join cycle on cycle.id = role.cycle_id
            where role.person_id = $1 and role.kind = any($2) and from_day <= $3 and (to_day is null or to_day >= $3)
              and cycle.gone_at is null and cycle.state not in ('closed', 'declined')
        ),
        waiting as (
            select 'find' as waits, '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial as of, '' as at
            from meeting
            join cycle on cycle.id = meeting.cycle_id
            join forum on forum.id = cycle.forum_id
            where meeting.cycle_id in (select id from mine) and meeting.state = 'intended' and intention_due_at is not null
              and not exists(select from poll where poll.meeting_id = meeting.id and poll.state = 'open')
            union all
            select 'choose', tool.path, '/poll'
            from tool
            join time_window on time_window.id = tool.time_window_id
            where tool.cycle_id in (select id from mine) and tool.kind = 'poll' and not tool.settled and not waits and closes_at <= $4
            union all
            select 'open', tool.path, case when tool.kind = 'poll' then '/poll' else '#proposals' end
            from tool
            join time_window on time_window.id = tool.time_window_id
            join milestone on milestone.time_window_id = time_window.id and not dropped and opens is not null
            where tool.cycle_id in (select id from mine) and not tool.settled and waits and opens_at <= $4 and closes_at > $4
        )
        select waits as "waits!: Waits", reference.label, waiting.of || waiting.at as "path!"
        from waiting
        join reference on reference.path = waiting.of
        order by reference.id
        limit 50
        "#,
        person.0,
        &RoleKind::codes_that_run(),
        now.day() as _,
        now,
    )
    .fetch_all(db)
    .await
}
