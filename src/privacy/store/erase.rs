//! Erasing what tells who somebody was, table by table.

use sqlx::PgConnection;

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

/// Takes back what waits to be mailed, and empties what was mailed; that there was a message stays.
pub async fn erase_messages(
    db: &mut PgConnection,
    person: PersonId,
    emails: &[String],
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update bounce set said = ''
        from message where message.id = message_id and (person_id = $1 or recipient = any($2))
        ",
        person.0,
        emails,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "
        update message
        set recipient = '', person_id = null, sender_name = null, reply_to = null, subject = '', body = '',
            secret_body = null, html = null, calendar = null, list = null, unsubscribe_url = null, thread = null,
            failure = null, blanked = true,
            state = case when state = 'waiting' then 'cancelled' else state end, settled_at = coalesce(settled_at, $3)
        where person_id = $1 or recipient = any($2)
        ",
        person.0,
        emails,
        now,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from mail_address where email = any($1)", emails).execute(&mut *db).await?;
    sqlx::query!("update message set reply_to = null, sender_name = null where reply_to = any($1)", emails)
        .execute(db)
        .await?;
    Ok(())
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

/// Removes the name from lists of participants; of the group what the person wants. A form for such a list that is
/// open is told that the list was changed.
pub async fn erase_attendance(db: &mut PgConnection, person: PersonId, keep_group: bool) -> sqlx::Result<()> {
    sqlx::query!(
        "
        with blanked as (
            update attendance set role = ''
            from attribution
            where attribution.id = attribution_id and attribution.person_id = $1
            returning sitting_id
        )
        update meeting set edits = edits + 1
        where id in (select meeting_id from sitting where id in (select sitting_id from blanked))
        ",
        person.0,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("select erase_attributions($1, $2)", person.0, keep_group).execute(db).await?;
    Ok(())
}

/// Empties the reasons of what a person proposed, and takes their name from the items that came of it.
pub async fn erase_proposals(db: &mut PgConnection, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!(
        "
        with blanked as (
            update agenda_proposal set reason = '' where person_id = $1 returning meeting_id, title
        )
        update agenda_item set presenter = removed_name()
        from blanked, person
        where agenda_item.meeting_id = blanked.meeting_id and agenda_item.title = blanked.title
          and person.id = $1 and presenter = person.name
        ",
        person.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes a name from the fields that name people in the cycles in which others gave the person a role or listed them:
/// who presents an item, who looks after a milestone, imports as they came.
pub async fn erase_in_cycles(db: &mut PgConnection, person: PersonId, name: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update agenda_item set presenter = regexp_replace(presenter, naming($2), removed_name(), 'gi')
        where presenter ~* naming($2)
          and meeting_id in (select id from meeting where cycle_id in (select cycles_of($1)))
        ",
        person.0,
        name,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "
        update milestone set owner = regexp_replace(owner, naming($2), removed_name(), 'gi'), edits = edits + 1
        where owner ~* naming($2) and cycle_id in (select cycles_of($1))
        ",
        person.0,
        name,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "
        update imported_report set source = regexp_replace(source, naming($2), removed_name(), 'gi')
        where source ~* naming($2)
          and meeting_id in (select id from meeting where cycle_id in (select cycles_of($1)))
        ",
        person.0,
        name,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Blanks the log where it is about the person, and where it names them: in what they did, in their cycles, and
/// everywhere for somebody who ran the site. Rows stay. Elsewhere the same name may be somebody else's.
pub async fn erase_in_acts(
    db: &mut PgConnection,
    person: PersonId,
    names: &[String],
    everywhere: bool,
) -> sqlx::Result<()> {
    sqlx::query!("select set_config('intersession.erasing', 'on', true)").fetch_one(&mut *db).await?;
    sqlx::query!(
        "
        update activity
        set summary = '', diff = '{}'
        where subject_id = $1
           or (actor_id = $1 and forum_id is null and diff <> '{}')
           or (($3 or actor_id = $1 or cycle_id in (select cycles_of($1)))
               and exists(
                   select from unnest($2::text[]) as one (name)
                   -- inside of JSON the name may be quoted
                   where summary ~ naming(name)
                      or diff::text ~ naming(substr(to_jsonb(name)::text, 2, length(to_jsonb(name)::text) - 2))
               ))
        ",
        person.0,
        names,
        everywhere,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("select set_config('intersession.erasing', 'off', true)").fetch_one(db).await?;
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
