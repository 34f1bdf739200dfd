//! Persons in the database; what is more than a row of theirs stands in files of its own.

pub mod addresses;
pub mod doubles;
pub mod entered;
pub mod merges;
pub mod offers;
pub mod profile;
pub mod work;

use sqlx::PgConnection;

use super::{Email, Known, StakeholderGroup};
use crate::{clock::Instant, db::PersonId};

/// Adds a person, with an affiliation unless that is empty.
pub async fn insert_person(
    db: &mut PgConnection,
    name: &str,
    affiliation: &str,
    now: Instant,
) -> sqlx::Result<PersonId> {
    sqlx::query_scalar!(
        r#"
        with person as (
            insert into person (name, created_at) values ($1, $3) returning id
        ),
        affiliation as (
            insert into affiliation (person_id, position, name) select id, 1, $2 from person where $2 <> ''
        )
        select id as "id: PersonId" from person
        "#,
        name,
        affiliation,
        now,
    )
    .fetch_one(db)
    .await
}

/// Gives a person an address, confirmed or not.
pub async fn insert_address(
    db: &mut PgConnection,
    person: PersonId,
    email: &Email,
    confirmed_at: Option<Instant>,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into address (email, person_id, confirmed_at, created_at) values ($1, $2, $3, $4)",
        email.as_str(),
        person.0,
        confirmed_at as _,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that an address was mailed and answered.
pub async fn set_confirmed(db: &mut PgConnection, email: &Email, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "update address set confirmed_at = $2 where email = $1 and confirmed_at is null",
        email.as_str(),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The person to whom an address belongs.
pub async fn find_by_email(db: &mut PgConnection, email: &Email) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar!(
        r#"select person_id as "person_id: PersonId" from address where email = $1"#,
        email.as_str()
    )
    .fetch_optional(db)
    .await
}

/// The person of exactly this name, the one first entered where there are several.
pub async fn find_by_name(db: &mut PgConnection, name: &str) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar!(
        "
        select id
        from person
        where name = $1 and erased_at is null
          and not exists(select from person_merge where gone_id = person.id and undone_at is null)
        order by id
        limit 1
        ",
        name
    )
    .fetch_optional(db)
    .await
}

/// The name of a person.
pub async fn find_name(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select name from person where id = $1", person.0).fetch_optional(db).await
}

/// All persons who have an account, by name.
pub async fn list_with_account(db: &mut PgConnection) -> sqlx::Result<Vec<(PersonId, String, bool)>> {
    let rows = sqlx::query!(
        "
        select person.id, person.name, account.secretariat
        from account
        join person on person.id = account.person_id
        order by person.name, person.id
        limit 500
        "
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name, row.secretariat)).collect())
}

/// The site's stakeholder groups, in their order.
pub async fn list_groups(db: &mut PgConnection) -> sqlx::Result<Vec<StakeholderGroup>> {
    sqlx::query_as!(StakeholderGroup, "select code, label from stakeholder_group order by position")
        .fetch_all(db)
        .await
}

/// Everybody on file, by number, but for those who became one with another.
pub async fn list_on_file(db: &mut PgConnection) -> sqlx::Result<Vec<Known>> {
    sqlx::query_as!(
        Known,
        r#"
        select person.id, person.name, coalesce(first.name, '') as "affiliation!"
        from person
        left join lateral (
            select name from affiliation where person_id = person.id order by position, id limit 1
        ) as first on true
        where person.erased_at is null and not exists(select from person_merge where gone_id = person.id and undone_at is null)
        order by person.id
        "#
    )
    .fetch_all(db)
    .await
}
