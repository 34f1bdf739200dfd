//! The messages about appointments: to those who can confirm one, and to those whom its answer concerns.

use askama::Template;

use super::{Appointment, Office};
use crate::{app::App, db::PersonId, mail::Letter, web::Result};

#[derive(Template)]
#[template(path = "appointments/mail/proposed.txt", escape = "none")]
struct Proposed<'a> {
    appointment: &'a Appointment,
    link: String,
}

/// To somebody who can confirm it.
pub fn proposed(app: &App, to: &str, person: PersonId, appointment: &Appointment) -> Result<Letter> {
    let rendered = Proposed { appointment, link: app.absolute(&appointment.place_of_decision()) }.render()?;
    Ok(letter("appointment_proposed", to, person, appointment, &rendered))
}

#[derive(Template)]
#[template(path = "appointments/mail/settled.txt", escape = "none")]
struct Settled<'a> {
    appointment: &'a Appointment,
    confirmed: bool,
    by: &'a str,
    link: String,
}

/// To the proposer, and to who is appointed: what became of it.
pub fn settled(
    app: &App,
    to: &str,
    person: PersonId,
    appointment: &Appointment,
    confirmed: bool,
    by: &str,
) -> Result<Letter> {
    let rendered =
        Settled { appointment, confirmed, by, link: app.absolute(&appointment.page()) }.render()?;
    Ok(letter("appointment_settled", to, person, appointment, &rendered))
}

fn letter(
    kind: &'static str,
    to: &str,
    person: PersonId,
    appointment: &Appointment,
    rendered: &str,
) -> Letter {
    let letter = Letter::new(kind, to, Some(person), rendered);
    Letter { cycle: appointment.office.role().map(|role| role.cycle), ..letter }
}

impl Appointment {
    /// Where it is confirmed or declined.
    fn place_of_decision(&self) -> String {
        self.cycle.as_ref().map_or_else(|| "/admin".to_owned(), |(_, path)| format!("{path}/people"))
    }

    /// Where it is looked after.
    fn page(&self) -> String {
        match &self.cycle {
            Some((_, path)) => format!("{path}/people"),
            None if self.office == Office::SecretariatEnd => "/".to_owned(),
            None => "/admin".to_owned(),
        }
    }
}
