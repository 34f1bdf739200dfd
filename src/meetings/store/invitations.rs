//! Who is to be invited or told, and who was, in the database.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{PersonId, SittingId},
    forum::CyclePlace,
    meetings::{
        Answer, Sitting,
        model::{Audience, ToTell},
    },
};

fn ids(sittings: &[&Sitting]) -> Vec<i64> {
    sittings.iter().map(|sitting| sitting.id.0).collect()
}

/// Who is invited to these sittings of a call: those of the audience whom an address reaches, who were not invited
/// before, did not answer, and did not choose to get no mail about the call, its cycle or its forum.
pub async fn list_to_invite(
    db: &mut PgConnection,
    place: &CyclePlace,
    path: &str,
    sittings: &[&Sitting],
    audience: Audience,
    now: Instant,
) -> sqlx::Result<Vec<ToTell>> {
    sqlx::query_as!(
        ToTell,
        r#"
        select sitting.id as "sitting: SittingId", person.id as "person: PersonId", person.name, address.email,
            coalesce(reader.zone, 'UTC') as "zone!", null as "answer: Answer"
        from sitting
        cross join person
        join lateral (
            select email from address where address.person_id = person.id and confirmed_at is not null
            order by created_at, email limit 1
        ) as address on true
        left join reader on reader.person_id = person.id
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
        where sitting.id = any($1) and person.erased_at is null and followed.pace is distinct from 'off'
          and (($6 and followed.pace is not null)
               or ($5 and exists(
                   select from role
                   where role.person_id = person.id and cycle_id = $2 and from_day <= $7 and (to_day is null or to_day >= $7)
               )))
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
pub async fn list_to_tell(db: &mut PgConnection, sittings: &[&Sitting]) -> sqlx::Result<Vec<ToTell>> {
    sqlx::query_as!(
        ToTell,
        r#"
        select sitting.id as "sitting: SittingId", person.id as "person: PersonId", person.name, address.email,
            coalesce(reader.zone, 'UTC') as "zone!", rsvp.answer as "answer?: Answer"
        from sitting
        join (
            select sitting_id, person_id from rsvp where sitting_id = any($1) and answer <> 'no'
            union
            select sitting_id, person_id from invitation where sitting_id = any($1)
        ) as asked on asked.sitting_id = sitting.id
        join person on person.id = asked.person_id and person.erased_at is null
        join lateral (
            select email from address where address.person_id = person.id and confirmed_at is not null
            order by created_at, email limit 1
        ) as address on true
        left join rsvp on rsvp.sitting_id = sitting.id and rsvp.person_id = person.id
        left join invitation on invitation.sitting_id = sitting.id and invitation.person_id = person.id
        left join reader on reader.person_id = person.id
        where greatest(rsvp.sequence, told_sequence) < sitting.sequence
        order by sitting.position, person.name, person.id
        "#,
        &ids(sittings),
    )
    .fetch_all(db)
    .await
}

/// Notes that these persons are told of a sitting as it stands; gives those of them who were not yet, each to one
/// caller only.
pub async fn set_told(
    db: &mut PgConnection,
    sitting: &Sitting,
    persons: &[PersonId],
    now: Instant,
) -> sqlx::Result<Vec<PersonId>> {
    let persons: Vec<i64> = persons.iter().map(|person| person.0).collect();
    sqlx::query_scalar!(
        r#"
        insert into invitation (sitting_id, person_id, invited_at, told_at, told_sequence)
        select $1, person_id, $3, $3, $4
        from unnest($2::bigint[]) as person_id
        -- the same order for all, so that none waits for one that waits for it
        order by person_id
        on conflict on constraint invitation_once do update
            set told_at = excluded.told_at, told_sequence = excluded.told_sequence
            where invitation.told_sequence < excluded.told_sequence
        returning person_id as "person: PersonId"
        "#,
        sitting.id.0,
        &persons,
        now,
        sitting.sequence,
    )
    .fetch_all(db)
    .await
}

/// How many were invited to a call or come to it and have not heard how it stands now.
pub async fn count_untold(db: &mut PgConnection, sittings: &[&Sitting]) -> sqlx::Result<usize> {
    let mut persons: Vec<PersonId> =
        list_to_tell(db, sittings).await?.into_iter().map(|one| one.person).collect();
    persons.sort_unstable();
    persons.dedup();
    Ok(persons.len())
}
