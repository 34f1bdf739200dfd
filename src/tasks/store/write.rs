//! Writing tasks, and who holds them.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{CycleId, PersonId, ReferenceId, TaskId},
    tasks::{ClaimState, NewTask, TaskState},
};

/// Adds a task under the next number of its cycle, whose row is locked for it.
pub async fn insert_task(
    db: &mut PgConnection,
    cycle: CycleId,
    new: &NewTask,
    recorder: Option<PersonId>,
    now: Instant,
) -> sqlx::Result<i32> {
    sqlx::query!("select from cycle where id = $1 for update", cycle.0).fetch_one(&mut *db).await?;
    sqlx::query_scalar!(
        "
        insert into task (cycle_id, serial, title, detail, milestone_id, due, calls, wanted, role_kind, state, recorder_id,
            created_at, changed_at)
        values ($1, (select coalesce(max(serial), 0) + 1 from task where cycle_id = $1), $2, $3, $4,
            coalesce((select due from milestone where id = $4), $5), $6, $7, $8,
            case when $8::text is null then 'open' else 'claimed' end, $9, $10, $10)
        returning serial
        ",
        cycle.0,
        new.title,
        new.detail,
        new.milestone.map(|milestone| milestone.0),
        new.due as _,
        new.calls,
        new.wanted,
        new.role as _,
        recorder.map(|person| person.0),
        now,
    )
    .fetch_one(db)
    .await
}

/// Changes a task, if nobody did since `edits`. What it came of stays.
pub async fn set_task(
    db: &mut PgConnection,
    task: TaskId,
    new: &NewTask,
    edits: i32,
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update task
        set title = $2, detail = $3, milestone_id = $4, due = coalesce((select due from milestone where id = $4), $5),
            calls = $6, wanted = $7, role_kind = $8,
            state = case
                when holders = 0 and $8::text is null then 'open'
                when state = 'open' then 'claimed'
                else state
            end,
            edits = edits + 1, changed_at = $10
        where id = $1 and edits = $9 and ended_at is null
        ",
        task.0,
        new.title,
        new.detail,
        new.milestone.map(|milestone| milestone.0),
        new.due as _,
        new.calls,
        new.wanted,
        new.role as _,
        edits,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes as what a task is cited.
pub async fn set_reference(db: &mut PgConnection, task: TaskId, reference: ReferenceId) -> sqlx::Result<()> {
    sqlx::query!("update task set reference_id = $2 where id = $1", task.0, reference.0).execute(db).await?;
    Ok(())
}

/// Locks a task until the end of the transaction: of two who want its last place, one comes second.
pub async fn lock_task(db: &mut PgConnection, task: TaskId) -> sqlx::Result<()> {
    sqlx::query!("select from task where id = $1 for update", task.0).fetch_one(db).await?;
    Ok(())
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
        "insert into task_claim (task_id, person_id, state, asked_by, since) values ($1, $2, $3, $4, $5)",
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

/// Notes that who holds a task began.
pub async fn set_started(db: &mut PgConnection, task: TaskId, now: Instant) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update task set state = 'in_progress', changed_at = $2 where id = $1 and state = 'claimed'",
        task.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a task: done or dropped, with what came of it or why; false when it had ended before.
pub async fn set_ended(
    db: &mut PgConnection,
    task: TaskId,
    state: TaskState,
    (outcome, link): (&str, &str),
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update task set state = $2, outcome = $3, outcome_link = $4, ended_at = $5, changed_at = $5, edits = edits + 1
        where id = $1 and ended_at is null
        ",
        task.0,
        state as _,
        outcome,
        link,
        now,
    )
    .execute(db)
    .await?;
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
