//! Changes of address.

use sqlx::PgConnection;

use crate::{accounts::AddressChange, clock::Instant, db::AccountId, links::End, people::Email};

/// Begins a change; one that was under way ends.
pub async fn insert_change(
    db: &mut PgConnection,
    account: AccountId,
    email_from: &str,
    email_to: &Email,
    now: Instant,
) -> sqlx::Result<i64> {
    delete_change(&mut *db, account).await?;
    sqlx::query_scalar!(
        "
        insert into address_change (account_id, email_from, email_to, created_at)
        values ($1, $2, $3, $4)
        returning id
        ",
        account.0,
        email_from,
        email_to.as_str(),
        now,
    )
    .fetch_one(db)
    .await
}

/// Leaves the change that is under way; false when there is none.
pub async fn delete_change(db: &mut PgConnection, account: AccountId) -> sqlx::Result<bool> {
    let done =
        sqlx::query!("delete from address_change where account_id = $1 and done_at is null", account.0)
            .execute(db)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// The change that is under way for an account and began after `since`.
pub async fn find_open(
    db: &mut PgConnection,
    account: AccountId,
    since: Instant,
) -> sqlx::Result<Option<AddressChange>> {
    sqlx::query_as!(
        AddressChange,
        "
        select id, email_from, email_to, from_confirmed_at, to_confirmed_at
        from address_change
        where account_id = $1 and done_at is null and created_at > $2
        ",
        account.0,
        since,
    )
    .fetch_optional(db)
    .await
}

/// Notes that an end confirmed it; gives the change as it is then, locked, if it is under way.
pub async fn confirm(
    db: &mut PgConnection,
    change: i64,
    end: End,
    now: Instant,
) -> sqlx::Result<Option<AddressChange>> {
    sqlx::query_as!(
        AddressChange,
        "
        update address_change
        set from_confirmed_at = case when $2 then coalesce(from_confirmed_at, $3) else from_confirmed_at end,
            to_confirmed_at = case when $2 then to_confirmed_at else coalesce(to_confirmed_at, $3) end
        where id = $1 and done_at is null
        returning id, email_from, email_to, from_confirmed_at, to_confirmed_at
        ",
        change,
        end == End::From,
        now,
    )
    .fetch_optional(db)
    .await
}

/// Makes a confirmed change: the address is another from now on.
///
/// # Errors
/// The constraint `address_pkey`, when the new address became somebody else's meanwhile.
pub async fn complete(db: &mut PgConnection, change: &AddressChange, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "update address set email = $2, confirmed_at = $3 where email = $1",
        change.email_from,
        change.email_to,
        now
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("update address_change set done_at = $2 where id = $1", change.id, now).execute(db).await?;
    Ok(())
}
