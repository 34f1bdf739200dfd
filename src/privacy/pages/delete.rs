//! Deleting one's account: explained first, confirmed by the password or by a mailed link.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use sqlx::PgConnection;

use crate::{
    accounts::{self, Asked, Refused},
    app::{App, Db},
    clock::Instant,
    db::AccountId,
    links::{self, Link, Purpose},
    people::Email,
    privacy::{
        actions,
        model::Held,
        store::{erase, held},
    },
    web::{self, Caller, Error, Errors, Form, Frame, Layout, Once, Path, Result, Sent, render_with},
};

/// Confirming it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeleteForm {
    /// Ticked: the stakeholder group stays beside the removed name.
    keep_group: Option<String>,
    password: String,
    /// The button: what confirms it.
    by: String,
}

/// The button that has a link mailed.
const BY_MAIL: &str = "mail";

/// What stands in place of a button where the link leads.
const BY_LINK: &str = "link";

#[derive(Template)]
#[template(path = "privacy/delete.html")]
struct DeletePage {
    layout: Layout,
    held: Held,
    /// The account is the only one that runs the site: it stays.
    is_last: bool,
    keep_group: bool,
    /// Whether a mailed link confirms it already.
    by_link: bool,
    errors: Errors,
}

impl DeletePage {
    fn lists(&self) -> usize {
        self.held.attributions.iter().filter(|row| row.call.is_some()).count()
    }

    async fn answer(
        db: &mut Db,
        frame: &Frame,
        account: AccountId,
        status: StatusCode,
        form: &DeleteForm,
        errors: Errors,
    ) -> Result<Response> {
        let held = held::find_held(db, account).await?.ok_or(Error::NotFound)?;
        let is_last = erase::is_last_administrator(db, account).await?;
        let layout = frame.page("Delete my account").crumb("Settings", "/settings").private();
        let (keep_group, by_link) = (form.keep_group.is_some(), form.by == BY_LINK);
        render_with(status, &Self { layout, held, is_last, keep_group, by_link, errors })
    }
}

/// Explains it, and asks.
pub async fn explain_deletion(mut db: Db, frame: Frame) -> Result<Response> {
    let account = frame.member()?.account;
    DeletePage::answer(&mut db, &frame, account, StatusCode::OK, &DeleteForm::default(), Errors::default())
        .await
}

/// What somebody reads whose account was deleted.
const GONE: &str = "Your account is deleted, and your name is removed.";

/// Deletes the account of who knows its password; or has a link mailed.
pub async fn delete(
    mut db: Db,
    app: App,
    frame: Frame,
    jar: CookieJar,
    caller: Caller,
    form: Sent<DeleteForm>,
) -> Result<Response> {
    let account = frame.member()?.account;
    let Form { typed: form, once, .. } = form.read()?;
    let owner = accounts::store::find_owner(&mut db, account).await?;
    let (_, _, email) = owner.ok_or(Error::NotFound)?;
    if erase::is_last_administrator(&mut db, account).await? {
        return DeletePage::answer(&mut db, &frame, account, StatusCode::CONFLICT, &form, Errors::default())
            .await;
    }
    if form.by == BY_MAIL {
        return mail(&mut db, &frame, &caller, account, &email, &form, &once).await;
    }
    let refused = match accounts::check_password(&mut db, &app, &caller, &email, &form.password).await? {
        Ok(_) => None,
        Err(Refused::Wrong) => {
            Some((StatusCode::UNPROCESSABLE_ENTITY, "This is not your password. Nothing is deleted."))
        }
        Err(Refused::TooOften) => {
            Some((StatusCode::TOO_MANY_REQUESTS, "Too many were tried. Have a link mailed to you."))
        }
    };
    if let Some((status, sentence)) = refused {
        let errors = Errors::one("password", sentence);
        return DeletePage::answer(&mut db, &frame, account, status, &form, errors).await;
    }

    let mut tx = once.begin(&mut db).await?;
    actions::delete_account(&mut tx, account, form.keep_group.is_some(), frame.now()).await?;

    let jar = jar.add(web::expired_cookie(&app, web::SESSION));
    Ok((jar, tx.done("/", GONE).await?).into_response())
}

async fn mail(
    db: &mut Db,
    frame: &Frame,
    caller: &Caller,
    account: AccountId,
    email: &str,
    form: &DeleteForm,
    once: &Once,
) -> Result<Response> {
    let app = frame.app();
    let address = Email::parse(email).ok_or(Error::NotFound)?;
    let asked = accounts::ask(db, app, caller, &address).await?;
    if asked != Asked::Granted {
        let errors = Errors::one("password", asked.how_long_to_wait());
        return DeletePage::answer(db, frame, account, StatusCode::TOO_MANY_REQUESTS, form, errors).await;
    }

    let mut tx = once.begin(db).await?;
    actions::mail_link(&mut tx, app, account, form.keep_group.is_some(), frame.now()).await?;

    let message =
        "A mail is on its way. Open the link in it within the hour to confirm. Nothing is deleted yet.";
    tx.done("/settings", message).await
}

/// Explains it once more, where the link leads. Changes nothing.
pub async fn show_deletion_link(mut db: Db, frame: Frame, Path(token): Path<String>) -> Result<Response> {
    let (account, keep_group) = asked_for(&mut db, &token, frame.now()).await?;

    let keep_group = keep_group.then(|| "on".to_owned());
    let form = DeleteForm { keep_group, by: BY_LINK.to_owned(), ..DeleteForm::default() };
    DeletePage::answer(&mut db, &frame, account, StatusCode::OK, &form, Errors::default()).await
}

/// Deletes the account that the link was mailed for, whoever is signed in.
pub async fn delete_by_link(
    mut db: Db,
    app: App,
    frame: Frame,
    jar: CookieJar,
    Path(token): Path<String>,
    form: Sent<DeleteForm>,
) -> Result<Response> {
    let (account, _) = asked_for(&mut db, &token, frame.now()).await?;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    // Locked: a link serves once.
    asked_for(&mut tx, &token, frame.now()).await?;
    if erase::is_last_administrator(&mut tx, account).await? {
        drop(tx);
        let form = DeleteForm { by: BY_LINK.to_owned(), ..form.typed };
        return DeletePage::answer(&mut db, &frame, account, StatusCode::CONFLICT, &form, Errors::default())
            .await;
    }
    actions::delete_account(&mut tx, account, form.typed.keep_group.is_some(), frame.now()).await?;

    let own = frame.viewer().member.as_ref().is_none_or(|member| member.account == account);
    if own {
        let jar = jar.add(web::expired_cookie(&app, web::SESSION));
        return Ok((jar, tx.done("/", GONE).await?).into_response());
    }
    tx.done("/", "The account is deleted, and its name is removed.").await
}

/// Whose deletion the link confirms, and whether the group was to stay.
async fn asked_for(db: &mut PgConnection, token: &str, now: Instant) -> Result<(AccountId, bool)> {
    match links::find(db, token, now).await? {
        Link { purpose: Purpose::DeleteAccount { keep_group }, account: Some(account), .. } => {
            Ok((account, keep_group))
        }
        _ => Err(Error::NotFound),
    }
}
