//! Cycles with their forums in the database.

use sqlx::PgConnection;

use crate::{
    clock::{Day, Instant},
    db::{CycleId, ForumId},
    forum::{Cycle, CyclePlace, CycleState, Forum},
};

/// A cycle beside its forum.
struct Row {
    forum: ForumId,
    slug: String,
    name: String,
    forum_title: String,
    forum_summary: String,
    forum_edits: i32,
    id: CycleId,
    year: i32,
    title: String,
    summary: String,
    state: CycleState,
    decided_on: Option<Day>,
    decided_by: String,
    decision_note: String,
    event_name: String,
    event_city: String,
    event_zone: String,
    event_first: Option<Day>,
    event_last: Option<Day>,
    edits: i32,
    trial: bool,
    shown_at: Option<Instant>,
    gone_at: Option<Instant>,
}

impl Row {
    fn into_place(self) -> CyclePlace {
        CyclePlace {
            forum: Forum {
                id: self.forum,
                slug: self.slug,
                name: self.name,
                title: self.forum_title,
                summary: self.forum_summary,
                edits: self.forum_edits,
            },
            cycle: Cycle {
                id: self.id,
                forum_id: self.forum,
                year: self.year,
                title: self.title,
                summary: self.summary,
                state: self.state,
                decided_on: self.decided_on,
                decided_by: self.decided_by,
                decision_note: self.decision_note,
                event_name: self.event_name,
                event_city: self.event_city,
                event_zone: self.event_zone,
                event_first: self.event_first,
                event_last: self.event_last,
                edits: self.edits,
                trial: self.trial,
                shown_at: self.shown_at,
                gone_at: self.gone_at,
            },
        }
    }
}

/// The cycles that a condition names, with their forums.
macro_rules! find_places {
    ($db:expr, $condition:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Row,
            "
            select forum.id as forum, forum.slug, forum.name, forum.title as forum_title, forum.summary as forum_summary,
                forum.edits as forum_edits,
                cycle.id, cycle.year, cycle.title, cycle.summary, cycle.state, cycle.decided_on, cycle.decided_by,
                cycle.decision_note, cycle.event_name, cycle.event_city, cycle.event_zone, cycle.event_first,
                cycle.event_last, cycle.edits, cycle.trial, cycle.shown_at, cycle.gone_at
            from cycle
            join forum on forum.id = cycle.forum_id
            where " + $condition
            $(, $argument)*
        )
        .fetch_all($db)
        .await
        .map(|rows| rows.into_iter().map(Row::into_place).collect::<Vec<_>>())
    };
}

/// A cycle and its forum, by their address: a draft, or one that is gone, too.
pub async fn find_cycle(db: &mut PgConnection, slug: &str, year: i32) -> sqlx::Result<Option<CyclePlace>> {
    let found = find_places!(
        db,
        "forum.slug = $1 and cycle.year = $2
        -- of deleted test cycles of the year the last, unless there is one that lives
        order by cycle.gone_at desc nulls first
        limit 1",
        slug,
        year
    )?;
    Ok(found.into_iter().next())
}

/// All cycles of all forums that were not deleted, by forum, newest first: drafts too.
pub async fn list_places(db: &mut PgConnection) -> sqlx::Result<Vec<CyclePlace>> {
    find_places!(db, "cycle.gone_at is null order by forum.name, forum.id, cycle.year desc limit 500")
}
