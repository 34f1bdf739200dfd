//! Deleting a call that was scheduled by mistake, or taking one back that was imported by mistake.

use askama::Template;
use axum::response::Response;

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::Db,
    meetings::{Meeting, actions, forms::DeleteForm, store},
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "meetings/delete.html")]
struct DeletePage {
    layout: Layout,
    meeting: Meeting,
    form: DeleteForm,
    errors: Errors,
    back: String,
}

fn page(frame: &Frame, at: MeetingPlace, form: DeleteForm, errors: Errors) -> Result<Response> {
    let title = if at.meeting.by_import { "Take the import back" } else { "Delete the call" };
    let layout = at.form_page(frame, title);
    let page = DeletePage { layout, back: at.path(), meeting: at.meeting, form, errors };
    render_with(page.errors.status(), &page)
}

/// Asks why.
pub async fn ask_delete(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    let details = store::find_details(&mut db, at.meeting.id).await?;
    if let Some(why) = actions::why_not_deleted(&at.meeting, &details) {
        return Err(Error::Conflict(why.to_owned()));
    }
    page(&frame, at, DeleteForm::default(), Errors::default())
}

/// Deletes a call.
pub async fn delete(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<DeleteForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    let form = form.read()?;
    let reason = match form.typed.check() {
        Ok(reason) => reason,
        Err(errors) => return page(&frame, at, form.typed, errors),
    };

    let mut tx = form.once.begin(&mut db).await?;
    actions::delete(&mut tx, at.actor(&frame), &at.meeting, &reason).await?;

    let list = format!("{}/meetings", at.place.path());
    let sentence = if at.meeting.by_import {
        "The call was taken back with all that was imported. Its address says why."
    } else {
        "The call was deleted. Its address says why."
    };
    tx.done(list, sentence).await
}
