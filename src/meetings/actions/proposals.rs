//! Proposals for the agenda of a meeting: from when until when they are taken, and what becomes of them.

use sqlx::PgConnection;

use super::Actor;
use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::PersonId,
    forum,
    meetings::{Meeting, store},
    web::{Error, Result},
    windows::{self, Standing, Window},
};

/// Participants may propose agenda items until the first sitting begins.
pub(super) async fn open(db: &mut PgConnection, actor: Actor<'_>, meeting: &Meeting) -> Result<()> {
    let Some(first) = meeting.first().filter(|sitting| sitting.starts_at > actor.now) else { return Ok(()) };
    let window = Window::new(actor.now, first.starts_at);
    let id = windows::store::insert_window(db, window, actor.now).await?;
    Ok(store::set_proposals_window(db, meeting.id, id).await?)
}

/// They end when the first sitting begins, also when that moves; those that the work plan ended before stay as they are.
pub(super) async fn follow(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: &Meeting,
    after: &Meeting,
    reason: &str,
) -> Result<()> {
    let begins = |meeting: &Meeting| meeting.first().map(|sitting| sitting.starts_at);
    let (Some((id, window)), Some(from), Some(to)) = (after.proposals, begins(before), begins(after)) else {
        return Ok(());
    };
    let end = if window.closes_at == from {
        let milestone = forum::store::find_steering(db, id).await?;
        milestone.map_or(to, |milestone| milestone.end().min(to))
    } else {
        window.closes_at.min(to)
    };
    if end != window.closes_at {
        windows::store::set_close(db, id, end, reason, actor.now).await?;
    }
    Ok(())
}

/// Takes a proposal for the agenda, while that is open.
///
/// # Errors
/// Conflict once it is closed.
pub async fn propose(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    by: PersonId,
    opened_at: Option<Instant>,
    (title, reason): (&str, &str),
) -> Result<Standing> {
    let standing =
        meeting.proposals.map_or(Standing::Closed, |(_, window)| window.standing(actor.now, opened_at));
    if !standing.is_taken() {
        let sentence = match standing {
            Standing::Early => "Proposals for this agenda are not open yet. Come back when they are.",
            _ => {
                "Proposals for this agenda are closed. Write to the facilitators, or propose it for the next call."
            }
        };
        return Err(Error::Conflict(sentence.to_owned()));
    }
    let in_grace = standing == Standing::InGrace;
    store::insert_proposal(db, meeting.id, by, title, reason, in_grace, actor.now).await?;
    let summary = format!("An item was proposed for {}: {title}", meeting.short_title());
    actor.record(db, meeting, "agenda.proposed", Visibility::Cycle, summary, Diff::new()).await?;
    Ok(standing)
}

/// Accepts a proposal, which then stands at the end of the agenda, or declines it.
///
/// # Errors
/// Conflict when it was decided already.
pub async fn decide_proposal(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    proposal: i64,
    accept: bool,
) -> Result<()> {
    let state = if accept { "accepted" } else { "declined" };
    let decided = store::set_proposal_state(db, meeting.id, proposal, state).await?;
    let (title, proposer, name) =
        decided.ok_or_else(|| Error::Conflict("This proposal was decided already.".to_owned()))?;
    if accept {
        store::append_agenda(db, meeting.id, &title, &name).await?;
    }
    let summary = format!("A proposal for {} was {state}: {title}", meeting.short_title());
    let act = actor.act("agenda.decided", Visibility::Cycle, summary, Diff::new());
    let act = Act { reference: Some(actor.cite(db, meeting).await?), ..act };
    Ok(activity::store::record_about(db, actor.now, act, proposer).await?)
}
