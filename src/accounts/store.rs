//! Accounts and sessions in the database.

use serde::Deserialize;
use sqlx::PgConnection;

use crate::{
    clock::{Day, Instant},
    db::{AccountId, CycleId, PersonId},
    people::Email,
    viewer::{Held, Member, RoleKind},
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

/// The account that signs in with an address, and its password's hash.
pub async fn find_by_email(
    db: &mut PgConnection,
    email: &Email,
) -> sqlx::Result<Option<(AccountId, String)>> {
    let row = sqlx::query!(
        "
        select account.id, account.password_hash
        from address
        join account on account.person_id = address.person_id
        where address.email = $1
        ",
        email.as_str(),
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.id, row.password_hash)))
}

/// Opens a session.
pub async fn insert_session(
    db: &mut PgConnection,
    account: AccountId,
    token_hash: &[u8],
    now: Instant,
    expires_at: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into session (account_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4)",
        account.0,
        token_hash,
        now,
        expires_at,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends a session.
pub async fn delete_session(db: &mut PgConnection, token_hash: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("delete from session where token_hash = $1", token_hash).execute(db).await?;
    Ok(())
}

#[derive(Deserialize)]
struct RoleRow {
    cycle: CycleId,
    kind: RoleKind,
    from: Day,
    to: Option<Day>,
}

/// Who has this session, with the roles that they hold today: one query for each request.
pub async fn find_member(
    db: &mut PgConnection,
    token_hash: &[u8],
    now: Instant,
) -> sqlx::Result<Option<Member>> {
    let row = sqlx::query!(
        r#"
        select account.id, account.person_id, person.name, account.secretariat,
            (select json_agg(json_build_object('cycle', cycle_id, 'kind', kind, 'from', from_day, 'to', to_day))
             from role
             where role.person_id = account.person_id and $3 between from_day and coalesce(to_day, $3)) as roles
        from session
        join account on account.id = session.account_id
        join person on person.id = account.person_id
        where session.token_hash = $1 and session.expires_at > $2
        "#,
        token_hash,
        now,
        now.day(),
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
    Ok(Some(Member {
        account: row.id,
        person: row.person_id,
        name: row.name,
        secretariat: row.secretariat,
        roles: roles.collect(),
    }))
}
