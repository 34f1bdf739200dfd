//! Moving a call that was held to the cycle that it is of.

use sqlx::PgConnection;

use super::{Actor, changed_meanwhile, report::cite_paragraphs};
use crate::{
    activity::{self, Act, Diff, Visibility},
    forum::CyclePlace,
    meetings::{Meeting, State, store},
    references,
    web::{Error, Result},
};

/// Moves a call with everything that belongs to it: report and versions, participants, recordings, sittings, and what it
/// says of the next call while that has no time. Its former addresses lead to the new one. Both cycles have it on record.
///
/// # Errors
/// Conflict when it was not held, or changed cycles meanwhile; the database's own when the number is taken there.
pub async fn refile(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    to: &CyclePlace,
    number: Option<i32>,
    reason: &str,
) -> Result<Meeting> {
    // Two moves in opposite directions lock in the same order.
    for cycle in [meeting.cycle.min(to.cycle.id), meeting.cycle.max(to.cycle.id)] {
        store::lock_cycle(db, cycle).await?;
    }
    let before =
        store::find_meeting(db, meeting.cycle, meeting.serial).await?.ok_or_else(changed_meanwhile)?;
    if let Some(why) = why_not_refiled(&before) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let there = Actor { place: to, ..actor };
    let after = take_over(db, actor, there, &before, number).await?;
    for next in store::list_said_in(db, before.cycle, before.id).await? {
        if next.state == State::Intended {
            let next = take_over(db, actor, there, &next, None).await?;
            there.cite(db, &next).await?;
        }
    }
    store::set_unsaid_elsewhere(db, before.id).await?;
    record(db, actor, there, &before, &after, reason).await?;
    Ok(after)
}

/// What stands against moving a call to another cycle, and what to do instead.
#[must_use]
pub fn why_not_refiled(meeting: &Meeting) -> Option<&'static str> {
    match meeting.state {
        State::Held => None,
        State::Scheduled | State::Intended => Some(
            "Only a call that was held moves to another cycle. Schedule this one there, and cancel or delete it here.",
        ),
        State::Cancelled => Some("This call was cancelled: it stays on show where people looked for it."),
    }
}

/// Gives a meeting its address and its number in the other cycle, and takes what can be cited of it along.
async fn take_over(
    db: &mut PgConnection,
    here: Actor<'_>,
    there: Actor<'_>,
    before: &Meeting,
    number: Option<i32>,
) -> Result<Meeting> {
    let cycle = there.place.cycle.id;
    let serial = store::next_serial(db, cycle).await?;
    store::set_cycle(db, before, cycle, serial, here.now).await?;
    if before.state == State::Held {
        store::set_ordinal(db, before.id, number).await?;
    }
    store::touch_sittings(db, before.id, here.now).await?;
    let after = store::find_meeting(db, cycle, serial).await?.ok_or(Error::NotFound)?;
    let (from, to) = (before.path(here.place), after.path(there.place));
    references::store::set_place(db, &from, &to, there.place.forum.id, cycle).await?;
    Ok(after)
}

/// One act in each of the two cycles, about the same call.
async fn record(
    db: &mut PgConnection,
    here: Actor<'_>,
    there: Actor<'_>,
    before: &Meeting,
    after: &Meeting,
    reason: &str,
) -> Result<()> {
    let reference = Some(there.cite(db, after).await?);
    if after.report_state.is_out() {
        cite_paragraphs(db, there, after).await?;
    }
    let diff = || {
        Diff::new().field("cycle", here.place.name(), there.place.name()).field(
            "number",
            before.ordinal.map_or(String::new(), |number| number.to_string()),
            after.ordinal.map_or(String::new(), |number| number.to_string()),
        )
    };
    let left = format!("{} was moved to {}. {reason}", before.short_title(), there.place.name());
    let came = format!("{} was moved here from {}. {reason}", after.short_title(), here.place.name());
    for (actor, summary) in [(here, left), (there, came)] {
        let act = Act { reference, ..actor.act("meeting.refiled", Visibility::Public, summary, diff()) };
        activity::store::record(db, actor.now, act).await?;
    }
    Ok(())
}
