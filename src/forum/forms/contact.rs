//! A message to the facilitators, as it is typed.

use serde::Deserialize;

use crate::{
    people::Email,
    web::{Errors, Text},
};

/// The most that a message has, in characters.
const MOST: usize = 10_000;

/// A message.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    /// Who writes.
    pub name: String,
    /// Where an answer goes; not asked of somebody who is signed in.
    pub email: String,
    /// What they write.
    pub message: String,
    /// Ticked: a copy goes to the writer, who is signed in.
    pub copy: Option<String>,
}

/// A message, checked.
#[derive(Debug, Clone)]
pub struct NewContact {
    /// Who writes.
    pub name: String,
    /// Where an answer goes.
    pub email: Email,
    /// What they write.
    pub message: String,
    /// Whether a copy goes to the writer.
    pub copy: bool,
}

impl ContactForm {
    /// The message; `own` is the address of who is signed in.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, own: Option<&Email>) -> Result<NewContact, Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "your name", 200);
        let email = own.cloned().or_else(|| Email::parse(&self.email));
        if email.is_none() {
            errors.add("email", "Enter an e-mail address, such as name@example.org.");
        }
        let message = self.message.trim();
        let length = message.chars().count();
        if message.is_empty() {
            errors.add("message", "Enter your message.");
        } else if length > MOST {
            errors
                .add("message", format!("Shorten your message: it has {length} characters, and 10,000 fit."));
        }
        let copy = self.copy.is_some() && own.is_some();
        match email {
            Some(email) => errors.or(NewContact { name, email, message: message.to_owned(), copy }),
            None => Err(errors),
        }
    }
}
