//! Scheduling, moving, cancelling, and saying that a meeting was held.

use sqlx::PgConnection;

use super::{Actor, changed_meanwhile, proposals, reload};
use crate::{
    activity::{Diff, Visibility},
    db::SittingId,
    meetings::{Kind, Meeting, NewMeeting, NewSitting, State, model::Sitting, polls, store},
    web::{Error, Result, time},
};

/// Schedules a meeting.
pub async fn schedule(db: &mut PgConnection, actor: Actor<'_>, new: &NewMeeting) -> Result<Meeting> {
    let meeting = insert(db, actor, new).await?;
    let summary = format!("{} was scheduled for {}.", meeting.short_title(), when(&meeting));
    actor.record(db, &meeting, "meeting.scheduled", Visibility::Public, summary, Diff::new()).await?;
    reload(db, &meeting).await
}

/// The same as part of another act.
pub(super) async fn insert(db: &mut PgConnection, actor: Actor<'_>, new: &NewMeeting) -> Result<Meeting> {
    store::lock_cycle(db, actor.place.cycle.id).await?;
    let (id, serial) =
        store::insert_meeting(db, actor.place.cycle.id, State::Scheduled, new, actor.now).await?;
    for sitting in &new.sittings {
        store::insert_sitting(db, id, sitting, actor.now).await?;
    }
    store::order_sittings(db, id).await?;
    let meeting = store::find_meeting(db, actor.place.cycle.id, serial).await?.ok_or(Error::NotFound)?;
    proposals::open(db, actor, &meeting).await?;
    reload(db, &meeting).await
}

/// Gives an intended meeting its time.
pub async fn schedule_intended(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: &Meeting,
    new: &NewMeeting,
    edits: i32,
) -> Result<bool> {
    store::lock_cycle(db, actor.place.cycle.id).await?;
    if !store::set_meeting(db, before.id, new, edits).await? {
        return Ok(false);
    }
    for sitting in &new.sittings {
        store::insert_sitting(db, before.id, sitting, actor.now).await?;
    }
    store::order_sittings(db, before.id).await?;
    if !store::set_state(db, before.id, State::Intended, State::Scheduled).await? {
        return Err(changed_meanwhile());
    }
    polls::store::set_withdrawn(db, before.id, "A time was set without it.", actor.now).await?;
    let meeting = reload(db, before).await?;
    proposals::open(db, actor, &meeting).await?;
    let summary = format!("{} was scheduled for {}.", meeting.short_title(), when(&meeting));
    actor.record(db, &meeting, "meeting.scheduled", Visibility::Public, summary, Diff::new()).await?;
    Ok(true)
}

/// Changes a meeting, if nobody did since `edits`. A time that moves is put on record in public.
pub async fn change(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: &Meeting,
    new: &NewMeeting,
    edits: i32,
) -> Result<bool> {
    store::lock_cycle(db, actor.place.cycle.id).await?;
    if !store::set_meeting(db, before.id, new, edits).await? {
        return Ok(false);
    }
    if before.state == State::Held && new.kind == Kind::Virtual && before.kind != Kind::Virtual {
        store::set_ordinal(db, before.id, None).await?;
    }
    let shows_elsewhere =
        (&before.own_title, &before.place, before.kind) != (&new.title, &new.place, new.kind);
    if shows_elsewhere {
        store::touch_sittings(db, before.id, actor.now).await?;
    }
    for (number, sitting) in (1_i32..).zip(&new.sittings) {
        let old = before.sittings.iter().find(|old| old.position == number);
        set_sitting(db, actor, before, old, sitting, &new.reason).await?;
    }
    store::order_sittings(db, before.id).await?;
    let meeting = reload(db, before).await?;
    proposals::follow(db, actor, before, &meeting, &new.reason).await?;
    record_change(db, actor, before, &meeting, &new.reason).await?;
    Ok(true)
}

async fn set_sitting(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    old: Option<&Sitting>,
    new: &NewSitting,
    reason: &str,
) -> Result<()> {
    let Some(old) = old else {
        store::insert_sitting(db, meeting.id, new, actor.now).await?;
        return Ok(());
    };
    if (old.join_text.as_str(), old.join_shown) != (new.join_text.as_str(), new.join_shown)
        || old.join_recheck
    {
        store::set_join(db, old.id, new).await?;
    }
    if (old.starts_at, old.minutes, old.time_known) != (new.starts_at, new.minutes, new.time_known) {
        // Details that were written again together with the new time need no second look.
        store::set_time(db, old, new, reason, actor.now).await?;
        if old.join_text != new.join_text {
            store::set_join(db, old.id, new).await?;
        }
    }
    Ok(())
}

