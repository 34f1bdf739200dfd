//! Making and changing a poll.

use sqlx::PgConnection;

use super::reload;
use crate::{
    activity::{Diff, Visibility},
    clock::Instant,
    db::OnConstraint,
    forum::Actor,
    meetings::{
        Meeting, Phase, State,
        polls::{NewPoll, Poll, Slot, model::PollState, store},
        store as meetings,
    },
    web::{Error, Result, time},
    windows::{self, Window},
};

/// Why no poll can be made about a meeting; none where one can.
#[must_use]
pub fn why_none(meeting: &Meeting, now: Instant) -> Option<&'static str> {
    match (meeting.state, meeting.phase(now)) {
        (State::Intended, _) | (State::Scheduled, Phase::Ahead) => None,
        (State::Cancelled, _) => Some(
            "This call was cancelled: schedule another one, or note when it will be, and ask about that.",
        ),
        _ => Some("This call has begun: there is no time to be found any more."),
    }
}

/// Asks people when a meeting should be.
///
/// # Errors
/// Conflict when a poll is running, or there is no time to be found.
pub async fn make(db: &mut PgConnection, actor: Actor<'_>, meeting: &Meeting, new: &NewPoll) -> Result<()> {
    meetings::lock_cycle(db, actor.place.cycle.id).await?;
    let meeting = meetings::find_meeting(db, meeting.cycle, meeting.serial).await?.ok_or(Error::NotFound)?;
    if let Some(why) = why_none(&meeting, actor.now) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let window = Window { waits: new.later, ..Window::new(actor.now, new.closes_at) };
    let window = windows::store::insert_window(db, window, actor.now).await?;
    let id = store::insert_poll(db, meeting.id, window, new, actor.now)
        .await
        .on_constraint("poll_open", || {
            Error::Conflict("A poll is running already about this call. Change that one.".to_owned())
        })?;
    store::insert_slots(db, id, &new.starts, actor.now).await?;
    store::set_required(db, id, &new.required).await?;
    let title = meeting.short_title();
    if new.later {
        let summary = format!("A poll was prepared about when {title} should be.");
        return actor.record(db, &meeting, "poll.prepared", Visibility::Cycle, summary, Diff::new()).await;
    }
    let summary = format!("A poll asks when {title} should be, until {}.", time::utc(new.closes_at));
    actor.record(db, &meeting, "poll.opened", Visibility::Public, summary, Diff::new()).await
}

/// Changes a poll, if nobody did since `edits`, else false. Slots that are no longer asked about stay on show.
///
/// # Errors
/// Conflict when it was settled.
pub async fn change(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    before: &Poll,
    new: &NewPoll,
    edits: i32,
) -> Result<bool> {
    store::lock_poll(db, before.id).await?;
    let before = reload(db, before.id).await?;
    if before.state != PollState::Open {
        return Err(super::settled_meanwhile());
    }
    if !store::set_poll(db, before.id, new, edits, actor.now).await? {
        return Ok(false);
    }
    let (added, dropped) = (added(&before, new), dropped(&before, new));
    store::insert_slots(db, before.id, &added, actor.now).await?;
    let gone: Vec<_> = dropped.iter().map(|slot| slot.id).collect();
    store::set_dropped(db, &gone, actor.now).await?;
    store::set_required(db, before.id, &new.required).await?;
    windows::store::set_close(db, before.window_id, new.closes_at, "", actor.now).await?;
    let times = |times: Vec<Instant>| times.into_iter().map(time::iso).collect::<Vec<_>>().join(" ");
    let diff = Diff::new()
        .field("minutes", before.minutes, new.minutes)
        .field("closes_at", time::iso(before.window.closes_at), time::iso(new.closes_at))
        .field("note", &before.note, &new.note)
        .field("added", "", times(added.clone()))
        .field("dropped", times(dropped.iter().map(|slot| slot.starts_at).collect()), "");
    let summary = summary(meeting, &before, new, added.len(), dropped.len());
    actor.record(db, meeting, "poll.changed", Visibility::Public, summary, diff).await?;
    Ok(true)
}

/// What is asked about now and was not.
fn added(before: &Poll, new: &NewPoll) -> Vec<Instant> {
    let is_new = |at: &&Instant| !before.asked().any(|slot| slot.starts_at == **at);
    new.starts.iter().filter(is_new).copied().collect()
}

/// What was asked about and is no longer.
fn dropped<'a>(before: &'a Poll, new: &NewPoll) -> Vec<&'a Slot> {
    before.asked().filter(|slot| !new.starts.contains(&slot.starts_at)).collect()
}

fn summary(meeting: &Meeting, before: &Poll, new: &NewPoll, added: usize, dropped: usize) -> String {
    let mut sentences = vec![format!("The poll about {} was changed.", meeting.short_title())];
    match added {
        0 => {}
        1 => sentences.push("1 time was added.".to_owned()),
        many => sentences.push(format!("{many} times were added.")),
    }
    match dropped {
        0 => {}
        1 => sentences.push("1 time was taken out.".to_owned()),
        many => sentences.push(format!("{many} times were taken out.")),
    }
    if before.minutes != new.minutes {
        sentences.push(format!("The call is to take {} minutes.", new.minutes));
    }
    if before.window.closes_at != new.closes_at {
        sentences.push(format!("It closes on {}.", time::utc(new.closes_at)));
    }
    sentences.join(" ")
}
