//! Following something: signed in at once, else by an address that is confirmed first.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use serde::Deserialize;
use sqlx::PgConnection;

use super::{
    Pace, Target,
    actions::{self, Asking},
    forms::FollowForm,
    model::ASKED_FROM_NETWORK,
    store,
};
use crate::{
    app::{App, Db},
    db::ReferenceId,
    links::{self, Link, Purpose},
    web::{Caller, Error, Errors, Form, Frame, Layout, Query, Result, Sent, render, render_with},
};

#[derive(Template)]
#[template(path = "subscriptions/follow.html")]
struct FollowPage {
    layout: Layout,
    target: Target,
    /// How often somebody who is signed in hears of it already.
    present: Option<Pace>,
    form: FollowForm,
    errors: Errors,
}

impl FollowPage {
    async fn answer(
        db: &mut PgConnection,
        frame: &Frame,
        target: Target,
        form: FollowForm,
        errors: Errors,
        status: StatusCode,
    ) -> Result<Response> {
        let present = match frame.viewer().person() {
            Some(person) => store::find_pace(db, person, target.reference).await?,
            None => None,
        };
        let layout =
            frame.page(format!("Follow {}", target.label)).crumb(target.label.clone(), target.path.clone());
        render_with(status, &Self { layout: layout.private(), target, present, form, errors })
    }

    fn chosen(&self) -> &str {
        match self.present {
            Some(present) if self.form.pace.is_empty() => present.code(),
            _ if self.form.pace.is_empty() => Pace::Daily.code(),
            _ => &self.form.pace,
        }
    }
}

/// What is to be followed.
#[derive(Debug, Deserialize)]
pub struct What {
    what: Option<String>,
}

async fn find_target(db: &mut PgConnection, path: &str) -> Result<Target> {
    store::find_target(db, path).await?.ok_or(Error::NotFound)
}

/// The form.
pub async fn show_follow(mut db: Db, frame: Frame, Query(What { what }): Query<What>) -> Result<Response> {
    let nothing = Error::BadRequest("Open the page of a forum, a cycle or a call, and press “Follow” there.");
    let target = find_target(&mut db, &what.ok_or(nothing)?).await?;
    FollowPage::answer(&mut db, &frame, target, FollowForm::default(), Errors::default(), StatusCode::OK)
        .await
}

/// Follows, or changes how often one hears of it; without an account, a mail goes out first that confirms the address.
pub async fn follow(
    mut db: Db,
    app: App,
    frame: Frame,
    caller: Caller,
    form: Sent<FollowForm>,
) -> Result<Response> {
    let form = form.read()?;
    let target = find_target(&mut db, &form.typed.what).await?;
    let pace = match form.typed.pace() {
        Ok(pace) => pace,
        Err(errors) => {
            let status = errors.status();
            return FollowPage::answer(&mut db, &frame, target, form.typed, errors, status).await;
        }
    };
    let Some(person) = frame.viewer().person() else {
        if pace == Pace::Off {
            let errors = Errors::one("pace", "Choose how often you want to hear of it.");
            let status = errors.status();
            return FollowPage::answer(&mut db, &frame, target, form.typed, errors, status).await;
        }
        return ask(&mut db, &app, &frame, &caller, target, form, pace).await;
    };

    let mut tx = form.once.begin(&mut db).await?;
    actions::choose(&mut tx, person, &target, pace, frame.now()).await?;

    let sentence = match pace {
        Pace::Off => format!("You get no mail about {} any more.", target.label),
        Pace::Daily => format!("You follow {}. What happens comes in your daily digest.", target.label),
        Pace::Weekly => format!("You follow {}. What happens comes in your weekly digest.", target.label),
    };
    tx.done(target.path, sentence).await
}

#[derive(Template)]
#[template(path = "subscriptions/mailed.html")]
struct MailedPage {
    layout: Layout,
    target: Target,
    email: String,
}

async fn ask(
    db: &mut Db,
    app: &App,
    frame: &Frame,
    caller: &Caller,
    target: Target,
    form: Form<FollowForm>,
    pace: Pace,
) -> Result<Response> {
    let checked = form.typed.check().and_then(|who| form.in_time(frame.now(), "email").or(who));
    let (name, email) = match checked {
        Ok(who) => who,
        Err(errors) => {
            let status = errors.status();
            return FollowPage::answer(db, frame, target, form.typed, errors, status).await;
        }
    };
    match actions::ask(db, app, caller, &email).await? {
        Asking::TooOften => {
            let wait = ASKED_FROM_NETWORK.wait();
            let sentence =
                format!("Too many mails were asked for from where you are. Wait {wait}, then ask again.");
            let errors = Errors::one("email", sentence);
            let status = StatusCode::TOO_MANY_REQUESTS;
            return FollowPage::answer(db, frame, target, form.typed, errors, status).await;
        }
        Asking::Before => {}
        Asking::Granted => {
            let mut tx = form.once.begin(db).await?;
            actions::ask_to_confirm(&mut tx, app, &name, &email, &target, pace, frame.now()).await?;
            tx.shown("A mail is on its way, once.").await?;
        }
    }

    let layout = frame.page("Look into your mail").private();
    render(&MailedPage { layout, target, email: email.to_string() })
}

#[derive(Template)]
#[template(path = "subscriptions/confirm.html")]
struct ConfirmPage {
    layout: Layout,
    target: Target,
    pace: Pace,
    email: String,
}

/// What a link that begins to follow says of itself; nothing for links of other rooms.
fn wanted(link: &Link) -> Option<(&str, &str, ReferenceId, Pace)> {
    match &link.purpose {
        Purpose::Follow { name, email, reference, pace } => {
            Some((name, email, *reference, Pace::parse(pace)?))
        }
        _ => None,
    }
}

async fn find_wanted(db: &mut PgConnection, reference: ReferenceId) -> Result<Target> {
    let gone = || Error::Gone("What this link is about is no longer there to be followed.".to_owned());
    store::find_target_by_id(db, reference).await?.ok_or_else(gone)
}

/// Shows what a mailed link begins. Changes nothing.
pub async fn confirm_page(db: &mut PgConnection, frame: &Frame, link: &Link) -> Result<Response> {
    let (_, email, reference, pace) = wanted(link).ok_or(Error::NotFound)?;
    let target = find_wanted(db, reference).await?;
    let layout = frame.page(format!("Follow {}", target.label)).private();
    render(&ConfirmPage { layout, target, pace, email: email.to_owned() })
}

/// Begins to follow, once.
pub async fn confirm(db: &mut PgConnection, frame: &Frame, link: &Link) -> Result<Response> {
    let (name, email, reference, pace) = wanted(link).ok_or(Error::NotFound)?;
    let target = find_wanted(db, reference).await?;
    links::store::set_used(db, link.id, frame.now()).await?;
    actions::follow_confirmed(db, name, email, &target, pace, frame.now()).await?;
    let sentence =
        format!("You follow {} now. Every mail tells you how to change or stop that.", target.label);
    Ok(frame.done(target.path, sentence))
}
