//! Who has or had what to do with tasks, in the database.

use sqlx::PgConnection;

use crate::{
    clock::{Day, Instant},
    db::{CycleId, PersonId, TaskId},
    tasks::{Claim, ClaimState, Holder, Said, Waiting},
};

/// Who holds these tasks, or held them to the end.
pub async fn list_holders(db: &mut PgConnection, tasks: &[TaskId]) -> sqlx::Result<Vec<Holder>> {
    if tasks.is_empty() {
        return Ok(Vec::new());
    }
    let tasks: Vec<i64> = tasks.iter().map(|task| task.0).collect();
    sqlx::query_as!(
        Holder,
        r#"
        select task_id as "task: TaskId", person.id as "person: PersonId", person.name,
            person.erased_at is not null as "removed!",
            (select said from task_answer where claim_id = task_claim.id order by task_answer.id desc limit 1) as "said: Said"
        from task_claim
        join person on person.id = task_claim.person_id
        where task_id = any($1) and state in ('held', 'done')
        order by task_id, task_claim.id
        "#,
        &tasks,
    )
    .fetch_all(db)
    .await
}

/// Who had what to do with a task, oldest first.
pub async fn list_claims(db: &mut PgConnection, task: TaskId) -> sqlx::Result<Vec<Claim>> {
    let rows = sqlx::query!(
        r#"
        select task_claim.id, person.id as "person: PersonId", person.name, person.erased_at is not null as "removed!",
            state as "state: ClaimState", since, ended_at as "ended_at: Instant", note,
            unanswered.asked_at as "asked_at?: Instant", unanswered.lapses_on as "lapses_on: Day"
        from task_claim
        join person on person.id = task_claim.person_id
        left join lateral (
            select asked_at, lapses_on
            from task_check_in
            where claim_id = task_claim.id and state = 'held'
              and not exists(select from task_answer where task_answer.claim_id = task_claim.id and at >= asked_at)
            order by task_check_in.id desc
            limit 1
        ) as unanswered on true
        where task_id = $1
        order by task_claim.id
        "#,
        task.0,
    )
    .fetch_all(db)
    .await?;
    let claims = rows.into_iter().map(|row| Claim {
        id: row.id,
        person: row.person,
        name: row.name,
        removed: row.removed,
        state: row.state,
        since: row.since,
        ended_at: row.ended_at,
        note: row.note,
        waiting: row.asked_at.map(|asked_at| Waiting { asked_at, lapses_on: row.lapses_on }),
    });
    Ok(claims.collect())
}

/// Whom a task of this cycle can be given to: who has a role in it today, and who took one of its tasks; each with an
/// account or a confirmed address, by name.
pub async fn list_askable(
    db: &mut PgConnection,
    cycle: CycleId,
    task: TaskId,
    today: Day,
) -> sqlx::Result<Vec<(PersonId, String)>> {
    let rows = sqlx::query!(
        r#"
        select person.id as "id: PersonId", person.name
        from person
        where person.erased_at is null
          and (exists(select from account where account.person_id = person.id)
               or exists(select from address where address.person_id = person.id and confirmed_at is not null))
          and (person.id in (
                select person_id from role
                where cycle_id = $1 and from_day <= $3 and (to_day is null or to_day >= $3)
            ) or person.id in (
                select person_id from task_claim join task on task.id = task_id where task.cycle_id = $1
            ))
          and person.id not in (select person_id from task_claim where task_id = $2 and ended_at is null)
        order by person.name, person.id
        limit 500
        "#,
        cycle.0,
        task.0,
        today,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Notes that somebody has something to do with a task from now on.
pub async fn insert_claim(
    db: &mut PgConnection,
    task: TaskId,
    person: PersonId,
    state: ClaimState,
    asked_by: Option<PersonId>,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into task_claim (task_id, person_id, state, asked_by, since, call_number)
        values ($1, $2, $3, $4, $5, case when $3 = 'held' then (
            select max(number) from task_call_mailed where task_id = $1 and person_id = $2
        ) end)
        ",
        task.0,
        person.0,
        state as _,
        asked_by.map(|person| person.0),
        now,
    )
    .execute(&mut *db)
    .await?;
    touch(db, task, now).await
}

/// Asks nobody any more who has not answered.
pub async fn withdraw_asked(db: &mut PgConnection, task: TaskId, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "update task_claim set state = 'withdrawn', ended_at = $2 where task_id = $1 and state = 'asked'",
        task.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What came of somebody's part in a task that had not ended; false when they have none in the state `from`.
pub async fn set_claim(
    db: &mut PgConnection,
    (task, person): (TaskId, PersonId),
    from: ClaimState,
    to: ClaimState,
    note: &str,
    now: Instant,
) -> sqlx::Result<bool> {
    let ended = (to != ClaimState::Held).then_some(now);
    let done = sqlx::query!(
        "
        update task_claim set state = $4, ended_at = $5, note = $6
        where task_id = $1 and person_id = $2 and state = $3
        ",
        task.0,
        person.0,
        from as _,
        to as _,
        ended as _,
        note,
    )
    .execute(&mut *db)
    .await?;
    touch(db, task, now).await?;
    Ok(done.rows_affected() == 1)
}

/// Ends everybody's part in a task that has ended: those who held it as `held`, those who were asked as withdrawn.
pub async fn end_claims(
    db: &mut PgConnection,
    task: TaskId,
    held: ClaimState,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update task_claim set state = case when state = 'held' then $2 else 'withdrawn' end, ended_at = $3
        where task_id = $1 and ended_at is null
        ",
        task.0,
        held as _,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn touch(db: &mut PgConnection, task: TaskId, now: Instant) -> sqlx::Result<()> {
    sqlx::query!("update task set changed_at = $2 where id = $1", task.0, now).execute(db).await?;
    Ok(())
}
