//! Forums, cycles, roles and milestones in the database.

use sqlx::PgConnection;

use super::{Cycle, CyclePlace, CycleState, Forum, Milestone, Move, NewCycle, NewMilestone, Role};
use crate::{
    clock::{Day, Instant},
    db::{CycleId, ForumId, MilestoneId, PersonId, RoleId},
    viewer::RoleKind,
};

/// All forums, by name.
pub async fn list_forums(db: &mut PgConnection) -> sqlx::Result<Vec<Forum>> {
    sqlx::query_as!(Forum, "select id, slug, name, title, summary, edits from forum order by name limit 200")
        .fetch_all(db)
        .await
}

/// A forum by its address.
pub async fn find_forum(db: &mut PgConnection, slug: &str) -> sqlx::Result<Option<Forum>> {
    sqlx::query_as!(Forum, "select id, slug, name, title, summary, edits from forum where slug = $1", slug)
        .fetch_optional(db)
        .await
}

/// The present address of a forum that had this one before.
pub async fn find_moved(db: &mut PgConnection, former: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select forum.slug from forum_former_slug join forum on forum.id = forum_id where forum_former_slug.slug = $1",
        former
    )
    .fetch_optional(db)
    .await
}

/// Whether another forum has, or had, this address.
pub async fn is_taken(db: &mut PgConnection, slug: &str, but: Option<ForumId>) -> sqlx::Result<bool> {
    let but = but.map(|forum| forum.0);
    sqlx::query_scalar!(
        r#"
        select exists(select from forum where slug = $1 and id is distinct from $2)
            or exists(select from forum_former_slug where slug = $1 and forum_id is distinct from $2) as "taken!"
        "#,
        slug,
        but,
    )
    .fetch_one(db)
    .await
}

/// Adds a forum.
pub async fn insert_forum(db: &mut PgConnection, forum: &Forum, now: Instant) -> sqlx::Result<ForumId> {
    sqlx::query_scalar!(
        "insert into forum (slug, name, title, summary, created_at) values ($1, $2, $3, $4, $5) returning id",
        forum.slug,
        forum.name,
        forum.title,
        forum.summary,
        now,
    )
    .fetch_one(db)
    .await
}

/// Changes a forum, if nobody did since its `edits`; an address that it leaves behind goes on answering.
pub async fn set_forum(db: &mut PgConnection, forum: &Forum, former: &str) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update forum
        set slug = $3, name = $4, title = $5, summary = $6, edits = edits + 1
        where id = $1 and edits = $2
        ",
        forum.id.0,
        forum.edits,
        forum.slug,
        forum.name,
        forum.title,
        forum.summary,
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    if former != forum.slug {
        sqlx::query!("delete from forum_former_slug where slug = $1", forum.slug).execute(&mut *db).await?;
        sqlx::query!("insert into forum_former_slug (slug, forum_id) values ($1, $2)", former, forum.id.0)
            .execute(db)
            .await?;
    }
    Ok(true)
}

/// A cycle and its forum, by their address.
pub async fn find_cycle(db: &mut PgConnection, slug: &str, year: i32) -> sqlx::Result<Option<CyclePlace>> {
    let row = sqlx::query!(
        "
        select forum.id as forum, forum.slug, forum.name, forum.title as forum_title, forum.summary as forum_summary,
            forum.edits as forum_edits,
            cycle.id, cycle.year, cycle.title, cycle.summary, cycle.state, cycle.decided_on, cycle.decided_by,
            cycle.decision_note, cycle.event_name, cycle.event_city, cycle.event_zone, cycle.event_first,
            cycle.event_last, cycle.edits
        from cycle
        join forum on forum.id = cycle.forum_id
        where forum.slug = $1 and cycle.year = $2
        ",
        slug,
        year,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| CyclePlace {
        forum: Forum {
            id: row.forum,
            slug: row.slug,
            name: row.name,
            title: row.forum_title,
            summary: row.forum_summary,
            edits: row.forum_edits,
        },
        cycle: Cycle {
            id: row.id,
            forum_id: row.forum,
            year: row.year,
            title: row.title,
            summary: row.summary,
            state: row.state,
            decided_on: row.decided_on,
            decided_by: row.decided_by,
            decision_note: row.decision_note,
            event_name: row.event_name,
            event_city: row.event_city,
            event_zone: row.event_zone,
            event_first: row.event_first,
            event_last: row.event_last,
            edits: row.edits,
        },
    }))
}

