//! Agenda, recordings, participants.

use sqlx::PgConnection;

use super::{Actor, changed_meanwhile};
use crate::{
    activity::{Diff, Visibility},
    attribution::{self, Attribution, Channel},
    meetings::{
        AnnexOrder, AnnexRow, Meeting, NewAgendaItem, NewAttendee, NewRecording, annex, counted, store,
    },
    web::Result,
};

/// Replaces the agenda, if nobody changed the meeting since `edits`.
pub async fn change_agenda(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    items: &[NewAgendaItem],
    published: bool,
    edits: i32,
) -> Result<bool> {
    if !store::replace_agenda(db, meeting.id, items, published, edits).await? {
        return Ok(false);
    }
    let first = published && !meeting.agenda_published;
    let visibility = if first { Visibility::Public } else { Visibility::Cycle };
    let title = meeting.short_title();
    let summary = if first {
        format!("The agenda of {title} is out.")
    } else {
        format!("The agenda of {title} was changed.")
    };
    let diff = Diff::new().field("published", meeting.agenda_published, published);
    actor.record(db, meeting, "agenda.changed", visibility, summary, diff).await?;
    Ok(true)
}

/// Replaces the links to recordings.
///
/// # Errors
/// Conflict when somebody changed the meeting since `edits`.
pub async fn change_recordings(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    recordings: &[NewRecording],
    edits: i32,
) -> Result<bool> {
    if !replace_recordings(db, meeting, recordings, edits).await? {
        return Ok(false);
    }
    let summary = format!("The recordings of {} were changed.", meeting.short_title());
    let diff = Diff::new().field("count", "", recordings.len());
    actor.record(db, meeting, "recordings.changed", Visibility::Cycle, summary, diff).await?;
    Ok(true)
}

/// The same as part of another act.
pub(super) async fn replace_recordings(
    db: &mut PgConnection,
    meeting: &Meeting,
    recordings: &[NewRecording],
    edits: i32,
) -> Result<bool> {
    if !store::take_turn(db, meeting.id, edits).await? {
        return Ok(false);
    }
    store::replace_recordings(db, meeting.id, recordings).await?;
    Ok(true)
}

/// Replaces the list of participants. Each row is attributed as of the day of the first sitting; what somebody is
/// later does not change it. Once the report is out, a list that changes for its readers leaves a trace that they see.
///
/// # Errors
/// Conflict when the meeting has no sitting.
pub async fn change_attendance(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    attendees: &[NewAttendee],
    order: AnnexOrder,
    edits: i32,
    channel: Channel,
) -> Result<bool> {
    let replaced = replace_attendance(db, actor, meeting, attendees, order, edits, channel).await?;
    let Some((visibility, diff)) = replaced else { return Ok(false) };
    let summary = format!("The list of participants of {} was changed.", meeting.short_title());
    actor.record(db, meeting, "attendance.changed", visibility, summary, diff).await?;
    Ok(true)
}

/// The same as part of another act; who may read of it and what changed, or none when somebody was faster.
pub(super) async fn replace_attendance(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    attendees: &[NewAttendee],
    order: AnnexOrder,
    edits: i32,
    channel: Channel,
) -> Result<Option<(Visibility, Diff)>> {
    let as_of = meeting.as_of().ok_or_else(changed_meanwhile)?;
    let before = shown(db, meeting, meeting.annex_order).await?;
    if !store::set_annex_order(db, meeting.id, order, edits).await? {
        return Ok(None);
    }
    store::delete_attendance(db, meeting.id).await?;
    for (position, attendee) in (1_i32..).zip(attendees) {
        let who = Attribution {
            name: attendee.name.clone(),
            affiliation: attendee.affiliation.clone(),
            person: attendee.person,
            group: attendee.group.clone(),
            channel,
            captured_by: actor.person,
            as_of,
        };
        let attribution = attribution::store::insert_attribution(db, &who, actor.now).await?;
        store::insert_attendance(db, meeting.id, position, attribution, attendee).await?;
    }
    let after = shown(db, meeting, order).await?;
    let is_seen = meeting.report_state.is_out() && before != after;
    if is_seen {
        store::insert_annex_change(db, meeting.id, actor.now).await?;
    }
    let visibility = if is_seen { Visibility::Public } else { Visibility::Cycle };
    Ok(Some((visibility, Diff::new().field("count", before.1, after.1))))
}

/// The list as its readers see it, and how many took part.
async fn shown(
    db: &mut PgConnection,
    meeting: &Meeting,
    order: AnnexOrder,
) -> Result<(Vec<AnnexRow>, usize)> {
    let attendees = store::find_details(db, meeting.id).await?.attendees;
    Ok((annex(&attendees, order), counted(&attendees)))
}
