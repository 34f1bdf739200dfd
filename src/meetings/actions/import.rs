//! Saving an imported report, after a person has looked it through: meeting, report, recordings, participants and
//! what was said of the next call, in one act.

use sqlx::PgConnection;

use super::{Actor, change_attendance, change_recordings, intend, mark_held, reload, save_report, schedule};
use crate::{
    activity::{Diff, Visibility},
    attribution::Channel,
    meetings::{AnnexOrder, Meeting, NewAgendaItem, NewAttendee, NewMeeting, NewRecording, State, store},
    texts::{Which, actions::Saved, model::Block, store as texts},
    web::{Error, Result},
};

/// What a person has looked through.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// What was pasted or uploaded.
    pub source: String,
    /// The meeting.
    pub meeting: NewMeeting,
    /// Its number, as printed.
    pub ordinal: Option<i32>,
    /// The agenda.
    pub agenda: Vec<NewAgendaItem>,
    /// The report.
    pub blocks: Vec<Block>,
    /// Links to recordings.
    pub recordings: Vec<NewRecording>,
    /// Who took part.
    pub attendees: Vec<NewAttendee>,
    /// What was said of the next call.
    pub next: Option<NewMeeting>,
    /// Whether recordings and participants are public at once, while the report is a draft.
    pub show_record: bool,
}

/// Saves it: as a new meeting, or over what `onto` has.
pub async fn save_import(
    db: &mut PgConnection,
    actor: Actor<'_>,
    reviewed: &Reviewed,
    onto: Option<&Meeting>,
) -> Result<Meeting> {
    let meeting = match onto {
        Some(meeting) => meeting.clone(),
        None => schedule(db, actor, &reviewed.meeting).await?,
    };
    let held = match meeting.state {
        State::Scheduled => mark_held(db, actor, &meeting, reviewed.ordinal).await?,
        _ => meeting,
    };
    store::insert_import(db, held.id, actor.person, &reviewed.source, actor.now).await?;
    if !reviewed.agenda.is_empty() {
        store::replace_agenda(db, held.id, &reviewed.agenda, true, held.edits).await?;
    }
    save_record(db, actor, &held, reviewed).await?;
    save_text(db, actor, &held, &reviewed.blocks).await?;
    if let Some(next) = &reviewed.next {
        intend(db, actor, next, Some(&held)).await?;
    }
    let imported = reload(db, &held).await?;
    let summary = format!("The report of {} was imported.", imported.short_title());
    actor.record(db, &imported, "report.imported", Visibility::Cycle, summary, Diff::new()).await?;
    Ok(imported)
}

/// Recordings and participants. They are public when somebody says so, or together with the report; what is out already
/// is not replaced behind the back of its readers.
async fn save_record(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    reviewed: &Reviewed,
) -> Result<()> {
    if meeting.report_state.is_out() && !reviewed.show_record {
        return Ok(());
    }
    let edits = reload(db, meeting).await?.edits;
    change_recordings(db, actor, meeting, &reviewed.recordings, edits).await?;
    let edits = reload(db, meeting).await?.edits;
    let order = AnnexOrder::AsEntered;
    change_attendance(db, actor, meeting, &reviewed.attendees, order, edits, Channel::Import).await?;
    let is_empty = reviewed.recordings.is_empty() && reviewed.attendees.is_empty();
    Ok(store::set_record_waits(db, meeting.id, !reviewed.show_record && !is_empty).await?)
}

async fn save_text(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    blocks: &[Block],
) -> Result<()> {
    if blocks.is_empty() {
        return Ok(());
    }
    let edits = match meeting.report {
        Some(text) => texts::find_version(db, text, Which::Working).await?.map_or(0, |working| working.edits),
        None => 0,
    };
    match save_report(db, actor, meeting, blocks.to_vec(), edits, true).await? {
        Saved::Done => Ok(()),
        Saved::Conflict(_) => {
            Err(Error::Conflict("This report was saved in the meantime. Import it again.".to_owned()))
        }
    }
}
