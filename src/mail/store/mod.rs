//! The outbox in the database.

mod health;

use sqlx::{PgConnection, types::Json};

pub use health::{
    Returned, add_score, insert_bounce, list_health, list_health_of, list_in_trouble, list_returned, resume,
    resume_address,
};

use super::{Letter, List, Message, Priority, State};
use crate::clock::Instant;

/// How many letters go into one statement.
const AT_ONCE: usize = 1000;

/// Queues a message, to be sent when the transaction is committed. What tells of a test cycle is queued only for who
/// made the cycle.
pub async fn queue(db: &mut PgConnection, letter: &Letter, now: Instant) -> sqlx::Result<()> {
    queue_some(db, std::slice::from_ref(letter), now).await
}

/// Queues many messages, a thousand with a statement.
pub async fn queue_many(db: &mut PgConnection, letters: &[Letter], now: Instant) -> sqlx::Result<()> {
    for letters in letters.chunks(AT_ONCE) {
        queue_some(db, letters, now).await?;
    }
    Ok(())
}

async fn queue_some(db: &mut PgConnection, letters: &[Letter], now: Instant) -> sqlx::Result<()> {
    let masked: Vec<Option<String>> = letters.iter().map(Letter::masked).collect();
    let shown = letters.iter().zip(&masked).map(|(letter, masked)| masked.as_ref().unwrap_or(&letter.body));
    let secret =
        letters.iter().zip(&masked).map(|(letter, masked)| masked.as_ref().map(|_| letter.body.as_str()));
    sqlx::query!(
        r#"
        insert into message (
            kind, recipient, person_id, sender_name, reply_to, subject, body, secret_body, html, calendar, list,
            unsubscribe_url, thread, priority, mailing_id, due_at, created_at)
        select
            letter.kind, recipient, person, sender_name, reply_to, subject, body, secret_body, html, calendar, list,
            unsubscribe_url, thread, priority, mailing, greatest(not_before, $16), $16
        from unnest(
            $1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::jsonb[], $12::text[], $13::text[], $14::smallint[], $15::timestamptz[], $17::bigint[],
            $18::bigint[])
            with ordinality as letter (
                kind, recipient, person, sender_name, reply_to, subject, body, secret_body, html, calendar, list,
                unsubscribe_url, thread, priority, not_before, cycle, mailing, position)
        where not exists(
            -- people who only try things out write to nobody else
            select from cycle where cycle.id = letter.cycle and cycle.trial and (cycle.made_by = person) is not true
        )
        order by position
        "#,
        &column(letters, |letter| letter.kind) as _,
        &column(letters, |letter| letter.to.as_str()) as _,
        &column(letters, |letter| letter.person.map(|person| person.0)) as _,
        &column(letters, |letter| letter.sender_name.as_deref()) as _,
        &column(letters, |letter| letter.reply_to.as_deref()) as _,
        &column(letters, |letter| letter.subject.as_str()) as _,
        &shown.map(String::as_str).collect::<Vec<_>>() as _,
        &secret.collect::<Vec<_>>() as _,
        &column(letters, |letter| letter.html.as_deref()) as _,
        &column(letters, |letter| letter.calendar.as_deref()) as _,
        &column(letters, |letter| letter.list.as_ref().map(Json)) as _,
        &column(letters, |letter| letter.unsubscribe_url.as_deref()) as _,
        &column(letters, |letter| letter.thread.as_deref()) as _,
        &column(letters, |letter| letter.priority as i16) as _,
        &column(letters, |letter| letter.not_before) as _,
        now,
        &column(letters, |letter| letter.cycle.map(|cycle| cycle.0)) as _,
        &column(letters, |letter| letter.mailing) as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

fn column<'a, T>(letters: &'a [Letter], of: impl Fn(&'a Letter) -> T) -> Vec<T> {
    letters.iter().map(of).collect()
}

/// A message that is due, as it is sent.
#[derive(Debug)]
pub struct Due {
    /// Its row.
    pub id: i64,
    /// The address that it goes to.
    pub recipient: String,
    /// Who wrote it, where a person did.
    pub sender_name: Option<String>,
    /// Where an answer goes, if not to us.
    pub reply_to: Option<String>,
    /// The subject.
    pub subject: String,
    /// The text, with its secrets.
    pub body: String,
    /// The content of the HTML part.
    pub html: Option<String>,
    /// An invitation or its cancellation.
    pub calendar: Option<String>,
    /// The list that it goes to.
    pub list: Option<Json<List>>,
    /// What ends the subscription with one POST.
    pub unsubscribe_url: Option<String>,
    /// The key of what it is about.
    pub thread: Option<String>,
    /// Who goes first.
    pub priority: Priority,
    /// How often it was tried before.
    pub tries: i32,
    /// Whether the address takes no mail.
    pub suspended: bool,
}

/// Takes messages of a priority into one's hand until a time, those that have been due for longest first; what another
/// worker holds is left to it.
pub async fn claim(
    db: &mut PgConnection,
    priority: Priority,
    most: i64,
    now: Instant,
    until: Instant,
) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as!(
        Due,
        r#"
        with due as (
            select id from message
            where state = 'waiting' and priority = $1 and due_at <= $3 and (leased_until is null or leased_until <= $3)
            order by due_at, id
            limit $2
            for update skip locked
        ), held as (
            update message set leased_until = $4 from due where message.id = due.id returning message.*
        )
        select id as "id!", recipient as "recipient!", sender_name, reply_to, subject as "subject!",
            coalesce(secret_body, body) as "body!", html, calendar, list as "list: Json<List>", unsubscribe_url, thread,
            priority as "priority!: Priority", tries as "tries!", suspended_at is not null as "suspended!"
        from held
        left join mail_address on mail_address.email = lower(recipient)
        order by due_at, id
        "#,
        priority as _,
        most,
        now,
        until,
    )
    .fetch_all(db)
    .await
}

/// Gives a message back that was not begun with.
pub async fn give_back(db: &mut PgConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query!("update message set leased_until = null where id = $1", id).execute(db).await?;
    Ok(())
}

/// Settles a message: sent, given up or not sent. Its secrets go.
///
/// It is not waited for the disk: were the *database* to crash within a second, the message would be sent again, as it
/// would be were we to crash before. It makes sending several times as fast.
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
        set state = $2, failure = coalesce($3, failure), settled_at = $4, leased_until = null,
            tries = tries + case when $2 = 'cancelled' then 0 else 1 end,
            blanked = blanked or secret_body is not null or unsubscribe_url is not null,
            secret_body = null, unsubscribe_url = null,
            html = case when $2 = 'failed' and secret_body is null and unsubscribe_url is null then html end,
            calendar = case when $2 = 'failed' and secret_body is null and unsubscribe_url is null then calendar end
        where id = $1 and set_config('synchronous_commit', 'off', true) = 'off'
            -- Erased meanwhile: that it was sent is still true.
            and ($2 = 'sent' or state = 'waiting')
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
        "
        update message set tries = tries + 1, failure = $2, due_at = $3, leased_until = null
        where id = $1 and state = 'waiting'
        ",
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
        select id, kind, recipient, subject, body, state as "state: State", tries, due_at, failure, created_at, settled_at,
            blanked
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

/// Takes a waiting message back; false when it was settled meanwhile or is being sent.
pub async fn cancel(db: &mut PgConnection, id: i64, now: Instant) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update message
        set state = 'cancelled', secret_body = null, unsubscribe_url = null, html = null, calendar = null, blanked = true,
            settled_at = $2
        where id = $1 and state = 'waiting' and (leased_until is null or leased_until <= $2)
        ",
        id,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Makes a waiting message due at once, or one that was given up wait again; false when there is none. One that has lost
/// its secrets cannot be sent again: what it told of is asked for anew.
pub async fn hurry(db: &mut PgConnection, id: i64, now: Instant) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update message
        set state = 'waiting', due_at = $2, settled_at = null, tries = case when state = 'failed' then 0 else tries end
        where id = $1 and (state = 'waiting' or state = 'failed' and not blanked)
        ",
        id,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Erases what was settled before a time; gives how many rows.
pub async fn erase_settled(db: &mut PgConnection, before: Instant) -> sqlx::Result<u64> {
    let done = sqlx::query!("delete from message where settled_at < $1", before).execute(&mut *db).await?;
    health::erase_returned(db, before).await?;
    Ok(done.rows_affected())
}

/// Those of these messages that are erased, row or text.
pub async fn list_erased(db: &mut PgConnection, messages: &[i64]) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!(
        r#"
        select id as "id!"
        from unnest($1::bigint[]) as file (id)
        -- of somebody who deleted their account, the row stays without address and text
        where not exists(select from message where message.id = file.id and recipient <> '')
        "#,
        messages,
    )
    .fetch_all(db)
    .await
}
