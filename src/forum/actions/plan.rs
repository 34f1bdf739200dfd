//! What is done to the work plan.

use sqlx::PgConnection;

use crate::{
    activity::{self, Diff, Visibility},
    clock::Day,
    db::{MilestoneId, OnConstraint},
    forum::{Actor, Milestone, Move, NewMilestone, store},
    web::{Error, Result, time},
};

use super::tools::steer;

/// Adds a milestone to the plan.
pub async fn add_milestone(
    db: &mut PgConnection,
    actor: Actor<'_>,
    new: &NewMilestone,
) -> Result<MilestoneId> {
    let diff = steer(db, actor, None, new).await?;
    let milestone = store::insert_milestone(db, actor.place.cycle.id, new, new.due)
        .await
        .on_constraint("milestone_window", taken)?;
    let summary = format!("“{}” is planned for {}.", new.title, time::day(new.due));
    let act = actor.act("milestone.added", Visibility::Cycle, summary, diff);
    activity::store::record(db, actor.now, act).await?;
    Ok(milestone)
}

fn taken() -> Error {
    Error::Conflict(
        "Another milestone opens and closes this already. Choose something else, or change that one."
            .to_owned(),
    )
}

/// Changes a milestone, if nobody did since the form was opened, else false; a day that moves is put on record with its reason, in public.
pub async fn change_milestone(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: &Milestone,
    new: &NewMilestone,
) -> Result<bool> {
    if !store::set_milestone(db, before.id, new).await.on_constraint("milestone_window", taken)? {
        return Ok(false);
    }
    let steered = steer(db, actor, Some(before), new).await?;
    let moved = before.due != new.due;
    if moved {
        let the_move = Move {
            milestone: before.id,
            at: actor.now,
            from: before.due,
            to: new.due,
            reason: new.reason.clone(),
        };
        store::insert_move(db, before.id, actor.person, &the_move).await?;
    }
    let diff = Diff::new()
        .field("title", &before.title, &new.title)
        .field("owner", &before.owner, &new.owner)
        .field("opens", Day::iso(before.opens), Day::iso(new.opens))
        .field("due", before.due.0, new.due.0)
        .field("done", Day::iso(before.done), Day::iso(new.done))
        .field("dropped", before.dropped, new.dropped)
        .field("note", &before.note, &new.note)
        .field("automatic", before.automatic, new.automatic)
        .and(steered);
    let (visibility, summary) = if moved {
        let to = time::day(new.due);
        (Visibility::Public, format!("“{}” moved to {to}: {}", new.title, new.reason))
    } else if before.done.is_none() && new.done.is_some() {
        (Visibility::Public, format!("“{}” is done.", new.title))
    } else {
        (Visibility::Cycle, format!("“{}” was changed.", new.title))
    };
    let act = actor.act("milestone.changed", visibility, summary, diff);
    activity::store::record(db, actor.now, act).await?;
    Ok(true)
}
