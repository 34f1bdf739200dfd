//! Erasing what tells who somebody was, table by table.

mod traces;

use sqlx::PgConnection;

pub use traces::{erase_attendance, erase_in_acts, erase_in_cycles, erase_messages, erase_proposals};

use crate::{
    clock::{Day, Instant},
    db::{AccountId, PersonId},
};

/// Whether an account is the only one that runs the site, for the page that explains it. Of two who leave at once
/// `account_last_secretariat` stops the second.
pub async fn is_last_administrator(db: &mut PgConnection, account: AccountId) -> sqlx::Result<bool> {
    let all = sqlx::query_scalar!(
        r#"select id as "id: AccountId" from account where secretariat order by id limit 2"#
    )
    .fetch_all(db)
    .await?;
    Ok(all == [account])
}

/// Whether an account runs the site.
pub async fn runs_site(db: &mut PgConnection, account: AccountId) -> sqlx::Result<bool> {
    sqlx::query_scalar!("select secretariat from account where id = $1", account.0).fetch_one(db).await
}

/// Every name under which a person stands: today's, former ones, those of their attributions.
pub async fn list_names(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"
        select name as "name!" from person where id = $1
        union
        select name from attribution where person_id = $1
        union
        select diff->'name'->>0 from activity
        where actor_id = $1 and forum_id is null and diff->'name'->>0 <> ''
        "#,
        person.0,
    )
    .fetch_all(db)
    .await
}

/// The addresses of a person.
pub async fn list_emails(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!("select email from address where person_id = $1", person.0).fetch_all(db).await
}

/// Whether somebody comes to calls, to which they were invited, and of which they were reminded; likewise of polls.
pub async fn erase_answers(db: &mut PgConnection, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from rsvp where person_id = $1", person.0).execute(&mut *db).await?;
    sqlx::query!("delete from invitation where person_id = $1", person.0).execute(&mut *db).await?;
    sqlx::query!("delete from reminder where person_id = $1", person.0).execute(&mut *db).await?;
    sqlx::query!("delete from poll_merge where person_id = $1", person.0).execute(&mut *db).await?;
    sqlx::query!("delete from poll_reply where person_id = $1", person.0).execute(&mut *db).await?;
    sqlx::query!("delete from poll_invitation where person_id = $1", person.0).execute(&mut *db).await?;
    sqlx::query!("delete from poll_required where person_id = $1", person.0).execute(db).await?;
    Ok(())
}

/// Gives back the tasks that somebody has, and empties what they said of them; that they had them, and what they said of
/// how they stand, stays. To which tasks they were called goes.
pub async fn release_tasks(db: &mut PgConnection, person: PersonId, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update task_claim
        set state = case state when 'held' then 'released' when 'asked' then 'withdrawn' else state end,
            ended_at = coalesce(ended_at, $2), note = ''
        where person_id = $1
        ",
        person.0,
        now,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update task_answer set note = '' where claim_id in (select id from task_claim where person_id = $1)",
        person.0,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "delete from task_check_in where claim_id in (select id from task_claim where person_id = $1)",
        person.0,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from task_call_mailed where person_id = $1", person.0).execute(db).await?;
    Ok(())
}

/// What somebody followed and heard of, how they wanted their mail, and the links that stood for them.
async fn erase_mail(db: &mut PgConnection, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from notification where person_id = $1", person.0).execute(&mut *db).await?;
    sqlx::query!("delete from subscription where person_id = $1", person.0).execute(&mut *db).await?;
    sqlx::query!("delete from reader where person_id = $1", person.0).execute(&mut *db).await?;
    sqlx::query!("delete from link where person_id = $1", person.0).execute(db).await?;
    Ok(())
}

/// Deletes the account with its sessions, its links and its changes of address; then the addresses, and links that
/// were mailed to them before there was an account.
pub async fn delete_account(
    db: &mut PgConnection,
    account: AccountId,
    person: PersonId,
    emails: &[String],
) -> sqlx::Result<()> {
    sqlx::query!("delete from account where id = $1", account.0).execute(&mut *db).await?;
    erase_mail(db, person).await?;
    sqlx::query!("delete from link where details->>'email' = any($1)", emails).execute(&mut *db).await?;
    sqlx::query!("delete from address where person_id = $1", person.0).execute(db).await?;
    Ok(())
}

/// Ends the roles that last; those that were to come go.
pub async fn end_roles(db: &mut PgConnection, person: PersonId, today: Day) -> sqlx::Result<()> {
    sqlx::query!("delete from role where person_id = $1 and from_day > $2", person.0, today)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "update role set to_day = $2 where person_id = $1 and coalesce(to_day > $2, true)",
        person.0,
        today,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes back what waits for somebody's word about a person.
pub async fn end_appointments(db: &mut PgConnection, person: PersonId, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update appointment set state = 'taken_back', settled_by = $1, settled_at = $2
        where person_id = $1 and state = 'waiting'
        ",
        person.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Removes the name itself, with the profile; last, since the others read it. Who became one with the person goes too.
/// Where lists did not show the person they go on saying nothing.
pub async fn erase_person(db: &mut PgConnection, person: PersonId, now: Instant) -> sqlx::Result<()> {
    let everybody: Vec<i64> = sqlx::query_scalar!(
        r#"
        with recursive one as (
            select $1::bigint as id
            union
            select gone_id from person_merge join one on one.id = kept_id where undone_at is null
        )
        select id as "id!" from one
        "#,
        person.0,
    )
    .fetch_all(&mut *db)
    .await?;
    sqlx::query!("delete from affiliation where person_id = any($1)", &everybody).execute(&mut *db).await?;
    sqlx::query!("delete from address where person_id = any($1)", &everybody).execute(&mut *db).await?;
    sqlx::query!("delete from person_offer where taker_id = any($1) or person_id = any($1)", &everybody)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "
        update person
        set name = removed_name(), pronouns = '', group_code = null, region = null, country = null,
            edits = edits + 1, erased_at = $2
        where id = any($1)
        ",
        &everybody,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}
