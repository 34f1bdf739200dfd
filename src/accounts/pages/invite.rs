//! Inviting a colleague.

use askama::Template;
use axum::response::Response;

use crate::{
    accounts::{actions, forms::InviteForm, model::INVITATION_DAYS},
    app::{App, Db},
    web::{Errors, Frame, Layout, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "accounts/invite.html")]
struct InvitePage {
    layout: Layout,
    form: InviteForm,
    errors: Errors,
    made: Option<String>,
    days: i64,
}

fn page(frame: &Frame, form: InviteForm, errors: Errors, made: Option<String>) -> Result<Response> {
    let layout = frame.page("Invite a colleague").crumb("Administration", "/admin").private();
    render_with(errors.status(), &InvitePage { layout, form, errors, made, days: INVITATION_DAYS })
}

/// The form to invite somebody.
pub async fn new_invitation(frame: Frame) -> Result<Response> {
    frame.must_run_site()?;
    page(&frame, InviteForm::default(), Errors::default(), None)
}

/// Makes the link and shows it, once.
pub async fn invite(mut db: Db, app: App, frame: Frame, form: Sent<InviteForm>) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let invited = match form.typed.check() {
        Ok(invited) => invited,
        Err(errors) => return page(&frame, form.typed, errors, None),
    };

    let mut tx = form.once.begin(&mut db).await?;
    let path = actions::invite(&mut tx, by, invited, frame.now()).await?;
    tx.shown(
        "The link was shown on the page that was the answer then. Whoever did not see it makes another.",
    )
    .await?;

    page(&frame, form.typed, Errors::default(), Some(app.absolute(&path)))
}
