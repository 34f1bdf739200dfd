//! What came back, and what it says about addresses.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::PersonId,
    mail::health::{Bounce, BounceKind, HALF_LIFE_DAYS, Health, SUSPEND, WARN},
};

/// Records what came back; false when it was known.
pub async fn insert_bounce(db: &mut PgConnection, bounce: &Bounce<'_>, now: Instant) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        insert into bounce (key, message_id, kind, status, said, received_at)
        -- A message that retention erased is no longer there to point to.
        values ($1, (select id from message where id = $2), $3, $4, $5, $6)
        on conflict (key) do nothing
        ",
        bounce.key,
        bounce.message,
        bounce.kind as _,
        bounce.status,
        bounce.said,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Adds to the score of the address of a message, and suspends it from a score on.
pub async fn add_score(
    db: &mut PgConnection,
    message: i64,
    kind: BounceKind,
    said: &str,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into mail_address as known (email, score, scored_at, suspended_at, reason)
        select lower(recipient), $2, $3::timestamptz, case when $2 >= $5::double precision then $3::timestamptz end, $4
        from message where id = $1 and recipient <> ''
        on conflict (email) do update
        set score = $2 + known.score
                * power(0.5, greatest(0, extract(epoch from $3::timestamptz - known.scored_at))::double precision / 86400 / $6),
            scored_at = greatest($3::timestamptz, known.scored_at),
            reason = $4,
            suspended_at = coalesce(known.suspended_at, case when $5 <= $2 + known.score
                * power(0.5, greatest(0, extract(epoch from $3::timestamptz - known.scored_at))::double precision / 86400 / $6)
                then $3::timestamptz end)
        ",
        message,
        kind.weight(),
        now,
        said,
        SUSPEND,
        HALF_LIFE_DAYS,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What is known of these addresses, of those of which anything is.
pub async fn list_health(db: &mut PgConnection, emails: &[String]) -> sqlx::Result<Vec<Health>> {
    sqlx::query_as!(
        Health,
        "
        select email, score, scored_at, suspended_at, reason from mail_address
        where email = any(select lower(email) from unnest($1::text[]) as email)
        ",
        emails,
    )
    .fetch_all(db)
    .await
}

/// The addresses that are suspended, the latest first, then those that are warned, the worst first.
pub async fn list_in_trouble(db: &mut PgConnection, now: Instant, most: i64) -> sqlx::Result<Vec<Health>> {
    sqlx::query_as!(
        Health,
        "
        select email, score, scored_at, suspended_at, reason from mail_address
        where suspended_at is not null
            or score * power(0.5, extract(epoch from $1::timestamptz - scored_at)::double precision / 86400 / $2) >= $3
        order by suspended_at desc nulls last, score desc, email
        limit $4
        ",
        now,
        HALF_LIFE_DAYS,
        WARN,
        most,
    )
    .fetch_all(db)
    .await
}

/// What came back, as the log shows it.
#[derive(Debug)]
pub struct Returned {
    /// Its row; newer ones are larger.
    pub id: i64,
    /// The subject of its message, where that is known and still there.
    pub subject: Option<String>,
    /// The address that it went to.
    pub recipient: Option<String>,
    /// How it came back.
    pub kind: BounceKind,
    /// The status of RFC 3463.
    pub status: String,
    /// What was said.
    pub said: String,
    /// When.
    pub received_at: Instant,
}

/// What came back, newest first, before a row.
pub async fn list_returned(
    db: &mut PgConnection,
    before: Option<i64>,
    most: i64,
) -> sqlx::Result<Vec<Returned>> {
    sqlx::query_as!(
        Returned,
        r#"
        select bounce.id, message.subject as "subject?", message.recipient as "recipient?",
            bounce.kind as "kind: BounceKind", status, said, received_at
        from bounce left join message on message.id = message_id
        where $1::bigint is null or bounce.id < $1
        order by bounce.id desc
        limit $2
        "#,
        before,
        most,
    )
    .fetch_all(db)
    .await
}

/// What is known of the addresses of somebody, of those of which anything is.
pub async fn list_health_of(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<Health>> {
    sqlx::query_as!(
        Health,
        "
        select email, score, scored_at, suspended_at, reason
        from mail_address join address using (email)
        where address.person_id = $1
        order by email
        ",
        person.0,
    )
    .fetch_all(db)
    .await
}

/// Mails to the addresses of somebody again, with a clean score; false when none was suspended.
pub async fn resume(db: &mut PgConnection, person: PersonId) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        delete from mail_address
        where suspended_at is not null and email in (select email from address where person_id = $1)
        ",
        person.0,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Mails to an address again, with a clean score; false when it was not suspended.
pub async fn resume_address(db: &mut PgConnection, email: &str) -> sqlx::Result<bool> {
    let done =
        sqlx::query!("delete from mail_address where suspended_at is not null and email = lower($1)", email,)
            .execute(db)
            .await?;
    Ok(done.rows_affected() > 0)
}

/// Erases what came back before a time, and what is known of addresses that had no trouble for long.
pub(super) async fn erase_returned(db: &mut PgConnection, before: Instant) -> sqlx::Result<()> {
    sqlx::query!("delete from bounce where received_at < $1", before).execute(&mut *db).await?;
    sqlx::query!(
        "
        delete from mail_address
        where suspended_at is null
            and score * power(0.5, extract(epoch from $1::timestamptz - scored_at)::double precision / 86400 / $2) < 0.01
        ",
        before,
        HALF_LIFE_DAYS,
    )
    .execute(db)
    .await?;
    Ok(())
}
