//! Milestones and their moves in the database.

use sqlx::PgConnection;

use crate::clock::Day;
use crate::db::{CycleId, MilestoneId, PersonId};
use crate::forum::{Milestone, Move, NewMilestone};

/// The work plan of a cycle, by day.
pub async fn list_milestones(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Milestone>> {
    sqlx::query_as!(
        Milestone,
        "
        select id, title, kind, owner, opens, planned, due, done, dropped, note, edits
        from milestone
        where cycle_id = $1
        order by coalesce(done, due), position, id
        limit 200
        ",
        cycle.0,
    )
    .fetch_all(db)
    .await
}

/// How the days of a cycle's milestones moved, oldest first.
pub async fn list_moves(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Move>> {
    sqlx::query_as!(
        Move,
        r#"
        select milestone_id as "milestone: MilestoneId", at, from_day as "from", to_day as "to", reason
        from milestone_move
        where milestone_id in (select id from milestone where cycle_id = $1)
        order by milestone_move.id
        limit 1000
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await
}

/// Adds a milestone at the end of the plan.
pub async fn insert_milestone(
    db: &mut PgConnection,
    cycle: CycleId,
    new: &NewMilestone,
    planned: Day,
) -> sqlx::Result<MilestoneId> {
    sqlx::query_scalar!(
        "
        insert into milestone (cycle_id, position, title, kind, owner, opens, planned, due, done, dropped, note)
        values ($1, (select count(*) from milestone where cycle_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10)
        returning id
        ",
        cycle.0,
        new.title,
        new.kind as _,
        new.owner,
        new.opens as _,
        planned,
        new.due,
        new.done as _,
        new.dropped,
        new.note,
    )
    .fetch_one(db)
    .await
}

/// Changes a milestone, if nobody did since `edits`; what was first planned stays.
pub async fn set_milestone(
    db: &mut PgConnection,
    milestone: MilestoneId,
    new: &NewMilestone,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update milestone
        set title = $2, kind = $3, owner = $4, opens = $5, due = $6, done = $7, dropped = $8, note = $9, edits = edits + 1
        where id = $1 and edits = $10
        ",
        milestone.0,
        new.title,
        new.kind as _,
        new.owner,
        new.opens as _,
        new.due,
        new.done as _,
        new.dropped,
        new.note,
        new.edits,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Records that the day of a milestone moved, and why.
pub async fn insert_move(
    db: &mut PgConnection,
    milestone: MilestoneId,
    by: Option<PersonId>,
    moved: &Move,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into milestone_move (milestone_id, at, moved_by, from_day, to_day, reason)
        values ($1, $2, $3, $4, $5, $6)
        ",
        milestone.0,
        moved.at,
        by.map(|person| person.0),
        moved.from,
        moved.to,
        moved.reason,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A milestone of a cycle.
pub async fn find_milestone(
    db: &mut PgConnection,
    cycle: CycleId,
    milestone: MilestoneId,
) -> sqlx::Result<Option<Milestone>> {
    sqlx::query_as!(
        Milestone,
        "
        select id, title, kind, owner, opens, planned, due, done, dropped, note, edits
        from milestone
        where id = $1 and cycle_id = $2
        for update
        ",
        milestone.0,
        cycle.0,
    )
    .fetch_optional(db)
    .await
}
