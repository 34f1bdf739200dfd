//! Milestones and their moves in the database.

use sqlx::{PgConnection, types::Json};

use crate::{
    clock::Day,
    db::{CycleId, MilestoneId, PersonId},
    forum::{Milestone, MilestoneKind, Move, NewMilestone, Steering},
};

/// The work plan of a cycle, by day.
pub async fn list_milestones(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Milestone>> {
    sqlx::query_as!(
        Milestone,
        r#"
        select id, title, kind, owner, opens, planned, due, done, dropped, note, time_window_id as tool, automatic,
            coalesce((select waits from time_window where time_window.id = time_window_id), false) as "waits!", edits
        from milestone
        where cycle_id = $1
        order by coalesce(done, due), position, id
        limit 200
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await
}

/// The work plan of a cycle, by day, and how its days moved, oldest first.
pub async fn find_plan(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<(Vec<Milestone>, Vec<Move>)> {
    let rows = sqlx::query!(
        r#"
        select id, title, kind as "kind: MilestoneKind", owner, opens as "opens: Day", planned as "planned: Day",
            due as "due: Day", done as "done: Day", dropped, note, time_window_id as tool, automatic,
            coalesce((select waits from time_window where time_window.id = time_window_id), false) as "waits!", edits,
            (select coalesce(jsonb_agg(jsonb_build_object('milestone', milestone.id, 'at', at, 'from', from_day, 'to', to_day,
                'reason', reason) order by milestone_move.id), '[]')
             from milestone_move where milestone_id = milestone.id) as "moves!: Json<Vec<Move>>"
        from milestone
        where cycle_id = $1
        order by coalesce(done, due), position, id
        limit 200
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await?;
    let (mut milestones, mut moves) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        moves.extend(row.moves.0);
        milestones.push(Milestone {
            id: row.id,
            title: row.title,
            kind: row.kind,
            owner: row.owner,
            opens: row.opens,
            planned: row.planned,
            due: row.due,
            done: row.done,
            dropped: row.dropped,
            note: row.note,
            tool: row.tool,
            automatic: row.automatic,
            waits: row.waits,
            edits: row.edits,
        });
    }
    moves.sort_by_key(|one: &Move| one.at);
    Ok((milestones, moves))
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
        insert into milestone (cycle_id, position, title, kind, owner, opens, planned, due, done, dropped, note,
            time_window_id, automatic)
        values ($1, (select count(*) from milestone where cycle_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
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
        new.tool,
        new.automatic,
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
        set title = $2, kind = $3, owner = $4, opens = $5, due = $6, done = $7, dropped = $8, note = $9, edits = edits + 1,
            time_window_id = $11, automatic = $12
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
        new.tool,
        new.automatic,
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
        r#"
        select id, title, kind, owner, opens, planned, due, done, dropped, note, time_window_id as tool, automatic,
            coalesce((select waits from time_window where time_window.id = time_window_id), false) as "waits!", edits
        from milestone
        where id = $1 and cycle_id = $2
        for update
        "#,
        milestone.0,
        cycle.0,
    )
    .fetch_optional(db)
    .await
}

/// The milestone that opens and closes a window, while it counts.
pub async fn find_steering(db: &mut PgConnection, window: i64) -> sqlx::Result<Option<Steering>> {
    sqlx::query_as!(
        Steering,
        "select title, due from milestone where time_window_id = $1 and not dropped and done is null",
        window,
    )
    .fetch_optional(db)
    .await
}
