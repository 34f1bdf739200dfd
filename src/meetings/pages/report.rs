//! The editor of a report; publishing and correcting it.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::Db,
    meetings::{Meeting, State, actions},
    texts::{
        self, Version, VersionLine, Which,
        actions::Saved,
        diff,
        markdown::{self, MAX_SOURCE},
        model::Kind,
    },
    web::{Errors, Form, Frame, Layout, Path, Pressed, Result, Sent, Text, render_with},
};

/// What is typed in the editor.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// The report, in Markdown.
    source: String,
    /// How often it had been saved when the page was opened: a number. Without it a save could go over somebody else's.
    edits: String,
}

#[derive(Template)]
#[template(path = "meetings/report_edit.html")]
struct ReportPage {
    layout: Layout,
    meeting: Meeting,
    form: ReportForm,
    errors: Errors,
    /// What is typed to publish it.
    note: String,
    /// What is saved, as readers would see it.
    record: String,
    versions: Vec<VersionLine>,
    is_saved: bool,
    may_run: bool,
    path: String,
}

impl ReportPage {
    fn may_publish(&self) -> bool {
        self.may_run && self.is_saved && self.meeting.state == State::Held
    }

    fn is_correction(&self) -> bool {
        !self.versions.is_empty()
    }
}

async fn find_working(db: &mut Db, meeting: &Meeting) -> Result<Option<Version>> {
    match meeting.report {
        Some(text) => Ok(texts::store::find_version(db, text, Which::Working).await?),
        None => Ok(None),
    }
}

async fn find_newest(db: &mut Db, meeting: &Meeting) -> Result<Option<Version>> {
    match meeting.report {
        Some(text) => Ok(texts::store::find_version(db, text, Which::Newest).await?),
        None => Ok(None),
    }
}

async fn page(
    db: &mut Db,
    frame: &Frame,
    at: MeetingPlace,
    typed: Option<ReportForm>,
    note: String,
    errors: Errors,
) -> Result<Response> {
    let working = find_working(db, &at.meeting).await?;
    let versions = match at.meeting.report {
        Some(text) => texts::store::list_versions(db, text).await?,
        None => Vec::new(),
    };
    let saved = working.as_ref().map_or(&[][..], |working| &working.paragraphs);
    let record = texts::record(saved, "")?;
    let saved_edits = working.as_ref().map_or(0, |working| working.edits);
    let form = typed
        .unwrap_or_else(|| ReportForm { source: markdown::write(saved), edits: saved_edits.to_string() });
    let page = ReportPage {
        layout: at.form_page(frame, "Write the report").wide(),
        path: at.path(),
        may_run: frame.viewer().runs(at.place.cycle.id),
        is_saved: saved.iter().any(|paragraph| paragraph.block.kind != Kind::Footnote),
        meeting: at.meeting,
        form,
        errors,
        note,
        record,
        versions,
    };
    render_with(page.errors.status(), &page)
}

/// The editor.
pub async fn edit_report(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_write(&frame)?;
    page(&mut db, &frame, at, None, String::new(), Errors::default()).await
}

#[derive(Template)]
#[template(path = "meetings/report_conflict.html")]
struct ConflictPage {
    layout: Layout,
    path: String,
    /// What was typed here, to be saved over theirs.
    form: ReportForm,
    theirs: String,
    /// From theirs to what was typed here.
    changes: String,
}

/// Saves the report. When somebody saved meanwhile, both versions are shown and nothing is lost.
pub async fn update_report(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<ReportForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_write(&frame)?;
    let Form { typed, once, .. } = form.read()?;
    if typed.source.len() > MAX_SOURCE {
        let errors = Errors::one("source", "Shorten the report: two megabytes fit.");
        return page(&mut db, &frame, at, Some(typed), String::new(), errors).await;
    }
    if find_working(&mut db, &at.meeting).await?.is_none()
        && find_newest(&mut db, &at.meeting).await?.is_some()
    {
        let errors = Errors::one(
            "source",
            "The published report is not open for correction. Open a copy of it first.",
        );
        return page(&mut db, &frame, at, Some(typed), String::new(), errors).await;
    }
    let Ok(edits) = typed.edits.parse() else {
        let sentence = "Part of the page was missing when this was sent. Compare it with the preview of what is saved, then save it again.";
        let edits = find_working(&mut db, &at.meeting).await?.map_or(0, |working| working.edits).to_string();
        let typed = ReportForm { edits, ..typed };
        return page(&mut db, &frame, at, Some(typed), String::new(), Errors::one("source", sentence)).await;
    };
    let blocks = markdown::read(&typed.source);

    let mut tx = once.begin_change(&mut db).await?;
    let saved = actions::save_report(&mut tx, at.actor(&frame), &at.meeting, blocks, edits, false).await?;
    if let Saved::Conflict(theirs) = saved {
        drop(tx);
        return conflict(&frame, &at, typed, &theirs);
    }

    tx.done(format!("{}/report", at.path()), "Saved. Readers see it once it is published.").await
}

fn conflict(frame: &Frame, at: &MeetingPlace, typed: ReportForm, theirs: &Version) -> Result<Response> {
    let source = markdown::write(&theirs.paragraphs);
    let page = ConflictPage {
        layout: at.form_page(frame, "This report was saved in the meantime").wide(),
        path: at.path(),
        changes: diff::html(&diff::words(&source, &typed.source)),
        form: ReportForm { edits: theirs.edits.to_string(), ..typed },
        theirs: source,
    };
    render_with(StatusCode::CONFLICT, &page)
}

/// What is typed to publish.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PublishForm {
    note: String,
    edits: i32,
}

/// Publishes the report.
pub async fn publish_report(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<PublishForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    let form = form.read()?;
    let mut errors = Errors::default();
    let note = form.typed.note.optional(&mut errors, "note", "the note", 500);
    let is_correction = find_working(&mut db, &at.meeting).await?.is_some()
        && find_newest(&mut db, &at.meeting).await?.is_some();
    if is_correction && note.is_empty() {
        errors.add("note", "Say what this version corrects: everybody will read it.");
    }
    if !errors.is_empty() {
        return page(&mut db, &frame, at, None, form.typed.note, errors).await;
    }

    let mut tx = form.once.begin(&mut db).await?;
    let number =
        actions::publish_report(&mut tx, at.actor(&frame), &at.meeting, form.typed.edits, &note).await?;

    let message = if number == 1 {
        "The report is published.".to_owned()
    } else {
        format!("Version {number} is published.")
    };
    tx.done(at.path(), message).await
}

/// Opens the published report for a correction.
pub async fn correct_report(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<Pressed>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_write(&frame)?;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::correct_report(&mut tx, at.actor(&frame), &at.meeting).await?;

    let message = "This is a copy to correct. What is published stays until you publish the next version.";
    tx.done(format!("{}/report", at.path()), message).await
}
