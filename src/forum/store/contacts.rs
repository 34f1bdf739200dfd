//! Who can be written to about a cycle.

use sqlx::PgConnection;

use crate::{
    clock::Day,
    db::{AccountId, CycleId, PersonId},
    people::Email,
    viewer::RoleKind,
};

/// Somebody who can be written to.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Where; never shown.
    pub email: String,
}

/// Who facilitates a cycle on a day, each with one address: of those without an account only a confirmed one.
pub async fn list_facilitators(db: &mut PgConnection, cycle: CycleId, day: Day) -> sqlx::Result<Vec<Reader>> {
    sqlx::query_as!(
        Reader,
        r#"
        select distinct on (address.person_id) address.person_id as "person: PersonId", person.name, address.email
        from address
        join person on person.id = address.person_id
        join role on role.person_id = address.person_id
        where role.cycle_id = $1 and role.kind = any($3)
          and $2 between role.from_day and coalesce(role.to_day, $2)
          and (address.confirmed_at is not null
               or exists(select from account where account.person_id = address.person_id))
        order by address.person_id, address.confirmed_at is null, address.created_at
        limit 50
        "#,
        cycle.0,
        day,
        &RoleKind::codes_that_run(),
    )
    .fetch_all(db)
    .await
}

/// Who made a cycle, with one address; nobody when their account is deleted.
pub async fn list_makers(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Reader>> {
    sqlx::query_as!(
        Reader,
        r#"
        select person.id as "person: PersonId", person.name, address.email
        from cycle
        join person on person.id = cycle.made_by
        join address on address.person_id = person.id
        where cycle.id = $1
        order by address.confirmed_at is null, address.created_at
        limit 1
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await
}

/// Who runs the site, each with one address.
pub async fn list_secretariat(db: &mut PgConnection) -> sqlx::Result<Vec<Reader>> {
    sqlx::query_as!(
        Reader,
        r#"
        select distinct on (address.person_id) address.person_id as "person: PersonId", person.name, address.email
        from address
        join person on person.id = address.person_id
        join account on account.person_id = address.person_id
        where account.secretariat
        order by address.person_id, address.confirmed_at is null, address.created_at
        limit 50
        "#,
    )
    .fetch_all(db)
    .await
}

/// The address by which an account is reached.
pub async fn find_own_address(db: &mut PgConnection, account: AccountId) -> sqlx::Result<Option<Email>> {
    let email = sqlx::query_scalar!(
        "
        select address.email
        from account
        join address on address.person_id = account.person_id
        where account.id = $1
        order by address.confirmed_at is null, address.created_at
        limit 1
        ",
        account.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(email.and_then(|email| Email::parse(&email)))
}
