//! What is done to forums, cycles, work plans and roles; each verb records one act.

use sqlx::PgConnection;

use super::{
    CyclePlace, Forum, Milestone, Move, NewCycle, NewMilestone,
    forms::{NewRole, Step},
    store,
};
use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::{Day, Instant},
    db::{CycleId, MilestoneId, PersonId, ReferenceId, RoleId},
    people,
    references::{self, Citable, Kind},
    web::{Error, Errors, Result, time},
};

/// Makes a forum.
pub async fn make_forum(
    db: &mut PgConnection,
    by: Option<PersonId>,
    mut forum: Forum,
    now: Instant,
) -> Result<Result<Forum, Errors>> {
    if store::is_taken(db, &forum.slug, None).await? {
        return Ok(Err(address_taken()));
    }
    forum.id = store::insert_forum(db, &forum, now).await?;
    let reference = set_forum_reference(db, &forum).await?;
    let summary = format!("The forum “{}” was opened.", forum.title);
    let act = Act {
        actor: by,
        verb: "forum.made",
        forum: Some(forum.id),
        cycle: None,
        reference: Some(reference),
        visibility: Visibility::Public,
        summary,
        diff: Diff::new(),
    };
    activity::store::record(db, now, act).await?;
    Ok(Ok(forum))
}

/// Changes a forum, if nobody did since the form was opened, else false; its former address goes on answering.
pub async fn change_forum(
    db: &mut PgConnection,
    by: PersonId,
    before: &Forum,
    after: &Forum,
    now: Instant,
) -> Result<Result<bool, Errors>> {
    if store::is_taken(db, &after.slug, Some(before.id)).await? {
        return Ok(Err(address_taken()));
    }
    if !store::set_forum(db, after, &before.slug).await? {
        return Ok(Ok(false));
    }
    if before.slug != after.slug {
        references::store::set_prefix(db, &before.path(), &after.path()).await?;
    }
    let reference = set_forum_reference(db, after).await?;
    let diff = Diff::new()
        .field("slug", &before.slug, &after.slug)
        .field("name", &before.name, &after.name)
        .field("title", &before.title, &after.title)
        .field("summary", &before.summary, &after.summary);
    let act = Act {
        actor: Some(by),
        verb: "forum.changed",
        forum: Some(after.id),
        cycle: None,
        reference: Some(reference),
        visibility: Visibility::Audit,
        summary: "The description of the forum was changed.".to_owned(),
        diff,
    };
    activity::store::record(db, now, act).await?;
    Ok(Ok(true))
}

fn address_taken() -> Errors {
    Errors::one("slug", "Another forum has, or had, this address. Choose another one.")
}

async fn set_forum_reference(db: &mut PgConnection, forum: &Forum) -> sqlx::Result<ReferenceId> {
    let citable = Citable {
        kind: Kind::Forum,
        forum: forum.id,
        cycle: None,
        label: forum.title.clone(),
        path: forum.path(),
        visible: true,
    };
    references::store::set_reference(db, &citable).await
}

