//! Who is to be invited or told, and who was, in the database.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::PersonId,
    forum::CyclePlace,
    mailings::{Addressee, Audience},
    meetings::{Answer, Sitting},
};

fn ids(sittings: &[&Sitting]) -> Vec<i64> {
    sittings.iter().map(|sitting| sitting.id.0).collect()
}

/// Who is invited to these sittings of a call: those of the audience whom an address reaches, who were not invited
/// before, did not answer, and did not choose to get no mail about the call, its cycle or its forum. Who answered the poll
/// that found the time is invited whatever the audience, also who cannot come, unless they left since.
pub async fn list_to_invite(
    db: &mut PgConnection,
    place: &CyclePlace,
    path: &str,
    sittings: &[&Sitting],
    audience: Audience,
    now: Instant,
) -> sqlx::Result<Vec<Addressee>> {
    sqlx::query_as!(
        Addressee,
        r#"
        select sitting.id as "part: i64", person.id as "person: PersonId"
        from sitting
        cross join person
        left join lateral (
            -- the nearest subscription says whether they want mail about it
            select pace, changed_at
            from subscription
            join reference on reference.id = subscription.reference_id
            where subscription.person_id = person.id
              and (reference.path = $4 or (reference.kind = 'cycle' and reference.cycle_id = $2)
                   or (reference.kind = 'forum' and reference.forum_id = $3))
            order by reference.path = $4 desc, reference.kind = 'cycle' desc
            limit 1
        ) as followed on true
        left join lateral (
            select answered_at
            from poll
            join poll_reply on poll_reply.poll_id = poll.id
            where poll.meeting_id = sitting.meeting_id and poll.state = 'confirmed' and poll_reply.person_id = person.id
            order by answered_at desc
            limit 1
        ) as polled on true
        where sitting.id = any($1) and person.erased_at is null
          and (followed.pace is distinct from 'off' or followed.changed_at < polled.answered_at)
          and (polled.answered_at is not null
               or ($6 and followed.pace is not null)
               or ($5 and exists(
                   select from role
                   where role.person_id = person.id and cycle_id = $2 and from_day <= $7 and (to_day is null or to_day >= $7)
               )))
          and exists(
              select from address left join mail_address using (email)
              where address.person_id = person.id and confirmed_at is not null and suspended_at is null
          )
          and not exists(
              select from invitation where invitation.sitting_id = sitting.id and invitation.person_id = person.id
          )
          and not exists(select from rsvp where rsvp.sitting_id = sitting.id and rsvp.person_id = person.id)
        order by sitting.position, person.name, person.id
        "#,
        &ids(sittings),
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

/// Who was invited to these sittings or may come, and has not heard how they stand now.
pub async fn list_to_tell(db: &mut PgConnection, sittings: &[&Sitting]) -> sqlx::Result<Vec<Addressee>> {
    sqlx::query_as!(
        Addressee,
        r#"
        select sitting.id as "part: i64", person.id as "person: PersonId"
        from sitting
        join (
            select sitting_id, person_id from rsvp where sitting_id = any($1) and answer <> 'no'
            union
            select sitting_id, person_id from invitation where sitting_id = any($1)
            union
            -- who answered the poll that found the time it moved to
            select sitting.id, poll_reply.person_id
            from sitting
            join poll on poll.meeting_id = sitting.meeting_id and poll.state = 'confirmed'
            join poll_slot on poll_slot.poll_id = poll.id and chosen and poll_slot.starts_at = sitting.starts_at
            join poll_reply on poll_reply.poll_id = poll.id
            where sitting.id = any($1) and sitting.sequence > 0
        ) as asked on asked.sitting_id = sitting.id
        join person on person.id = asked.person_id and person.erased_at is null
        left join rsvp on rsvp.sitting_id = sitting.id and rsvp.person_id = person.id
        left join invitation on invitation.sitting_id = sitting.id and invitation.person_id = person.id
        where coalesce(greatest(rsvp.sequence, told_sequence), -1) < sitting.sequence
          and exists(
              select from address left join mail_address using (email)
              where address.person_id = person.id and confirmed_at is not null and suspended_at is null
          )
        order by sitting.position, person.name, person.id
        "#,
        &ids(sittings),
    )
    .fetch_all(db)
    .await
}

/// What a person knows of a sitting before they are told how it stands.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Who.
    pub person: PersonId,
    /// Whether they come.
    pub answer: Option<Answer>,
    /// When they were told of it or answered last: moves since then are news to them.
    pub since: Option<Instant>,
}

/// What these persons know of a sitting; `told` once they are noted as told of it, whose letters are being written.
pub async fn list_known(
    db: &mut PgConnection,
    sitting: &Sitting,
    persons: &[PersonId],
    told: bool,
) -> sqlx::Result<Vec<Known>> {
    let persons: Vec<i64> = persons.iter().map(|person| person.0).collect();
    sqlx::query_as!(
        Known,
        r#"
        select
            person.id as "person!: PersonId",
            (select answer from rsvp where sitting_id = $1 and person_id = person.id) as "answer: Answer",
            case when $3 then told.knew_at else greatest(
                told.told_at,
                (select answered_at from rsvp where sitting_id = $1 and person_id = person.id)
            ) end as "since: Instant"
        from unnest($2::bigint[]) as person (id)
        left join invitation as told on told.sitting_id = $1 and told.person_id = person.id
        "#,
        sitting.id.0,
        &persons,
        told,
    )
    .fetch_all(db)
    .await
}

/// Notes that these persons are told of a sitting as it stands; gives how many of them were not yet: each counts for one
/// caller only.
pub async fn set_told(
    db: &mut PgConnection,
    sitting: &Sitting,
    persons: &[PersonId],
    now: Instant,
) -> sqlx::Result<u64> {
    let persons: Vec<i64> = persons.iter().map(|person| person.0).collect();
    let done = sqlx::query!(
        "
        insert into invitation (sitting_id, person_id, invited_at, told_at, told_sequence, knew_at)
        select $1, person.id, $3, $3, $4, rsvp.answered_at
        from unnest($2::bigint[]) as person (id)
        left join rsvp on rsvp.sitting_id = $1 and rsvp.person_id = person.id
        -- the same order for all, so that none waits for one that waits for it
        order by person.id
        on conflict on constraint invitation_once do update
            set told_at = excluded.told_at, told_sequence = excluded.told_sequence,
                knew_at = greatest(invitation.told_at, excluded.knew_at)
            where invitation.told_sequence < excluded.told_sequence
        ",
        sitting.id.0,
        &persons,
        now,
        sitting.sequence,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
