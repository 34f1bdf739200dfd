//! Deleting a call that was scheduled by mistake.

use sqlx::PgConnection;

use super::{Actor, reload};
use crate::{
    activity::{Diff, Visibility},
    meetings::{
        Meeting, State,
        store::{self, Details},
    },
    references,
    web::{Error, Result},
    windows,
};

/// What stands against deleting a call, and what to do instead.
#[must_use]
pub fn why_not_deleted(meeting: &Meeting, details: &Details) -> Option<&'static str> {
    match meeting.state {
        State::Held => return Some("This call was held: what was held stays on record."),
        State::Cancelled => {
            return Some("This call was cancelled, and people may have been told: it stays on show.");
        }
        State::Scheduled | State::Intended => {}
    }
    if meeting.report_state.is_out() || meeting.report_state.is_drafted() {
        return Some("Somebody wrote a report of this call. Cancel the call instead.");
    }
    if !details.proposals.is_empty() {
        return Some("Somebody proposed an item for its agenda. Cancel the call instead.");
    }
    if !(details.recordings.is_empty() && details.attendees.is_empty()) {
        return Some("It has recordings or participants on record. Cancel the call instead.");
    }
    None
}

/// Deletes a call on which nothing hangs that others made. Its address answers from then on that it is gone, and why;
/// its provisional number is free.
///
/// # Errors
/// Conflict when something hangs on it: says what, and to cancel it instead.
pub async fn delete(db: &mut PgConnection, actor: Actor<'_>, meeting: &Meeting, reason: &str) -> Result<()> {
    store::lock_cycle(db, meeting.cycle).await?;
    let meeting = reload(db, meeting).await?;
    let details = store::find_details(db, meeting.id).await?;
    if let Some(why) = why_not_deleted(&meeting, &details) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let summary =
        format!("{} was deleted, having been scheduled by mistake. {reason}", meeting.short_title());
    let diff = Diff::new().field("state", meeting.state.code(), "deleted");
    actor.record(db, &meeting, "meeting.deleted", Visibility::Public, summary, diff).await?;
    references::store::set_reference(db, &actor.citable(&meeting, false)).await?;
    store::insert_deleted(db, meeting.cycle, meeting.serial, reason, actor.now).await?;
    store::delete_meeting(db, meeting.id).await?;
    if let Some((window, _)) = meeting.proposals {
        windows::store::delete_window(db, window).await?;
    }
    Ok(())
}
