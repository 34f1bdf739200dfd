//! The messages about persons.

use askama::Template;

use crate::{app::App, db::PersonId, mail::Letter, web::Result};

#[derive(Template)]
#[template(path = "people/mail/linked.txt", escape = "none")]
struct Linked<'a> {
    name: &'a str,
    undo: &'a str,
}

/// To the owner of an account, whom somebody else said to be a person on file.
pub fn linked(app: &App, to: &str, taker: PersonId, name: &str) -> Result<Letter> {
    let rendered = Linked { name, undo: &app.absolute("/settings/is-this-you") }.render()?;
    Ok(Letter::new("person_linked", to, Some(taker), &rendered))
}
