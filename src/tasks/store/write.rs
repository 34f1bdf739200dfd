//! Writing tasks.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{CycleId, PersonId, ReferenceId, TaskId},
    tasks::{NewTask, TaskState},
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

/// Brings a task to a state: begun, or ended with what came of it or why. False when it had ended before, and for one that
/// is begun when nobody has it or it was begun before.
pub async fn set_state(
    db: &mut PgConnection,
    task: TaskId,
    to: TaskState,
    (outcome, link): (&str, &str),
    now: Instant,
) -> sqlx::Result<bool> {
    let ends = matches!(to, TaskState::Done | TaskState::Dropped);
    let done = sqlx::query!(
        "
        update task
        set state = $2, outcome = $3, outcome_link = $4, changed_at = $5::timestamptz, ended_at = case when $6 then $5::timestamptz end,
            edits = edits + case when $6 then 1 else 0 end
        where id = $1 and ended_at is null and ($6 or state = 'claimed')
        ",
        task.0,
        to as _,
        outcome,
        link,
        now,
        ends,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