/// The cycles of a forum, newest first; of all forums where none is named.
pub async fn list_cycles(db: &mut PgConnection, forum: Option<ForumId>) -> sqlx::Result<Vec<Cycle>> {
    sqlx::query_as!(
        Cycle,
        "
        select id, forum_id, year, title, summary, state, decided_on, decided_by, decision_note, event_name, event_city,
            event_zone, event_first, event_last, edits
        from cycle
        where $1::bigint is null or forum_id = $1
        order by year desc, id
        limit 500
        ",
        forum.map(|forum| forum.0),
    )
    .fetch_all(db)
    .await
}

/// Adds a cycle.
pub async fn insert_cycle(
    db: &mut PgConnection,
    forum: ForumId,
    new: &NewCycle,
    now: Instant,
) -> sqlx::Result<CycleId> {
    sqlx::query_scalar!(
        "
        insert into cycle (forum_id, year, title, summary, event_name, event_city, event_zone, event_first, event_last, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        returning id
        ",
        forum.0,
        new.year,
        new.title,
        new.summary,
        new.event_name,
        new.event_city,
        new.event_zone,
        new.event_first as _,
        new.event_last as _,
        now,
    )
    .fetch_one(db)
    .await
}

/// Changes a cycle, if nobody did since `edits`. Its year stays: it is its address.
pub async fn set_cycle(
    db: &mut PgConnection,
    cycle: CycleId,
    new: &NewCycle,
    edits: i32,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update cycle
        set title = $3, summary = $4, event_name = $5, event_city = $6, event_zone = $7, event_first = $8,
            event_last = $9, edits = edits + 1
        where id = $1 and edits = $2
        ",
        cycle.0,
        edits,
        new.title,
        new.summary,
        new.event_name,
        new.event_city,
        new.event_zone,
        new.event_first as _,
        new.event_last as _,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Moves a cycle from one state to another, if it is still in the first.
pub async fn set_state(
    db: &mut PgConnection,
    cycle: CycleId,
    from: CycleState,
    to: CycleState,
) -> sqlx::Result<bool> {
    let done =
        sqlx::query!("update cycle set state = $3 where id = $1 and state = $2", cycle.0, from as _, to as _)
            .execute(db)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Records the decision on a cycle.
pub async fn set_decision(
    db: &mut PgConnection,
    cycle: CycleId,
    on: Day,
    by: &str,
    note: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update cycle set decided_on = $2, decided_by = $3, decision_note = $4 where id = $1",
        cycle.0,
        on,
        by,
        note,
    )
    .execute(db)
    .await?;
    Ok(())
}

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

/// Who held which role in a cycle, those who still do first.
pub async fn list_roles(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Role>> {
    sqlx::query_as!(
        Role,
        r#"
        select role.id, role.person_id as person, person.name, role.kind, role.label,
            role.from_day as "from", role.to_day as "to"
        from role
        join person on person.id = role.person_id
        where role.cycle_id = $1
        order by role.from_day, role.id
        limit 500
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await
}

/// Gives a role.
pub async fn insert_role(
    db: &mut PgConnection,
    cycle: CycleId,
    person: PersonId,
    kind: RoleKind,
    label: &str,
    from: Day,
    to: Option<Day>,
) -> sqlx::Result<RoleId> {
    sqlx::query_scalar!(
        "
        insert into role (cycle_id, person_id, kind, label, from_day, to_day)
        values ($1, $2, $3, $4, $5, $6)
        returning id
        ",
        cycle.0,
        person.0,
        kind as _,
        label,
        from,
        to as _,
    )
    .fetch_one(db)
    .await
}

/// Ends a role with a day, if it has not ended; its person's name and what it was.
pub async fn set_role_end(
    db: &mut PgConnection,
    cycle: CycleId,
    role: RoleId,
    to: Day,
) -> sqlx::Result<Option<(String, RoleKind)>> {
    let row = sqlx::query!(
        "
        update role
        set to_day = greatest($3, from_day)
        from person
        where role.id = $1 and role.cycle_id = $2 and role.to_day is null and person.id = role.person_id
        returning person.name, role.kind
        ",
        role.0,
        cycle.0,
        to,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.name, row.kind)))
}
