//! Choosing a password, or another one.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use axum_extra::extract::CookieJar;

use super::{known_by, session};
use crate::{
    accounts::{
        actions::{self, Refused},
        forms::PasswordForm,
        store,
    },
    app::{App, Db},
    web::{Caller, Error, Errors, Frame, Layout, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "accounts/password.html")]
struct PasswordPage {
    layout: Layout,
    has_password: bool,
    errors: Errors,
}

fn page(frame: &Frame, has_password: bool, status: StatusCode, errors: Errors) -> Result<Response> {
    let title = if has_password { "Change your password" } else { "Choose a password" };
    let layout = frame.page(title).crumb("Settings", "/settings").private();
    render_with(status, &PasswordPage { layout, has_password, errors })
}

/// The form.
pub async fn edit_password(mut db: Db, frame: Frame) -> Result<Response> {
    let has_password = store::find_password(&mut db, frame.member()?.account).await?.is_some();

    page(&frame, has_password, StatusCode::OK, Errors::default())
}

/// Sets it. Who has one shows that they know it; who has none came by a mailed link.
pub async fn set_password(
    mut db: Db,
    app: App,
    frame: Frame,
    jar: CookieJar,
    caller: Caller,
    form: Sent<PasswordForm>,
) -> Result<Response> {
    let account = frame.member()?.account;
    let owner = store::find_owner(&mut db, account).await?.ok_or(Error::NotFound)?;
    let has_password = store::find_password(&mut db, account).await?.is_some();
    let form = form.read()?;
    if has_password {
        let checked = actions::check_password(&mut db, &app, &caller, &owner.2, &form.typed.current).await?;
        match checked {
            Ok(_) => {}
            Err(Refused::Wrong) => {
                let errors = Errors::one("current", "This is not your present password.");
                return page(&frame, has_password, StatusCode::UNPROCESSABLE_ENTITY, errors);
            }
            Err(Refused::TooOften) => {
                let errors = Errors::one("current", "Too many were tried. Try again in an hour.");
                return page(&frame, has_password, StatusCode::TOO_MANY_REQUESTS, errors);
            }
        }
    }
    let password = match form.typed.check(&known_by(Some(&owner))) {
        Ok(password) => password,
        Err(errors) => return page(&frame, has_password, StatusCode::UNPROCESSABLE_ENTITY, errors),
    };

    let mut tx = form.once.begin(&mut db).await?;
    let keep = session(&app, &jar);
    actions::set_password(&mut tx, &app, account, password, keep.as_ref(), frame.now()).await?;

    let message = "Your password is set. Every other browser is signed out.";
    tx.done("/settings", message).await
}
