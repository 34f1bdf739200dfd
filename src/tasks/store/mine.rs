//! What one person has taken on, in all cycles.

use sqlx::PgConnection;

use crate::{
    clock::{Day, Instant},
    db::PersonId,
    tasks::ClaimState,
};

/// A task that somebody has or had.
#[derive(Debug)]
pub struct MyTask {
    /// What is to be done.
    pub title: String,
    /// Its address.
    pub path: String,
    /// Of which cycle: "Cybersecurity 2018".
    pub cycle: String,
    /// Its last day.
    pub due: Option<Day>,
    /// Whether they hold it, were asked to, or did it.
    pub state: ClaimState,
    /// Since when.
    pub since: Instant,
    /// Whether they were asked how it stands and have not said it.
    pub check_in_waits: bool,
    /// What came of it, once it is done.
    pub outcome: String,
}

/// Tasks of one person in the states of a claim that are named.
macro_rules! list_of {
    ($db:expr, $which:literal, $person:expr) => {
        sqlx::query_as!(
            MyTask,
            r#"
            select task.title, '/' || forum.slug || '/' || cycle.year || '/tasks/' || task.serial as "path!",
                forum.name || ' ' || cycle.year as "cycle!", task.due as "due: Day",
                task_claim.state as "state: ClaimState", task_claim.since, task.outcome,
                task_claim.ended_at is null and exists(
                    select from task_check_in
                    where claim_id = task_claim.id and task_check_in.due = task.due
                      and not exists(
                          select from task_answer
                          where task_answer.claim_id = task_claim.id and task_answer.at >= task_check_in.asked_at
                      )
                ) as "check_in_waits!"
            from task_claim
            join task on task.id = task_id
            join cycle on cycle.id = task.cycle_id
            join forum on forum.id = cycle.forum_id
            where person_id = $1 and cycle.gone_at is null and "# + $which,
            $person.0,
        )
        .fetch_all($db)
        .await
    };
}

/// What somebody holds or is asked to take: first what waits for their word, then by the last day. At most 500.
pub async fn list_mine(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<MyTask>> {
    list_of!(
        db,
        "task_claim.ended_at is null order by task_claim.state = 'held', task.due nulls last, task_claim.id limit 500",
        person
    )
}

/// What somebody did, newest first, 50 at most.
pub async fn list_done(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<MyTask>> {
    list_of!(db, "task_claim.state = 'done' order by task_claim.id desc limit 50", person)
}
