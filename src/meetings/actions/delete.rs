//! Deleting a call that was scheduled by mistake, or taking one back that was imported by mistake.

use sqlx::PgConnection;

use super::{Actor, reload};
use crate::{
    activity::{Diff, Visibility},
    meetings::{
        Meeting, State,
        store::{self, Details},
    },
    references, texts,
    web::{Error, Result},
    windows,
};

/// What stands against deleting a call, and what to do instead.
#[must_use]
pub fn why_not_deleted(meeting: &Meeting, details: &Details) -> Option<&'static str> {
    match meeting.state {
        State::Held if meeting.by_import && meeting.report_state.is_out() => {
            return Some("Its report is published. Take the report back first, then the call.");
        }
        // Nobody but the import said that it was held, and nobody was told of it.
        State::Held if meeting.by_import => return None,
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
    if details.was_told {
        return Some(
            "People were invited to it: they would not hear that it is gone. Cancel the call instead.",
        );
    }
    if !details.said.is_empty() {
        return Some("Somebody said whether they come to it. Cancel the call instead.");
    }
    if !(details.recordings.is_empty() && details.attendees.is_empty()) {
        return Some("It has recordings or participants on record. Cancel the call instead.");
    }
    None
}

/// Deletes a call on which nothing hangs that others made; of one that an import made, all that came with it too. Its
/// address answers from then on that it is gone, and why; its number is free.
///
/// # Errors
/// Conflict when something hangs on it: says what, and what to do instead.
pub async fn delete(db: &mut PgConnection, actor: Actor<'_>, meeting: &Meeting, reason: &str) -> Result<()> {
    store::lock_cycle(db, meeting.cycle).await?;
    let meeting = reload(db, meeting).await?;
    let details = store::find_details(db, meeting.id).await?;
    if let Some(why) = why_not_deleted(&meeting, &details) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let title = meeting.short_title();
    let summary = if meeting.by_import {
        format!("{title} was taken back, having been imported by mistake. {reason}")
    } else {
        format!("{title} was deleted, having been scheduled by mistake. {reason}")
    };
    let diff = Diff::new().field("state", meeting.state.code(), "deleted");
    actor.record(db, &meeting, "meeting.deleted", Visibility::Public, summary, diff).await?;
    if meeting.by_import {
        for next in store::list_said_in(db, meeting.cycle, meeting.id).await? {
            // What it said of the next call goes with it, unless somebody has set a time since.
            if next.state == State::Intended {
                drop_whole(db, actor, &next, reason).await?;
            }
        }
    }
    drop_whole(db, actor, &meeting, reason).await
}

async fn drop_whole(db: &mut PgConnection, actor: Actor<'_>, meeting: &Meeting, reason: &str) -> Result<()> {
    references::store::set_reference(db, &actor.citable(meeting, false)).await?;
    store::delete_attendance(db, meeting.id).await?;
    store::delete_meeting(db, meeting, reason, actor.now).await?;
    if let Some(text) = meeting.report {
        texts::store::delete_text(db, text).await?;
    }
    if let Some((window, _)) = meeting.proposals {
        windows::store::delete_window(db, window).await?;
    }
    Ok(())
}
