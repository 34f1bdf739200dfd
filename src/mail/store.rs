//! The outbox in the database.

use sqlx::PgConnection;

use super::{Letter, Message, State};
use crate::clock::Instant;

/// Queues a message, to be sent when the transaction is committed.
pub async fn queue(db: &mut PgConnection, letter: &Letter, now: Instant) -> sqlx::Result<()> {
    let masked = letter.masked();
    let secret = masked.as_ref().map(|_| letter.body.as_str());
    sqlx::query!(
        "
        insert into message (kind, recipient, person_id, reply_to, subject, body, secret_body, due_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
        ",
        letter.kind,
        letter.to,
        letter.person.map(|person| person.0),
        letter.reply_to,
        letter.subject,
        masked.as_deref().unwrap_or(&letter.body),
        secret,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A message that is due, as it is sent.
#[derive(Debug)]
pub struct Due {
    /// Its row.
    pub id: i64,
    /// The address that it goes to.
    pub recipient: String,
    /// Where an answer goes, if not to us.
    pub reply_to: Option<String>,
    /// The subject.
    pub subject: String,
    /// The text, with its secrets.
    pub body: String,
    /// How often it was tried before.
    pub tries: i32,
}

/// The message that has been due for longest and that no other worker holds, locked for the transaction.
pub async fn claim(db: &mut PgConnection, now: Instant) -> sqlx::Result<Option<Due>> {
    sqlx::query_as!(
        Due,
        r#"
        select id, recipient, reply_to, subject, coalesce(secret_body, body) as "body!", tries
        from message
        where state = 'waiting' and due_at <= $1
        order by due_at, id
        limit 1
        for update skip locked
        "#,
        now,
    )
    .fetch_optional(db)
    .await
}

/// Settles a message: sent, given up or taken back. Its secrets go.
pub async fn settle(
    db: &mut PgConnection,
    id: i64,
    state: State,
    failure: Option<&str>,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update message
        set state = $2, secret_body = null, failure = coalesce($3, failure), settled_at = $4,
            tries = tries + case when $2 = 'cancelled' then 0 else 1 end
        where id = $1
        ",
        id,
        state as _,
        failure,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Puts a message off after a try that failed for now.
pub async fn put_off(db: &mut PgConnection, id: i64, failure: &str, until: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "update message set tries = tries + 1, failure = $2, due_at = $3 where id = $1",
        id,
        failure,
        until,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The log, newest first: in one state or in all, before a row.
pub async fn list_messages(
    db: &mut PgConnection,
    state: Option<State>,
    before: Option<i64>,
    most: i64,
) -> sqlx::Result<Vec<Message>> {
    sqlx::query_as!(
        Message,
        r#"
        select id, kind, recipient, subject, body, state as "state: State", tries, due_at, failure, created_at, settled_at
        from message
        where ($1::text is null or state = $1) and ($2::bigint is null or id < $2)
        order by id desc
        limit $3
        "#,
        state.map(State::code),
        before,
        most,
    )
    .fetch_all(db)
    .await
}

/// How many messages are in each state that has any.
pub async fn count_by_state(db: &mut PgConnection) -> sqlx::Result<Vec<(State, i64)>> {
    let rows =
        sqlx::query!(r#"select state as "state: State", count(*) as "count!" from message group by state"#)
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(|row| (row.state, row.count)).collect())
}

/// Takes a waiting message back; false when it was settled meanwhile.
pub async fn cancel(db: &mut PgConnection, id: i64, now: Instant) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update message set state = 'cancelled', secret_body = null, settled_at = $2 where id = $1 and state = 'waiting'",
        id,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Makes a waiting message due at once; false when there is none. One that was given up has lost its secrets and
/// cannot be sent again: what it told of is asked for anew.
pub async fn hurry(db: &mut PgConnection, id: i64, now: Instant) -> sqlx::Result<bool> {
    let done = sqlx::query!("update message set due_at = $2 where id = $1 and state = 'waiting'", id, now)
        .execute(db)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Erases what was settled before a time; gives how many rows.
pub async fn erase_settled(db: &mut PgConnection, before: Instant) -> sqlx::Result<u64> {
    let done = sqlx::query!("delete from message where settled_at < $1", before).execute(db).await?;
    Ok(done.rows_affected())
}
