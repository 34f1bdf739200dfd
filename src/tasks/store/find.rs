//! Finding tasks.

use sqlx::{PgConnection, types::Json};

use super::list_holders;
use crate::{
    clock::{Day, Instant},
    db::{CycleId, MilestoneId, ReferenceId, TaskId},
    tasks::{Board, Cursor, Selection, Source, Task, TaskState},
    viewer::RoleKind,
};

/// How many tasks a part of the board holds.
const PART: usize = 50;

struct Row {
    id: TaskId,
    cycle_id: CycleId,
    serial: i32,
    title: String,
    detail: String,
    source: Option<Json<Source>>,
    milestone_id: Option<MilestoneId>,
    milestone_title: Option<String>,
    due: Option<Day>,
    calls: bool,
    wanted: i32,
    role_kind: Option<RoleKind>,
    holders: i32,
    free: i32,
    rank: i16,
    state: TaskState,
    outcome: String,
    outcome_link: String,
    created_at: Instant,
    changed_at: Instant,
    ended_at: Option<Instant>,
    edits: i32,
}

impl From<Row> for Task {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            cycle: row.cycle_id,
            serial: row.serial,
            title: row.title,
            detail: row.detail,
            source: row.source.map(|Json(source)| source),
            milestone: row.milestone_id,
            milestone_title: row.milestone_title,
            due: row.due,
            calls: row.calls,
            wanted: row.wanted,
            role: row.role_kind,
            holders: row.holders,
            free: row.free,
            rank: row.rank,
            state: row.state,
            outcome: row.outcome,
            outcome_link: row.outcome_link,
            created_at: row.created_at,
            changed_at: row.changed_at,
            ended_at: row.ended_at,
            edits: row.edits,
        }
    }
}

/// The tasks that a condition names; each condition is a statement of its own, which PostgreSQL plans once.
macro_rules! find_tasks {
    ($db:expr, $condition:literal $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"
            select task.id as "id: TaskId", task.cycle_id as "cycle_id: CycleId", task.serial, task.title, task.detail,
                (select json_build_object('label', reference.label, 'path', reference.path)
                 from citation join reference on reference.id = cited_id
                 where citing_id = task.reference_id and reference.visible) as "source: Json<Source>",
                task.milestone_id as "milestone_id: MilestoneId", milestone.title as "milestone_title?",
                task.due as "due: Day", task.calls, task.wanted, task.role_kind as "role_kind: RoleKind", task.holders,
                task.free, task.rank, task.state as "state: TaskState", task.outcome, task.outcome_link, task.created_at,
                task.changed_at, task.ended_at as "ended_at: Instant", task.edits
            from task
            left join milestone on milestone.id = task.milestone_id
            where "# + $condition,
            $($argument),*
        )
        .fetch_all($db)
        .await
        .map(|rows| rows.into_iter().map(Task::from).collect::<Vec<_>>())
    };
}

/// One task of a cycle.
pub async fn find_task(db: &mut PgConnection, cycle: CycleId, serial: i32) -> sqlx::Result<Option<Task>> {
    let found = find_tasks!(db, "task.cycle_id = $1 and task.serial = $2", cycle.0, serial)?;
    Ok(found.into_iter().next())
}

/// Where a task is: the forum's part of the address, the year, its number.
pub async fn find_place_of_task(
    db: &mut PgConnection,
    task: TaskId,
) -> sqlx::Result<Option<(String, i32, i32)>> {
    let row = sqlx::query!(
        "
        select forum.slug, cycle.year, task.serial
        from task
        join cycle on cycle.id = task.cycle_id
        join forum on forum.id = cycle.forum_id
        where task.id = $1
        ",
        task.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.slug, row.year, row.serial)))
}

/// These tasks, as what personal links are about.
pub async fn list_linked(db: &mut PgConnection, tasks: &[TaskId]) -> sqlx::Result<Vec<(TaskId, Source)>> {
    let tasks: Vec<i64> = tasks.iter().map(|task| task.0).collect();
    let rows = sqlx::query!(
        r#"
        select task.id as "id: TaskId", reference.label, reference.path
        from task
        join reference on reference.id = task.reference_id
        where task.id = any($1)
        "#,
        &tasks,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, Source { label: row.label, path: row.path })).collect())
}

