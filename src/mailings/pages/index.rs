//! What was sent in a cycle.

use askama::Template;
use axum::response::Response;

use super::{TITLE, find_place};
use crate::{
    app::Db,
    forum::{CyclePlace, Year},
    mailings::{Mailing, store},
    web::{Frame, Layout, Path, Result, render},
};

#[derive(Template)]
#[template(path = "mailings/index.html")]
struct IndexPage {
    layout: Layout,
    place: CyclePlace,
    mailings: Vec<Mailing>,
}

/// What was sent in a cycle, and what is being written.
pub async fn index(mut db: Db, frame: Frame, Path((slug, year)): Path<(String, Year)>) -> Result<Response> {
    let place = find_place(&mut db, &frame, &slug, year).await?;
    let mailings = store::list_mailings(&mut db, place.cycle.id).await?;

    let layout = place.page(&frame, TITLE, "none").private();
    render(&IndexPage { layout, place, mailings })
}
