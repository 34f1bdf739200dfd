//! The messages about accounts. Each ends what its reader did not ask for: "you need do nothing".

use askama::Template;

use crate::{app::App, db::PersonId, links::Mailed, mail::Letter, people::Email, web::Result};

#[derive(Template)]
#[template(path = "accounts/mail/sign_in.txt", escape = "none")]
struct SignIn<'a> {
    link: &'a str,
    code: &'a str,
}

/// A link and a code to sign in.
pub fn sign_in(app: &App, to: &Email, person: PersonId, mailed: &Mailed) -> Result<Letter> {
    let (link, code) = (app.absolute(&mailed.path), mailed.code.text());
    let rendered = SignIn { link: &link, code: &code }.render()?;
    Ok(Letter::new("sign_in", to.as_str(), Some(person), &rendered).secret(link).secret(code).asked_for())
}

#[derive(Template)]
#[template(path = "accounts/mail/sign_up.txt", escape = "none")]
struct SignUp<'a> {
    name: &'a str,
    link: &'a str,
    code: &'a str,
}

/// A link and a code to make an account.
pub fn sign_up(app: &App, to: &Email, name: &str, mailed: &Mailed) -> Result<Letter> {
    let (link, code) = (app.absolute(&mailed.path), mailed.code.text());
    let rendered = SignUp { name, link: &link, code: &code }.render()?;
    Ok(Letter::new("sign_up", to.as_str(), None, &rendered).secret(link).secret(code).asked_for())
}

#[derive(Template)]
#[template(path = "accounts/mail/known.txt", escape = "none")]
struct Known<'a> {
    link: &'a str,
    code: &'a str,
}

/// To somebody who asked for an account and has one: a link to sign in.
pub fn known(app: &App, to: &Email, person: PersonId, mailed: &Mailed) -> Result<Letter> {
    let (link, code) = (app.absolute(&mailed.path), mailed.code.text());
    let rendered = Known { link: &link, code: &code }.render()?;
    Ok(Letter::new("sign_up_known", to.as_str(), Some(person), &rendered)
        .secret(link)
        .secret(code)
        .asked_for())
}

#[derive(Template)]
#[template(path = "accounts/mail/reset.txt", escape = "none")]
struct Reset<'a> {
    link: &'a str,
}

/// A link to choose a new password.
pub fn reset(app: &App, to: &Email, person: PersonId, path: &str) -> Result<Letter> {
    let link = app.absolute(path);
    let rendered = Reset { link: &link }.render()?;
    Ok(Letter::new("reset", to.as_str(), Some(person), &rendered).secret(link).asked_for())
}

#[derive(Template)]
#[template(path = "accounts/mail/password_changed.txt", escape = "none")]
struct PasswordChanged<'a> {
    reset: &'a str,
}

/// Says that the password was changed, in case it was somebody else.
pub fn password_changed(app: &App, to: &str, person: PersonId) -> Result<Letter> {
    let rendered = PasswordChanged { reset: &app.absolute("/sign-in/reset") }.render()?;
    Ok(Letter::new("password_changed", to, Some(person), &rendered))
}

#[derive(Template)]
#[template(path = "accounts/mail/confirm_leaving.txt", escape = "none")]
struct ConfirmLeaving<'a> {
    link: &'a str,
    email_to: &'a str,
}

/// To the former address: a link that confirms the change.
pub fn confirm_leaving(
    app: &App,
    from: &str,
    email_to: &str,
    person: PersonId,
    path: &str,
) -> Result<Letter> {
    let link = app.absolute(path);
    let rendered = ConfirmLeaving { link: &link, email_to }.render()?;
    Ok(Letter::new("address_leave", from, Some(person), &rendered).secret(link).asked_for())
}

#[derive(Template)]
#[template(path = "accounts/mail/confirm_address.txt", escape = "none")]
struct ConfirmAddress<'a> {
    link: &'a str,
    name: &'a str,
}

/// To the new address: a link that confirms it.
pub fn confirm_address(app: &App, to: &Email, name: &str, person: PersonId, path: &str) -> Result<Letter> {
    let link = app.absolute(path);
    let rendered = ConfirmAddress { link: &link, name }.render()?;
    Ok(Letter::new("address_confirm", to.as_str(), Some(person), &rendered).secret(link).asked_for())
}

#[derive(Template)]
#[template(path = "accounts/mail/address_taken.txt", escape = "none")]
struct AddressTaken<'a> {
    sign_in: &'a str,
}

/// To an address that somebody wanted to make theirs, and that belongs to an account.
pub fn address_taken(app: &App, to: &Email) -> Result<Letter> {
    let rendered = AddressTaken { sign_in: &app.absolute("/sign-in") }.render()?;
    Ok(Letter::new("address_taken", to.as_str(), None, &rendered))
}
