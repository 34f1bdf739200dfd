//! Links that stand for somebody, in the database: used as often as they like, until they are taken back.

use sqlx::PgConnection;

use crate::{clock::Instant, db::PersonId, links::Purpose};

/// The standing links of these persons: person and nonce. Those who had none get what was made for them.
pub async fn list_standing(
    db: &mut PgConnection,
    persons: &[PersonId],
    (nonces, hashes): (&[Vec<u8>], &[Vec<u8>]),
    purpose: &Purpose,
    now: Instant,
    until: Instant,
) -> sqlx::Result<Vec<(PersonId, Vec<u8>)>> {
    let details = serde_json::to_value(purpose).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let persons: Vec<i64> = persons.iter().map(|person| person.0).collect();
    sqlx::query!(
        "
        insert into link (person_id, nonce, token_hash, purpose, details, created_at, expires_at)
        select made.person_id, made.nonce, made.token_hash, $4, $5, $6, $7
        from unnest($1::bigint[], $2::bytea[], $3::bytea[]) as made (person_id, nonce, token_hash)
        on conflict (person_id, purpose, details) where person_id is not null and used_at is null
            do update set expires_at = excluded.expires_at where link.expires_at < $6
        ",
        &persons,
        nonces,
        hashes,
        purpose.code(),
        details,
        now,
        until,
    )
    .execute(&mut *db)
    .await?;
    let rows = sqlx::query!(
        r#"
        select person_id as "person!: PersonId", nonce as "nonce!"
        from link
        where person_id = any($1) and purpose = $2 and details = $3 and used_at is null
        "#,
        &persons,
        purpose.code(),
        details,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.person, row.nonce)).collect())
}

/// The nonce of the link of one purpose that stands for a person.
pub async fn find_standing(
    db: &mut PgConnection,
    person: PersonId,
    purpose: &Purpose,
    now: Instant,
) -> sqlx::Result<Option<Vec<u8>>> {
    let details = serde_json::to_value(purpose).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query_scalar!(
        r#"
        select nonce as "nonce!"
        from link
        where person_id = $1 and purpose = $2 and details = $3 and used_at is null and expires_at > $4
        "#,
        person.0,
        purpose.code(),
        details,
        now,
    )
    .fetch_optional(db)
    .await
}

/// Takes back the link of one purpose that stands for a person; whether there was one.
pub async fn revoke_standing(
    db: &mut PgConnection,
    person: PersonId,
    purpose: &Purpose,
    now: Instant,
) -> sqlx::Result<bool> {
    let details = serde_json::to_value(purpose).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let done = sqlx::query!(
        "update link set used_at = $4 where person_id = $1 and purpose = $2 and details = $3 and used_at is null",
        person.0,
        purpose.code(),
        details,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes that a standing link was used.
pub async fn set_seen(db: &mut PgConnection, id: i64, now: Instant) -> sqlx::Result<()> {
    sqlx::query!("update link set seen_at = $2 where id = $1", id, now).execute(db).await?;
    Ok(())
}

/// A link that stands for somebody, as they see it.
#[derive(Debug)]
pub struct Standing {
    /// Its row.
    pub id: i64,
    /// What it does.
    pub purpose: Purpose,
    /// Since when it is good.
    pub created_at: Instant,
    /// Until when (exclusive).
    pub expires_at: Instant,
    /// When it was last used.
    pub seen_at: Option<Instant>,
}

/// The links that stand for a person, newest first.
pub async fn list_of_person(
    db: &mut PgConnection,
    person: PersonId,
    now: Instant,
) -> sqlx::Result<Vec<Standing>> {
    let rows = sqlx::query!(
        r#"
        select id, details, created_at, expires_at, seen_at as "seen_at: Instant"
        from link
        where person_id = $1 and used_at is null and expires_at > $2
        order by id desc
        limit 200
        "#,
        person.0,
        now,
    )
    .fetch_all(db)
    .await?;
    let mut links = Vec::with_capacity(rows.len());
    for row in rows {
        let purpose =
            serde_json::from_value(row.details).map_err(|error| sqlx::Error::Decode(error.into()))?;
        let (created_at, expires_at, seen_at) = (row.created_at, row.expires_at, row.seen_at);
        links.push(Standing { id: row.id, purpose, created_at, expires_at, seen_at });
    }
    Ok(links)
}

/// Takes back a link that stands for a person; false when it is not theirs or was taken back before.
pub async fn revoke(db: &mut PgConnection, person: PersonId, id: i64, now: Instant) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update link set used_at = $3 where id = $1 and person_id = $2 and used_at is null",
        id,
        person.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
