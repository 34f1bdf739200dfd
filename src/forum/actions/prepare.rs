//! Preparing a cycle unseen, showing it to everybody, and deleting one that was a test.

use sqlx::PgConnection;

use super::{
    role::{self, Proposed},
    year_is_taken,
};
use crate::{
    activity::{self, Act, Diff, Visibility},
    app::App,
    clock::Instant,
    db::PersonId,
    forum::{
        Actor, Cycle, CyclePlace, Forum, NewMilestone, NewRole, Preparation,
        store::{self, Made},
    },
    references::{self, Citable, Kind},
    web::{Error, Errors, Result},
};

/// Makes a draft of a cycle after the model of a former one: one act. Roles that let their holder publish or mail wait
/// for a second person.
pub async fn prepare_cycle(
    db: &mut PgConnection,
    app: &App,
    by: PersonId,
    forum: &Forum,
    new: &Preparation,
    now: Instant,
) -> Result<Result<(), Errors>> {
    store::lock_forum(db, forum.id).await?;
    if store::find_cycle(db, &forum.slug, new.cycle.year).await?.is_some_and(|place| !place.cycle.is_gone()) {
        return Ok(Err(year_is_taken()));
    }
    let made = Made { shown_at: None, trial: new.trial, at: now, by: Some(by) };
    store::insert_cycle(db, forum.id, &new.cycle, made).await?;
    let place = store::find_cycle(db, &forum.slug, new.cycle.year).await?.ok_or(Error::NotFound)?;
    references::store::set_reference(db, &citable(&place, false)).await?;
    let actor = Actor { person: Some(by), place: &place, now };
    for one in &new.milestones {
        let former = &one.former;
        let copy = NewMilestone {
            owner: former.owner.clone(),
            opens: one.opens,
            ..NewMilestone::planned(&former.title, former.kind, one.due)
        };
        store::insert_milestone(db, place.cycle.id, &copy, copy.due).await?;
    }
    let (given, waiting) = give_again(db, app, actor, new).await?;
    let diff = Diff::new()
        .field("copied from", "", new.former)
        .field("roles", "", given.join("; "))
        .field("waiting for a second person", "", waiting.join("; "))
        .field("milestones", "", new.milestones.len());
    let what = if new.trial { "test cycle" } else { "cycle" };
    let summary =
        format!("The {what} {} was prepared after {}: {}.", new.cycle.year, new.former, new.cycle.title);
    let act = actor.act("cycle.prepared", Visibility::Cycle, summary, diff);
    activity::store::record(db, now, act).await?;
    Ok(Ok(()))
}

/// Gives the roles of a former cycle again; who was given which, and who waits.
async fn give_again(
    db: &mut PgConnection,
    app: &App,
    actor: Actor<'_>,
    new: &Preparation,
) -> Result<(Vec<String>, Vec<String>)> {
    let (mut given, mut waiting) = (Vec::new(), Vec::new());
    for former in &new.roles {
        let (kind, label) = (former.kind, former.label.clone());
        let again = NewRole { who: Ok(former.person), kind, label, from: new.from, to: None };
        let line = format!("{}, {}", former.name, former.label());
        match role::propose(db, app, actor, former.person, &again).await? {
            Proposed::Waits(_) => waiting.push(line),
            Proposed::Alone => {
                role::insert(db, actor, former.person, &again).await?;
                given.push(format!("{line} (nobody else could confirm it)"));
            }
            Proposed::Needless => {
                role::insert(db, actor, former.person, &again).await?;
                given.push(line);
            }
        }
    }
    Ok((given, waiting))
}

/// Shows a draft to everybody.
///
/// # Errors
/// Conflict when it is shown already.
pub async fn show_cycle(db: &mut PgConnection, actor: Actor<'_>) -> Result<()> {
    let Cycle { year, title, .. } = &actor.place.cycle;
    if !store::set_shown(db, actor.place.cycle.id, actor.now).await? {
        return Err(Error::Conflict("This cycle is shown to everybody already.".to_owned()));
    }
    let reference = references::store::set_reference(db, &citable(actor.place, true)).await?;
    let summary = format!("The cycle {year} was proposed: {title}.");
    let diff = Diff::new().field("shown to", "those who work in it", "everybody");
    let act = actor.act("cycle.opened", Visibility::Public, summary, diff);
    Ok(activity::store::record(db, actor.now, Act { reference: Some(reference), ..act }).await?)
}

/// Deletes a test cycle with everything in it. The log keeps what was done.
///
/// # Errors
/// Conflict when it is no test cycle, or gone already.
pub async fn delete_trial(db: &mut PgConnection, actor: Actor<'_>) -> Result<()> {
    if !store::delete_trial(db, actor.place.cycle.id, actor.now).await? {
        let sentence = "Only a cycle that was made as a test can be deleted. A real one is closed or declined, and its record stays.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    let summary = format!("The test cycle {} was deleted.", actor.place.cycle.year);
    let diff = Diff::new().field("title", &actor.place.cycle.title, "");
    let act = actor.act("cycle.deleted", Visibility::Audit, summary, diff);
    Ok(activity::store::record(db, actor.now, act).await?)
}

fn citable(place: &CyclePlace, visible: bool) -> Citable {
    Citable {
        kind: Kind::Cycle,
        forum: place.forum.id,
        cycle: Some(place.cycle.id),
        label: place.name(),
        path: place.path(),
        visible,
    }
}