/// All tasks of a cycle, by number.
pub async fn list_tasks(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Task>> {
    find_tasks!(db, "task.cycle_id = $1 order by task.serial", cycle.0)
}

/// A part of the board: nobody's first, then free places, then what is taken, then what ended, each by its day. What it
/// costs does not grow with the tasks before it.
pub async fn list_board(
    db: &mut PgConnection,
    cycle: CycleId,
    which: &Selection,
    after: Option<Cursor>,
) -> sqlx::Result<Board> {
    let (first, last) = which.asked.ranks();
    let after = after.unwrap_or(Cursor { rank: -1, due: None, serial: 0 });
    let mut tasks = find_tasks!(
        &mut *db,
        r#"task.cycle_id = $1 and task.rank between $2 and $3
             and (task.rank, coalesce(task.due, 'infinity'), task.serial) > ($4, coalesce($5::date, 'infinity'), $6)
             and ($7::date is null or task.due < $7)
             and ($8::bigint is null or task.id in (
                 select task_id from task_claim where person_id = $8 and state in ('asked', 'held', 'done')))
             and ($9::text is null or task.reference_id in (
                 select citing_id
                 from citation
                 join reference on reference.id = cited_id
                 where path = $9 or path collate "C" >= $9 || '#' and path collate "C" < $9 || '$'))
           order by task.rank, coalesce(task.due, 'infinity'), task.serial limit $10"#,
        cycle.0,
        first,
        last,
        after.rank,
        after.due as _,
        after.serial,
        which.overdue_on() as _,
        which.mine().map(|person| person.0),
        which.call.as_deref(),
        i64::try_from(PART).unwrap_or(i64::MAX).saturating_add(1),
    )?;
    let is_more = tasks.len() > PART;
    tasks.truncate(PART);
    let next = tasks.last().filter(|_| is_more).map(Task::cursor);
    let holders = list_holders(db, &tasks.iter().map(|task| task.id).collect::<Vec<_>>()).await?;
    Ok(Board { tasks, holders, next })
}

/// The calls of which, or of whose reports, tasks of this cycle came: as they are cited, with their addresses.
pub async fn list_calls_with_tasks(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Source>> {
    sqlx::query_as!(
        Source,
        "
        select label, path
        from reference
        where kind = 'meeting' and visible and path in (
            select split_part(cited.path, '#', 1)
            from task
            join citation on citing_id = task.reference_id
            join reference as cited on cited.id = cited_id
            where task.cycle_id = $1
        )
        order by id
        limit 200
        ",
        cycle.0,
    )
    .fetch_all(db)
    .await
}

/// The milestones of a cycle that are not dropped, for a task to be due with.
pub async fn list_milestones(
    db: &mut PgConnection,
    cycle: CycleId,
) -> sqlx::Result<Vec<(MilestoneId, String, Day)>> {
    let rows = sqlx::query!(
        r#"
        select id as "id: MilestoneId", title, due as "due: Day"
        from milestone where cycle_id = $1 and not dropped order by due, id limit 200
        "#,
        cycle.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title, row.due)).collect())
}

/// A call of this cycle that a task can come of, or the paragraph of its report with this number.
pub async fn find_source(
    db: &mut PgConnection,
    cycle: CycleId,
    call: &str,
    paragraph: Option<i32>,
) -> sqlx::Result<Option<(ReferenceId, Source)>> {
    let row = sqlx::query!(
        r#"
        select id as "id: ReferenceId", label, path
        from reference
        where cycle_id = $1 and visible and case
            when $3::integer is null then kind = 'meeting' and path = $2
            else kind = 'report_paragraph' and path collate "C" >= $2 || '#' and path collate "C" < $2 || '$'
                and label like '%¶' || $3::text
            end
        "#,
        cycle.0,
        call,
        paragraph,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.id, Source { label: row.label, path: row.path })))
}
