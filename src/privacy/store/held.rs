//! What is held about a person, gathered from the tables of all rooms.

use serde::de::DeserializeOwned;
use sqlx::PgConnection;

use super::mail;
use crate::{
    db::{AccountId, PersonId},
    meetings::Shown,
    privacy::model::{ActHeld, Held, ImportHeld, MessageHeld},
};

/// Everything about the owner of an account but acts and messages.
#[expect(clippy::too_many_lines, reason = "most of it is one query, which reads as the list of what is held")]
pub async fn find_held(db: &mut PgConnection, account: AccountId) -> sqlx::Result<Option<Held>> {
    let row = sqlx::query!(
        r#"
        select person.id, person.name, person.created_at, person.annex_shown as "annex_shown: Shown",
            to_jsonb(person) - '{id,name,created_at,erased_at,annex_shown,edits}'::text[] as "profile!",
            json_build_object('made_at', account.created_at, 'has_password', account.password_hash <> '',
                'runs_site', account.secretariat) as "account!",
            (select json_agg(json_build_object('name', affiliation.name, 'organisation', organisation.name, 'from', from_day,
                'to', to_day) order by position)
             from affiliation
             left join organisation on organisation.id = organisation_id
             where person_id = person.id) as affiliations,
            (select json_agg(json_build_object('email', email, 'confirmed_at', confirmed_at,
                'mail_came_back_at', scored_at, 'why', reason, 'suspended_at', suspended_at) order by address.created_at)
             from address left join mail_address using (email) where person_id = person.id) as addresses,
            (select json_agg(json_build_object('email_from', email_from, 'email_to', email_to, 'asked_at', created_at,
                'done_at', done_at) order by id)
             from address_change where account_id = account.id) as address_changes,
            (select json_agg(json_build_object('browser', agent, 'opened_at', created_at, 'last_used_at', seen_at,
                'ends_at', expires_at) order by id)
             from session where account_id = account.id) as sessions,
            (select json_agg(json_build_object('purpose', purpose, 'made_at', link.created_at, 'ends_at', expires_at,
                'used_at', used_at) order by link.id)
             from link
             where account_id = account.id
                or details->>'email' in (select email from address where person_id = person.id)) as links,
            (select json_agg(json_build_object('forum', forum.title, 'slug', forum.slug, 'year', cycle.year,
                'kind', role.kind, 'label', role.label, 'from', from_day, 'to', to_day) order by from_day, role.id)
             from role
             join cycle on cycle.id = role.cycle_id
             join forum on forum.id = cycle.forum_id
             where person_id = person.id) as roles,
            (select json_agg(json_build_object('name', attribution.name, 'affiliation', attribution.affiliation,
                'group', stakeholder_group.label, 'channel', channel, 'as_of', as_of,
                'call', case when meeting.id is not null then json_build_object('forum', forum.title, 'slug', forum.slug,
                    'year', cycle.year, 'serial', meeting.serial, 'role', attendance.role, 'shown', attendance.shown,
                    'chosen', annex_choice.shown, 'id', meeting.id) end)
                order by as_of, attribution.id)
             from attribution
             left join stakeholder_group on code = group_code
             left join attendance on attribution_id = attribution.id
             left join sitting on sitting.id = sitting_id
             left join meeting on meeting.id = meeting_id
             left join annex_choice using (person_id, meeting_id)
             left join cycle on cycle.id = meeting.cycle_id
             left join forum on forum.id = cycle.forum_id
             where attribution.person_id = person.id) as attributions,
            (select json_agg(json_build_object('purpose', purpose, 'wording', wording, 'notice_version', version, 'how', how,
                'given_at', given_at, 'withdrawn_at', withdrawn_at) order by consent.id desc)
             from consent
             left join privacy_notice on privacy_notice.id = notice_id
             where person_id = person.id) as consents,
            (select json_agg(json_build_object('title', title, 'reason', reason, 'state', state, 'sent_at', created_at)
                order by id)
             from agenda_proposal where person_id = person.id) as proposals,
            (select json_agg(json_build_object('forum', forum.title, 'slug', forum.slug, 'year', cycle.year,
                'serial', meeting.serial, 'starts_at', sitting.starts_at, 'answer', rsvp.answer, 'note', rsvp.note,
                'answered_at', rsvp.answered_at, 'invited_at', invitation.invited_at, 'reminded_at', (
                    select coalesce(json_agg(sent_at order by sent_at), '[]')
                    from reminder where reminder.sitting_id = sitting.id and reminder.person_id = person.id
                )) order by sitting.starts_at, sitting.id)
             from sitting
             join meeting on meeting.id = sitting.meeting_id
             join cycle on cycle.id = meeting.cycle_id
             join forum on forum.id = cycle.forum_id
             left join rsvp on rsvp.sitting_id = sitting.id and rsvp.person_id = person.id
             left join invitation on invitation.sitting_id = sitting.id and invitation.person_id = person.id
             where sitting.id in (
                 select sitting_id from rsvp where person_id = person.id
                 union select sitting_id from invitation where person_id = person.id
                 union select sitting_id from reminder where person_id = person.id
             )) as coming,
            (select json_agg(json_build_object('slug', forum.slug, 'year', cycle.year, 'serial', meeting.serial,
                'answered_at', poll_reply.answered_at, 'zone', poll_reply.zone, 'asked_at', poll_invitation.invited_at,
                'reminded_at', poll_invitation.reminded_at, 'required', poll_required.person_id is not null, 'answers', (
                    select coalesce(json_agg(json_build_object('starts_at', starts_at, 'fit', fit, 'at', poll_answer.answered_at)
                        order by starts_at), '[]')
                    from poll_answer join poll_slot on poll_slot.id = slot_id where reply_id = poll_reply.id
                ), 'merged', (
                    select coalesce(json_agg(gone->'answers'), '[]')
                    from poll_merge where poll_merge.poll_id = poll.id and poll_merge.person_id = person.id
                )) order by poll.id)
             from poll
             join meeting on meeting.id = poll.meeting_id
             join cycle on cycle.id = meeting.cycle_id
             join forum on forum.id = cycle.forum_id
             left join poll_reply on poll_reply.poll_id = poll.id and poll_reply.person_id = person.id
             left join poll_invitation on poll_invitation.poll_id = poll.id and poll_invitation.person_id = person.id
             left join poll_required on poll_required.poll_id = poll.id and poll_required.person_id = person.id
             where poll.id in (
                 select poll_id from poll_reply where person_id = person.id
                 union select poll_id from poll_invitation where person_id = person.id
                 union select poll_id from poll_required where person_id = person.id
                 union select poll_id from poll_merge where person_id = person.id
             )) as polls,
            (select json_agg(json_build_object('title', task.title, 'slug', forum.slug, 'year', cycle.year,
                'serial', task.serial, 'state', task_claim.state, 'since', since, 'ended_at', task_claim.ended_at,
                'note', note, 'said', (
                    select coalesce(json_agg(json_build_object('said', said, 'note', task_answer.note, 'at', at)
                        order by task_answer.id), '[]')
                    from task_answer where claim_id = task_claim.id
                ), 'asked_at', (
                    select coalesce(json_agg(asked_at order by asked_at), '[]')
                    from task_check_in where claim_id = task_claim.id
                )) order by task_claim.id)
             from task_claim
             join task on task.id = task_id
             join cycle on cycle.id = task.cycle_id
             join forum on forum.id = cycle.forum_id
             where person_id = person.id) as tasks,
            (select json_agg(json_build_object('title', task.title, 'slug', forum.slug, 'year', cycle.year,
                'serial', task.serial, 'number', task_call.number, 'at', called_at) order by called_at, task.id)
             from task_call_mailed
             join task_call on task_call.task_id = task_call_mailed.task_id and called_at is not null
                and task_call.number = task_call_mailed.number
             join task on task.id = task_call.task_id
             join cycle on cycle.id = task.cycle_id
             join forum on forum.id = cycle.forum_id
             where person_id = person.id) as called
        from account
        join person on person.id = account.person_id
        where account.id = $1
        "#,
        account.0,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let mail = mail::find_mail(db, row.id).await?;
    Ok(Some(Held {
        person: row.id,
        name: row.name,
        annex_shown: row.annex_shown,
        profile: one(row.profile)?,
        known_since: row.created_at,
        account: one(row.account)?,
        affiliations: list(row.affiliations)?,
        addresses: list(row.addresses)?,
        address_changes: list(row.address_changes)?,
        sessions: list(row.sessions)?,
        links: list(row.links)?,
        mail,
        roles: list(row.roles)?,
        attributions: list(row.attributions)?,
        consents: list(row.consents)?,
        proposals: list(row.proposals)?,
        coming: list(row.coming)?,
        polls: list(row.polls)?,
        tasks: list(row.tasks)?,
        called: list(row.called)?,
    }))
}

pub(super) fn one<T: DeserializeOwned>(json: serde_json::Value) -> sqlx::Result<T> {
    serde_json::from_value(json).map_err(|error| sqlx::Error::Decode(error.into()))
}

pub(super) fn list<T: DeserializeOwned>(json: Option<serde_json::Value>) -> sqlx::Result<Vec<T>> {
    json.map_or_else(|| Ok(Vec::new()), one)
}

/// What a person did, newest first, before a row.
pub async fn list_acts(
    db: &mut PgConnection,
    person: PersonId,
    before: Option<i64>,
    most: i64,
) -> sqlx::Result<Vec<ActHeld>> {
    sqlx::query_as!(
        ActHeld,
        r#"
        select id, at, verb, summary, diff
        from activity
        where actor_id = $1 and ($2::bigint is null or id < $2)
        order by id desc
        limit $3
        "#,
        person.0,
        before,
        most,
    )
    .fetch_all(db)
    .await
}

/// What was mailed to a person, newest first, before a row.
pub async fn list_messages(
    db: &mut PgConnection,
    person: PersonId,
    before: Option<i64>,
    most: i64,
) -> sqlx::Result<Vec<MessageHeld>> {
    sqlx::query_as!(
        MessageHeld,
        r#"
        select id, recipient, subject, body, state, created_at as queued_at, settled_at
        from message
        where (person_id = $1 or recipient in (select email from address where person_id = $1))
          and ($2::bigint is null or id < $2)
        order by id desc
        limit $3
        "#,
        person.0,
        before,
        most,
    )
    .fetch_all(db)
    .await
}

/// What a person imported, newest first, before a row.
pub async fn list_imports(
    db: &mut PgConnection,
    person: PersonId,
    before: Option<i64>,
    most: i64,
) -> sqlx::Result<Vec<ImportHeld>> {
    sqlx::query_as!(
        ImportHeld,
        "
        select id, source
        from imported_report
        where imported_by = $1 and ($2::bigint is null or id < $2)
        order by id desc
        limit $3
        ",
        person.0,
        before,
        most,
    )
    .fetch_all(db)
    .await
}
