//! My mail: how often I hear of what, when, and who hears what. Signed in, or by the link that every mail carries.

use std::borrow::Cow;

use askama::Template;
use axum::response::Response;
use sqlx::PgConnection;

use super::{RULES, Rule, forms::MailForm};
use crate::{
    db::PersonId,
    mail::health::Health,
    subscriptions::{Follow, Pace, Target, store},
    web::{Errors, Frame, Layout, Result, render_with, time},
};

mod link;
mod settings;

pub use link::{Of, save_by_link, show_by_link};
pub use settings::{save_settings, settings};

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
#[derive(Debug, PartialEq)]
enum Way {
    SignedIn,
    /// By the link in a mail.
    ByLink {
        /// For whom it stands.
        name: String,
        about: About,
        /// Their addresses to which nothing is mailed any more.
        suspended: Vec<Health>,
    },
}

/// What the mail was about whose link is followed, and whether there is anything to stop.
#[derive(Debug, PartialEq, Eq)]
enum About {
    /// All that they follow: it was a digest, or concerned them by name. Whether digests come.
    Digests(bool),
    /// One thing, and whether they may hear of it.
    One(Target, bool),
    /// Something that is no longer there.
    Gone,
}

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
        (1..).map(|n: u8| n.to_string()).zip(time::WEEKDAYS)
    }

    /// What was typed for the row, else what stands.
    fn pace_of(&self, follow: &Follow) -> String {
        let typed = self.form.reference.iter().position(|id| *id == follow.target.reference.0);
        typed
            .and_then(|place| self.form.pace.get(place).cloned())
            .unwrap_or_else(|| follow.pace.code().to_owned())
    }

    fn is_about(&self, follow: &Follow) -> bool {
        matches!(&self.way, Way::ByLink { about: About::One(target, _), .. } if *target == follow.target)
    }
}
