//! For how long things are kept, and what was erased: for the Secretariat.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::Db,
    clock::Instant,
    privacy::{actions, forms::RetentionForm, retention::Kept, store::retention},
    web::{Errors, Frame, Layout, Result, Sent, render_with},
};

/// How many runs stand on the page.
const RUNS: i64 = 30;

#[derive(Template)]
#[template(path = "privacy/retention.html")]
struct RetentionPage {
    layout: Layout,
    form: RetentionForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Vec<(&'static str, String)>,
    runs: Vec<(Instant, String)>,
}

impl RetentionPage {
    fn kinds(&self) -> [Kept; 4] {
        Kept::ALL
    }
}

async fn page(
    db: &mut Db,
    frame: &Frame,
    form: RetentionForm,
    errors: Errors,
    theirs: Option<RetentionForm>,
) -> Result<Response> {
    let runs = retention::list_runs(db, RUNS).await?;
    let layout = frame.page("Retention").crumb("Administration", "/admin").private();
    let status = if theirs.is_some() { StatusCode::CONFLICT } else { errors.status() };
    let theirs = theirs.map(|theirs| theirs.facts()).unwrap_or_default();
    render_with(status, &RetentionPage { layout, form, errors, theirs, runs })
}

/// The form, and the last runs.
pub async fn edit_retention(mut db: Db, frame: Frame) -> Result<Response> {
    frame.must_run_site()?;
    let (periods, edits) = retention::find_periods(&mut db).await?;

    page(&mut db, &frame, RetentionForm::of(&periods, edits), Errors::default(), None).await
}

/// Sets it.
pub async fn update_retention(mut db: Db, frame: Frame, form: Sent<RetentionForm>) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let periods = match form.typed.check() {
        Ok(periods) => periods,
        Err(errors) => return page(&mut db, &frame, form.typed, errors, None).await,
    };

    let mut tx = form.once.begin_change(&mut db).await?;
    let saved = actions::set_periods(&mut tx, by, &periods, form.typed.edits, frame.now()).await?;
    if saved {
        return tx.done("/admin/retention", "Saved. The next run goes by it.").await;
    }
    drop(tx);

    let (now, edits) = retention::find_periods(&mut db).await?;
    let form = RetentionForm { edits, ..form.typed };
    page(&mut db, &frame, form, Errors::default(), Some(RetentionForm::of(&now, edits))).await
}
