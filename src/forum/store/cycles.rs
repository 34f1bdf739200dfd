//! Cycles in the database.

use sqlx::PgConnection;

use crate::clock::{Day, Instant};
use crate::db::{CycleId, ForumId};
use crate::forum::{Cycle, CyclePlace, CycleState, Forum, NewCycle};

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
