//! Cancelling a call, or one of its sittings.

use askama::Template;
use axum::response::Response;

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::Db,
    meetings::{Meeting, State, actions, forms::CancelForm},
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "meetings/cancel.html")]
struct CancelPage {
    layout: Layout,
    meeting: Meeting,
    form: CancelForm,
    errors: Errors,
    back: String,
}

fn cancel_page(frame: &Frame, at: MeetingPlace, form: CancelForm, errors: Errors) -> Result<Response> {
    let page = CancelPage {
        layout: at.form_page(frame, "Cancel the call"),
        back: at.path(),
        meeting: at.meeting,
        form,
        errors,
    };
    render_with(page.errors.status(), &page)
}

/// Asks why, and what exactly.
pub async fn ask_cancel(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    if !matches!(at.meeting.state, State::Scheduled | State::Intended) {
        return Err(Error::Conflict(
            "This call was held or cancelled already: it cannot be cancelled.".to_owned(),
        ));
    }
    cancel_page(&frame, at, CancelForm::default(), Errors::default())
}

/// Cancels a call, or one of its sittings.
pub async fn cancel(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<CancelForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    let form = form.read()?;
    let (sitting, reason) = match form.typed.check(&at.meeting) {
        Ok(checked) => checked,
        Err(errors) => return cancel_page(&frame, at, form.typed, errors),
    };

    let mut tx = form.once.begin(&mut db).await?;
    actions::cancel(&mut tx, at.actor(&frame), &at.meeting, sitting.map(|sitting| sitting.id), &reason)
        .await?;

    tx.done(at.path(), "Cancelled. What was planned stays on show.").await
}
