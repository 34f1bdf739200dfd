//! Subscriptions in the database.

use sqlx::PgConnection;

use super::{Follow, Pace, Reader, Reminders, Target};
use crate::{
    clock::{Day, Instant},
    db::{PersonId, ReferenceId},
    references::Kind,
};

/// What lies at an address and can be followed by everybody.
pub async fn find_target(db: &mut PgConnection, path: &str) -> sqlx::Result<Option<Target>> {
    sqlx::query_as!(
        Target,
        r#"
        select reference.id as "reference: ReferenceId", reference.kind as "kind: Kind", reference.label, reference.path
        from reference
        left join cycle on cycle.id = reference.cycle_id
        where reference.path = $1 and reference.visible and reference.kind in ('forum', 'cycle', 'meeting')
          and (cycle.id is null or (cycle.shown_at is not null and cycle.gone_at is null))
        "#,
        path,
    )
    .fetch_optional(db)
    .await
}

/// The same by its identity, also what is no longer to be seen: it can still be left.
pub async fn find_known_target(
    db: &mut PgConnection,
    reference: ReferenceId,
) -> sqlx::Result<Option<Target>> {
    sqlx::query_as!(
        Target,
        r#"select id as "reference: ReferenceId", kind as "kind: Kind", label, path from reference where id = $1"#,
        reference.0,
    )
    .fetch_optional(db)
    .await
}

/// The same by its identity, as far as it can be seen.
pub async fn find_target_by_id(
    db: &mut PgConnection,
    reference: ReferenceId,
) -> sqlx::Result<Option<Target>> {
    sqlx::query_as!(
        Target,
        r#"
        select id as "reference: ReferenceId", kind as "kind: Kind", label, path
        from reference
        where id = $1 and visible
        "#,
        reference.0,
    )
    .fetch_optional(db)
    .await
}

/// How often somebody hears of something; none where they never said.
pub async fn find_pace(
    db: &mut PgConnection,
    person: PersonId,
    reference: ReferenceId,
) -> sqlx::Result<Option<Pace>> {
    sqlx::query_scalar!(
        r#"select pace as "pace: Pace" from subscription where person_id = $1 and reference_id = $2"#,
        person.0,
        reference.0,
    )
    .fetch_optional(db)
    .await
}

/// What somebody asked to hear of, seen or not, by label; not what they left.
pub async fn list_followed(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<Target>> {
    sqlx::query_as!(
        Target,
        r#"
        select reference.id as "reference: ReferenceId", reference.kind as "kind: Kind", reference.label, reference.path
        from subscription
        join reference on reference.id = reference_id
        where person_id = $1 and pace <> 'off'
        order by reference.label, reference.id
        "#,
        person.0,
    )
    .fetch_all(db)
    .await
}

/// Says how often somebody hears of something.
pub async fn set_pace(
    db: &mut PgConnection,
    person: PersonId,
    reference: ReferenceId,
    pace: Pace,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into subscription (person_id, reference_id, pace, began_at, changed_at)
        values ($1, $2, $3, $4, $4)
        on conflict (person_id, reference_id) do update set pace = excluded.pace, changed_at = excluded.changed_at
        ",
        person.0,
        reference.0,
        pace as _,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What somebody hears of: what they follow or left, and the cycles in which they hold a role today, by label.
pub async fn list_follows(db: &mut PgConnection, person: PersonId, today: Day) -> sqlx::Result<Vec<Follow>> {
    let rows = sqlx::query!(
        r#"
        select reference.id as "reference: ReferenceId", reference.kind as "kind: Kind", reference.label, reference.path,
            subscription.pace as "pace?: Pace"
        from reference
        left join subscription on subscription.reference_id = reference.id and subscription.person_id = $1
        where reference.visible and (
            subscription.id is not null
            or (reference.kind = 'cycle' and reference.cycle_id in (
                select cycle_id from role where person_id = $1 and from_day <= $2 and (to_day is null or to_day >= $2)
            ))
        )
        order by reference.label, reference.id
        "#,
        person.0,
        today as _,
    )
    .fetch_all(db)
    .await?;
    let follow = |row| {
        let row: (ReferenceId, Kind, String, String, Option<Pace>) = row;
        let (reference, kind, label, path, pace) = row;
        Follow {
            target: Target { reference, kind, label, path },
            pace: pace.unwrap_or(Pace::Daily),
            by_role: pace.is_none(),
        }
    };
    Ok(rows.into_iter().map(|row| follow((row.reference, row.kind, row.label, row.path, row.pace))).collect())
}

/// How somebody wants their mail.
pub async fn find_reader(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Option<Reader>> {
    let row = sqlx::query!(
        "
        select zone, hour, weekday, digests, remind_week, remind_day, remind_hour from reader where person_id = $1
        ",
        person.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Reader {
        zone: row.zone,
        hour: row.hour,
        weekday: row.weekday,
        digests: row.digests,
        reminders: Reminders { week: row.remind_week, day: row.remind_day, hour: row.remind_hour },
    }))
}

/// Says how somebody wants their mail. What waits for them waits for the new hour.
pub async fn set_reader(
    db: &mut PgConnection,
    person: PersonId,
    reader: &Reader,
    next: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into reader (person_id, zone, hour, weekday, digests, remind_week, remind_day, remind_hour)
        values ($1, $2, $3, $4, $5, $7, $8, $9)
        on conflict (person_id) do update
            set zone = excluded.zone, hour = excluded.hour, weekday = excluded.weekday, digests = excluded.digests,
                remind_week = excluded.remind_week, remind_day = excluded.remind_day, remind_hour = excluded.remind_hour,
                next_at = case when reader.next_at is not null then $6::timestamptz end
        ",
        person.0,
        reader.zone,
        reader.hour,
        reader.weekday,
        reader.digests,
        next,
        reader.reminders.week,
        reader.reminders.day,
        reader.reminders.hour,
    )
    .execute(db)
    .await?;
    Ok(())
}
