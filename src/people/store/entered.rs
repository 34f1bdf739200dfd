//! People whom somebody entered, and who have no account, in the database.

use sqlx::PgConnection;

use crate::{
    db::{CycleId, PersonId},
    people::Entered,
};

/// Enters a person for a cycle.
pub async fn set_entered(
    db: &mut PgConnection,
    person: PersonId,
    cycle: CycleId,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!("update person set entered_in = $2, entered_by = $3 where id = $1", person.0, cycle.0, by.0)
        .execute(db)
        .await?;
    Ok(())
}

/// People without an account who were entered in a cycle or have a role in it, by name.
pub async fn list_entered(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Entered>> {
    sqlx::query_as!(
        Entered,
        r#"
        select person.id, person.name,
            coalesce((select name from affiliation where person_id = person.id order by position, id limit 1), '')
                as "affiliation!",
            -- known by an address: also when it turned out to be an account's, which nobody else is told
            exists(select from address where address.person_id = person.id)
                or exists(select from person_offer where person_offer.person_id = person.id) as "has_address!"
        from person
        where person.erased_at is null
          and (person.entered_in = $1 or person.id in (select role.person_id from role where role.cycle_id = $1))
          and not exists(select from account where account.person_id = person.id)
          and not exists(select from person_merge where gone_id = person.id and undone_at is null)
        order by person.name, person.id
        limit 500
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await
}

/// Whether somebody has an account.
pub async fn has_account(db: &mut PgConnection, person: PersonId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists(select from account where person_id = $1) as "has!""#, person.0)
        .fetch_one(db)
        .await
}