/// Opens a cycle as proposed.
pub async fn open_cycle(
    db: &mut PgConnection,
    by: Option<PersonId>,
    forum: &Forum,
    new: &NewCycle,
    now: Instant,
) -> Result<Result<CycleId, Errors>> {
    if store::find_cycle(db, &forum.slug, new.year).await?.is_some() {
        return Ok(Err(Errors::one("year", "This forum has a cycle of that year already.")));
    }
    let cycle = store::insert_cycle(db, forum.id, new, now).await?;
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

/// Changes a cycle, if nobody did since `edits`; else false.
pub async fn change_cycle(
    db: &mut PgConnection,
    by: PersonId,
    place: &CyclePlace,
    new: &NewCycle,
    edits: i32,
    now: Instant,
) -> Result<bool> {
    let before = &place.cycle;
    if !store::set_cycle(db, before.id, new, edits).await? {
        return Ok(false);
    }
    let day = |day: Option<Day>| day.map(|day| day.0.to_string()).unwrap_or_default();
    let diff = Diff::new()
        .field("title", &before.title, &new.title)
        .field("summary", &before.summary, &new.summary)
        .field("event_name", &before.event_name, &new.event_name)
        .field("event_city", &before.event_city, &new.event_city)
        .field("event_zone", &before.event_zone, &new.event_zone)
        .field("event_first", day(before.event_first), day(new.event_first))
        .field("event_last", day(before.event_last), day(new.event_last));
    let act =
        of_cycle(place, by, "cycle.changed", Visibility::Audit, "The cycle was changed.".to_owned(), diff);
    activity::store::record(db, now, act).await?;
    Ok(true)
}

/// Moves a cycle on to its next state.
///
/// # Errors
/// Conflict when it is no longer in the state that the step starts from.
pub async fn move_on(
    db: &mut PgConnection,
    by: PersonId,
    place: &CyclePlace,
    step: &Step,
    now: Instant,
) -> Result<()> {
    if !step.from.next().contains(&step.to)
        || !store::set_state(db, place.cycle.id, step.from, step.to).await?
    {
        let sentence = "The cycle has moved on since you opened the page. Look at it again.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    if let Some((on, decided_by, note)) = &step.decision {
        store::set_decision(db, place.cycle.id, *on, decided_by, note).await?;
    }
    let summary = match &step.decision {
        Some((on, by, _)) => {
            format!("The cycle {} was {} by {by} on {}.", place.cycle.year, step.to.label(), time::day(*on))
        }
        None => format!("The cycle {} is now {}.", place.cycle.year, step.to.label()),
    };
    let diff = Diff::new().field("state", step.from.code(), step.to.code());
    let act = of_cycle(place, by, "cycle.moved_on", Visibility::Public, summary, diff);
    Ok(activity::store::record(db, now, act).await?)
}

/// Adds a milestone to the plan.
pub async fn add_milestone(
    db: &mut PgConnection,
    by: Option<PersonId>,
    place: &CyclePlace,
    new: &NewMilestone,
    now: Instant,
) -> Result<MilestoneId> {
    let milestone = store::insert_milestone(db, place.cycle.id, new, new.due).await?;
    let summary = format!("“{}” is planned for {}.", new.title, time::day(new.due));
    let act = of_cycle(place, by, "milestone.added", Visibility::Cycle, summary, Diff::new());
    activity::store::record(db, now, act).await?;
    Ok(milestone)
}

/// Changes a milestone, if nobody did since the form was opened, else false; a day that moves is put on record with its reason, in public.
pub async fn change_milestone(
    db: &mut PgConnection,
    by: PersonId,
    place: &CyclePlace,
    before: &Milestone,
    new: &NewMilestone,
    now: Instant,
) -> Result<bool> {
    if !store::set_milestone(db, before.id, new).await? {
        return Ok(false);
    }
    let moved = before.due != new.due;
    if moved {
        let the_move =
            Move { milestone: before.id, at: now, from: before.due, to: new.due, reason: new.reason.clone() };
        store::insert_move(db, before.id, Some(by), &the_move).await?;
    }
    let day = |day: Option<Day>| day.map(|day| day.0.to_string()).unwrap_or_default();
    let diff = Diff::new()
        .field("title", &before.title, &new.title)
        .field("owner", &before.owner, &new.owner)
        .field("opens", day(before.opens), day(new.opens))
        .field("due", before.due.0, new.due.0)
        .field("done", day(before.done), day(new.done))
        .field("dropped", before.dropped, new.dropped)
        .field("note", &before.note, &new.note);
    let (visibility, summary) = if moved {
        let to = time::day(new.due);
        (Visibility::Public, format!("“{}” moved to {to}: {}", new.title, new.reason))
    } else if before.done.is_none() && new.done.is_some() {
        (Visibility::Public, format!("“{}” is done.", new.title))
    } else {
        (Visibility::Cycle, format!("“{}” was changed.", new.title))
    };
    let act = of_cycle(place, by, "milestone.changed", visibility, summary, diff);
    activity::store::record(db, now, act).await?;
    Ok(true)
}

/// Gives somebody a role; a name that is not on file becomes a person.
pub async fn give_role(
    db: &mut PgConnection,
    by: Option<PersonId>,
    place: &CyclePlace,
    new: &NewRole,
    now: Instant,
) -> Result<()> {
    let person = match &new.who {
        Ok(person) => *person,
        Err(name) => match people::store::find_by_name(db, name).await? {
            Some(person) => person,
            None => people::store::insert_person(db, name, "", now).await?,
        },
    };
    let name = people::store::find_name(db, person).await?.ok_or(Error::NotFound)?;
    store::insert_role(db, place.cycle.id, person, new.kind, &new.label, new.from, new.to).await?;
    let what = if new.label.is_empty() { new.kind.label() } else { &new.label };
    let summary = format!("{name}: {what} from {}.", time::day(new.from));
    let act = of_cycle(place, by, "role.given", Visibility::Public, summary, Diff::new());
    Ok(activity::store::record(db, now, act).await?)
}

/// Ends a role today.
///
/// # Errors
/// Conflict when it has ended already.
pub async fn end_role(
    db: &mut PgConnection,
    by: PersonId,
    place: &CyclePlace,
    role: RoleId,
    now: Instant,
) -> Result<()> {
    let ended = store::set_role_end(db, place.cycle.id, role, now.day()).await?;
    let (name, kind) = ended.ok_or_else(|| Error::Conflict("This role has ended already.".to_owned()))?;
    let summary = format!("{name}: no longer {} after {}.", kind.label(), time::day(now.day()));
    let act = of_cycle(place, by, "role.ended", Visibility::Public, summary, Diff::new());
    Ok(activity::store::record(db, now, act).await?)
}

fn of_cycle(
    place: &CyclePlace,
    by: impl Into<Option<PersonId>>,
    verb: &'static str,
    visibility: Visibility,
    summary: String,
    diff: Diff,
) -> Act {
    let (forum, cycle) = (Some(place.forum.id), Some(place.cycle.id));
    Act { actor: by.into(), verb, forum, cycle, reference: None, visibility, summary, diff }
}
