//! The messages of cycles: what somebody wrote to the facilitators.

use askama::Template;

use super::{CyclePlace, forms::NewContact};
use crate::{app::App, db::PersonId, mail::Letter, web::Result};

#[derive(Template)]
#[template(path = "forum/mail/contact.txt", escape = "none")]
struct Contact<'a> {
    place: &'a CyclePlace,
    new: &'a NewContact,
    link: String,
    to_secretariat: bool,
}

/// To a facilitator, or to the Secretariat in their place: an answer goes to the writer.
pub fn contact(
    app: &App,
    to: &str,
    person: PersonId,
    place: &CyclePlace,
    new: &NewContact,
    to_secretariat: bool,
) -> Result<Letter> {
    let rendered = Contact { place, new, link: app.absolute(&place.path()), to_secretariat }.render()?;
    let letter = Letter::new("contact", to, Some(person), &rendered);
    Ok(Letter { reply_to: Some(new.email.to_string()), cycle: Some(place.cycle.id), ..letter })
}

#[derive(Template)]
#[template(path = "forum/mail/contact_copy.txt", escape = "none")]
struct ContactCopy<'a> {
    place: &'a CyclePlace,
    new: &'a NewContact,
    link: String,
}

/// To the writer: a copy.
pub fn contact_copy(app: &App, person: PersonId, place: &CyclePlace, new: &NewContact) -> Result<Letter> {
    let rendered = ContactCopy { place, new, link: app.absolute(&place.path()) }.render()?;
    let letter = Letter::new("contact_copy", new.email.as_str(), Some(person), &rendered);
    Ok(Letter { cycle: Some(place.cycle.id), ..letter })
}
