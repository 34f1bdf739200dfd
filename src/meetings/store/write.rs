//! Writing meetings.

use sqlx::PgConnection;

use super::next_serial;
use crate::{
    clock::{Day, Instant},
    db::{CycleId, MeetingId, PersonId, TextId},
    meetings::{Intention, IntentionKind, Kind, Meeting, NewMeeting, State},
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
    let serial = next_serial(db, cycle).await?;
    let id = sqlx::query_scalar!(
        r#"
        insert into meeting (cycle_id, serial, kind, state, title, audience, summary, place, intention_kind, intention_text,
            intention_dates, created_at, intention_from, intention_to, intention_milestone_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        returning id as "id: MeetingId"
        "#,
        cycle.0,
        serial,
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
        new.intention.as_ref().and_then(|intention| intention.from) as Option<Day>,
        new.intention.as_ref().and_then(|intention| intention.to) as Option<Day>,
        new.intention.as_ref().and_then(|intention| intention.milestone).map(|milestone| milestone.0),
    )
    .fetch_one(db)
    .await?;
    Ok((id, serial))
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

/// Changes what was said about when a meeting without a time will be, if nobody did since `edits`.
pub async fn set_intention(
    db: &mut PgConnection,
    meeting: MeetingId,
    kind: Kind,
    said: &Intention,
    edits: i32,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update meeting
        set kind = $3, intention_kind = $4, intention_text = $5, intention_dates = $6, intention_from = $7, intention_to = $8,
            intention_milestone_id = $9, intention_due_at = null, edits = edits + 1
        where id = $1 and edits = $2 and state = 'intended'
        ",
        meeting.0,
        edits,
        kind as _,
        said.kind as _,
        said.text,
        &said.dates as &[Day],
        said.from as Option<Day>,
        said.to as Option<Day>,
        said.milestone.map(|milestone| milestone.0),
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Says when and why a meeting was dropped that had no time yet.
pub async fn set_dropped(
    db: &mut PgConnection,
    meeting: MeetingId,
    reason: &str,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update meeting set dropped_at = $2, drop_reason = $3 where id = $1",
        meeting.0,
        now,
        reason
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Deletes a meeting with its sittings and its agenda, and puts on record that and why. Its participants are deleted
/// before, its report after.
pub async fn delete_meeting(
    db: &mut PgConnection,
    meeting: &Meeting,
    reason: &str,
    now: Instant,
) -> sqlx::Result<()> {
    let sittings: Vec<i64> = meeting.sittings.iter().map(|sitting| sitting.id.0).collect();
    sqlx::query!(
        "
        insert into deleted_meeting (cycle_id, serial, at, reason, by_import, sittings)
        values ($1, $2, $3, $4, $5, $6)
        ",
        meeting.cycle.0,
        meeting.serial,
        now,
        reason,
        meeting.by_import,
        &sittings,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("update meeting set said_in = null where said_in = $1", meeting.id.0)
        .execute(&mut *db)
        .await?;
    sqlx::query!("delete from meeting where id = $1", meeting.id.0).execute(db).await?;
    Ok(())
}

/// Says that a meeting was made by an import.
pub async fn set_by_import(db: &mut PgConnection, meeting: MeetingId) -> sqlx::Result<()> {
    sqlx::query!("update meeting set by_import = true where id = $1", meeting.0).execute(db).await?;
    Ok(())
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

/// Takes a turn on a meeting: false when somebody changed it since `edits`.
pub async fn take_turn(db: &mut PgConnection, meeting: MeetingId, edits: i32) -> sqlx::Result<bool> {
    let done =
        sqlx::query!("update meeting set edits = edits + 1 where id = $1 and edits = $2", meeting.0, edits)
            .execute(db)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether recordings and participants wait for the report.
pub async fn set_record_waits(db: &mut PgConnection, meeting: MeetingId, waits: bool) -> sqlx::Result<()> {
    sqlx::query!("update meeting set record_waits = $2 where id = $1", meeting.0, waits).execute(db).await?;
    Ok(())
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
