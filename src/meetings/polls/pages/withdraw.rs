//! Withdrawing a poll.

use askama::Template;
use axum::response::Response;

use super::PollPlace;
use crate::{
    app::Db,
    meetings::{
        pages::MeetingPath,
        polls::{actions, forms::WithdrawForm},
    },
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "meetings/polls/withdraw.html")]
struct WithdrawPage {
    layout: Layout,
    form: WithdrawForm,
    errors: Errors,
    back: String,
}

fn withdraw_page(frame: &Frame, of: &PollPlace, form: WithdrawForm, errors: Errors) -> Result<Response> {
    let layout = of.form_page(frame, "Withdraw the poll");
    let page = WithdrawPage { layout, form, errors, back: of.path() };
    render_with(page.errors.status(), &page)
}

/// Asks why.
pub async fn ask_withdraw(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    of.at.must_run(&frame)?;
    if let Some(why) = of.poll.why_settled() {
        return Err(Error::Conflict(why.to_owned()));
    }
    withdraw_page(&frame, &of, WithdrawForm::default(), Errors::default())
}

/// Takes it back.
pub async fn withdraw(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<WithdrawForm>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    of.at.must_run(&frame)?;
    let form = form.read()?;
    let reason = match form.typed.check() {
        Ok(reason) => reason,
        Err(errors) => return withdraw_page(&frame, &of, form.typed, errors),
    };

    let mut tx = form.once.begin(&mut db).await?;
    actions::withdraw(&mut tx, of.actor(&frame), &of.at.meeting, &of.poll, &reason).await?;

    tx.done(of.path(), "Withdrawn. What was answered stays on show.").await
}
