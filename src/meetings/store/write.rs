//! Writing meetings and their parts.

use sqlx::PgConnection;

use crate::{
    clock::{Day, Instant},
    db::{CycleId, MeetingId, PersonId, SittingId, TextId},
    meetings::{IntentionKind, NewAgendaItem, NewAttendee, NewMeeting, NewRecording, NewSitting, State},
};

/// Takes turns in a cycle: serials and ordinals are allotted one after the other.
pub async fn lock_cycle(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<()> {
    sqlx::query!("select id from cycle where id = $1 for update", cycle.0).fetch_one(db).await?;
    Ok(())
}

/// Adds a meeting; its identity and its serial. The cycle is locked.
pub async fn insert_meeting(
    db: &mut PgConnection,
    cycle: CycleId,
    state: State,
    new: &NewMeeting,
    now: Instant,
) -> sqlx::Result<(MeetingId, i32)> {
    let row = sqlx::query!(
        "
        insert into meeting (cycle_id, serial, kind, state, title, audience, summary, place, intention_kind, intention_text,
            intention_dates, created_at)
        values ($1, (select coalesce(max(serial), 0) + 1 from meeting where cycle_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        returning id, serial
        ",
        cycle.0,
        new.kind as _,
        state as _,
        new.title,
        new.audience,
        new.summary,
        new.place,
        new.intention.as_ref().map(|intention| intention.kind) as Option<IntentionKind>,
        new.intention.as_ref().map_or("", |intention| &intention.text),
        new.intention.as_ref().map_or(&[][..], |intention| &intention.dates) as &[Day],
        now,
    )
    .fetch_one(db)
    .await?;
    Ok((row.id, row.serial))
}

/// Changes what a meeting is, if nobody did since `edits`.
pub async fn set_meeting(
    db: &mut PgConnection,
    meeting: MeetingId,
    new: &NewMeeting,
    edits: i32,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update meeting
        set kind = $3, title = $4, audience = $5, summary = $6, place = $7, edits = edits + 1,
            ordinal = case when $3 = 'virtual' then ordinal end
        where id = $1 and edits = $2
        ",
        meeting.0,
        edits,
        new.kind as _,
        new.title,
        new.audience,
        new.summary,
        new.place,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Which meeting's report said that this one should be.
pub async fn set_said_in(db: &mut PgConnection, meeting: MeetingId, said_in: MeetingId) -> sqlx::Result<()> {
    sqlx::query!("update meeting set said_in = $2 where id = $1", meeting.0, said_in.0).execute(db).await?;
    Ok(())
}

/// Moves a meeting from one state to another, if it is still in the first.
pub async fn set_state(
    db: &mut PgConnection,
    meeting: MeetingId,
    from: State,
    to: State,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update meeting set state = $3, edits = edits + 1 where id = $1 and state = $2",
        meeting.0,
        from as _,
        to as _,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Fixes the ordinal of a held call: as printed where a report says so, else the next one of its cycle, which is locked.
pub async fn set_ordinal(
    db: &mut PgConnection,
    meeting: MeetingId,
    printed: Option<i32>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update meeting
        set ordinal = coalesce($2, (
            select coalesce(max(other.ordinal), 0) + 1 from meeting as other where other.cycle_id = meeting.cycle_id
        ))
        where id = $1 and kind = 'virtual'
        ",
        meeting.0,
        printed,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Adds a sitting at the end.
pub async fn insert_sitting(
    db: &mut PgConnection,
    meeting: MeetingId,
    new: &NewSitting,
    uid: &str,
    now: Instant,
) -> sqlx::Result<SittingId> {
    sqlx::query_scalar!(
        "
        insert into sitting (meeting_id, position, starts_at, time_known, minutes, join_text, join_shown, uid, changed_at)
        values ($1, (select count(*) + 1 from sitting where meeting_id = $1), $2, $3, $4, $5, $6, $7, $8)
        returning id
        ",
        meeting.0,
        new.starts_at,
        new.time_known,
        new.minutes,
        new.join_text,
        new.join_shown as _,
        uid,
        now,
    )
    .fetch_one(db)
    .await
}

/// Gives a sitting another time or length: its calendar entry grows a step, and join details written before want a check.
pub async fn set_time(
    db: &mut PgConnection,
    sitting: SittingId,
    new: &NewSitting,
    reason: &str,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        with moved as (
            insert into sitting_move (sitting_id, at, from_at, to_at, reason)
            select id, $2, starts_at, $3, $5 from sitting where id = $1 and starts_at <> $3
        )
        update sitting
        set starts_at = $3, minutes = $4, time_known = $6, sequence = sequence + 1, changed_at = $2,
            join_recheck = join_text <> '' and (join_recheck or starts_at <> $3)
        where id = $1
        ",
        sitting.0,
        now,
        new.starts_at,
        new.minutes,
        reason,
        new.time_known,
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

/// Replaces the agenda, if nobody changed the meeting since `edits`.
pub async fn replace_agenda(
    db: &mut PgConnection,
    meeting: MeetingId,
    items: &[NewAgendaItem],
    published: bool,
    edits: i32,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update meeting set agenda_published = $3, edits = edits + 1 where id = $1 and edits = $2",
        meeting.0,
        edits,
        published,
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("delete from agenda_item where meeting_id = $1", meeting.0).execute(&mut *db).await?;
    for (position, item) in (1_i32..).zip(items) {
        sqlx::query!(
            "
            insert into agenda_item (meeting_id, position, depth, title, minutes, presenter, link)
            values ($1, $2, $3, $4, $5, $6, $7)
            ",
            meeting.0,
            position,
            item.depth,
            item.title,
            item.minutes,
            item.presenter,
            item.link,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(true)
}

/// Adds an item at the end of the agenda.
pub async fn append_agenda(
    db: &mut PgConnection,
    meeting: MeetingId,
    title: &str,
    presenter: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into agenda_item (meeting_id, position, title, presenter)
        values ($1, (select coalesce(max(position), 0) + 1 from agenda_item where meeting_id = $1), $2, $3)
        ",
        meeting.0,
        title,
        presenter,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("update meeting set edits = edits + 1 where id = $1", meeting.0).execute(db).await?;
    Ok(())
}

/// Until when participants may propose agenda items.
pub async fn set_proposals_window(
    db: &mut PgConnection,
    meeting: MeetingId,
    window: i64,
) -> sqlx::Result<()> {
    sqlx::query!("update meeting set proposals_window_id = $2 where id = $1", meeting.0, window)
        .execute(db)
        .await?;
    Ok(())
}

/// Adds a proposal for the agenda.
pub async fn insert_proposal(
    db: &mut PgConnection,
    meeting: MeetingId,
    person: PersonId,
    title: &str,
    reason: &str,
    in_grace: bool,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into agenda_proposal (meeting_id, person_id, title, reason, in_grace, created_at)
        values ($1, $2, $3, $4, $5, $6)
        ",
        meeting.0,
        person.0,
        title,
        reason,
        in_grace,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Decides on a proposal that waits: its title and who made it.
pub async fn set_proposal_state(
    db: &mut PgConnection,
    meeting: MeetingId,
    proposal: i64,
    state: &str,
) -> sqlx::Result<Option<(String, String)>> {
    let row = sqlx::query!(
        "
        update agenda_proposal
        set state = $3
        from person
        where agenda_proposal.id = $2 and meeting_id = $1 and state = 'waiting' and person.id = person_id
        returning agenda_proposal.title, person.name
        ",
        meeting.0,
        proposal,
        state,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.title, row.name)))
}

/// Replaces the recordings of a meeting.
pub async fn replace_recordings(
    db: &mut PgConnection,
    meeting: MeetingId,
    recordings: &[NewRecording],
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from recording where sitting_id in (select id from sitting where meeting_id = $1)",
        meeting.0
    )
    .execute(&mut *db)
    .await?;
    for (position, recording) in (1_i32..).zip(recordings) {
        sqlx::query!(
            "
            insert into recording (sitting_id, position, kind, url, access_code, code_public, available_until, checked_on)
            values ((select id from sitting where meeting_id = $1 and position = $2), $3, $4, $5, $6, $7, $8, $9)
            ",
            meeting.0,
            recording.sitting,
            position,
            recording.kind as _,
            recording.url,
            recording.access_code,
            recording.code_public,
            recording.available_until as _,
            recording.checked_on as _,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Empties the list of participants, attributions and all: a list that is replaced leaves no names behind.
pub async fn delete_attendance(db: &mut PgConnection, meeting: MeetingId) -> sqlx::Result<()> {
    sqlx::query!(
        "
        with gone as (
            delete from attendance where sitting_id in (select id from sitting where meeting_id = $1) returning attribution_id
        )
        delete from attribution where id in (select attribution_id from gone)
        ",
        meeting.0
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Adds somebody to the list of participants of a sitting.
pub async fn insert_attendance(
    db: &mut PgConnection,
    meeting: MeetingId,
    position: i32,
    attribution: i64,
    new: &NewAttendee,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into attendance (sitting_id, position, attribution_id, role, place, shown)
        values ((select id from sitting where meeting_id = $1 and position = $2), $3, $4, $5, $6, $7)
        ",
        meeting.0,
        new.sitting,
        position,
        attribution,
        new.role,
        new.place as _,
        new.shown as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How the annex is ordered; false when somebody changed the meeting since `edits`.
pub async fn set_annex_order(
    db: &mut PgConnection,
    meeting: MeetingId,
    order: crate::meetings::AnnexOrder,
    edits: i32,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update meeting set annex_order = $2, edits = edits + 1 where id = $1 and edits = $3",
        meeting.0,
        order as _,
        edits
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a turn on a meeting: false when somebody changed it since `edits`.
pub async fn take_turn(db: &mut PgConnection, meeting: MeetingId, edits: i32) -> sqlx::Result<bool> {
    let done =
        sqlx::query!("update meeting set edits = edits + 1 where id = $1 and edits = $2", meeting.0, edits)
            .execute(db)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Which text is its report.
pub async fn set_report(db: &mut PgConnection, meeting: MeetingId, text: TextId) -> sqlx::Result<()> {
    sqlx::query!("update meeting set report_text_id = $2 where id = $1", meeting.0, text.0)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps what was imported, as it came.
pub async fn insert_import(
    db: &mut PgConnection,
    meeting: MeetingId,
    by: Option<PersonId>,
    source: &str,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into imported_report (meeting_id, at, imported_by, source) values ($1, $2, $3, $4)",
        meeting.0,
        now,
        by.map(|person| person.0),
        source,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What was imported last.
pub async fn find_import(db: &mut PgConnection, meeting: MeetingId) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select source from imported_report where meeting_id = $1 order by id desc limit 1",
        meeting.0
    )
    .fetch_optional(db)
    .await
}
