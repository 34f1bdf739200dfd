//! The log in the database.

use sqlx::PgConnection;

use super::{Act, Happened};
use crate::{clock::Instant, db::CycleId};

/// Records an act.
pub async fn record(db: &mut PgConnection, now: Instant, act: Act) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into activity (at, actor_id, verb, forum_id, cycle_id, reference_id, visibility, summary, diff)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ",
        now,
        act.actor.map(|person| person.0),
        act.verb,
        act.forum.map(|forum| forum.0),
        act.cycle.map(|cycle| cycle.0),
        act.reference.map(|reference| reference.0),
        act.visibility as _,
        act.summary,
        act.diff.into_json(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How many acts are "lately".
const LATELY: i64 = 8;

/// What happened lately, as every page shows it: the newest acts that the public may know, in one cycle or everywhere.
pub async fn list_lately(db: &mut PgConnection, cycle: Option<CycleId>) -> sqlx::Result<Vec<Happened>> {
    list_public(db, cycle, LATELY).await
}

/// What the public may know, newest first, `most` at the most; in one cycle, or everywhere.
pub async fn list_public(
    db: &mut PgConnection,
    cycle: Option<CycleId>,
    most: i64,
) -> sqlx::Result<Vec<Happened>> {
    sqlx::query_as!(
        Happened,
        r#"
        select activity.id, activity.at, activity.summary, reference.path as "path?"
        from activity
        left join reference on reference.id = activity.reference_id and reference.visible
        where activity.visibility = 'public'
          and ($1::bigint is null or activity.cycle_id = $1)
        order by activity.id desc
        limit $2
        "#,
        cycle.map(|cycle| cycle.0),
        most,
    )
    .fetch_all(db)
    .await
}
