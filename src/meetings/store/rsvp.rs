//! Who says that they come, in the database.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{PersonId, SittingId},
    meetings::{Answer, Sitting},
};

/// Where a sitting is: forum, year and serial of its call.
pub async fn find_place_of_sitting(
    db: &mut PgConnection,
    sitting: SittingId,
) -> sqlx::Result<Option<(String, i32, i32)>> {
    let row = sqlx::query!(
        "
        select forum.slug, cycle.year, meeting.serial
        from sitting
        join meeting on meeting.id = sitting.meeting_id
        join cycle on cycle.id = meeting.cycle_id
        join forum on forum.id = cycle.forum_id
        where sitting.id = $1
        ",
        sitting.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.slug, row.year, row.serial)))
}

/// Why the call of a sitting was deleted; none where there never was such a sitting.
pub async fn find_deleted_of_sitting(
    db: &mut PgConnection,
    sitting: SittingId,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select reason from deleted_meeting where $1 = any(sittings)", sitting.0)
        .fetch_optional(db)
        .await
}

/// Keeps a sitting from being moved or cancelled until the end of the transaction.
pub async fn hold_sitting(db: &mut PgConnection, sitting: SittingId) -> sqlx::Result<()> {
    sqlx::query!("select id from sitting where id = $1 for share", sitting.0).fetch_optional(db).await?;
    Ok(())
}

/// What somebody said of a sitting: whether they come, and their note.
pub async fn find_answer(
    db: &mut PgConnection,
    person: PersonId,
    sitting: SittingId,
) -> sqlx::Result<Option<(Answer, String)>> {
    let row = sqlx::query!(
        r#"select answer as "answer: Answer", note from rsvp where sitting_id = $1 and person_id = $2"#,
        sitting.0,
        person.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.answer, row.note)))
}

/// Notes what somebody says; false where they had said just that.
pub async fn set_answer(
    db: &mut PgConnection,
    person: PersonId,
    sitting: &Sitting,
    (answer, note): (Answer, &str),
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        insert into rsvp (sitting_id, person_id, answer, note, sequence, answered_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict on constraint rsvp_once do update
            set answer = excluded.answer, note = excluded.note, sequence = excluded.sequence,
                answered_at = excluded.answered_at
            where (rsvp.answer, rsvp.note, rsvp.sequence) <> (excluded.answer, excluded.note, excluded.sequence)
        ",
        sitting.id.0,
        person.0,
        answer as _,
        note,
        sitting.sequence,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes an answer back; false where there was none.
pub async fn delete_answer(
    db: &mut PgConnection,
    person: PersonId,
    sitting: SittingId,
) -> sqlx::Result<bool> {
    let done = sqlx::query!("delete from rsvp where sitting_id = $1 and person_id = $2", sitting.0, person.0)
        .execute(db)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Erases what is of no more use of sittings that began before a time: notes, who was invited and reminded, and the
/// links that answered. Gives how many rows; who came stays counted.
pub async fn erase_answers(db: &mut PgConnection, before: Instant) -> sqlx::Result<u64> {
    let erased = sqlx::query_scalar!(
        r#"
        with past as (
            select id from sitting where starts_at < $1
        ),
        notes as (
            update rsvp set note = '' where note <> '' and sitting_id in (select id from past) returning id
        ),
        invitations as (
            delete from invitation where sitting_id in (select id from past) returning id
        ),
        reminders as (
            delete from reminder where sitting_id in (select id from past) returning id
        ),
        links as (
            delete from link
            where purpose = 'rsvp' and (details->>'sitting')::bigint in (select id from past)
            returning id
        )
        select (select count(*) from notes) + (select count(*) from invitations) + (select count(*) from reminders)
            + (select count(*) from links) as "erased!"
        "#,
        before,
    )
    .fetch_one(db)
    .await?;
    Ok(u64::try_from(erased).unwrap_or_default())
}
