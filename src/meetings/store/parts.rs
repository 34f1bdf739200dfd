//! Writing agenda, proposals, recordings and participants.

use sqlx::PgConnection;

use crate::clock::Instant;
use crate::db::{MeetingId, PersonId};
use crate::meetings::{AnnexOrder, NewAgendaItem, NewAttendee, NewRecording};

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
) -> sqlx::Result<Option<(String, PersonId, String)>> {
    let row = sqlx::query!(
        r#"
        update agenda_proposal
        set state = $3
        from person
        where agenda_proposal.id = $2 and meeting_id = $1 and state = 'waiting' and person.id = person_id
        returning agenda_proposal.title, person.id as "person: PersonId", person.name
        "#,
        meeting.0,
        proposal,
        state,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.title, row.person, row.name)))
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

/// Notes that the list of participants changed after its report was out.
pub async fn insert_annex_change(
    db: &mut PgConnection,
    meeting: MeetingId,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!("insert into annex_change (meeting_id, at) values ($1, $2)", meeting.0, now)
        .execute(db)
        .await?;
    Ok(())
}

/// How the annex is ordered; false when somebody changed the meeting since `edits`.
pub async fn set_annex_order(
    db: &mut PgConnection,
    meeting: MeetingId,
    order: AnnexOrder,
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
