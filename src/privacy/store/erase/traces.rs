//! What is left of somebody in what others wrote and read: mail, annexes, agendas, summaries, the log.

use sqlx::PgConnection;

use crate::{clock::Instant, db::PersonId};

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
