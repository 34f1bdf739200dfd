//! What somebody does in public. Only for people who do: nobody's page says merely that they are on file.

use askama::Template;
use axum::response::{IntoResponse, Response};

use crate::{
    app::Db,
    db::PersonId,
    people::{
        Work,
        store::{merges::find_kept, work::find_work},
    },
    web::{Error, Frame, Layout, Path, Result, render, see_other},
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
        // For as long as the two are one: it can be undone.
        let kept = find_kept(&mut db, PersonId(person)).await?.ok_or(Error::NotFound)?;
        return Ok(see_other(format!("/people/{kept}")).into_response());
    }

    let layout = frame.page(&work.name).crumb("Forums", "/").private();
    render(&PersonPage { layout, work })
}
