//! What a personal link shows and does; inviting.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;

use super::{InviteForm, Link, Purpose, actions, actions::INVITATION_DAYS, forms::AccountForm};
use crate::{
    accounts,
    app::{App, Db},
    people,
    web::{Errors, Form, Frame, Layout, Path, Result, render, render_with, see_other},
};

#[derive(Template)]
#[template(path = "links/account.html")]
struct AccountPage {
    layout: Layout,
    link: Link,
    form: AccountForm,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "links/sign_in.html")]
struct SignInPage {
    layout: Layout,
}

/// Shows what the link does. Changes nothing.
pub async fn show(mut db: Db, frame: Frame, Path(token): Path<String>) -> Result<Response> {
    let link = actions::find(&mut db, &token, frame.now()).await?;

    if link.purpose == Purpose::SignIn {
        return render(&SignInPage { layout: frame.page("Sign in").private() });
    }
    let invited = link.invited.clone();
    let form = AccountForm {
        name: invited.as_ref().map(|who| who.name.clone()).unwrap_or_default(),
        email: invited.map(|who| who.email).unwrap_or_default(),
        password: String::new(),
    };
    account_page(&frame, link, form, Errors::default())
}

fn account_page(frame: &Frame, link: Link, form: AccountForm, errors: Errors) -> Result<Response> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title =
        if link.purpose == Purpose::FirstAdministrator { "Set up this site" } else { "Make your account" };
    render_with(status, &AccountPage { layout: frame.page(title).private(), link, form, errors })
}

/// Does what the link is for, once.
pub async fn act(
    mut db: Db,
    app: App,
    frame: Frame,
    jar: CookieJar,
    Path(token): Path<String>,
    form: Form<AccountForm>,
) -> Result<Response> {
    let now = frame.now();
    let mut tx = db.begin().await?;
    let link = actions::find(&mut tx, &token, now).await?;

    let account = match link.account {
        Some(account) => {
            super::store::set_used(&mut tx, link.id, now).await?;
            account
        }
        None => match form.typed.check() {
            Err(errors) => return account_page(&frame, link, form.typed, errors),
            Ok(new) => match actions::make_account(&mut tx, &link, new, now).await? {
                Err(errors) => return account_page(&frame, link, form.typed, errors),
                Ok(account) => account,
            },
        },
    };
    let cookie = accounts::open_session(&mut tx, &app, account, now).await?;
    tx.commit().await?;

    Ok((jar.add(cookie), see_other("/").flash(&app, "You are signed in.")).into_response())
}

#[derive(Template)]
#[template(path = "links/admin.html")]
struct AdminPage {
    layout: Layout,
    people: Vec<(crate::db::PersonId, String, bool)>,
}

/// Who has an account, and what the Secretariat can do.
pub async fn admin(mut db: Db, frame: Frame) -> Result<Response> {
    frame.must_run_site()?;
    let people = people::store::list_with_account(&mut db).await?;

    render(&AdminPage { layout: frame.page("Administration").private(), people })
}

#[derive(Template)]
#[template(path = "links/invite.html")]
struct InvitePage {
    layout: Layout,
    form: InviteForm,
    errors: Errors,
    made: Option<String>,
    days: i64,
}

fn invite_page(frame: &Frame, form: InviteForm, errors: Errors, made: Option<String>) -> Result<Response> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let layout = frame.page("Invite a colleague").crumb("Administration", "/admin").private();
    render_with(status, &InvitePage { layout, form, errors, made, days: INVITATION_DAYS })
}

/// The form to invite somebody.
pub async fn new_invitation(frame: Frame) -> Result<Response> {
    frame.must_run_site()?;
    invite_page(&frame, InviteForm::default(), Errors::default(), None)
}

/// Makes the link and shows it, once.
pub async fn invite(mut db: Db, app: App, frame: Frame, form: Form<InviteForm>) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let invited = match form.typed.check() {
        Ok(invited) => invited,
        Err(errors) => return invite_page(&frame, form.typed, errors, None),
    };

    let mut tx = db.begin().await?;
    let path = actions::invite(&mut tx, by, &invited, frame.now()).await?;
    tx.commit().await?;

    invite_page(&frame, form.typed, Errors::default(), Some(app.absolute(&path)))
}
