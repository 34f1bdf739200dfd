//! Writing polls.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{MeetingId, PersonId, PollId, SlotId},
    meetings::polls::NewPoll,
};

/// Adds a poll with this window; its identity.
pub async fn insert_poll(
    db: &mut PgConnection,
    meeting: MeetingId,
    window: i64,
    new: &NewPoll,
    now: Instant,
) -> sqlx::Result<PollId> {
    sqlx::query_scalar!(
        r#"
        insert into poll (meeting_id, time_window_id, minutes, zone, note, created_at)
        values ($1, $2, $3, $4, $5, $6)
        returning id as "id: PollId"
        "#,
        meeting.0,
        window,
        new.minutes,
        new.zone,
        new.note,
        now,
    )
    .fetch_one(db)
    .await
}

/// Asks about these times too. One that was dropped is asked about again, with the answers that it had.
pub async fn insert_slots(
    db: &mut PgConnection,
    poll: PollId,
    starts: &[Instant],
    now: Instant,
) -> sqlx::Result<()> {
    for starts_at in starts {
        sqlx::query!(
            "
            insert into poll_slot (poll_id, starts_at, added_at) values ($1, $2, $3)
            on conflict on constraint poll_slot_once do update set dropped_at = null
            ",
            poll.0,
            starts_at,
            now,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Asks about these times no more: what was answered stays.
pub async fn set_dropped(db: &mut PgConnection, slots: &[SlotId], now: Instant) -> sqlx::Result<()> {
    let slots: Vec<i64> = slots.iter().map(|slot| slot.0).collect();
    sqlx::query!(
        "update poll_slot set dropped_at = $2 where id = any($1) and dropped_at is null",
        &slots,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Says without whom the call makes no sense.
pub async fn set_required(db: &mut PgConnection, poll: PollId, persons: &[PersonId]) -> sqlx::Result<()> {
    let persons: Vec<i64> = persons.iter().map(|person| person.0).collect();
    sqlx::query!("delete from poll_required where poll_id = $1 and person_id <> all($2)", poll.0, &persons)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "insert into poll_required (poll_id, person_id) select $1, unnest($2::bigint[]) on conflict do nothing",
        poll.0,
        &persons,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Changes a poll that is not settled, if nobody did since `edits`. Where it is opened for longer, those who run the
/// cycle are told again when it closes.
pub async fn set_poll(
    db: &mut PgConnection,
    poll: PollId,
    new: &NewPoll,
    edits: i32,
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update poll
        set minutes = $3, zone = $4, note = $5, edits = edits + 1, changed_at = $6,
            close_told_at = case when $7 > $6::timestamptz then null else close_told_at end
        where id = $1 and edits = $2 and state = 'open'
        ",
        poll.0,
        edits,
        new.minutes,
        new.zone,
        new.note,
        now,
        new.closes_at,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps others from changing or settling a poll until the end of the transaction.
pub async fn lock_poll(db: &mut PgConnection, poll: PollId) -> sqlx::Result<()> {
    sqlx::query!("select id from poll where id = $1 for update", poll.0).fetch_optional(db).await?;
    Ok(())
}

/// The same, beside others who answer it.
pub async fn share_poll(db: &mut PgConnection, poll: PollId) -> sqlx::Result<()> {
    sqlx::query!("select id from poll where id = $1 for share", poll.0).fetch_optional(db).await?;
    Ok(())
}

/// Says which slots were chosen.
pub async fn set_chosen(db: &mut PgConnection, slots: &[SlotId]) -> sqlx::Result<()> {
    let slots: Vec<i64> = slots.iter().map(|slot| slot.0).collect();
    sqlx::query!("update poll_slot set chosen = true where id = any($1)", &slots).execute(db).await?;
    Ok(())
}

/// Settles a poll with the slots that were chosen; false when it was settled before.
pub async fn set_confirmed(db: &mut PgConnection, poll: PollId, now: Instant) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update poll set state = 'confirmed', settled_at = $2, edits = edits + 1 where id = $1 and state = 'open'",
        poll.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes back the poll about a meeting that is not settled; false where there is none.
pub async fn set_withdrawn(
    db: &mut PgConnection,
    meeting: MeetingId,
    reason: &str,
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update poll set state = 'withdrawn', reason = $2, settled_at = $3, edits = edits + 1
        where meeting_id = $1 and state = 'open'
        ",
        meeting.0,
        reason,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
