//! What is done to the work plan.

use sqlx::PgConnection;

use crate::{
    activity::{self, Diff, Visibility},
    clock::Day,
    db::MilestoneId,
    forum::{Actor, Milestone, Move, NewMilestone, store},
    web::{Result, time},
};

/// Adds a milestone to the plan.
pub async fn add_milestone(
    db: &mut PgConnection,
    actor: Actor<'_>,
    new: &NewMilestone,
) -> Result<MilestoneId> {
    let milestone = store::insert_milestone(db, actor.place.cycle.id, new, new.due).await?;
    let summary = format!("“{}” is planned for {}.", new.title, time::day(new.due));
    let act = actor.act("milestone.added", Visibility::Cycle, summary, Diff::new());
    activity::store::record(db, actor.now, act).await?;
    Ok(milestone)
}

/// Changes a milestone, if nobody did since the form was opened, else false; a day that moves is put on record with its reason, in public.
pub async fn change_milestone(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: &Milestone,
    new: &NewMilestone,
) -> Result<bool> {
    if !store::set_milestone(db, before.id, new).await? {
        return Ok(false);
    }
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
        .field("note", &before.note, &new.note);
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
