//! My settings: how I sign in, and where I am signed in.

use askama::Template;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::session;
use crate::{
    accounts::{
        AddressChange, Session, actions,
        model::CHANGE_DAYS,
        store::{self, addresses, sessions},
    },
    app::{App, Db},
    links::End,
    mail::{self, health::Health},
    viewer::AddressState,
    web::{Error, Frame, Layout, Pressed, Result, Sent, render, see_other},
};

#[derive(Template)]
#[template(path = "accounts/settings.html")]
struct SettingsPage {
    layout: Layout,
    name: String,
    email: String,
    has_password: bool,
    change: Option<AddressChange>,
    sessions: Vec<Session>,
    /// The addresses where mail to them came back.
    trouble: Vec<Health>,
}

impl SettingsPage {
    fn suspended(&self) -> bool {
        self.trouble.iter().any(|address| address.suspended_at.is_some())
    }
}

/// What is set, and where to change it.
pub async fn settings(mut db: Db, app: App, frame: Frame, jar: CookieJar) -> Result<Response> {
    let account = frame.member()?.account;
    let (person, name, email) = store::find_owner(&mut db, account).await?.ok_or(Error::NotFound)?;
    let has_password = store::find_password(&mut db, account).await?.is_some();
    let change = addresses::find_open(&mut db, account, frame.now().plus_days(-CHANGE_DAYS)).await?;
    let this_one = session(&app, &jar).map(|session| session.hash()).unwrap_or_default();
    let sessions = sessions::list_sessions(&mut db, account, &this_one, frame.now()).await?;

    let mut trouble = mail::store::list_health_of(&mut db, person).await?;
    trouble.retain(|address| address.state(frame.now()) != AddressState::Fine);

    let layout = frame.page("Settings").private();
    render(&SettingsPage { layout, name, email, has_password, change, sessions, trouble })
}

/// Mails to the address again.
pub async fn resume_mail(mut db: Db, app: App, frame: Frame, pressed: Sent<Pressed>) -> Result<Response> {
    let person = frame.member()?.person;
    pressed.read()?;

    let mut tx = db.begin().await?;
    let resumed = actions::resume_mail(&mut tx, person, frame.now()).await?;
    tx.commit().await?;

    let message = if resumed { "You are mailed again." } else { "Nothing was held back." };
    Ok(see_other("/settings").flash(&app, message).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    /// One session; none for all others.
    session: Option<i64>,
}

/// Ends one session, or all but the one that asks.
pub async fn end_sessions(
    mut db: Db,
    app: App,
    frame: Frame,
    jar: CookieJar,
    form: Sent<EndForm>,
) -> Result<Response> {
    let account = frame.member()?.account;

    let form = form.read()?;
    let message = if let Some(id) = form.typed.session {
        sessions::delete_of_account(&mut db, account, id).await?;
        "That browser is signed out."
    } else {
        let keep = session(&app, &jar).map(|session| session.hash());
        sessions::delete_others(&mut db, account, keep.as_deref()).await?;
        "Every other browser is signed out."
    };

    Ok(see_other("/settings#sessions").flash(&app, message).into_response())
}
