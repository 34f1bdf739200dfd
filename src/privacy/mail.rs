//! The messages about what is held.

use askama::Template;

use crate::{app::App, db::PersonId, mail::Letter, web::Result};

#[derive(Template)]
#[template(path = "privacy/mail/delete_account.txt", escape = "none")]
struct DeleteAccount<'a> {
    link: &'a str,
}

/// A link that confirms the deletion of an account.
pub fn delete_account(app: &App, to: &str, person: PersonId, path: &str) -> Result<Letter> {
    let link = app.absolute(path);
    let rendered = DeleteAccount { link: &link }.render()?;
    Ok(Letter::new("delete_account", to, Some(person), &rendered).secret(link).asked_for())
}
