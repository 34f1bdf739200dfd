//! What is done to cycles.

use sqlx::PgConnection;

use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::{Day, Instant},
    db::{CycleId, PersonId},
    forum::{
        Actor, Forum, NewCycle,
        forms::Step,
        store::{self, Made},
    },
    references::{self, Citable, Kind},
    web::{Error, Errors, Result, time},
};

/// Opens a cycle as proposed, or says what to mend: a forum has one cycle a year.
pub async fn open_cycle(
    db: &mut PgConnection,
    by: Option<PersonId>,
    forum: &Forum,
    new: &NewCycle,
    now: Instant,
) -> Result<Result<CycleId, Errors>> {
    store::lock_forum(db, forum.id).await?;
    if store::find_cycle(db, &forum.slug, new.year).await?.is_some_and(|place| !place.cycle.is_gone()) {
        return Ok(Err(year_is_taken()));
    }
    let made = Made { at: now, shown_at: Some(now), trial: false, by };
    let cycle = store::insert_cycle(db, forum.id, new, made).await?;
    let citable = Citable {
        kind: Kind::Cycle,
        forum: forum.id,
        cycle: Some(cycle),
        label: format!("{} {}", forum.name, new.year),
        path: format!("{}/{}", forum.path(), new.year),
        visible: true,
    };
    let reference = references::store::set_reference(db, &citable).await?;
    let summary = format!("The cycle {} was proposed: {}.", new.year, new.title);
    let act = Act {
        actor: by,
        verb: "cycle.opened",
        forum: Some(forum.id),
        cycle: Some(cycle),
        reference: Some(reference),
        visibility: Visibility::Public,
        summary,
        diff: Diff::new(),
    };
    activity::store::record(db, now, act).await?;
    Ok(Ok(cycle))
}

/// Says that a forum has one cycle a year.
#[must_use]
pub fn year_is_taken() -> Errors {
    Errors::one("year", "This forum has a cycle of that year already. Choose another year.")
}

/// Changes a cycle, if nobody did since `edits`; else false.
pub async fn change_cycle(
    db: &mut PgConnection,
    actor: Actor<'_>,
    new: &NewCycle,
    edits: i32,
) -> Result<bool> {
    let before = &actor.place.cycle;
    if !store::set_cycle(db, before.id, new, edits).await? {
        return Ok(false);
    }
    let diff = Diff::new()
        .field("title", &before.title, &new.title)
        .field("summary", &before.summary, &new.summary)
        .field("event_name", &before.event_name, &new.event_name)
        .field("event_city", &before.event_city, &new.event_city)
        .field("event_zone", &before.event_zone, &new.event_zone)
        .field("event_first", Day::iso(before.event_first), Day::iso(new.event_first))
        .field("event_last", Day::iso(before.event_last), Day::iso(new.event_last));
    let act = actor.act("cycle.changed", Visibility::Audit, "The cycle was changed.".to_owned(), diff);
    activity::store::record(db, actor.now, act).await?;
    Ok(true)
}

/// Moves a cycle on to its next state.
///
/// # Errors
/// Conflict when it is a draft, or no longer in the state that the step starts from.
pub async fn move_on(db: &mut PgConnection, actor: Actor<'_>, step: &Step) -> Result<()> {
    if actor.place.cycle.is_draft() {
        let sentence = "Only those who work in it see this cycle. Show it to everybody first.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    if !step.from.next().contains(&step.to)
        || !store::set_state(db, actor.place.cycle.id, step.from, step.to).await?
    {
        let sentence = "The cycle has moved on since you opened the page. Look at it again.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    if let Some((on, decided_by, note)) = &step.decision {
        store::set_decision(db, actor.place.cycle.id, *on, decided_by, note).await?;
    }
    let summary = match &step.decision {
        Some((on, by, _)) => {
            format!(
                "The cycle {} was {} by {by} on {}.",
                actor.place.cycle.year,
                step.to.label(),
                time::day(*on)
            )
        }
        None => format!("The cycle {} is now {}.", actor.place.cycle.year, step.to.label()),
    };
    let diff = Diff::new().field("state", step.from.code(), step.to.code());
    let act = actor.act("cycle.moved_on", Visibility::Public, summary, diff);
    Ok(activity::store::record(db, actor.now, act).await?)
}
