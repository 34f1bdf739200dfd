//! What somebody does in public. Only for people who do: nobody's page says merely that they are on file.

use askama::Template;
use axum::response::Response;

use crate::{
    app::Db,
    db::PersonId,
    people::{Work, store::work::find_work},
    web::{Error, Frame, Layout, Path, Result, render},
};

#[derive(Template)]
#[template(path = "people/show.html")]
struct PersonPage {
    layout: Layout,
    work: Work,
}

/// Roles and calls of a person.
pub async fn show_person(mut db: Db, frame: Frame, Path(person): Path<i64>) -> Result<Response> {
    let work = find_work(&mut db, PersonId(person)).await?.ok_or(Error::NotFound)?;
    if work.is_empty() {
        return Err(Error::NotFound);
    }

    let layout = frame.page(&work.name).crumb("Forums", "/").private();
    render(&PersonPage { layout, work })
}
