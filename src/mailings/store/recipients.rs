//! To whom mailings go, in the database.

use sqlx::PgConnection;

use crate::{
    clock::Day,
    db::PersonId,
    forum::CyclePlace,
    mail,
    mailings::{Addressee, Audience, Reader},
};

/// To whom an announcement of a cycle goes: those of the audience whom an address reaches and who did not leave the forum
/// or the cycle.
pub async fn list_audience(
    db: &mut PgConnection,
    place: &CyclePlace,
    audience: Audience,
    today: Day,
) -> sqlx::Result<Vec<PersonId>> {
    sqlx::query_scalar!(
        r#"
        with said as (
            select person_id, bool_or(pace = 'off') as has_left
            from subscription
            join reference on reference.id = subscription.reference_id
            where (reference.kind = 'forum' and reference.forum_id = $2)
               or (reference.kind = 'cycle' and reference.cycle_id = $1)
            group by person_id
        )
        select person.id as "person: PersonId"
        from person
        left join said on said.person_id = person.id
        where person.erased_at is null and said.has_left is not true
          and (($3 and said.person_id is not null)
               or ($4 and exists(
                   select from role
                   where role.person_id = person.id and role.cycle_id = $1
                     and from_day <= $5 and (to_day is null or to_day >= $5)
               )))
          and exists(
              select from address left join mail_address using (email)
              where address.person_id = person.id and confirmed_at is not null and suspended_at is null
          )
        order by person.id
        "#,
        place.cycle.id.0,
        place.forum.id.0,
        audience != Audience::Workers,
        audience != Audience::Followers,
        today as _,
    )
    .fetch_all(db)
    .await
}

/// Notes to whom letters of a mailing are to be written.
pub async fn insert_recipients(db: &mut PgConnection, mailing: i64, to: &[Addressee]) -> sqlx::Result<()> {
    let (parts, persons) = columns(to);
    sqlx::query!(
        "insert into mailing_recipient (mailing_id, part, person_id) select $1, * from unnest($2::bigint[], $3::bigint[])",
        mailing,
        &parts,
        &persons,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes off the next to whom letters of a mailing are to be written, `most` at the most.
pub async fn take_recipients(db: &mut PgConnection, mailing: i64, most: i64) -> sqlx::Result<Vec<Addressee>> {
    sqlx::query_as!(
        Addressee,
        r#"
        with taken as (
            delete from mailing_recipient
            where mailing_id = $1 and (part, person_id) in (
                select part, person_id from mailing_recipient where mailing_id = $1 order by part, person_id limit $2
            )
            returning part, person_id
        )
        select part, person_id as "person: PersonId" from taken order by part, person_id
        "#,
        mailing,
        most,
    )
    .fetch_all(db)
    .await
}

/// Those of these whom an address still reaches, in their order.
pub async fn list_readers(db: &mut PgConnection, to: &[Addressee]) -> sqlx::Result<Vec<Reader>> {
    let (parts, persons) = columns(to);
    sqlx::query_as!(
        Reader,
        r#"
        select addressee.part as "part!", person.id as "person: PersonId", person.name, address.email,
            coalesce(reader.zone, 'UTC') as "zone!"
        from unnest($1::bigint[], $2::bigint[]) with ordinality as addressee (part, person_id, position)
        join person on person.id = addressee.person_id and person.erased_at is null
        join lateral (
            select email from address where address.person_id = person.id and confirmed_at is not null
            order by created_at, email limit 1
        ) as address on true
        left join reader on reader.person_id = person.id
        order by addressee.position
        "#,
        &parts,
        &persons,
    )
    .fetch_all(db)
    .await
}

fn columns(to: &[Addressee]) -> (Vec<i64>, Vec<i64>) {
    to.iter().map(|one| (one.part, one.person.0)).unzip()
}

/// How many letters of a mailing are in each state.
pub async fn count_letters(db: &mut PgConnection, mailing: i64) -> sqlx::Result<Vec<(mail::State, i64)>> {
    let rows = sqlx::query!(
        r#"
        select state as "state: mail::State", count(*) as "count!"
        from message
        where mailing_id = $1
        group by state
        order by state desc
        "#,
        mailing,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.state, row.count)).collect())
}
