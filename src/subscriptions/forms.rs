//! What is typed to follow something.

use serde::Deserialize;

use super::Pace;
use crate::{
    people::Email,
    web::{Errors, Text},
};

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FollowForm {
    /// The address of what is followed.
    pub what: String,
    /// Who follows.
    pub name: String,
    /// Where mail goes.
    pub email: String,
    /// How often.
    pub pace: String,
}

impl FollowForm {
    /// How often; daily where nothing was chosen.
    pub fn pace(&self) -> Result<Pace, Errors> {
        if self.pace.is_empty() {
            return Ok(Pace::Daily);
        }
        Pace::parse(&self.pace).ok_or_else(|| Errors::one("pace", "Choose how often you want to hear of it."))
    }

    /// Who follows without an account.
    pub fn check(&self) -> Result<(String, Email), Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "your name", 200);
        let email = Email::parse(&self.email);
        if email.is_none() {
            errors.add("email", "Enter an e-mail address, such as name@example.org.");
        }
        match email {
            Some(email) => errors.or((name, email)),
            None => Err(errors),
        }
    }
}
