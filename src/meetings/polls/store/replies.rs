//! Answers to polls.

use sqlx::{PgConnection, types::Json};

use crate::{
    clock::Instant,
    db::{PersonId, PollId, ReplyId, SlotId},
    meetings::{
        Shown,
        polls::{Fit, Reply, model::Mark},
    },
};

#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Row {
    id: ReplyId,
    person: PersonId,
    name: String,
    guest: bool,
    shows_name: bool,
    has_account: bool,
    wished: Shown,
    answered_at: Instant,
    in_grace: bool,
    marks: Option<Json<Vec<Mark>>>,
}

impl Row {
    fn reply(self) -> Reply {
        Reply {
            id: self.id,
            person: self.person,
            name: self.name,
            guest: self.guest,
            shows_name: self.shows_name,
            has_account: self.has_account,
            wished: self.wished,
            answered_at: self.answered_at,
            in_grace: self.in_grace,
            marks: self.marks.map(|Json(marks)| marks).unwrap_or_default(),
        }
    }
}

macro_rules! list_replies {
    ($db:expr, $condition:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"
            select poll_reply.id as "id: ReplyId", person.id as "person: PersonId", person.name, guest, shows_name,
                exists(select from account where account.person_id = person.id) as "has_account!",
                person.annex_shown as "wished: Shown", answered_at, in_grace, (
                    select json_agg(json_build_object('slot', slot_id, 'fit', fit, 'at', poll_answer.answered_at))
                    from poll_answer
                    where reply_id = poll_reply.id
                ) as "marks: Json<Vec<Mark>>"
            from poll_reply
            join person on person.id = poll_reply.person_id
            where "# + $condition,
            $($argument),+
        )
        .fetch_all($db)
        .await
        .map(|rows| rows.into_iter().map(Row::reply).collect::<Vec<_>>())
    };
}

/// The answers to a poll in the order in which they came, after one of them.
pub async fn list_replies(
    db: &mut PgConnection,
    poll: PollId,
    after: ReplyId,
    most: i64,
) -> sqlx::Result<Vec<Reply>> {
    list_replies!(
        db,
        "poll_reply.poll_id = $1 and poll_reply.id > $2 order by poll_reply.id limit $3",
        poll.0,
        after.0,
        most,
    )
}

/// What somebody answered.
pub async fn find_reply(
    db: &mut PgConnection,
    poll: PollId,
    person: PersonId,
) -> sqlx::Result<Option<Reply>> {
    let found = list_replies!(db, "poll_reply.poll_id = $1 and poll_reply.person_id = $2", poll.0, person.0)?;
    Ok(found.into_iter().next())
}

/// An answer to a poll.
pub async fn find_reply_by_id(
    db: &mut PgConnection,
    poll: PollId,
    id: ReplyId,
) -> sqlx::Result<Option<Reply>> {
    let found = list_replies!(db, "poll_reply.poll_id = $1 and poll_reply.id = $2", poll.0, id.0)?;
    Ok(found.into_iter().next())
}

/// Keeps two answers from being changed, in the same order for all.
pub async fn lock_replies(db: &mut PgConnection, replies: [ReplyId; 2]) -> sqlx::Result<()> {
    let ids = replies.map(|reply| reply.0);
    sqlx::query!("select id from poll_reply where id = any($1) order by id for update", &ids[..])
        .fetch_all(db)
        .await?;
    Ok(())
}

