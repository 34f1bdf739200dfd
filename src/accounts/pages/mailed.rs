//! Links by mail: asking for one to sign in or to choose a new password, and typing the code in its place.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;

use super::{link, local_path, sign_in::Next};
use crate::{
    accounts::{
        actions::{self, Asked},
        forms::{CodeForm, EmailForm},
        model::MAILS_TO_ADDRESS,
    },
    app::{App, Db},
    limits::Limit,
    links::{self, Code, Secret},
    web::{Caller, Errors, Form, Frame, Layout, Query, Result, Sent, render_with, see_other},
};

/// What somebody reads who asks twice with one form, whether the address has an account or not.
pub const LOOK: &str = "Look into your mail, and follow the link that was sent there.";

#[derive(Template)]
#[template(path = "accounts/ask_link.html")]
struct AskPage {
    layout: Layout,
    form: EmailForm,
    errors: Errors,
    next: String,
    /// Whether it is a new password that is asked for.
    reset: bool,
}

impl AskPage {
    fn answer(
        frame: &Frame,
        reset: bool,
        status: StatusCode,
        form: EmailForm,
        errors: Errors,
    ) -> Result<Response> {
        let title = if reset { "Choose a new password" } else { "Sign in by mail" };
        let layout = frame.page(title).private();
        render_with(status, &Self { layout, form, errors, next: String::new(), reset })
    }
}

/// The form that asks for a link to sign in.
pub async fn ask_link(frame: Frame, Query(Next { next }): Query<Next>) -> Result<Response> {
    let layout = frame.page("Sign in by mail").private();
    let (form, errors, next) = (EmailForm::default(), Errors::default(), local_path(&next));
    render_with(StatusCode::OK, &AskPage { layout, form, errors, next, reset: false })
}

/// The form that asks for a new password.
pub async fn ask_reset(frame: Frame) -> Result<Response> {
    AskPage::answer(&frame, true, StatusCode::OK, EmailForm::default(), Errors::default())
}

#[derive(Template)]
#[template(path = "accounts/look_into_mail.html")]
pub struct MailedPage {
    layout: Layout,
    email: String,
    /// Where a code can be typed; none where only the link serves.
    ticket: Option<String>,
    next: String,
    errors: Errors,
}

impl MailedPage {
    /// How often an address is mailed, whoever asks.
    fn limit(&self) -> &'static Limit {
        &MAILS_TO_ADDRESS
    }

    /// Says that a mail is on its way, to this address or to nobody.
    pub fn answer(frame: &Frame, email: &str, ticket: Option<&Secret>, next: &str) -> Result<Response> {
        let page = Self {
            layout: frame.page("Look into your mail").private(),
            email: email.to_owned(),
            ticket: ticket.map(|ticket| ticket.text().to_owned()),
            next: local_path(next),
            errors: Errors::default(),
        };
        render_with(StatusCode::OK, &page)
    }
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct AskForm {
    #[serde(flatten)]
    email: EmailForm,
    next: String,
}

/// Mails a link that signs in, if the address has an account; the answer is the same if not.
pub async fn mail_link(
    mut db: Db,
    app: App,
    frame: Frame,
    caller: Caller,
    form: Sent<AskForm>,
) -> Result<Response> {
    let Form { typed: AskForm { email: typed, next }, once, .. } = form.read()?;
    let email = match typed.check() {
        Ok(email) => email,
        Err(errors) => {
            return AskPage::answer(&frame, false, StatusCode::UNPROCESSABLE_ENTITY, typed, errors);
        }
    };

    let ticket = match actions::ask(&mut db, &app, &caller, &email).await? {
        asked @ Asked::TooOften => {
            let errors = Errors::one("email", asked.how_long_to_wait());
            return AskPage::answer(&frame, false, StatusCode::TOO_MANY_REQUESTS, typed, errors);
        }
        Asked::Before => Secret::random()?,
        Asked::Granted => {
            let mut tx = once.begin(&mut db).await?;
            let ticket = actions::mail_link(&mut tx, &app, &email, frame.now()).await?;
            tx.shown(LOOK).await?;
            ticket
        }
    };

    MailedPage::answer(&frame, email.as_str(), Some(&ticket), &next)
}

/// Mails a link that chooses a new password, if the address has an account; the answer is the same if not.
pub async fn mail_reset(
    mut db: Db,
    app: App,
    frame: Frame,
    caller: Caller,
    form: Sent<EmailForm>,
) -> Result<Response> {
    let form = form.read()?;
    let email = match form.typed.check() {
        Ok(email) => email,
        Err(errors) => {
            return AskPage::answer(&frame, true, StatusCode::UNPROCESSABLE_ENTITY, form.typed, errors);
        }
    };

    match actions::ask(&mut db, &app, &caller, &email).await? {
        asked @ Asked::TooOften => {
            let errors = Errors::one("email", asked.how_long_to_wait());
            return AskPage::answer(&frame, true, StatusCode::TOO_MANY_REQUESTS, form.typed, errors);
        }
        Asked::Before => {}
        Asked::Granted => {
            let mut tx = form.once.begin(&mut db).await?;
            actions::mail_reset(&mut tx, &app, &email, frame.now()).await?;
            tx.shown(LOOK).await?;
        }
    }

    MailedPage::answer(&frame, email.as_str(), None, "")
}

/// Does what the mailed link would do, by its code.
pub async fn enter_code(
    mut db: Db,
    app: App,
    frame: Frame,
    jar: CookieJar,
    caller: Caller,
    form: Sent<CodeForm>,
) -> Result<Response> {
    let form = form.read()?;
    let CodeForm { ticket, code, next } = form.typed;
    if !actions::may_try_code(&mut db, &app, &caller).await? {
        return wrong_code(&frame, ticket, next, StatusCode::TOO_MANY_REQUESTS);
    }

    let mut tx = db.begin().await?;
    let found =
        links::find_by_code(&mut tx, &Secret::from_text(&ticket), &Code::typed(&code), frame.now()).await?;
    let Some(found) = found else {
        tx.commit().await?;
        return wrong_code(&frame, ticket, next, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let done = link::enter_by(&mut tx, &app, &jar, &caller, &found, frame.now()).await?;
    tx.commit().await?;

    let (cookie, message, path) = done;
    let path = if path == "/" { local_path(&next) } else { path.to_owned() };
    Ok((jar.add(cookie), see_other(path).flash(&app, message)).into_response())
}

fn wrong_code(frame: &Frame, ticket: String, next: String, status: StatusCode) -> Result<Response> {
    let sentence = "This is not the code that was mailed last, or it was tried too often. Look once more, follow the link in the mail, or ask for a new mail.";
    let page = MailedPage {
        layout: frame.page("Look into your mail").private(),
        email: String::new(),
        ticket: Some(ticket),
        next: local_path(&next),
        errors: Errors::one("code", sentence),
    };
    render_with(status, &page)
}
