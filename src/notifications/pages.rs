//! My mail: how often I hear of what, when, and who hears what. Signed in, or by the link that every mail carries.

use std::borrow::Cow;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use sqlx::{PgConnection, Postgres, Transaction};

use super::{RULES, Rule, forms::MailForm};
use crate::{
    app::Db,
    clock::Instant,
    db::{PersonId, ReferenceId},
    links::{self, Link},
    subscriptions::{self, Follow, Pace, store},
    web::{Error, Errors, Form, Frame, Layout, Result, Sent, render_with, time},
};

#[derive(Template)]
#[template(path = "notifications/mail.html")]
struct MailPage {
    layout: Layout,
    follows: Vec<Follow>,
    form: MailForm,
    errors: Errors,
    way: Way,
}

/// How the page is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    SignedIn,
    /// By the link in a mail, and what that mail was about, where it was one thing.
    ByLink(Option<ReferenceId>),
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl MailPage {
    async fn answer(
        db: &mut PgConnection,
        frame: &Frame,
        person: PersonId,
        typed: Option<(MailForm, Errors)>,
        way: Way,
    ) -> Result<Response> {
        let follows = store::list_follows(db, person, frame.today()).await?;
        let reader = store::find_reader(db, person).await?.unwrap_or_default();
        let (form, errors) = typed.unwrap_or_else(|| (MailForm::of(&reader), Errors::default()));
        let mut layout = frame.page("My mail").private();
        if way == Way::SignedIn {
            layout = layout.crumb("Settings", "/settings");
        }
        render_with(errors.status(), &Self { layout, follows, form, errors, way })
    }

    fn rules(&self) -> &'static [Rule] {
        RULES
    }

    fn zones(&self) -> Vec<(&str, Cow<'_, str>)> {
        time::zones_with(["UTC", &self.form.zone, self.layout.zone_name()])
    }

    fn hours(&self) -> impl Iterator<Item = (String, String)> {
        (0..24).map(|hour| (hour.to_string(), format!("{hour:02}:00")))
    }

    fn days(&self) -> impl Iterator<Item = (String, &'static str)> {
        (1..).map(|n: u8| n.to_string()).zip(DAYS)
    }

    /// What was typed for the row, else what stands.
    fn pace_of(&self, follow: &Follow) -> String {
        let typed = self.form.reference.iter().position(|id| *id == follow.target.reference.0);
        typed
            .and_then(|place| self.form.pace.get(place).cloned())
            .unwrap_or_else(|| follow.pace.code().to_owned())
    }

    fn is_about(&self, follow: &Follow) -> bool {
        self.way == Way::ByLink(Some(follow.target.reference))
    }
}

/// The form.
pub async fn settings(mut db: Db, frame: Frame) -> Result<Response> {
    let person = frame.member()?.person;
    MailPage::answer(&mut db, &frame, person, None, Way::SignedIn).await
}

/// Saves it.
pub async fn save_settings(mut db: Db, frame: Frame, form: Sent<MailForm>) -> Result<Response> {
    let person = frame.member()?.person;
    let form = form.read()?;
    let (reader, choices) = match form.typed.check() {
        Ok(checked) => checked,
        Err(errors) => {
            return MailPage::answer(&mut db, &frame, person, Some((form.typed, errors)), Way::SignedIn)
                .await;
        }
    };

    let mut tx = form.once.begin(&mut db).await?;
    subscriptions::save(&mut tx, person, &reader, &choices, frame.now()).await?;

    tx.done("/settings/mail", "Saved.").await
}

/// What a mail was about, in the address of its link; none for a digest.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Of {
    of: Option<i64>,
}

impl Of {
    fn way(self) -> Way {
        Way::ByLink(self.of.map(ReferenceId))
    }
}

fn stands_for(link: &Link) -> Result<PersonId> {
    link.stands_for.ok_or(Error::NotFound)
}

/// The form, for whom the link stands.
pub async fn show_by_link(db: &mut PgConnection, frame: &Frame, link: &Link, of: Of) -> Result<Response> {
    MailPage::answer(db, frame, stands_for(link)?, None, of.way()).await
}

/// Saves it, for whom the link stands. One click in a mail program (RFC 8058) leaves what the mail was about: one thing
/// that they follow, or all digests.
pub async fn save_by_link(
    mut tx: Transaction<'_, Postgres>,
    frame: &Frame,
    link: &Link,
    of: Of,
    form: Option<Form<MailForm>>,
) -> Result<Response> {
    let (person, now) = (stands_for(link)?, frame.now());
    links::store::set_seen(&mut tx, link.id, now).await?;
    let form = form.map(|form| form.typed).filter(|form| form.one_click.is_none());
    let Some(form) = form else {
        leave(&mut tx, person, of, now).await?;
        tx.commit().await?;
        return Ok((StatusCode::OK, "You get no more of this mail.\n").into_response());
    };
    let (reader, choices) = match form.check() {
        Ok(checked) => checked,
        Err(errors) => {
            return MailPage::answer(&mut tx, frame, person, Some((form, errors)), of.way()).await;
        }
    };
    subscriptions::save(&mut tx, person, &reader, &choices, now).await?;
    tx.commit().await?;
    Ok(frame.done(frame.path(), "Saved."))
}

async fn leave(db: &mut PgConnection, person: PersonId, of: Of, now: Instant) -> Result<()> {
    let target = match of.of {
        Some(reference) => store::find_target_by_id(db, ReferenceId(reference)).await?,
        None => None,
    };
    if let Some(target) = target {
        return subscriptions::choose(db, person, &target, Pace::Off, now).await;
    }
    let mut reader = store::find_reader(db, person).await?.unwrap_or_default();
    reader.digests = false;
    subscriptions::save(db, person, &reader, &[], now).await
}
