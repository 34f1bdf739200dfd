//! The report: saving, publishing, correcting, taking back.

use sqlx::PgConnection;

use super::{Actor, reload};
use crate::{
    activity::{Diff, Visibility},
    meetings::{Meeting, State, store},
    references::{self, Citable, Kind},
    texts::{self, Which, actions::Saved, model::Block},
    web::{Error, Result},
};

/// Saves the report as it is being written.
pub async fn save_report(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    blocks: Vec<Block>,
    edits: i32,
    is_import: bool,
) -> Result<Saved> {
    let saved = save(db, actor, meeting, blocks, edits, is_import).await?;
    if let Saved::Done = saved {
        let summary = format!("The report of {} was edited.", meeting.short_title());
        actor.record(db, meeting, "report.saved", Visibility::Cycle, summary, Diff::new()).await?;
    }
    Ok(saved)
}

/// The same as part of another act.
pub(super) async fn save(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    blocks: Vec<Block>,
    edits: i32,
    is_import: bool,
) -> Result<Saved> {
    store::lock_cycle(db, meeting.cycle).await?;
    let text = if let Some(text) = reload(db, meeting).await?.report {
        text
    } else {
        let text = texts::store::insert_text(db, actor.now).await?;
        store::set_report(db, meeting.id, text).await?;
        text
    };
    texts::actions::save(db, text, blocks, edits, is_import, actor.person, actor.now).await
}

/// Publishes the report. Each numbered paragraph can be cited from then on.
///
/// # Errors
/// Conflict when the meeting was not held, nothing is written, or somebody saved since `edits`.
pub async fn publish_report(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    edits: i32,
    note: &str,
) -> Result<i32> {
    store::lock_cycle(db, meeting.cycle).await?;
    let meeting = &reload(db, meeting).await?;
    let text = meeting.report.ok_or(Error::NotFound)?;
    if meeting.state != State::Held {
        let sentence = "A report is published once the meeting was held. Say so on its page first.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    let number = texts::actions::publish(db, text, edits, note, actor.person, actor.now).await?;
    cite_paragraphs(db, actor, meeting).await?;
    store::set_record_waits(db, meeting.id, false).await?;
    let title = meeting.short_title();
    let summary = match number {
        1 => format!("The report of {title} was published."),
        _ => format!("The report of {title} was corrected (version {number}): {note}"),
    };
    actor.record(db, meeting, "report.published", Visibility::Public, summary, Diff::new()).await?;
    Ok(number)
}

/// Brings the references of a report's paragraphs in line with what is out.
pub(super) async fn cite_paragraphs(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
) -> Result<()> {
    let path = meeting.path(actor.place);
    references::store::set_visible_under(db, &format!("{path}#"), false).await?;
    let text = meeting.report.ok_or(Error::NotFound)?;
    let Some(version) = texts::store::find_version(db, text, Which::Published).await? else { return Ok(()) };
    for paragraph in &version.paragraphs {
        let Some(number) = paragraph.shown_number() else { continue };
        let citable = Citable {
            kind: Kind::ReportParagraph,
            forum: actor.place.forum.id,
            cycle: Some(meeting.cycle),
            label: format!("{} ¶{number}", meeting.citation(actor.place)),
            path: format!("{path}#{}", paragraph.code),
            visible: true,
        };
        references::store::set_reference(db, &citable).await?;
    }
    Ok(())
}

/// Opens the published report for a correction, which will be its next version.
pub async fn correct_report(db: &mut PgConnection, actor: Actor<'_>, meeting: &Meeting) -> Result<()> {
    let text = meeting.report.ok_or(Error::NotFound)?;
    texts::actions::correct(db, text, actor.now).await?;
    let summary = format!("A correction of the report of {} was begun.", meeting.short_title());
    actor.record(db, meeting, "report.correction_begun", Visibility::Cycle, summary, Diff::new()).await
}

/// Discards the draft of the report: a first one, or a copy that was being corrected. What is published stays as it is.
///
/// # Errors
/// Conflict when there is no draft, or somebody saved it since `edits`.
pub async fn discard_report(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    edits: i32,
) -> Result<()> {
    let text = meeting.report.ok_or(Error::NotFound)?;
    texts::actions::discard(db, text, edits).await?;
    let summary = format!("The draft of the report of {} was discarded.", meeting.short_title());
    actor.record(db, meeting, "report.discarded", Visibility::Cycle, summary, Diff::new()).await
}

/// Takes the report back, all versions of it; their addresses then answer that they are gone, and why.
///
/// # Errors
/// Conflict when nothing is published.
pub async fn withdraw_report(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    reason: &str,
) -> Result<()> {
    let text = meeting.report.ok_or(Error::NotFound)?;
    texts::actions::withdraw(db, text, reason, actor.now).await?;
    cite_paragraphs(db, actor, meeting).await?;
    let summary = format!("The report of {} was taken back: {reason}", meeting.short_title());
    actor.record(db, meeting, "report.withdrawn", Visibility::Public, summary, Diff::new()).await
}