async fn record_change(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: &Meeting,
    after: &Meeting,
    reason: &str,
) -> Result<()> {
    let diff = Diff::new()
        .field("kind", before.kind.code(), after.kind.code())
        .field("title", &before.own_title, &after.own_title)
        .field("audience", &before.audience, &after.audience)
        .field("place", &before.place, &after.place)
        .field("summary", &before.summary, &after.summary)
        .field("when", when(before), when(after));
    if when(before) == when(after) {
        let summary = format!("{} was changed.", after.short_title());
        return actor.record(db, after, "meeting.changed", Visibility::Cycle, summary, diff).await;
    }
    let moved = before
        .sittings
        .iter()
        .any(|old| after.sittings.iter().any(|new| new.id == old.id && old.moves_to(new.starts_at)));
    if !moved {
        let summary = format!("The time of {} is set: {}.", after.short_title(), when(after));
        return actor.record(db, after, "meeting.timed", Visibility::Public, summary, diff).await;
    }
    let why = if reason.is_empty() { String::new() } else { format!(" {reason}") };
    let summary = format!("{} moved to {}.{why}", after.short_title(), when(after));
    actor.record(db, after, "meeting.moved", Visibility::Public, summary, diff).await
}

/// Cancels a meeting, or one of its sittings. What was planned stays on show.
///
/// # Errors
/// Conflict when it was held or cancelled meanwhile.
pub async fn cancel(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    sitting: Option<SittingId>,
    reason: &str,
) -> Result<()> {
    store::lock_cycle(db, actor.place.cycle.id).await?;
    let open = reload(db, meeting).await?.state;
    if !matches!(open, State::Scheduled | State::Intended) {
        return Err(changed_meanwhile());
    }
    let title = meeting.short_title();
    store::set_cancelled(db, meeting.id, sitting, reason, actor.now).await?;
    let after = reload(db, meeting).await?;
    let all = after.sittings.iter().all(|sitting| sitting.cancelled_at.is_some());
    if all {
        store::set_state(db, meeting.id, open, State::Cancelled).await?;
    }
    if all {
        polls::store::set_withdrawn(db, meeting.id, "The call was cancelled.", actor.now).await?;
    }
    if open == State::Intended {
        store::set_dropped(db, meeting.id, reason, actor.now).await?;
    }
    let summary = if all {
        format!("{title} was cancelled. {reason}")
    } else {
        format!("A sitting of {title} was cancelled. {reason}")
    };
    let diff =
        Diff::new().field("state", open.code(), if all { State::Cancelled.code() } else { open.code() });
    let cancelled = reload(db, meeting).await?;
    actor.record(db, &cancelled, "meeting.cancelled", Visibility::Public, summary, diff).await
}

/// Says that a meeting was held; a numbered call gets its number for good.
///
/// # Errors
/// Conflict when it is not scheduled, or has not begun.
pub async fn mark_held(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    printed: Option<i32>,
) -> Result<Meeting> {
    let held = hold(db, actor, meeting, printed).await?;
    let summary = format!("{} was held.", held.short_title());
    let diff = Diff::new().field("state", State::Scheduled.code(), State::Held.code());
    actor.record(db, &held, "meeting.held", Visibility::Public, summary, diff).await?;
    Ok(held)
}

/// The same as part of another act.
pub(super) async fn hold(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    printed: Option<i32>,
) -> Result<Meeting> {
    store::lock_cycle(db, actor.place.cycle.id).await?;
    let begun = meeting.first().is_some_and(|sitting| sitting.starts_at <= actor.now);
    if !begun {
        return Err(Error::Conflict("The meeting has not begun. Come back when it has.".to_owned()));
    }
    if !store::set_state(db, meeting.id, State::Scheduled, State::Held).await? {
        return Err(changed_meanwhile());
    }
    store::set_ordinal(db, meeting.id, printed).await?;
    reload(db, meeting).await
}

fn when(meeting: &Meeting) -> String {
    let text = |sitting: &Sitting| {
        if sitting.time_known { time::utc(sitting.starts_at) } else { time::day(sitting.starts_at.day()) }
    };
    meeting.sittings.iter().map(text).collect::<Vec<_>>().join(" and ")
}
