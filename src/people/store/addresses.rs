//! Addresses of persons, in the database.

use sqlx::PgConnection;

use crate::{clock::Instant, db::PersonId, people::Email};

/// Takes an address from a person who has no account, for whoever proved that it is theirs; gives whose it was.
pub async fn release_address(db: &mut PgConnection, email: &Email) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar!(
        r#"
        delete from address
        where email = $1 and not exists(select from account where account.person_id = address.person_id)
        returning person_id as "person: PersonId"
        "#,
        email.as_str(),
    )
    .fetch_optional(db)
    .await
}

/// Notes that an address of this person was mailed and answered, where it is their only one.
pub async fn confirm_only_address(db: &mut PgConnection, person: PersonId, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update address
        set confirmed_at = $2
        where person_id = $1 and confirmed_at is null
          and (select count(*) from address other where other.person_id = $1) = 1
        ",
        person.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The address by which a person is reached, with or without an account: a confirmed one, else the oldest.
pub async fn find_address(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "
        select email
        from address
        where person_id = $1
        order by confirmed_at is null, created_at, email
        limit 1
        ",
        person.0
    )
    .fetch_optional(db)
    .await
}