/// Notes that somebody answers; their answer, and whether anything of the row changed.
pub async fn set_reply(
    db: &mut PgConnection,
    poll: PollId,
    person: PersonId,
    (guest, shows_name): (bool, bool),
    zone: &str,
    in_grace: bool,
    now: Instant,
) -> sqlx::Result<(ReplyId, bool)> {
    let row = sqlx::query!(
        r#"
        with before as (
            select id, shows_name from poll_reply where poll_id = $1 and person_id = $2
        )
        insert into poll_reply (poll_id, person_id, guest, shows_name, zone, in_grace, first_at, answered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $7)
        on conflict on constraint poll_reply_once do update
            set shows_name = excluded.shows_name, answered_at = excluded.answered_at, in_grace = excluded.in_grace,
                zone = coalesce(nullif(excluded.zone, ''), poll_reply.zone)
        returning id as "id: ReplyId", not exists(select from before where before.shows_name = $4) as "changed!"
        "#,
        poll.0,
        person.0,
        guest,
        shows_name,
        zone,
        in_grace,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok((row.id, row.changed))
}

/// Notes what somebody says of slots; how many of them they had not said so.
pub async fn set_marks(
    db: &mut PgConnection,
    reply: ReplyId,
    marks: &[(SlotId, Fit)],
    cleared: &[SlotId],
    now: Instant,
) -> sqlx::Result<u64> {
    let cleared: Vec<i64> = cleared.iter().map(|slot| slot.0).collect();
    let gone =
        sqlx::query!("delete from poll_answer where reply_id = $1 and slot_id = any($2)", reply.0, &cleared)
            .execute(&mut *db)
            .await?;
    let slots: Vec<i64> = marks.iter().map(|(slot, _)| slot.0).collect();
    let fits: Vec<String> = marks.iter().map(|(_, fit)| fit.code().to_owned()).collect();
    let done = sqlx::query!(
        "
        insert into poll_answer (slot_id, reply_id, fit, answered_at)
        select slot_id, $1, fit, $4 from unnest($2::bigint[], $3::text[]) as marked (slot_id, fit)
        on conflict (slot_id, reply_id) do update set fit = excluded.fit, answered_at = excluded.answered_at
            where poll_answer.fit <> excluded.fit
        ",
        reply.0,
        &slots,
        &fits,
        now,
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected() + done.rows_affected())
}

/// Takes an answer back; false where there was none. Of a guest, of whom nothing else is known, the name goes too.
pub async fn delete_reply(
    db: &mut PgConnection,
    poll: PollId,
    person: PersonId,
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query_scalar!(
        r#"
        with gone as (
            delete from poll_reply where poll_id = $1 and person_id = $2 returning guest
        ),
        forgotten as (
            update person set name = removed_name(), erased_at = $3
            where id = $2 and (select guest from gone)
              and not exists(select from address where address.person_id = $2)
              and not exists(select from account where account.person_id = $2)
        )
        select count(*) as "count!" from gone
        "#,
        poll.0,
        person.0,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(done == 1)
}

/// The answer of a guest is that of somebody who is known, and of no guest any more.
pub async fn hand_over(db: &mut PgConnection, reply: ReplyId, to: PersonId) -> sqlx::Result<()> {
    sqlx::query!("update poll_reply set person_id = $2, guest = false where id = $1", reply.0, to.0)
        .execute(db)
        .await?;
    Ok(())
}

/// Erases the names that guests typed, and who was asked and reminded, of polls that were settled or closed before a
/// time; what was answered stays counted. Gives how many rows.
pub async fn erase_guests(db: &mut PgConnection, before: Instant, now: Instant) -> sqlx::Result<u64> {
    let erased = sqlx::query_scalar!(
        r#"
        with past as (
            select poll.id
            from poll join time_window on time_window.id = time_window_id
            where coalesce(settled_at, closes_at) < $1 and closes_at < $1
        ),
        guests as (
            update person set name = removed_name(), erased_at = $2
            where erased_at is null
              and id in (select person_id from poll_reply where guest and poll_id in (select id from past))
              and not exists(select from address where address.person_id = person.id)
              and not exists(select from account where account.person_id = person.id)
              and not exists(
                  select from poll_reply where poll_reply.person_id = person.id and poll_id not in (select id from past)
              )
            returning id
        ),
        zones as (
            update poll_reply set zone = '' where zone <> '' and poll_id in (select id from past) returning id
        ),
        asked as (
            delete from poll_invitation where poll_id in (select id from past) returning id
        ),
        merged as (
            delete from poll_merge where poll_id in (select id from past) returning id
        ),
        links as (
            delete from link
            where purpose in ('poll', 'poll_address') and (details->>'poll')::bigint in (select id from past)
            returning id
        )
        select (select count(*) from guests) + (select count(*) from zones) + (select count(*) from asked)
            + (select count(*) from merged) + (select count(*) from links) as "erased!"
        "#,
        before,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(u64::try_from(erased).unwrap_or_default())
}
