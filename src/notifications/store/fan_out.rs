//! Who hears of an act, in the database.

use sqlx::PgConnection;

use crate::{
    activity::Visibility,
    clock::Instant,
    db::{CycleId, ForumId, PersonId, ReferenceId},
    notifications::Hears,
    subscriptions::Reader,
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
    let at_once = hears.contains(&Hears::RunnersNow);
    let runners = at_once || hears.contains(&Hears::Runners);
    let kinds: Vec<String> = RoleKind::ALL
        .into_iter()
        .filter(|kind| workers || (runners && kind.runs_cycle()))
        .map(|kind| kind.code().to_owned())
        .collect();
    let kinds_at_once = if at_once { RoleKind::codes_that_run() } else { Vec::new() };
    let rows = sqlx::query!(
        r#"
        with heard as (
            select $2::bigint as person_id, true as at_once where $3
            union all
            -- who has it, and whose part in it ended by this very act
            select task_claim.person_id, true
            from task
            join task_claim on task_id = task.id
            where $12 and task.reference_id = $8
              and (task_claim.ended_at is null or task_claim.ended_at = $13 and task_claim.state = 'dropped')
            union all
            -- who answered a poll about that call
            select poll_reply.person_id, false
            from reference
            join meeting on meeting.cycle_id = reference.cycle_id and reference.path like '%/meetings/' || meeting.serial
            join poll on poll.meeting_id = meeting.id
            join poll_reply on poll_reply.poll_id = poll.id
            where $15 and reference.id = $8 and reference.kind = 'meeting'
            union all
            select person_id, kind = any($14)
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
        hears.contains(&Hears::Holders),
        act.at,
        &kinds_at_once,
        hears.contains(&Hears::Respondents),
    )
    .fetch_all(db)
    .await?;
    let reader = |zone, hour, weekday, digests| Reader { zone, hour, weekday, digests, ..Reader::default() };
    Ok(rows
        .into_iter()
        .map(|row| (row.person, reader(row.zone, row.hour, row.weekday, row.digests)))
        .collect())
}
