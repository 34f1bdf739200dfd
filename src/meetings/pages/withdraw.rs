//! Taking a report back.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::Db,
    meetings::{Meeting, actions},
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, Text, render_with},
};

#[derive(Template)]
#[template(path = "meetings/withdraw.html")]
struct WithdrawPage {
    layout: Layout,
    meeting: Meeting,
    form: WithdrawForm,
    errors: Errors,
    path: String,
}

/// What is typed to take a report back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    reason: String,
}

fn withdraw_page(frame: &Frame, at: MeetingPlace, form: WithdrawForm, errors: Errors) -> Result<Response> {
    let page = WithdrawPage {
        layout: at.form_page(frame, "Take the report back"),
        path: at.path(),
        meeting: at.meeting,
        form,
        errors,
    };
    render_with(page.errors.status(), &page)
}

/// Asks why.
pub async fn ask_withdraw(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    withdraw_page(&frame, at, WithdrawForm::default(), Errors::default())
}

/// Takes the report back.
pub async fn withdraw_report(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<WithdrawForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    let form = form.read()?;
    let mut errors = Errors::default();
    let reason =
        form.typed.reason.required(&mut errors, "reason", "why: readers of its address are told", 300);
    if !errors.is_empty() {
        return withdraw_page(&frame, at, form.typed, errors);
    }
    if at.meeting.report.is_none() {
        return Err(Error::NotFound);
    }

    let mut tx = form.once.begin(&mut db).await?;
    actions::withdraw_report(&mut tx, at.actor(&frame), &at.meeting, &reason).await?;

    tx.done(at.path(), "The report was taken back. Its text is kept for you to correct.").await
}
