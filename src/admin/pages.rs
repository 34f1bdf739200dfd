//! The first page of the administration.

use askama::Template;
use axum::response::Response;

use crate::{
    app::Db,
    db::PersonId,
    people,
    web::{Frame, Layout, Result, render},
};

#[derive(Template)]
#[template(path = "admin/index.html")]
struct IndexPage {
    layout: Layout,
    people: Vec<(PersonId, String, bool)>,
}

/// Who has an account, and what the Secretariat can do.
pub async fn index(mut db: Db, frame: Frame) -> Result<Response> {
    frame.must_run_site()?;
    let people = people::store::list_with_account(&mut db).await?;

    render(&IndexPage { layout: frame.page("Administration").private(), people })
}
