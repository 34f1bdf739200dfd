//! The message that confirms an address.

use askama::Template;

use super::Target;
use crate::{app::App, mail::Letter, people::Email, web::Result};

#[derive(Template)]
#[template(path = "subscriptions/mail/confirm.txt", escape = "none")]
struct Confirm<'a> {
    what: &'a str,
    promise: &'a str,
    link: &'a str,
}

/// Asks whether it was the owner of the address who wants to follow.
pub fn confirm(app: &App, to: &Email, target: &Target, path: &str) -> Result<Letter> {
    let link = app.absolute(path);
    let rendered = Confirm { what: &target.label, promise: target.promise(), link: &link }.render()?;
    Ok(Letter::new("follow", to.as_str(), None, &rendered).secret(link).asked_for())
}
