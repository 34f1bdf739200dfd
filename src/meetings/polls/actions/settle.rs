//! Confirming a slot, and withdrawing a poll.

use sqlx::PgConnection;

use super::{reload, settled_meanwhile};
use crate::{
    activity::{Diff, Visibility},
    forum::Actor,
    meetings::{
        JoinShown, Meeting, NewMeeting, NewSitting, Sitting, State, actions,
        polls::{Poll, Slot, forms::Confirmed, model::PollState, store},
        store as meetings,
    },
    web::{Error, Result},
};

/// Lets the meeting be at a slot, or twice at two of them: it is scheduled, or moved. Of two who choose at once, the second
/// is told. Gives the meeting as it is then.
///
/// # Errors
/// Conflict when somebody settled the poll or changed the meeting meanwhile, or when a slot was dropped or has passed.
pub async fn confirm(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    poll: &Poll,
    chosen: &Confirmed,
) -> Result<Meeting> {
    meetings::lock_cycle(db, actor.place.cycle.id).await?;
    store::lock_poll(db, poll.id).await?;
    let poll = reload(db, poll.id).await?;
    if poll.state != PollState::Open {
        return Err(settled_meanwhile());
    }
    let can_be = |slot: &Slot| poll.ahead(actor.now).any(|one| one.id == slot.id);
    if !chosen.slots.iter().all(can_be) {
        return Err(Error::Conflict(
            "This time was taken out of the poll, or has passed. Choose another.".to_owned(),
        ));
    }
    let before = meetings::find_meeting(db, meeting.cycle, meeting.serial).await?.ok_or(Error::NotFound)?;
    if let Some(why) = super::why_none(&before, actor.now) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let slots: Vec<_> = chosen.slots.iter().map(|slot| slot.id).collect();
    store::set_chosen(db, &slots).await?;
    if !store::set_confirmed(db, poll.id, actor.now).await? {
        return Err(settled_meanwhile());
    }
    let new = at_slots(&before, &poll, chosen);
    let saved = match before.state {
        State::Intended => actions::schedule_intended(db, actor, &before, &new, before.edits).await?,
        _ => actions::change(db, actor, &before, &new, before.edits).await?,
    };
    if !saved {
        return Err(settled_meanwhile());
    }
    meetings::find_meeting(db, meeting.cycle, meeting.serial).await?.ok_or(Error::NotFound)
}

/// The meeting as it was, at the slots that were chosen: the sittings that are not cancelled go there, in the order of
/// time, or the one that was named alone; those that are missing are added.
fn at_slots(before: &Meeting, poll: &Poll, chosen: &Confirmed) -> NewMeeting {
    let mut left = chosen.slots.iter();
    let mut sittings = Vec::new();
    for old in &before.sittings {
        let stays = old.cancelled_at.is_some() || chosen.sitting.is_some_and(|moves| moves != old.id);
        let next = if stays { None } else { left.next() };
        let starts_at = next.map_or(old.starts_at, |slot| slot.starts_at);
        let moves = starts_at != old.starts_at;
        sittings.push(NewSitting {
            starts_at,
            time_known: old.time_known || moves,
            minutes: if stays { old.minutes } else { Some(poll.minutes) },
            join_text: old.join_text.clone(),
            join_shown: old.join_shown,
        });
    }
    let shown = before.first().map_or(JoinShown::SignedIn, |sitting| sitting.join_shown);
    sittings.extend(left.map(|slot| NewSitting {
        starts_at: slot.starts_at,
        time_known: true,
        minutes: Some(poll.minutes),
        join_text: String::new(),
        join_shown: shown,
    }));
    NewMeeting {
        kind: before.kind,
        title: before.own_title.clone(),
        audience: before.audience.clone(),
        place: before.place.clone(),
        summary: before.summary.clone(),
        sittings,
        intention: None,
        reason: chosen.reason.clone(),
    }
}

/// The sittings of a call that a poll can move.
#[must_use]
pub fn movable(meeting: &Meeting) -> Vec<&Sitting> {
    meeting.sittings.iter().filter(|sitting| sitting.cancelled_at.is_none()).collect()
}

/// Takes a poll back. What was answered stays on show.
///
/// # Errors
/// Conflict when it was settled before.
pub async fn withdraw(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    poll: &Poll,
    reason: &str,
) -> Result<()> {
    store::lock_poll(db, poll.id).await?;
    if !store::set_withdrawn(db, meeting.id, reason, actor.now).await? {
        return Err(settled_meanwhile());
    }
    let summary = format!("The poll about {} was withdrawn. {reason}", meeting.short_title());
    actor.record(db, meeting, "poll.withdrawn", Visibility::Public, summary, Diff::new()).await
}
