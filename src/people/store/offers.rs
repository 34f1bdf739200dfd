//! "Is this you?": people on file who are offered to the owner of an account, in the database.

use sqlx::PgConnection;

use super::work::list_roles_of;
use crate::{clock::Instant, db::PersonId, people::Offer};

/// Offers a person on file to the owner of an account.
pub async fn insert_offer(
    db: &mut PgConnection,
    taker: PersonId,
    person: PersonId,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person_offer (taker_id, person_id, offered_at) values ($1, $2, $3) on conflict do nothing",
        taker.0,
        person.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whom the owner of an account may be, once their address is confirmed.
pub async fn list_offers(db: &mut PgConnection, taker: PersonId) -> sqlx::Result<Vec<Offer>> {
    let rows = sqlx::query!(
        r#"
        select person.id, person.name,
            coalesce((select name from affiliation where person_id = person.id order by position, id limit 1), '')
                as "affiliation!",
            (select count(distinct sitting.meeting_id) from attribution
             join attendance on attendance.attribution_id = attribution.id
             join sitting on sitting.id = attendance.sitting_id
             where attribution.person_id = person.id) as "calls!"
        from person_offer
        join person on person.id = person_offer.person_id
        where taker_id = $1 and declined_at is null and person.erased_at is null
          and not exists(select from person_merge where gone_id = person.id and undone_at is null)
          and not exists(select from account where account.person_id = person.id)
          and exists(select from address where address.person_id = taker_id and confirmed_at is not null)
        order by person.id
        limit 5
        "#,
        taker.0,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut offers = Vec::new();
    for row in rows {
        let roles = list_roles_of(db, row.id).await?;
        let (name, affiliation, calls) = (row.name, row.affiliation, row.calls);
        offers.push(Offer { person: row.id, name, affiliation, roles, calls });
    }
    Ok(offers)
}

/// Notes that it is somebody else; false when nobody was offered.
pub async fn decline_offer(
    db: &mut PgConnection,
    taker: PersonId,
    person: PersonId,
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update person_offer set declined_at = $3 where taker_id = $1 and person_id = $2 and declined_at is null",
        taker.0,
        person.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Whether somebody on file was ever offered to the owner of an account.
pub async fn has_offers(db: &mut PgConnection, taker: PersonId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists(select from person_offer where taker_id = $1) as "has!""#, taker.0)
        .fetch_one(db)
        .await
}
