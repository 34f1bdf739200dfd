//! Discarding the draft of a report.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::Db,
    meetings::{Meeting, actions},
    texts::{self, Version, Which},
    web::{Error, Frame, Layout, Path, Result, Sent, render},
};

#[derive(Template)]
#[template(path = "meetings/discard.html")]
struct DiscardPage {
    layout: Layout,
    meeting: Meeting,
    draft: Version,
    path: String,
}

/// Asks whether the draft is really to go.
pub async fn ask_discard(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_write(&frame)?;
    let text = at.meeting.report.ok_or(Error::NotFound)?;
    let draft = texts::store::find_version(&mut db, text, Which::Working).await?.ok_or(Error::NotFound)?;

    let path = at.path();
    let layout = at.form_page(&frame, "Discard the draft").crumb("Report", format!("{path}/report"));
    render(&DiscardPage { layout, meeting: at.meeting, draft, path })
}

/// The draft that was on show when it was decided.
#[derive(Debug, Deserialize)]
pub struct DiscardForm {
    edits: i32,
}

/// Discards the draft.
pub async fn discard_report(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<DiscardForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_write(&frame)?;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::discard_report(&mut tx, at.actor(&frame), &at.meeting, form.typed.edits).await?;

    let message = if at.meeting.report_state.is_out() {
        "The draft was discarded. What is published stays as it was."
    } else {
        "The draft was discarded."
    };
    tx.done(at.path(), message).await
}
