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
    runs: Vec<(Instant, String)>,
}

impl RetentionPage {
    fn kinds(&self) -> [Kept; 3] {
        Kept::ALL
    }
}

async fn page(
    db: &mut Db,
    frame: &Frame,
    status: StatusCode,
    form: RetentionForm,
    errors: Errors,
) -> Result<Response> {
    let runs = retention::list_runs(db, RUNS).await?;
    let layout = frame.page("Retention").crumb("Administration", "/admin").private();
    render_with(status, &RetentionPage { layout, form, errors, runs })
}

/// The form, and the last runs.
pub async fn edit_retention(mut db: Db, frame: Frame) -> Result<Response> {
    frame.must_run_site()?;
    let periods = retention::find_periods(&mut db).await?;

    page(&mut db, &frame, StatusCode::OK, RetentionForm::of(&periods), Errors::default()).await
}

/// Sets it.
pub async fn update_retention(mut db: Db, frame: Frame, form: Sent<RetentionForm>) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let periods = match form.typed.check() {
        Ok(periods) => periods,
        Err(errors) => {
            return page(&mut db, &frame, StatusCode::UNPROCESSABLE_ENTITY, form.typed, errors).await;
        }
    };

    let mut tx = form.once.begin(&mut db).await?;
    actions::set_periods(&mut tx, by, &periods, frame.now()).await?;

    tx.done("/admin/retention", "Saved. The next run goes by it.").await
}
