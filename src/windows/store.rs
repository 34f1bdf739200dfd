//! Windows in the database.

use sqlx::PgConnection;

use super::{Tool, ToolKind, Window};
use crate::{
    clock::Instant,
    db::{CycleId, ReferenceId},
};

/// Adds a window. One that is open at once was put on record by whoever made it.
pub async fn insert_window(db: &mut PgConnection, window: Window, now: Instant) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "
        insert into time_window (opens_at, closes_at, waits, opened_at)
        values ($1, $2, $3, case when not $3 and $1 <= $4::timestamptz then $4 end)
        returning id
        ",
        window.opens_at,
        window.closes_at,
        window.waits,
        now,
    )
    .fetch_one(db)
    .await
}

/// Drops a window whose owner is gone.
pub async fn delete_window(db: &mut PgConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query!("delete from time_window where id = $1", id).execute(db).await?;
    Ok(())
}

/// Moves the end of a window, and keeps what it was and why.
pub async fn set_close(
    db: &mut PgConnection,
    id: i64,
    to: Instant,
    reason: &str,
    now: Instant,
) -> sqlx::Result<()> {
    let Some(window) = lock_window(db, id).await? else { return Ok(()) };
    set_window(db, id, window.until(to), reason, now).await
}

/// The window as it is; nobody else moves it until the end of the transaction.
pub async fn lock_window(db: &mut PgConnection, id: i64) -> sqlx::Result<Option<Window>> {
    sqlx::query_as!(Window, "select opens_at, closes_at, waits from time_window where id = $1 for update", id)
        .fetch_optional(db)
        .await
}

/// Moves a window, and keeps what its ends were and why they moved. One that is to open later is put on record when it
/// does; one that waits, and for another time than before, is asked about then.
pub async fn set_window(
    db: &mut PgConnection,
    id: i64,
    to: Window,
    reason: &str,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        with before as (select opens_at, closes_at from time_window where id = $1),
        history as (
            insert into time_window_change (time_window_id, at, edge, from_at, to_at, reason)
            select $1, $2, edge, from_at, to_at, $6
            from before, lateral (values ('open', opens_at, $3::timestamptz), ('close', closes_at, $4)) as end_of (edge, from_at, to_at)
            where from_at <> to_at
        )
        update time_window
        set opens_at = $3, closes_at = $4, waits = $5, asked_at = case when opens_at = $3 then asked_at end,
            opened_at = case when not $5 and $3 <= $2::timestamptz then opened_at end
        where id = $1
        ",
        id,
        now,
        to.opens_at,
        to.closes_at,
        to.waits,
        reason,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that it is on record that a window is open.
pub async fn set_opened(db: &mut PgConnection, id: i64, now: Instant) -> sqlx::Result<()> {
    sqlx::query!("update time_window set opened_at = $2 where id = $1", id, now).execute(db).await?;
    Ok(())
}

struct Row {
    id: i64,
    kind: ToolKind,
    reference: ReferenceId,
    label: String,
    of: String,
    opens_at: Instant,
    closes_at: Instant,
    waits: bool,
    settled: bool,
    latest: Option<Instant>,
}

impl From<Row> for Tool {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            reference: row.reference,
            label: row.label,
            of: row.of,
            window: Window { opens_at: row.opens_at, closes_at: row.closes_at, waits: row.waits },
            settled: row.settled,
            latest: row.latest,
        }
    }
}

/// The tools of a cycle that are not settled, and those that its work plan opens and closes; or one of all. At most 200.
async fn list(db: &mut PgConnection, cycle: CycleId, window: Option<i64>) -> sqlx::Result<Vec<Tool>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select time_window.id, tool.kind as "kind!: ToolKind", reference.id as "reference: ReferenceId", reference.label,
            reference.path as of, opens_at, closes_at, waits, tool.settled as "settled!", tool.latest as "latest: Instant"
        from tool
        join time_window on time_window.id = tool.time_window_id
        join reference on reference.path = tool.path
        where tool.cycle_id = $1
          and case when $2::bigint is not null then time_window.id = $2
              else not tool.settled
                  or exists(select from milestone where milestone.time_window_id = time_window.id) end
        order by closes_at, time_window.id
        limit 200
        "#,
        cycle.0,
        window,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Tool::from).collect())
}

/// The tools of a cycle that are not settled, and those that its work plan opens and closes, by when they close.
pub async fn list_tools(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Tool>> {
    list(db, cycle, None).await
}

/// A tool of a cycle, whose window nobody else moves until the end of the transaction.
pub async fn lock_tool(db: &mut PgConnection, cycle: CycleId, window: i64) -> sqlx::Result<Option<Tool>> {
    lock_window(db, window).await?;
    Ok(list(db, cycle, Some(window)).await?.into_iter().next())
}

/// A window of which something is to be put on record.
#[derive(Debug)]
pub struct Due {
    /// The window.
    pub window: i64,
    /// The forum's part of the address of its cycle.
    pub slug: String,
    /// The year of its cycle.
    pub year: i32,
}

/// Claims the first window of a tool that is not settled of which a condition is true, once: that is noted in `$column`.
macro_rules! claim_window {
    ($db:expr, $now:expr, $column:literal, $condition:literal) => {
        sqlx::query_as!(
            Due,
            r#"
            with claimed as (
                update time_window set "#
                + $column
                + r#" = $1
                where id = (
                    select time_window.id
                    from time_window
                    where "#
                + $column
                + " is null and opens_at <= $1 and closes_at > $1 and "
                + $condition
                + r#"
                      and exists(select from tool where tool.time_window_id = time_window.id and not settled)
                    order by time_window.id limit 1
                    for update skip locked
                )
                returning id
            )
            select claimed.id as window, tool.slug as "slug!", tool.year as "year!"
            from claimed
            join tool on tool.time_window_id = claimed.id
            "#,
            $now,
        )
        .fetch_optional($db)
        .await
    };
}

/// Claims a window that has opened by itself.
pub async fn claim_opened(db: &mut PgConnection, now: Instant) -> sqlx::Result<Option<Due>> {
    claim_window!(db, now, "opened_at", "not waits")
}

/// Claims a window whose day to open has come by the work plan and which waits for a person's word.
pub async fn claim_waiting(db: &mut PgConnection, now: Instant) -> sqlx::Result<Option<Due>> {
    claim_window!(
        db,
        now,
        "asked_at",
        "waits and exists(
            select from milestone where time_window_id = time_window.id and not dropped and opens is not null
        )"
    )
}
