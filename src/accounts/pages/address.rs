//! Changing the address of an account.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    accounts::{
        actions::{self, Asked},
        forms::EmailForm,
        store,
    },
    app::{App, Db},
    web::{Caller, Error, Errors, Frame, Layout, Pressed, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "accounts/address.html")]
struct AddressPage {
    layout: Layout,
    present: String,
    form: EmailForm,
    errors: Errors,
}

fn page(
    frame: &Frame,
    present: &str,
    status: StatusCode,
    form: EmailForm,
    errors: Errors,
) -> Result<Response> {
    let layout = frame.page("Change your address").crumb("Settings", "/settings").private();
    render_with(status, &AddressPage { layout, present: present.to_owned(), form, errors })
}

/// The form.
pub async fn edit_address(mut db: Db, frame: Frame) -> Result<Response> {
    let owner = store::find_owner(&mut db, frame.member()?.account).await?;
    let (_, _, present) = owner.ok_or(Error::NotFound)?;

    page(&frame, &present, StatusCode::OK, EmailForm::default(), Errors::default())
}

/// Mails both ends.
pub async fn change_address(
    mut db: Db,
    app: App,
    frame: Frame,
    caller: Caller,
    form: Sent<EmailForm>,
) -> Result<Response> {
    let account = frame.member()?.account;
    let (_, _, present) = store::find_owner(&mut db, account).await?.ok_or(Error::NotFound)?;
    let form = form.read()?;
    let email = match form.typed.check() {
        Ok(email) => email,
        Err(errors) => {
            return page(&frame, &present, StatusCode::UNPROCESSABLE_ENTITY, form.typed, errors);
        }
    };
    if email.as_str() == present {
        let errors = Errors::one("email", "This is the address that you have.");
        return page(&frame, &present, StatusCode::UNPROCESSABLE_ENTITY, form.typed, errors);
    }
    let asked = actions::ask(&mut db, &app, &caller, &email).await?;
    if asked != Asked::Granted {
        let errors = Errors::one("email", asked.how_long_to_wait());
        return page(&frame, &present, StatusCode::TOO_MANY_REQUESTS, form.typed, errors);
    }

    let mut tx = form.once.begin(&mut db).await?;
    actions::begin_change(&mut tx, &app, account, &email, frame.now()).await?;

    let message = "Both addresses get a mail. The change takes place when both have confirmed it.";
    tx.done("/settings", message).await
}

/// Leaves the change that is under way.
pub async fn leave_change(mut db: Db, frame: Frame, pressed: Sent<Pressed>) -> Result<Response> {
    let (account, by) = (frame.member()?.account, frame.member()?.person);
    let form = pressed.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::leave_change(&mut tx, account, by, frame.now()).await?;

    tx.done("/settings", "Your address stays as it is.").await
}
