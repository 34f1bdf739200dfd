//! Finding tasks.

use sqlx::{PgConnection, types::Json};

use crate::{
    clock::{Day, Instant},
    db::{CycleId, MilestoneId, PersonId, ReferenceId, TaskId},
    tasks::{Asked, Board, Claim, ClaimState, Cursor, Holder, Source, Task, TaskState},
    viewer::RoleKind,
};

/// How many tasks a part of the board holds.
const PART: i64 = 50;

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

/// All tasks of a cycle, by number.
pub async fn list_tasks(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Task>> {
    find_tasks!(db, "task.cycle_id = $1 order by task.serial", cycle.0)
}

/// A part of the board: nobody's first, then free places, then what is taken, each by its day; what ended last, newest
/// first. What it costs does not grow with the tasks before it.
pub async fn list_board(
    db: &mut PgConnection,
    cycle: CycleId,
    asked: Asked,
    person: Option<PersonId>,
    today: Day,
    after: Option<Cursor>,
) -> sqlx::Result<Board> {
    let after = after.unwrap_or(Cursor { rank: -1, due: None, serial: 0 });
    let (rank, serial) = (after.rank, after.serial);
    let due = after.due as Option<Day>;
    let person = person.map(|person| person.0);
    let mut tasks = match asked {
        Asked::Running => find_tasks!(
            &mut *db,
            "task.cycle_id = $1 and task.rank < 3
               and (task.rank, coalesce(task.due, 'infinity'), task.serial) > ($2, coalesce($3::date, 'infinity'), $4)
             order by task.rank, coalesce(task.due, 'infinity'), task.serial limit 51",
            cycle.0,
            rank,
            due as _,
            serial,
        )?,
        Asked::Free => find_tasks!(
            &mut *db,
            "task.cycle_id = $1 and task.rank < 2
               and (task.rank, coalesce(task.due, 'infinity'), task.serial) > ($2, coalesce($3::date, 'infinity'), $4)
             order by task.rank, coalesce(task.due, 'infinity'), task.serial limit 51",
            cycle.0,
            rank,
            due as _,
            serial,
        )?,
        Asked::Overdue => find_tasks!(
            &mut *db,
            "task.cycle_id = $1 and task.rank < 3 and task.due < $5
               and (task.rank, coalesce(task.due, 'infinity'), task.serial) > ($2, coalesce($3::date, 'infinity'), $4)
             order by task.rank, coalesce(task.due, 'infinity'), task.serial limit 51",
            cycle.0,
            rank,
            due as _,
            serial,
            today,
        )?,
        Asked::Mine => find_tasks!(
            &mut *db,
            "task.cycle_id = $1 and task.id in (
                select task_id from task_claim where person_id = $5 and state in ('asked', 'held', 'done'))
               and (task.rank, coalesce(task.due, 'infinity'), task.serial) > ($2, coalesce($3::date, 'infinity'), $4)
             order by task.rank, coalesce(task.due, 'infinity'), task.serial limit 51",
            cycle.0,
            rank,
            due as _,
            serial,
            person,
        )?,
        Asked::Ended => find_tasks!(
            &mut *db,
            "task.cycle_id = $1 and task.rank = 3
               and (task.rank, coalesce(task.due, 'infinity'), task.serial) > ($2, coalesce($3::date, 'infinity'), $4)
             order by task.rank, coalesce(task.due, 'infinity'), task.serial limit 51",
            cycle.0,
            rank,
            due as _,
            serial,
        )?,
    };
    let part = usize::try_from(PART).unwrap_or(usize::MAX);
    let is_more = tasks.len() > part;
    tasks.truncate(part);
    let next = tasks.last().filter(|_| is_more).map(Task::cursor);
    let holders = list_holders(db, &tasks.iter().map(|task| task.id).collect::<Vec<_>>()).await?;
    Ok(Board { tasks, holders, next })
}

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
            person.erased_at is not null as "removed!"
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
    sqlx::query_as!(
        Claim,
        r#"
        select task_claim.id, person.id as "person: PersonId", person.name, person.erased_at is not null as "removed!",
            state as "state: ClaimState", since, ended_at as "ended_at: Instant", note
        from task_claim
        join person on person.id = task_claim.person_id
        where task_id = $1
        order by task_claim.id
        "#,
        task.0,
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

/// Whom a task of this cycle can be given to: who has a role in it today, and who took one of its tasks; each with an
/// account, by name.
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
        join account on account.person_id = person.id
        where person.erased_at is null
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
