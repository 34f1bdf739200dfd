//! What a personal link shows, and what following it does.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use cookie::Cookie;
use sqlx::{PgConnection, Postgres, Transaction};

use super::{known_by, session};
use crate::{
    accounts::{
        actions,
        forms::{AccountForm, NewAccount, PasswordForm},
        store::{self, sessions},
    },
    app::App,
    clock::Instant,
    db::AccountId,
    links::{self, Link, Purpose},
    people::{self, Email},
    web::{Caller, Error, Errors, Form, Frame, Layout, Result, render_with, see_other},
};

#[derive(Template)]
#[template(path = "accounts/link_account.html")]
struct AccountPage {
    layout: Layout,
    first: bool,
    expires_at: Instant,
    form: AccountForm,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "accounts/link_password.html")]
struct PasswordPage {
    layout: Layout,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "accounts/link_confirm.html")]
struct ConfirmPage {
    layout: Layout,
    purpose: Purpose,
}

/// Shows what a link of this room does. Changes nothing.
pub fn show_link(frame: &Frame, link: Link) -> Result<Response> {
    let form = match &link.purpose {
        Purpose::Invitation(who) => {
            AccountForm { name: who.name.clone(), email: who.email.clone(), password: String::new() }
        }
        _ => AccountForm::default(),
    };
    page(frame, link, form, Errors::default())
}

fn page(frame: &Frame, link: Link, form: AccountForm, errors: Errors) -> Result<Response> {
    let status = errors.status();
    let layout = |title: &str| frame.page(title).private();
    match link.purpose {
        Purpose::FirstAdministrator | Purpose::Invitation(_) => {
            let first = link.purpose == Purpose::FirstAdministrator;
            let layout = layout(if first { "Set up this site" } else { "Make your account" });
            render_with(status, &AccountPage { layout, first, expires_at: link.expires_at, form, errors })
        }
        Purpose::Reset => {
            render_with(status, &PasswordPage { layout: layout("Choose a new password"), errors })
        }
        Purpose::SignIn => confirm_page(layout("Sign in"), link.purpose),
        Purpose::SignUp { .. } => confirm_page(layout("Make your account"), link.purpose),
        Purpose::ConfirmAddress { .. } => confirm_page(layout("Change of address"), link.purpose),
        // They have pages of their own, in other rooms.
        Purpose::DeleteAccount { .. }
        | Purpose::Follow { .. }
        | Purpose::Mail
        | Purpose::Rsvp { .. }
        | Purpose::Poll { .. }
        | Purpose::PollAddress { .. }
        | Purpose::Task { .. }
        | Purpose::Calendar => Err(Error::NotFound),
    }
}

fn confirm_page(layout: Layout, purpose: Purpose) -> Result<Response> {
    render_with(StatusCode::OK, &ConfirmPage { layout, purpose })
}

