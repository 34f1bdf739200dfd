//! What lists of participants show of me.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::Db,
    clock::Day,
    meetings::Shown,
    privacy::{
        actions,
        forms::AnnexForm,
        model::{CallHeld, Held},
        store::held,
    },
    web::{Error, Errors, Frame, Layout, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "privacy/annex.html")]
struct AnnexPage {
    layout: Layout,
    held: Held,
    errors: Errors,
}

impl AnnexPage {
    fn options(&self) -> &'static [Shown] {
        Shown::ALL
    }

    /// The calls in whose lists one stands, each once, the newest first.
    fn calls(&self) -> Vec<(Day, &CallHeld)> {
        let mut calls: Vec<(Day, &CallHeld)> = Vec::new();
        for row in self.held.attributions.iter().rev() {
            let Some(call) = &row.call else { continue };
            if !calls.iter().any(|(_, other)| other.id == call.id) {
                calls.push((row.as_of, call));
            }
        }
        calls
    }
}

async fn page(db: &mut Db, frame: &Frame, status: StatusCode, errors: Errors) -> Result<Response> {
    let held = held::find_held(db, frame.member()?.account).await?.ok_or(Error::NotFound)?;
    let layout = frame.page("In lists of participants").crumb("Settings", "/settings").private();
    render_with(status, &AnnexPage { layout, held, errors })
}

/// The form.
pub async fn edit_annex(mut db: Db, frame: Frame) -> Result<Response> {
    page(&mut db, &frame, StatusCode::OK, Errors::default()).await
}

/// Saves it.
pub async fn update_annex(mut db: Db, frame: Frame, form: Sent<AnnexForm>) -> Result<Response> {
    let person = frame.member()?.person;
    let form = form.read()?;
    let (shown, calls) = match form.typed.check() {
        Ok(checked) => checked,
        Err(errors) => return page(&mut db, &frame, StatusCode::UNPROCESSABLE_ENTITY, errors).await,
    };

    let mut tx = form.once.begin(&mut db).await?;
    actions::choose_shown(&mut tx, person, shown, &calls, frame.now()).await?;

    let message = "Saved. Lists that are published follow at once.";
    tx.done("/settings/annex", message).await
}
