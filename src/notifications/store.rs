//! Notifications in the database.

use sqlx::PgConnection;

use super::Hears;
use crate::{
    activity::Visibility,
    clock::Instant,
    db::{CycleId, ForumId, PersonId, ReferenceId},
    subscriptions::{Pace, Reader},
    viewer::RoleKind,
};

/// An act of which nobody was told yet.
#[derive(Debug)]
pub struct Untold {
    /// Its number in the log.
    pub activity: i64,
    /// When it was done.
    pub at: Instant,
    /// Who did it: they need not be told.
    pub actor: Option<PersonId>,
    /// Whom it names.
    pub subject: Option<PersonId>,
    /// The verb.
    pub verb: String,
    /// Who may read of it.
    pub visibility: Visibility,
    /// In which forum.
    pub forum: Option<ForumId>,
    /// In which cycle.
    pub cycle: Option<CycleId>,
    /// What it was about.
    pub reference: Option<ReferenceId>,
    /// Whether it happened in a test cycle, or in one that is a draft or gone.
    pub out_of_sight: bool,
}

/// Takes off the oldest act of which nobody was told yet and that no other worker holds.
pub async fn take_untold(db: &mut PgConnection) -> sqlx::Result<Option<Untold>> {
    sqlx::query_as!(
        Untold,
        r#"
        with taken as (
            delete from untold
            where activity_id = (select activity_id from untold order by activity_id limit 1 for update skip locked)
            returning activity_id
        )
        select activity.id as activity, at, actor_id as "actor: PersonId", subject_id as "subject: PersonId", verb,
            visibility as "visibility: Visibility", activity.forum_id as "forum: ForumId",
            activity.cycle_id as "cycle: CycleId", reference_id as "reference: ReferenceId",
            coalesce(cycle.trial or cycle.shown_at is null or cycle.gone_at is not null, false) as "out_of_sight!"
        from activity
        join taken on taken.activity_id = activity.id
        left join cycle on cycle.id = activity.cycle_id
        "#
    )
    .fetch_optional(db)
    .await
}

/// Tells nobody of what happened so far.
pub async fn forget_untold(db: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("delete from untold").execute(db).await?;
    Ok(())
}

/// Notes who hears of an act: each once, whoever asks how often; not who did it, nor whom no confirmed address reaches.
/// Gives those who had nothing waiting, with how they want their mail.
pub async fn fan_out(
    db: &mut PgConnection,
    act: &Untold,
    hears: &[Hears],
    now: Instant,
) -> sqlx::Result<Vec<(PersonId, Reader)>> {
    let named = hears.contains(&Hears::Named);
    let workers = hears.contains(&Hears::Workers) || hears.contains(&Hears::Followers);
    let kinds: Vec<String> = RoleKind::ALL
        .into_iter()
        .filter(|kind| workers || (hears.contains(&Hears::Runners) && kind.runs_cycle()))
        .map(|kind| kind.code().to_owned())
        .collect();
    let rows = sqlx::query!(
        r#"
        with heard as (
            select $2::bigint as person_id, true as at_once where $3
            union all
            select person_id, false
            from role
            where cycle_id = $4 and kind = any($5) and from_day <= $6 and (to_day is null or to_day >= $6)
            union all
            select person_id, false
            from subscription
            where $7 and pace <> 'off' and reference_id in (
                select id
                from reference
                where id = $8 or (kind = 'cycle' and cycle_id = $4) or (kind = 'forum' and forum_id = $9)
            )
        ),
        noted as (
            insert into notification (person_id, activity_id, at_once, created_at)
            select heard.person_id, $1, bool_or(heard.at_once), $10
            from heard
            join person on person.id = heard.person_id and person.erased_at is null
            where heard.person_id is distinct from $11
              and exists(select from address where address.person_id = heard.person_id and confirmed_at is not null)
            group by heard.person_id
            on conflict do nothing
            returning person_id, at_once
        ),
        readers as (
            insert into reader (person_id) select person_id from noted on conflict do nothing
        )
        select noted.person_id as "person: PersonId", coalesce(reader.zone, 'UTC') as "zone!", coalesce(reader.hour, 7::smallint) as "hour!",
            coalesce(reader.weekday, 1::smallint) as "weekday!", coalesce(reader.digests, true) as "digests!"
        from noted
        left join reader on reader.person_id = noted.person_id
        where reader.next_at is null and not noted.at_once
        "#,
        act.activity,
        act.subject.map(|person| person.0),
        named,
        act.cycle.map(|cycle| cycle.0),
        &kinds,
        act.at.day() as _,
        hears.contains(&Hears::Followers) && act.visibility == Visibility::Public,
        act.reference.map(|reference| reference.0),
        act.forum.map(|forum| forum.0),
        now,
        act.actor.map(|person| person.0),
    )
    .fetch_all(db)
    .await?;
    let reader = |zone, hour, weekday, digests| Reader { zone, hour, weekday, digests, ..Reader::default() };
    Ok(rows
        .into_iter()
        .map(|row| (row.person, reader(row.zone, row.hour, row.weekday, row.digests)))
        .collect())
}

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

/// Whom a mail of their own is to tell of an act.
#[derive(Debug)]
pub struct AtOnce {
    /// The row.
    pub id: i64,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// One sentence.
    pub summary: String,
    /// The address of what it was about.
    pub path: Option<String>,
}

/// Who is to be told of an act at once.
pub async fn list_at_once(db: &mut PgConnection, activity: i64) -> sqlx::Result<Vec<AtOnce>> {
    sqlx::query_as!(
        AtOnce,
        r#"
        select notification.id, person.id as "person: PersonId", person.name, address.email, activity.summary,
            reference.path as "path?"
        from notification
        join activity on activity.id = notification.activity_id
        join person on person.id = notification.person_id
        join lateral (
            select email from address where person_id = person.id and confirmed_at is not null order by created_at, email limit 1
        ) as address on true
        left join reference on reference.id = activity.reference_id and reference.visible
        where notification.activity_id = $1 and notification.at_once and notification.told_at is null
          and activity.summary <> ''
        "#,
        activity,
    )
    .fetch_all(db)
    .await
}

/// Notes that somebody was told.
pub async fn set_told(db: &mut PgConnection, notifications: &[i64], now: Instant) -> sqlx::Result<()> {
    sqlx::query!("update notification set told_at = $2 where id = any($1)", notifications, now)
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
