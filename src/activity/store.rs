//! The log in the database.

use sqlx::PgConnection;

use super::{Act, Entry, Family, Filter, Happened, Scope};
use crate::{
    clock::{Day, Instant},
    db::{CycleId, PersonId},
};

/// Records an act.
pub async fn record(db: &mut PgConnection, now: Instant, act: Act) -> sqlx::Result<()> {
    insert(db, now, act, None).await
}

/// Records an act that is about one person: erasing them blanks what it says.
pub async fn record_about(
    db: &mut PgConnection,
    now: Instant,
    act: Act,
    subject: PersonId,
) -> sqlx::Result<()> {
    insert(db, now, act, Some(subject)).await
}

async fn insert(
    db: &mut PgConnection,
    now: Instant,
    act: Act,
    subject: Option<PersonId>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        with act as (
            insert into activity (at, actor_id, verb, forum_id, cycle_id, reference_id, visibility, summary, diff, subject_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            returning id
        )
        insert into untold (activity_id) select id from act
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
        subject.map(|person| person.0),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What the public may know of a part of the log, newest first. How much is written into each statement: PostgreSQL plans
/// such a one once, and one whose limit it does not know each time.
macro_rules! list_public {
    ($db:expr, $part:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Happened,
            r#"
            select activity.id, activity.at, activity.summary, reference.path as "path?"
            from activity
            left join reference on reference.id = activity.reference_id and reference.visible
            left join cycle on cycle.id = activity.cycle_id
            where activity.visibility = 'public' and activity.summary <> ''
              -- not of drafts, nor of test cycles that were deleted
              and (cycle.id is null or (cycle.shown_at is not null and cycle.gone_at is null))
            "# + $part
            $(, $argument)*
        )
        .fetch_all($db)
        .await
    };
}

/// What happened lately, as the front page shows it.
pub async fn list_lately(db: &mut PgConnection) -> sqlx::Result<Vec<Happened>> {
    list_public!(db, "order by activity.id desc limit 8")
}

/// What happened lately in a cycle, as its page shows it.
pub async fn list_lately_in(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Happened>> {
    list_public!(db, "and activity.cycle_id = $1 order by activity.id desc limit 8", cycle.0)
}

/// What happened, as the feed has it.
pub async fn list_for_feed(db: &mut PgConnection) -> sqlx::Result<Vec<Happened>> {
    list_public!(db, "order by activity.id desc limit 50")
}

/// The log as the audit reads it, newest first, `most` at the most.
pub async fn list_entries(
    db: &mut PgConnection,
    scope: Scope,
    filter: &Filter,
    most: i64,
) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"
        select activity.id, activity.at, person.name as "actor?", activity.verb, activity.summary, activity.diff,
            forum.name || ' ' || cycle.year as cycle, reference.path as "path?"
        from activity
        left join person on person.id = activity.actor_id
        left join cycle on cycle.id = activity.cycle_id
        left join forum on forum.id = cycle.forum_id
        left join reference on reference.id = activity.reference_id and reference.visible
        where ($1::bigint is null or activity.cycle_id = $1)
          and ($2::bigint is null or activity.actor_id = $2 or activity.subject_id = $2)
          and ($3::text is null or starts_with(activity.verb, $3 || '.'))
          and ($4::timestamptz is null or activity.at >= $4)
          and ($5::timestamptz is null or activity.at < $5)
          and ($6::bigint is null or activity.id < $6)
        order by activity.id desc
        limit $7
        "#,
        scope.cycle().map(|cycle| cycle.0),
        filter.person,
        filter.family.as_ref().map(Family::code),
        filter.from.map(Day::start) as _,
        filter.to.map(|day| day.plus(1).start()) as _,
        filter.before,
        most,
    )
    .fetch_all(db)
    .await
}

/// Who did something there, by name.
pub async fn list_actors(db: &mut PgConnection, scope: Scope) -> sqlx::Result<Vec<(i64, String)>> {
    let rows = sqlx::query!(
        r#"
        select id as "id: i64", name
        from person
        where exists(select from activity where actor_id = person.id and ($1::bigint is null or cycle_id = $1))
        order by name, id
        limit 500
        "#,
        scope.cycle().map(|cycle| cycle.0),
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The families of the verbs that are there.
pub async fn list_families(db: &mut PgConnection, scope: Scope) -> sqlx::Result<Vec<Family>> {
    let families = sqlx::query_scalar!(
        r#"
        select distinct split_part(verb, '.', 1) as "family!"
        from activity
        where $1::bigint is null or cycle_id = $1
        order by 1
        "#,
        scope.cycle().map(|cycle| cycle.0),
    )
    .fetch_all(db)
    .await?;
    Ok(families.into_iter().map(Family).collect())
}

/// The addresses of what was acted on in public in a cycle, at a time or later.
pub async fn list_touched(
    db: &mut PgConnection,
    cycle: CycleId,
    since: Instant,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "
        select distinct reference.path
        from activity
        join reference on reference.id = activity.reference_id
        where activity.cycle_id = $1 and activity.at >= $2 and activity.visibility = 'public'
        ",
        cycle.0,
        since,
    )
    .fetch_all(db)
    .await
}