/// Does what a link of this room is for, once.
pub async fn follow_link(
    mut tx: Transaction<'_, Postgres>,
    frame: &Frame,
    jar: CookieJar,
    caller: &Caller,
    link: Link,
    form: Form<AccountForm>,
) -> Result<Response> {
    let (app, now) = (frame.app(), frame.now());
    let (cookie, message, path) = match &link.purpose {
        Purpose::FirstAdministrator | Purpose::Invitation(_) => {
            let secretariat = match &link.purpose {
                Purpose::Invitation(who) => who.secretariat,
                _ => true,
            };
            let made = match form.typed.check(secretariat) {
                Err(errors) => Err(errors),
                Ok(new) => actions::make_account(&mut tx, app, &link, new, now).await?,
            };
            match made {
                Err(errors) => return page(frame, link, form.typed, errors),
                Ok(account) => {
                    (open(&mut tx, app, &jar, caller, account, now).await?, "You are signed in.", "/")
                }
            }
        }
        Purpose::Reset => {
            let account = link.account.ok_or(Error::NotFound)?;
            let owner = store::find_owner(&mut tx, account).await?;
            let chosen = PasswordForm { password: form.typed.password.clone(), ..Default::default() };
            let password = match chosen.check(&known_by(owner.as_ref())) {
                Err(errors) => return page(frame, link, form.typed, errors),
                Ok(password) => password,
            };
            links::store::set_used(&mut tx, link.id, now).await?;
            actions::set_password(&mut tx, app, account, password, None, now).await?;
            (
                open(&mut tx, app, &jar, caller, account, now).await?,
                "Your password is changed, and you are signed in. Every other browser is signed out.",
                "/",
            )
        }
        Purpose::SignIn | Purpose::SignUp { .. } => enter_by(&mut tx, app, &jar, caller, &link, now).await?,
        Purpose::ConfirmAddress { change, end } => {
            let account = link.account.ok_or(Error::NotFound)?;
            links::store::set_used(&mut tx, link.id, now).await?;
            let keep = session(app, &jar);
            let done = actions::confirm_change(&mut tx, account, *change, *end, keep.as_ref(), now).await?;
            tx.commit().await?;
            let message = if done {
                "The address is changed. Sign in with the new one from now on."
            } else {
                "Confirmed. The change takes place when the other address has confirmed it too."
            };
            return Ok(see_other("/").flash(app, message).into_response());
        }
        Purpose::DeleteAccount { .. }
        | Purpose::Follow { .. }
        | Purpose::Mail
        | Purpose::Rsvp { .. }
        | Purpose::Poll { .. }
        | Purpose::PollAddress { .. }
        | Purpose::Task { .. }
        | Purpose::Calendar => return Err(Error::NotFound),
    };
    tx.commit().await?;

    Ok((jar.add(cookie), see_other(path).flash(app, message)).into_response())
}

/// Signs in, or makes the account that was asked for, by a link or its code. The mail proves whose the address is. Gives
/// the cookie, what to say, and where to go on: to a person on file who may be them, where there is one.
pub async fn enter_by(
    db: &mut PgConnection,
    app: &App,
    jar: &CookieJar,
    caller: &Caller,
    link: &Link,
    now: Instant,
) -> Result<(Cookie<'static>, &'static str, &'static str)> {
    let (account, message) = match (&link.purpose, link.account) {
        (Purpose::SignUp { name, email, .. }, _) => {
            let email = Email::parse(email).ok_or(Error::NotFound)?;
            let new =
                NewAccount { name: name.clone(), email, password: None, confirmed: true, secretariat: false };
            let taken = "There is an account with this address by now. Sign in with it.";
            let made = actions::make_account(db, app, link, new, now).await?;
            let account = made.map_err(|_| Error::Conflict(taken.to_owned()))?;
            (
                account,
                "Your account is made, and you are signed in. Here you can say who you are, and choose a password if you want one.",
            )
        }
        (Purpose::SignIn, Some(account)) => {
            links::store::set_used(db, link.id, now).await?;
            if let Some((person, ..)) = store::find_owner(db, account).await? {
                people::store::addresses::confirm_only_address(db, person, now).await?;
            }
            (account, "You are signed in.")
        }
        _ => return Err(Error::NotFound),
    };
    let owner = store::find_owner(db, account).await?;
    let is_offered = match owner {
        Some((person, ..)) => !people::store::offers::list_offers(db, person).await?.is_empty(),
        None => false,
    };
    let path = if is_offered { "/settings/is-this-you" } else { "/" };
    Ok((open(db, app, jar, caller, account, now).await?, message, path))
}

/// Opens a session in place of the one that this browser had.
async fn open(
    db: &mut PgConnection,
    app: &App,
    jar: &CookieJar,
    caller: &Caller,
    account: AccountId,
    now: Instant,
) -> Result<Cookie<'static>> {
    if let Some(former) = session(app, jar) {
        sessions::delete_session(db, &former.hash()).await?;
    }
    actions::open_session(db, app, account, &caller.agent, now).await
}
