//! The sittings to come of calls that are known by their addresses, and the calls of sittings.

use sqlx::PgConnection;

use crate::{clock::Instant, db::SittingId};

/// A sitting to come.
#[derive(Debug)]
pub struct Coming {
    /// The address of its call.
    pub path: String,
    /// When it begins.
    pub starts_at: Instant,
}

/// The sittings to come of the calls at these addresses, in the order of time.
pub async fn list_coming(db: &mut PgConnection, paths: &[String], now: Instant) -> sqlx::Result<Vec<Coming>> {
    sqlx::query_as!(
        Coming,
        r#"
        select call.path as "path!", sitting.starts_at
        from sitting
        join meeting on meeting.id = sitting.meeting_id
        join cycle on cycle.id = meeting.cycle_id
        join forum on forum.id = cycle.forum_id
        cross join lateral (
            select '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial as path
        ) as call
        where meeting.state = 'scheduled' and sitting.cancelled_at is null and sitting.time_known
          and sitting.starts_at > $2 and call.path = any($1)
        order by sitting.starts_at, sitting.id
        "#,
        paths,
        now,
    )
    .fetch_all(db)
    .await
}

/// The call of a sitting.
#[derive(Debug)]
pub struct Called {
    /// The sitting.
    pub sitting: SittingId,
    /// As its call is cited.
    pub label: String,
    /// The address of its call.
    pub path: String,
}

/// The calls of these sittings, as far as they can be seen.
pub async fn list_called(db: &mut PgConnection, sittings: &[SittingId]) -> sqlx::Result<Vec<Called>> {
    let sittings: Vec<i64> = sittings.iter().map(|sitting| sitting.0).collect();
    sqlx::query_as!(
        Called,
        r#"
        select sitting.id as "sitting: SittingId", reference.label, reference.path
        from sitting
        join meeting on meeting.id = sitting.meeting_id
        join cycle on cycle.id = meeting.cycle_id
        join forum on forum.id = cycle.forum_id
        join reference on reference.kind = 'meeting' and reference.visible
            and reference.path = '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial
        where sitting.id = any($1)
        "#,
        &sittings,
    )
    .fetch_all(db)
    .await
}
