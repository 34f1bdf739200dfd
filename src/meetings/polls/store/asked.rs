//! Who is asked by mail to answer a poll.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{PersonId, PollId},
    forum::CyclePlace,
    mailings::{Addressee, Audience},
};

/// Who is asked to answer a poll: those of the audience whom an address reaches, who were not asked before, did not
/// answer, and did not choose to get no mail about the call, its cycle or its forum.
pub async fn list_to_ask(
    db: &mut PgConnection,
    place: &CyclePlace,
    path: &str,
    poll: PollId,
    audience: Audience,
    now: Instant,
) -> sqlx::Result<Vec<Addressee>> {
    sqlx::query_as!(
        Addressee,
        r#"
        select $1::bigint as "part!", person.id as "person: PersonId"
        from person
        left join lateral (
            -- the nearest subscription says whether they want mail about it
            select pace
            from subscription
            join reference on reference.id = subscription.reference_id
            where subscription.person_id = person.id
              and (reference.path = $4 or (reference.kind = 'cycle' and reference.cycle_id = $2)
                   or (reference.kind = 'forum' and reference.forum_id = $3))
            order by reference.path = $4 desc, reference.kind = 'cycle' desc
            limit 1
        ) as followed on true
        where person.erased_at is null and followed.pace is distinct from 'off'
          and (($6 and followed.pace is not null)
               or ($5 and (
                   exists(select from poll_required where poll_id = $1 and poll_required.person_id = person.id)
                   or exists(
                       select from role
                       where role.person_id = person.id and cycle_id = $2 and from_day <= $7 and (to_day is null or to_day >= $7)
                   )
               )))
          and exists(
              select from address left join mail_address using (email)
              where address.person_id = person.id and confirmed_at is not null and suspended_at is null
          )
          and not exists(select from poll_invitation where poll_id = $1 and poll_invitation.person_id = person.id)
          and not exists(select from poll_reply where poll_id = $1 and poll_reply.person_id = person.id)
        order by person.name, person.id
        "#,
        poll.0,
        place.cycle.id.0,
        place.forum.id.0,
        path,
        audience != Audience::Followers,
        audience != Audience::Workers,
        now.day() as _,
    )
    .fetch_all(db)
    .await
}

/// Notes that these persons are asked; gives how many of them were not yet: each counts for one caller only.
pub async fn set_asked(
    db: &mut PgConnection,
    poll: PollId,
    persons: &[PersonId],
    now: Instant,
) -> sqlx::Result<u64> {
    let persons: Vec<i64> = persons.iter().map(|person| person.0).collect();
    let done = sqlx::query!(
        "
        insert into poll_invitation (poll_id, person_id, invited_at)
        select $1, person_id, $3
        from unnest($2::bigint[]) as person_id
        -- the same order for all, so that none waits for one that waits for it
        order by person_id
        on conflict on constraint poll_invitation_once do nothing
        ",
        poll.0,
        &persons,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// Whether somebody was asked.
pub async fn is_asked(db: &mut PgConnection, poll: PollId, person: PersonId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists(select from poll_invitation where poll_id = $1 and person_id = $2) as "asked!""#,
        poll.0,
        person.0,
    )
    .fetch_one(db)
    .await
}

/// A poll that somebody has not answered.
#[derive(Debug)]
pub struct MyPoll {
    /// As its call is cited.
    pub label: String,
    /// Its address.
    pub path: String,
    /// Until when it takes answers (exclusive).
    pub closes_at: Instant,
}

/// The open polls that wait for a person's answer, those that close first first: they were asked by mail, are required, or
/// hold a role in the cycle. At most 50.
pub async fn list_unanswered(
    db: &mut PgConnection,
    person: PersonId,
    now: Instant,
) -> sqlx::Result<Vec<MyPoll>> {
    sqlx::query_as!(
        MyPoll,
        r#"
        select reference.label, reference.path || '/poll' as "path!", closes_at
        from poll
        join time_window on time_window.id = time_window_id
        join meeting on meeting.id = meeting_id
        join cycle on cycle.id = meeting.cycle_id
        join forum on forum.id = cycle.forum_id
        join reference on reference.visible
            and reference.path = '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial
        where poll.state = 'open' and not waits and opens_at <= $2 and closes_at > $2 and cycle.shown_at is not null and cycle.gone_at is null
          and not exists(select from poll_reply where poll_id = poll.id and person_id = $1)
          and (exists(select from poll_invitation where poll_id = poll.id and person_id = $1)
               or exists(select from poll_required where poll_id = poll.id and person_id = $1)
               or meeting.cycle_id in (
                   select cycle_id from role where person_id = $1 and from_day <= $3 and (to_day is null or to_day >= $3)
               ))
        order by closes_at, poll.id
        limit 50
        "#,
        person.0,
        now,
        now.day() as _,
    )
    .fetch_all(db)
    .await
}
