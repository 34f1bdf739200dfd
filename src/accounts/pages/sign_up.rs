//! Asking for an account.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::mailed::{LOOK, MailedPage};
use crate::{
    accounts::{
        actions::{self, Asked},
        forms::SignUpForm,
    },
    app::{App, Db},
    links::Secret,
    web::{Caller, Errors, Frame, Layout, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "accounts/sign_up.html")]
struct SignUpPage {
    layout: Layout,
    form: SignUpForm,
    errors: Errors,
}

fn page(frame: &Frame, status: StatusCode, form: SignUpForm, errors: Errors) -> Result<Response> {
    render_with(status, &SignUpPage { layout: frame.page("Make an account").private(), form, errors })
}

/// The form.
pub async fn sign_up(frame: Frame) -> Result<Response> {
    page(&frame, StatusCode::OK, SignUpForm::default(), Errors::default())
}

/// Mails a link that makes the account; to an address that has one, a link that signs in.
pub async fn mail_sign_up(
    mut db: Db,
    app: App,
    frame: Frame,
    caller: Caller,
    form: Sent<SignUpForm>,
) -> Result<Response> {
    let form = form.read()?;
    let (name, email) = match form.typed.check() {
        Ok(checked) => checked,
        Err(errors) => return page(&frame, StatusCode::UNPROCESSABLE_ENTITY, form.typed, errors),
    };

    let ticket = match actions::ask(&mut db, &app, &caller, &email).await? {
        asked @ Asked::TooOften => {
            let errors = Errors::one("email", asked.how_long_to_wait());
            return page(&frame, StatusCode::TOO_MANY_REQUESTS, form.typed, errors);
        }
        Asked::Before => Secret::random()?,
        Asked::Granted => {
            let mut tx = form.once.begin(&mut db).await?;
            let ticket = actions::mail_sign_up(&mut tx, &app, &name, &email, frame.now()).await?;
            tx.shown(LOOK).await?;
            ticket
        }
    };

    MailedPage::answer(&frame, email.as_str(), Some(&ticket), "/settings")
}
