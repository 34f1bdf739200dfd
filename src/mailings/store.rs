//! Mailings in the database.

use sqlx::PgConnection;

use super::{Addressed, Audience, Mailing, NewMailing, NewTemplate, Recipient, State, Template};
use crate::{
    clock::Instant,
    db::{CycleId, ForumId, PersonId},
    mail,
};

/// Begins a mailing; its row.
pub async fn insert_mailing(
    db: &mut PgConnection,
    cycle: CycleId,
    new: &NewMailing,
    by: Option<PersonId>,
    now: Instant,
) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "
        insert into mailing (cycle_id, kind, audience, subject, body, created_by, created_at)
        values ($1, 'announcement', $2, $3, $4, $5, $6)
        returning id
        ",
        cycle.0,
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

/// Notes how far letters are written; none is left when `last` is.
pub async fn set_written(db: &mut PgConnection, id: i64, last: Option<PersonId>) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update mailing
        set written_to = coalesce($2, written_to), state = case when $2::bigint is null then 'written' else state end
        where id = $1
        ",
        id,
        last.map(|person| person.0),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A mailing of a cycle.
pub async fn find_mailing(db: &mut PgConnection, cycle: CycleId, id: i64) -> sqlx::Result<Option<Mailing>> {
    sqlx::query_as!(
        Mailing,
        r#"
        select mailing.id, cycle_id as "cycle: CycleId", audience as "audience: Audience", subject, body,
            state as "state: State", mailing.edits, coalesce(person.name, '') as "author!", mailing.created_at,
            confirmed_at as "confirmed_at: Instant", recipients, written_to
        from mailing
        left join person on person.id = mailing.created_by
        where mailing.cycle_id = $1 and mailing.id = $2
        "#,
        cycle.0,
        id,
    )
    .fetch_optional(db)
    .await
}

/// The mailings of a cycle, newest first, without those that were thrown away.
pub async fn list_mailings(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Mailing>> {
    sqlx::query_as!(
        Mailing,
        r#"
        select mailing.id, cycle_id as "cycle: CycleId", audience as "audience: Audience", subject, body,
            state as "state: State", mailing.edits, coalesce(person.name, '') as "author!", mailing.created_at,
            confirmed_at as "confirmed_at: Instant", recipients, written_to
        from mailing
        left join person on person.id = mailing.created_by
        where mailing.cycle_id = $1 and state <> 'discarded'
        order by mailing.id desc
        limit 200
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await
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

/// Those to whom an announcement goes, after a person, by number, `most` at the most.
pub async fn list_recipients(
    db: &mut PgConnection,
    to: &Addressed,
    after: i64,
    most: i64,
) -> sqlx::Result<Vec<Recipient>> {
    sqlx::query_as!(
        Recipient,
        r#"
        select person_id as "person!: PersonId", name as "name!", email as "email!"
        from announcement_recipients($1, $2, $3, $4)
        where person_id > $5
        order by person_id
        limit $6
        "#,
        to.cycle.0,
        to.forum.0,
        to.audience.code(),
        to.today as _,
        after,
        most,
    )
    .fetch_all(db)
    .await
}

/// How many there are.
pub async fn count_recipients(db: &mut PgConnection, to: &Addressed) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from announcement_recipients($1, $2, $3, $4)"#,
        to.cycle.0,
        to.forum.0,
        to.audience.code(),
        to.today as _,
    )
    .fetch_one(db)
    .await
}

/// How many letters of a mailing are in each state.
pub async fn count_letters(db: &mut PgConnection, thread: &str) -> sqlx::Result<Vec<(mail::State, i64)>> {
    let rows = sqlx::query!(
        r#"
        select state as "state: mail::State", count(*) as "count!"
        from message
        where thread = $1 and priority = 2
        group by state
        order by state desc
        "#,
        thread,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.state, row.count)).collect())
}

/// The templates of a forum, by name.
pub async fn list_templates(db: &mut PgConnection, forum: ForumId) -> sqlx::Result<Vec<Template>> {
    sqlx::query_as!(
        Template,
        "select id, name, subject, body, edits from mailing_template where forum_id = $1 order by name limit 200",
        forum.0,
    )
    .fetch_all(db)
    .await
}

/// A template of a forum.
pub async fn find_template(db: &mut PgConnection, forum: ForumId, id: i64) -> sqlx::Result<Option<Template>> {
    sqlx::query_as!(
        Template,
        "select id, name, subject, body, edits from mailing_template where forum_id = $1 and id = $2",
        forum.0,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Adds a template.
///
/// # Errors
/// The constraint `mailing_template_once`, when the forum has one of this name.
pub async fn insert_template(db: &mut PgConnection, forum: ForumId, new: &NewTemplate) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into mailing_template (forum_id, name, subject, body) values ($1, $2, $3, $4)",
        forum.0,
        new.name,
        new.subject,
        new.body,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Changes a template, if nobody did since `edits`.
///
/// # Errors
/// The constraint `mailing_template_once`, when the forum has another of this name.
pub async fn set_template(
    db: &mut PgConnection,
    id: i64,
    new: &NewTemplate,
    edits: i32,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update mailing_template
        set name = $2, subject = $3, body = $4, edits = edits + 1
        where id = $1 and edits = $5
        ",
        id,
        new.name,
        new.subject,
        new.body,
        edits,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
