//! Check-ins and what people answer, in the database.

use sqlx::PgConnection;

use crate::{
    clock::{Day, Instant},
    db::{PersonId, TaskId},
    tasks::{Answer, CheckInKind, GRACE_DAYS, Said},
};

/// A check-in that is due, claimed for this transaction.
#[derive(Debug)]
pub struct CheckIn {
    /// Of which task.
    pub task: TaskId,
    /// What is to be done.
    pub title: String,
    /// Its number.
    pub serial: i32,
    /// Where it is: the forum's part of the address, …
    pub slug: String,
    /// … and the year.
    pub year: i32,
    /// Its cycle, as it is cited.
    pub cycle: String,
    /// When it comes.
    pub kind: CheckInKind,
    /// The last day.
    pub due: Day,
    /// Who has it.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Since when they have it.
    pub since: Instant,
    /// When the claim ends without an answer, where an earlier check-in was not answered either.
    pub lapses_on: Option<Day>,
}

/// Claims check-ins that are due, `most` at the most. Each is claimed once by the constraint, however many workers ask.
///
/// One comes at half time, where two days at least lie between what was last heard and the last day; one comes on the
/// last day, at 07:00 UTC. One that was missed is not made up for: half time after the last day has come, the last day
/// after a week.
pub async fn claim_check_ins(db: &mut PgConnection, now: Instant, most: i64) -> sqlx::Result<Vec<CheckIn>> {
    sqlx::query_as!(
        CheckIn,
        r#"
        with held as (
            select task_claim.id, task.due, (task.due + time '07:00') at time zone 'UTC' as due_at, heard.at as heard_at,
                greatest(since, heard.at, (select max(asked_at) from task_check_in where claim_id = task_claim.id)) as since
            from task_claim
            join task on task.id = task_id
            join cycle on cycle.id = task.cycle_id
            join person on person.id = task_claim.person_id
            cross join lateral (select max(at) as at from task_answer where claim_id = task_claim.id) as heard
            where task_claim.state = 'held' and task.ended_at is null and task.due > ($1::timestamptz at time zone 'UTC')::date - 9
              and not cycle.trial and cycle.shown_at is not null and cycle.gone_at is null and person.erased_at is null
              and exists(
                  select from address left join mail_address using (email)
                  where address.person_id = person.id and confirmed_at is not null and suspended_at is null
              )
        ),
        coming as (
            select *, 'half' as kind from held
            where due_at > $1 and due_at - since >= interval '2 days' and since + (due_at - since) / 2 <= $1
            union all
            select *, 'due' from held where due_at <= $1 and due_at > $1 - interval '7 days' and since < due_at
        ),
        claimed as (
            insert into task_check_in (claim_id, kind, due, asked_at, lapses_on)
            select id, kind, due, $1, case when exists(
                select from task_check_in as earlier
                where earlier.claim_id = coming.id and earlier.asked_at > coalesce(heard_at, '-infinity')
            ) then ($1::timestamptz at time zone 'UTC')::date + $2::integer end
            from coming
            where not exists(
                select from task_check_in as same
                where same.claim_id = coming.id and same.kind = coming.kind and same.due = coming.due
            )
            -- the same order for all workers, so that none waits for one that waits for it
            order by id
            limit $3
            on conflict on constraint task_check_in_once do nothing
            returning claim_id, kind, due, lapses_on
        )
        select task.id as "task: TaskId", task.title, task.serial, forum.slug, cycle.year, forum.name || ' ' || cycle.year as "cycle!",
            claimed.kind as "kind: CheckInKind", claimed.due as "due: Day", person.id as "person: PersonId", person.name,
            address.email, since, claimed.lapses_on as "lapses_on: Day"
        from claimed
        join task_claim on task_claim.id = claimed.claim_id
        join task on task.id = task_id
        join cycle on cycle.id = task.cycle_id
        join forum on forum.id = cycle.forum_id
        join person on person.id = task_claim.person_id
        join lateral (
            select email from address where address.person_id = person.id and confirmed_at is not null
            order by created_at, email limit 1
        ) as address on true
        order by task.id, person.id
        "#,
        now,
        GRACE_DAYS,
        most,
    )
    .fetch_all(db)
    .await
}

/// A claim of which nothing was heard.
#[derive(Debug)]
pub struct Silent {
    /// Its row.
    pub claim: i64,
    /// Where its task is: the forum's part of the address, …
    pub slug: String,
    /// … the year, …
    pub year: i32,
    /// … and the number.
    pub serial: i32,
}

/// The first claim that ends now because nothing was heard of it; its task is locked, and none that another worker or
/// its holder is busy with. Of a task whose last day moved since it was asked nothing ends.
pub async fn find_silent(db: &mut PgConnection, now: Instant) -> sqlx::Result<Option<Silent>> {
    sqlx::query_as!(
        Silent,
        "
        select task_claim.id as claim, forum.slug, cycle.year, task.serial
        from task_check_in
        join task_claim on task_claim.id = claim_id
        join task on task.id = task_id
        join cycle on cycle.id = task.cycle_id
        join forum on forum.id = cycle.forum_id
        where lapses_on <= ($1::timestamptz at time zone 'UTC')::date and task_claim.state = 'held'
          and task.ended_at is null and task.due = task_check_in.due
          and not cycle.trial and cycle.shown_at is not null and cycle.gone_at is null
          and not exists(select from task_answer where task_answer.claim_id = task_claim.id and at >= asked_at)
        order by task_check_in.id
        limit 1
        for update of task skip locked
        ",
        now,
    )
    .fetch_optional(db)
    .await
}

/// Ends a claim of which nothing was heard, and calls for volunteers again; whose it was. None where something was heard
/// meanwhile. The task is locked by who asks.
pub async fn set_lapsed(db: &mut PgConnection, claim: i64, now: Instant) -> sqlx::Result<Option<PersonId>> {
    let ended = sqlx::query!(
        r#"
        update task_claim set state = 'lapsed', ended_at = $2
        where id = $1 and state = 'held' and exists(
            select
            from task_check_in
            where claim_id = $1 and lapses_on <= ($2::timestamptz at time zone 'UTC')::date
              and not exists(select from task_answer where task_answer.claim_id = $1 and at >= asked_at)
        )
        returning person_id as "person: PersonId", task_id
        "#,
        claim,
        now,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(ended) = ended else { return Ok(None) };
    sqlx::query!("update task set calls = true, changed_at = $2 where id = $1", ended.task_id, now)
        .execute(db)
        .await?;
    Ok(Some(ended.person))
}

/// Notes what somebody says; false where they said just that within the last hour.
pub async fn insert_answer(
    db: &mut PgConnection,
    claim: i64,
    said: Said,
    note: &str,
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        insert into task_answer (claim_id, said, note, at)
        select $1, $2, $3, $4
        where not exists(
            select
            from (select said, note, at from task_answer where claim_id = $1 order by id desc limit 1) as latest
            where said = $2 and note = $3 and at > $4::timestamptz - interval '1 hour'
        )
        ",
        claim,
        said as _,
        note,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What was said of a task, newest first.
pub async fn list_answers(db: &mut PgConnection, task: TaskId) -> sqlx::Result<Vec<Answer>> {
    sqlx::query_as!(
        Answer,
        r#"
        select person.id as "person: PersonId", person.name, person.erased_at is not null as "removed!", said as "said: Said",
            task_answer.note, at
        from task_answer
        join task_claim on task_claim.id = claim_id
        join person on person.id = task_claim.person_id
        where task_id = $1
        order by task_answer.id desc
        limit 50
        "#,
        task.0,
    )
    .fetch_all(db)
    .await
}
