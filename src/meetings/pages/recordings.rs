//! Links to recordings.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::Db,
    meetings::{Meeting, RecordingKind, actions, forms::RecordingsForm, store},
    web::{Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "meetings/recordings.html")]
struct RecordingsPage {
    layout: Layout,
    meeting: Meeting,
    form: RecordingsForm,
    errors: Errors,
    theirs: Option<RecordingsForm>,
    back: String,
}

impl RecordingsPage {
    fn kinds(&self) -> &'static [RecordingKind] {
        RecordingKind::ALL
    }
}

fn page(
    frame: &Frame,
    at: MeetingPlace,
    form: RecordingsForm,
    errors: Errors,
    theirs: Option<RecordingsForm>,
) -> Result<Response> {
    let layout = at.form_page(frame, "Recordings");
    let page = RecordingsPage { layout, back: at.path(), meeting: at.meeting, form, errors, theirs };
    let status = if page.theirs.is_some() { StatusCode::CONFLICT } else { page.errors.status() };
    render_with(status, &page)
}

/// The form for recordings.
pub async fn edit_recordings(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_write(&frame)?;
    let details = store::find_details(&mut db, at.meeting.id).await?;
    let form = RecordingsForm::of(&at.meeting, &details.recordings);
    page(&frame, at, form, Errors::default(), None)
}

/// Saves the recordings.
pub async fn update_recordings(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<RecordingsForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_write(&frame)?;
    let form = form.read()?;
    let recordings = match form.typed.check(&at.meeting) {
        Ok(recordings) => recordings,
        Err(errors) => return page(&frame, at, form.typed, errors, None),
    };

    let edits = form.typed.edits;
    let mut tx = form.once.begin_change(&mut db).await?;
    let saved =
        actions::change_recordings(&mut tx, at.actor(&frame), &at.meeting, &recordings, edits).await?;
    if saved {
        return tx.done(at.path(), "The recordings were saved.").await;
    }
    drop(tx);

    let details = store::find_details(&mut db, at.meeting.id).await?;
    let theirs = RecordingsForm::of(&at.meeting, &details.recordings);
    let form = RecordingsForm { edits: at.meeting.edits, ..form.typed };
    page(&frame, at, form, Errors::default(), Some(theirs))
}
