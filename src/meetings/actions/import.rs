//! Saving an imported report, after a person has looked it through: meeting, report, recordings, participants and
//! what was said of the next call, in one act.

use sqlx::PgConnection;

use super::{Actor, intention, parts, reload, report, schedule};
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
    let meeting = if let Some(meeting) = onto {
        meeting.clone()
    } else {
        let meeting = schedule::insert(db, actor, &reviewed.meeting).await?;
        store::set_by_import(db, meeting.id).await?;
        meeting
    };
    let held = match meeting.state {
        State::Scheduled => schedule::hold(db, actor, &meeting, reviewed.ordinal).await?,
        _ => meeting,
    };
    store::insert_import(db, held.id, actor.person, &reviewed.source, actor.now).await?;
    if !reviewed.agenda.is_empty() {
        store::replace_agenda(db, held.id, &reviewed.agenda, true, held.edits).await?;
    }
    let visibility = save_record(db, actor, &held, reviewed).await?;
    save_text(db, actor, &held, &reviewed.blocks).await?;
    if let Some(next) = &reviewed.next {
        save_next(db, actor, &held, next).await?;
    }
    let imported = reload(db, &held).await?;
    let summary = format!("The report of {} was imported.", imported.short_title());
    let diff = Diff::new().field("participants", "", reviewed.attendees.len()).field(
        "recordings",
        "",
        reviewed.recordings.len(),
    );
    actor.record(db, &imported, "report.imported", visibility, summary, diff).await?;
    Ok(imported)
}

/// What was said of the next call. A report that is imported again says it again: what stands there already is brought
/// up to date while it has no time, and else is left to those who look after it.
async fn save_next(db: &mut PgConnection, actor: Actor<'_>, held: &Meeting, next: &NewMeeting) -> Result<()> {
    let before = store::list_said_in(db, held.cycle, held.id).await?;
    if before.is_empty() {
        let next = intention::insert_intended(db, actor, next, Some(held)).await?;
        actor.cite(db, &next).await?;
    }
    let open = before.iter().find(|before| before.state == State::Intended);
    if let Some((open, intention)) = open.zip(next.intention.as_ref()) {
        store::set_intention(db, open.id, open.kind, intention, open.edits).await?;
    }
    Ok(())
}

/// Recordings and participants. They are public when somebody says so, or together with the report; what is out already
/// is not replaced behind the back of its readers. Who may read of it.
async fn save_record(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    reviewed: &Reviewed,
) -> Result<Visibility> {
    if meeting.report_state.is_out() && !reviewed.show_record {
        return Ok(Visibility::Cycle);
    }
    let edits = reload(db, meeting).await?.edits;
    parts::replace_recordings(db, meeting, &reviewed.recordings, edits).await?;
    let edits = reload(db, meeting).await?.edits;
    let (attendees, order) = (&reviewed.attendees, AnnexOrder::AsEntered);
    let replaced =
        parts::replace_attendance(db, actor, meeting, attendees, order, edits, Channel::Import).await?;
    let is_empty = reviewed.recordings.is_empty() && reviewed.attendees.is_empty();
    store::set_record_waits(db, meeting.id, !reviewed.show_record && !is_empty).await?;
    Ok(replaced.map_or(Visibility::Cycle, |(visibility, _)| visibility))
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
    match report::save(db, actor, meeting, blocks.to_vec(), edits, true).await? {
        Saved::Done => Ok(()),
        Saved::Conflict(_) => {
            Err(Error::Conflict("This report was saved in the meantime. Import it again.".to_owned()))
        }
    }
}
