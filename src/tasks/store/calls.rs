//! Calls for volunteers by mail, in the database.

use sqlx::PgConnection;

use crate::{
    clock::{Day, Instant},
    db::{PersonId, TaskId},
    tasks::{Called, Wanted},
};

/// Notes for which tasks a mailing calls: each with the number that follows its last call.
pub async fn insert_calls(db: &mut PgConnection, mailing: i64, tasks: &[i64]) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into task_call (task_id, mailing_id, number)
        select task_id, $1, 1 + coalesce((
            select max(number) from task_call where task_call.task_id = chosen.task_id and called_at is not null
        ), 0)
        from unnest($2::bigint[]) as chosen (task_id)
        ",
        mailing,
        tasks,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The tasks for which a mailing calls: those that still want volunteers, and whose call did not go out by another one.
pub async fn list_wanted(db: &mut PgConnection, mailing: i64) -> sqlx::Result<Vec<Wanted>> {
    sqlx::query_as!(
        Wanted,
        r#"
        select task.id as "task: TaskId", task.serial, task.title, task.due as "due: Day", task.free, task_call.number
        from task_call
        join task on task.id = task_id
        where mailing_id = $1 and task.free > 0 and (called_at is not null or not exists(
            select
            from task_call as sent
            where sent.task_id = task.id and sent.number = task_call.number and sent.called_at is not null
        ))
        order by task.rank, coalesce(task.due, 'infinity'), task.serial
        "#,
        mailing,
    )
    .fetch_all(db)
    .await
}

/// Who is not called for which of these tasks: who has it, had it, was asked for it, or got this very call.
pub async fn list_not_called(
    db: &mut PgConnection,
    wanted: &[Wanted],
    is_sent: bool,
) -> sqlx::Result<Vec<(TaskId, PersonId)>> {
    let (tasks, numbers): (Vec<i64>, Vec<i32>) = wanted.iter().map(|one| (one.task.0, one.number)).unzip();
    let rows = sqlx::query!(
        r#"
        select task_id as "task!: TaskId", person_id as "person!: PersonId"
        from task_claim
        where task_id = any($1) and state <> 'withdrawn'
        union
        select task_id, person_id
        from task_call_mailed
        where not $3 and (task_id, number) in (select * from unnest($1::bigint[], $2::integer[]))
        "#,
        &tasks,
        &numbers,
        is_sent,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.task, row.person)).collect())
}

/// Locks tasks until the end of the transaction, all callers in the same order.
pub async fn lock_tasks(db: &mut PgConnection, tasks: &[i64]) -> sqlx::Result<()> {
    sqlx::query!("select from task where id = any($1) order by id for update", tasks).fetch_all(db).await?;
    Ok(())
}

/// Notes that a call of a task is mailed to these persons.
///
/// # Errors
/// The constraint `task_call_mailed_once` where one of them got it before; `task_call_numbered` where it went out.
pub async fn set_called(
    db: &mut PgConnection,
    mailing: i64,
    wanted: &Wanted,
    persons: &[PersonId],
    now: Instant,
) -> sqlx::Result<()> {
    let persons: Vec<i64> = persons.iter().map(|person| person.0).collect();
    sqlx::query!(
        "
        update task_call set called_at = $3, mailed = cardinality($4::bigint[])
        where mailing_id = $1 and task_id = $2 and called_at is null
        ",
        mailing,
        wanted.task.0,
        now,
        &persons,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into task_call_mailed (task_id, number, person_id) select $1, $2, unnest($3::bigint[])",
        wanted.task.0,
        wanted.number,
        &persons,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The calls of these tasks that went out, oldest first, and what each brought.
pub async fn list_called(db: &mut PgConnection, tasks: &[TaskId]) -> sqlx::Result<Vec<Called>> {
    if tasks.is_empty() {
        return Ok(Vec::new());
    }
    let tasks: Vec<i64> = tasks.iter().map(|task| task.0).collect();
    sqlx::query_as!(
        Called,
        r#"
        select task_id as "task: TaskId", number, called_at as "at!: Instant", mailed as "mailed!", mailing_id as mailing, (
                select count(distinct person_id)
                from task_claim
                where task_claim.task_id = task_call.task_id and call_number = number
            ) as "came!"
        from task_call
        where task_id = any($1) and called_at is not null
        order by task_id, number
        "#,
        &tasks,
    )
    .fetch_all(db)
    .await
}
