//! What waits for whose digest, in the database.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::PersonId,
    subscriptions::{Pace, Reader},
};

/// Says when the next digest of these persons is due, where none is due yet.
pub async fn set_next(db: &mut PgConnection, persons: &[PersonId], at: Instant) -> sqlx::Result<()> {
    let persons: Vec<i64> = persons.iter().map(|person| person.0).collect();
    sqlx::query!(
        "update reader set next_at = $2 where person_id = any($1) and next_at is null",
        &persons,
        at,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Somebody whose digest is due.
#[derive(Debug)]
pub struct DueReader {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address; none while none is confirmed.
    pub email: Option<String>,
    /// How they want their mail.
    pub reader: Reader,
    /// When the last digest was queued.
    pub last_at: Option<Instant>,
}

/// Somebody whose digest is due and whom no other worker holds, locked for the transaction.
pub async fn claim_due(db: &mut PgConnection, now: Instant) -> sqlx::Result<Option<DueReader>> {
    let row = sqlx::query!(
        r#"
        select reader.person_id as "person: PersonId", person.name, zone, hour, weekday, digests, last_at as "last_at: Instant",
            (select email from address where address.person_id = person.id and confirmed_at is not null
             order by created_at, email limit 1) as email
        from reader
        join person on person.id = reader.person_id
        where next_at <= $1
        order by next_at
        limit 1
        for update of reader skip locked
        "#,
        now,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| DueReader {
        person: row.person,
        name: row.name,
        email: row.email,
        reader: Reader {
            zone: row.zone,
            hour: row.hour,
            weekday: row.weekday,
            digests: row.digests,
            ..Reader::default()
        },
        last_at: row.last_at,
    }))
}

/// Something that waits for a digest.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The row.
    pub id: i64,
    /// When it happened.
    pub at: Instant,
    /// One sentence; empty when it was erased.
    pub summary: String,
    /// What it was about: as it is cited, and its address; none while that is not to be seen.
    pub object: Option<(String, String)>,
    /// The forum's name; empty for what is of the site.
    pub forum: String,
    /// How often its reader wants to hear of such things.
    pub pace: Pace,
}

/// What waits for somebody, newest first.
pub async fn list_waiting(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<Waiting>> {
    let rows = sqlx::query!(
        r#"
        select notification.id, activity.at, activity.summary, reference.label as "label?", reference.path as "path?",
            coalesce(forum.name, '') as "forum!", coalesce(cycle.gone_at is not null, false) as "gone!",
            -- the nearest subscription says how often; a role alone means every day
            coalesce((
                select subscription.pace
                from subscription
                join reference as followed on followed.id = subscription.reference_id
                where subscription.person_id = $1
                  and (followed.id = activity.reference_id
                       or (followed.kind = 'cycle' and followed.cycle_id = activity.cycle_id)
                       or (followed.kind = 'forum' and followed.forum_id = activity.forum_id))
                order by followed.id = activity.reference_id desc nulls last, followed.kind = 'cycle' desc
                limit 1
            ), 'daily') as "pace!: Pace"
        from notification
        join activity on activity.id = notification.activity_id
        left join reference on reference.id = activity.reference_id and reference.visible
        left join forum on forum.id = activity.forum_id
        left join cycle on cycle.id = activity.cycle_id
        where notification.person_id = $1 and notification.told_at is null and not notification.at_once
        order by activity.id desc
        "#,
        person.0,
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Waiting {
            id: row.id,
            at: row.at,
            summary: if row.gone { String::new() } else { row.summary },
            object: row.label.zip(row.path),
            forum: row.forum,
            pace: row.pace,
        })
        .collect())
}

/// Says when somebody's next digest is due, if anything waits, and when the last was queued, if one was.
pub async fn set_digested(
    db: &mut PgConnection,
    person: PersonId,
    next: Option<Instant>,
    sent: Option<Instant>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update reader set next_at = $2, last_at = coalesce($3, last_at) where person_id = $1",
        person.0,
        next as _,
        sent as _,
    )
    .execute(db)
    .await?;
    Ok(())
}
