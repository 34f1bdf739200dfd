//! Cycles in the database.

use sqlx::PgConnection;

use crate::clock::{Day, Instant};
use crate::db::{CycleId, ForumId, PersonId};
use crate::forum::{Cycle, CycleState, NewCycle};

/// The cycles of all forums that are shown to everybody, newest first.
pub async fn list_cycles(db: &mut PgConnection) -> sqlx::Result<Vec<Cycle>> {
    sqlx::query_as!(
        Cycle,
        "
        select id, forum_id, year, title, summary, state, decided_on, decided_by, decision_note, event_name, event_city,
            event_zone, event_first, event_last, edits, trial, shown_at, gone_at
        from cycle
        where shown_at is not null and gone_at is null
        order by year desc, id
        limit 500
        ",
    )
    .fetch_all(db)
    .await
}

/// All cycles of a forum that were not deleted, newest first: drafts too.
pub async fn list_all_cycles(db: &mut PgConnection, forum: ForumId) -> sqlx::Result<Vec<Cycle>> {
    sqlx::query_as!(
        Cycle,
        "
        select id, forum_id, year, title, summary, state, decided_on, decided_by, decision_note, event_name, event_city,
            event_zone, event_first, event_last, edits, trial, shown_at, gone_at
        from cycle
        where forum_id = $1 and gone_at is null
        order by year desc, id
        limit 500
        ",
        forum.0,
    )
    .fetch_all(db)
    .await
}

/// How a cycle comes to be.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    /// When.
    pub at: Instant,
    /// When everybody sees it; none for a draft.
    pub shown_at: Option<Instant>,
    /// Whether it is a test.
    pub trial: bool,
    /// Who made it.
    pub by: Option<PersonId>,
}

/// Adds a cycle.
pub async fn insert_cycle(
    db: &mut PgConnection,
    forum: ForumId,
    new: &NewCycle,
    made: Made,
) -> sqlx::Result<CycleId> {
    sqlx::query_scalar!(
        "
        insert into cycle (forum_id, year, title, summary, event_name, event_city, event_zone, event_first, event_last, created_at,
            shown_at, trial, made_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
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
        made.at,
        made.shown_at as _,
        made.trial,
        made.by.map(|by| by.0),
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

/// Shows a draft to everybody; false when it is shown already.
pub async fn set_shown(db: &mut PgConnection, cycle: CycleId, now: Instant) -> sqlx::Result<bool> {
    let done =
        sqlx::query!("update cycle set shown_at = $2 where id = $1 and shown_at is null", cycle.0, now)
            .execute(db)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Deletes what is in a test cycle; false when it is none, or gone already.
pub async fn delete_trial(db: &mut PgConnection, cycle: CycleId, now: Instant) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select delete_trial($1, $2) as "done!""#, cycle.0, now).fetch_one(db).await
}
