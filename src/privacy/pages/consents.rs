//! What I agreed to.

use askama::Template;
use axum::response::Response;

use crate::{
    app::Db,
    consents::{self, Consent, Purpose},
    privacy::{actions, forms::ConsentForm},
    web::{Error, Frame, Layout, Result, Sent, render},
};

#[derive(Template)]
#[template(path = "privacy/consents.html")]
struct ConsentsPage {
    layout: Layout,
    consents: Vec<Consent>,
}

impl ConsentsPage {
    fn purposes(&self) -> [Purpose; 3] {
        Purpose::FREE
    }

    /// What comes with agreeing and withdrawing, where that is more than a record.
    fn is_list(&self, purpose: Purpose) -> bool {
        purpose == Purpose::List
    }

    /// What holds of it now.
    fn holds(&self, purpose: Purpose) -> Option<&Consent> {
        self.consents.iter().find(|one| one.purpose == purpose && one.withdrawn_at.is_none())
    }
}

/// What was agreed to, and what can be.
pub async fn show_consents(mut db: Db, frame: Frame) -> Result<Response> {
    let person = frame.member()?.person;
    let consents = consents::store::list_consents(&mut db, person).await?;

    let layout = frame.page("What I agree to").crumb("Settings", "/settings").private();
    render(&ConsentsPage { layout, consents })
}

/// Agrees, or withdraws.
pub async fn set_consent(mut db: Db, frame: Frame, form: Sent<ConsentForm>) -> Result<Response> {
    let person = frame.member()?.person;
    let form = form.read()?;
    let purpose = Purpose::parse(&form.typed.purpose);
    let purpose = purpose.ok_or(Error::BadRequest("Choose one of the sentences in your settings."))?;
    let agrees = form.typed.agree == "yes";

    let mut tx = form.once.begin(&mut db).await?;
    let left = actions::set_consent(&mut tx, person, purpose, agrees, frame.now()).await?;

    let message = match (agrees, left) {
        (true, _) => "It is recorded that you agree.",
        (false, 0) => "It is recorded that you withdrew it.",
        (false, _) => "It is recorded that you withdrew it. You follow nothing any more.",
    };
    tx.done("/settings/consents", message).await
}
