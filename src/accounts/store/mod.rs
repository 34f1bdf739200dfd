//! Accounts in the database, and who has a session; [`sessions`] and [`addresses`] stand in files of their own.

pub mod addresses;
pub mod sessions;

use serde::Deserialize;
use sqlx::PgConnection;

use crate::{
    clock::{Day, Instant},
    db::{AccountId, CycleId, PersonId},
    mail::health::{HALF_LIFE_DAYS, WARN},
    people::Email,
    viewer::{AddressState, Held, Member, RoleKind},
};

/// How many accounts there are.
pub async fn count_accounts(db: &mut PgConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from account"#).fetch_one(db).await
}

/// Adds an account.
pub async fn insert_account(
    db: &mut PgConnection,
    person: PersonId,
    password_hash: &str,
    secretariat: bool,
    now: Instant,
) -> sqlx::Result<AccountId> {
    sqlx::query_scalar!(
        "insert into account (person_id, password_hash, secretariat, created_at) values ($1, $2, $3, $4) returning id",
        person.0,
        password_hash,
        secretariat,
        now,
    )
    .fetch_one(db)
    .await
}

/// The name of somebody with an account, and whether they run the site.
pub async fn find_standing(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Option<(String, bool)>> {
    let row = sqlx::query!(
        "
        select person.name, account.secretariat
        from account
        join person on person.id = account.person_id
        where account.person_id = $1
        ",
        person.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.name, row.secretariat)))
}

/// How many accounts run the site.
pub async fn count_secretariat(db: &mut PgConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from account where secretariat"#).fetch_one(db).await
}

/// Says whether somebody runs the site; `account_last_secretariat` keeps the last who does.
pub async fn set_secretariat(db: &mut PgConnection, person: PersonId, runs: bool) -> sqlx::Result<()> {
    sqlx::query!("update account set secretariat = $2 where person_id = $1", person.0, runs)
        .execute(db)
        .await?;
    Ok(())
}

/// An account, as it is found by an address.
#[derive(Debug)]
pub struct Found {
    /// Its row.
    pub account: AccountId,
    /// Whose it is.
    pub person: PersonId,
    /// The password's hash; none while only links sign in.
    pub password_hash: Option<String>,
}

/// The account that signs in with an address.
pub async fn find_by_email(db: &mut PgConnection, email: &Email) -> sqlx::Result<Option<Found>> {
    let row = sqlx::query!(
        r#"
        select account.id, account.person_id, nullif(account.password_hash, '') as password_hash
        from address
        join account on account.person_id = address.person_id
        where address.email = $1
        "#,
        email.as_str(),
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Found { account: row.id, person: row.person_id, password_hash: row.password_hash }))
}

/// The password's hash of an account; none while only links sign in.
pub async fn find_password(db: &mut PgConnection, account: AccountId) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(r#"select nullif(password_hash, '') as "hash" from account where id = $1"#, account.0)
        .fetch_one(db)
        .await
}

/// Changes the password.
pub async fn set_password(db: &mut PgConnection, account: AccountId, hash: &str) -> sqlx::Result<()> {
    sqlx::query!("update account set password_hash = $2 where id = $1", account.0, hash).execute(db).await?;
    Ok(())
}

/// Whose account it is, and how they are reached: person, name, address.
pub async fn find_owner(
    db: &mut PgConnection,
    account: AccountId,
) -> sqlx::Result<Option<(PersonId, String, String)>> {
    let row = sqlx::query!(
        "
        select person.id, person.name, address.email
        from account
        join person on person.id = account.person_id
        join address on address.person_id = person.id
        where account.id = $1
        order by address.created_at
        limit 1
        ",
        account.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.id, row.name, row.email)))
}

#[derive(Deserialize)]
struct RoleRow {
    cycle: CycleId,
    kind: RoleKind,
    from: Day,
    to: Option<Day>,
}

/// Who has this session, with the roles that they hold today, and when its use was last noted: one query for each
/// request.
pub async fn find_member(
    db: &mut PgConnection,
    token_hash: &[u8],
    now: Instant,
) -> sqlx::Result<Option<(Member, Instant)>> {
    let row = sqlx::query!(
        r#"
        select account.id, account.person_id, person.name, account.secretariat, session.seen_at,
            (select json_agg(json_build_object('cycle', cycle_id, 'kind', kind, 'from', from_day, 'to', to_day))
             from role
             where role.person_id = account.person_id and $3 between from_day and coalesce(to_day, $3)) as roles,
            coalesce((select max(case
                    when suspended_at is not null then 2
                    when score * power(0.5, extract(epoch from $2::timestamptz - scored_at)::double precision / 86400 / $4) >= $5 then 1
                    else 0 end)
             from address join mail_address using (email)
             where address.person_id = account.person_id), 0) as "trouble!"
        from session
        join account on account.id = session.account_id
        join person on person.id = account.person_id
        where session.token_hash = $1 and session.expires_at > $2
        "#,
        token_hash,
        now,
        now.day(),
        HALF_LIFE_DAYS,
        WARN,
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let roles: Vec<RoleRow> = match row.roles {
        Some(roles) => serde_json::from_value(roles).map_err(|error| sqlx::Error::Decode(error.into()))?,
        None => Vec::new(),
    };
    let roles = roles.into_iter().map(|role| Held {
        cycle: role.cycle,
        kind: role.kind,
        from: role.from,
        to: role.to,
    });
    let member = Member {
        account: row.id,
        person: row.person_id,
        name: row.name,
        secretariat: row.secretariat,
        roles: roles.collect(),
        address: match row.trouble {
            0 => AddressState::Fine,
            1 => AddressState::Warned,
            _ => AddressState::Suspended,
        },
    };
    Ok(Some((member, row.seen_at)))
}
