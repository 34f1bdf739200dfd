//! Mailings themselves in the database.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{CycleId, PersonId, ReferenceId},
    mailings::{About, Audience, Kind, Mailing, NewMailing, State},
};

/// Begins a mailing; its row.
pub async fn insert_mailing(
    db: &mut PgConnection,
    cycle: CycleId,
    kind: Kind,
    about: Option<ReferenceId>,
    new: &NewMailing,
    by: Option<PersonId>,
    now: Instant,
) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "
        insert into mailing (cycle_id, kind, reference_id, audience, subject, body, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        returning id
        ",
        cycle.0,
        kind as _,
        about.map(|about| about.0),
        new.audience as _,
        new.subject,
        new.body,
        by.map(|person| person.0),
        now,
    )
    .fetch_one(db)
    .await
}

/// Changes a draft, if nobody did since `edits`.
pub async fn set_mailing(db: &mut PgConnection, id: i64, new: &NewMailing, edits: i32) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update mailing
        set audience = $2, subject = $3, body = $4, edits = edits + 1
        where id = $1 and edits = $5 and state = 'draft'
        ",
        id,
        new.audience as _,
        new.subject,
        new.body,
        edits,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Sends a draft as it was looked at; false when it was changed, sent or thrown away meanwhile.
pub async fn set_confirmed(
    db: &mut PgConnection,
    id: i64,
    edits: i32,
    recipients: i32,
    by: PersonId,
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update mailing
        set state = 'confirmed', recipients = $3, confirmed_by = $4, confirmed_at = $5
        where id = $1 and edits = $2 and state = 'draft'
        ",
        id,
        edits,
        recipients,
        by.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Throws a draft away; false when it is none any more.
pub async fn set_discarded(db: &mut PgConnection, id: i64) -> sqlx::Result<bool> {
    let done = sqlx::query!("update mailing set state = 'discarded' where id = $1 and state = 'draft'", id)
        .execute(db)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes that all letters are written.
pub async fn set_written(db: &mut PgConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query!("update mailing set state = 'written' where id = $1", id).execute(db).await?;
    Ok(())
}

/// A mailing of a cycle.
pub async fn find_mailing(db: &mut PgConnection, cycle: CycleId, id: i64) -> sqlx::Result<Option<Mailing>> {
    Ok(select(db, cycle, Some(id)).await?.pop())
}

/// The mailings of a cycle, newest first, without those that were thrown away.
pub async fn list_mailings(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Mailing>> {
    select(db, cycle, None).await
}

async fn select(db: &mut PgConnection, cycle: CycleId, id: Option<i64>) -> sqlx::Result<Vec<Mailing>> {
    let rows = sqlx::query!(
        r#"
        select mailing.id, mailing.cycle_id as "cycle: CycleId", mailing.kind as "kind: Kind", audience as "audience: Audience",
            subject, body, state as "state: State", mailing.edits, coalesce(person.name, '') as "author!", mailing.created_at,
            confirmed_at as "confirmed_at: Instant", recipients, reference.id as "reference?: ReferenceId",
            coalesce(reference.label, '') as "label!", coalesce(reference.path, '') as "path!"
        from mailing
        left join person on person.id = mailing.created_by
        left join reference on reference.id = mailing.reference_id
        where mailing.cycle_id = $1 and (mailing.id = $2 or $2 is null and state <> 'discarded')
        order by mailing.id desc
        limit 200
        "#,
        cycle.0,
        id,
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Mailing {
            id: row.id,
            cycle: row.cycle,
            kind: row.kind,
            about: row.reference.map(|reference| About { reference, label: row.label, path: row.path }),
            audience: row.audience,
            subject: row.subject,
            body: row.body,
            state: row.state,
            edits: row.edits,
            author: row.author,
            created_at: row.created_at,
            confirmed_at: row.confirmed_at,
            recipients: row.recipients,
        })
        .collect())
}

/// The oldest mailing for which letters are to be written and that no other worker holds, locked for the transaction:
/// the cycle's forum slug and year, and its number.
pub async fn claim_confirmed(db: &mut PgConnection) -> sqlx::Result<Option<(String, i32, i64)>> {
    let row = sqlx::query!(
        "
        select forum.slug, cycle.year, mailing.id
        from mailing
        join cycle on cycle.id = mailing.cycle_id
        join forum on forum.id = cycle.forum_id
        where mailing.state = 'confirmed'
        order by mailing.id
        limit 1
        for update of mailing skip locked
        "
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.slug, row.year, row.id)))
}
