//! What is typed to invite somebody, and by somebody who accepts.

use serde::Deserialize;

use super::Invited;
use crate::{
    accounts::Password,
    people::Email,
    web::{Errors, Text},
};

/// Inviting a colleague.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Ticked: they run the site too.
    pub secretariat: Option<String>,
}

impl InviteForm {
    /// Whom to invite.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<Invited, Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "their name", 200);
        let email = Email::parse(&self.email).map(|email| email.to_string());
        if email.is_none() {
            errors.add("email", "Enter an e-mail address, such as name@example.org.");
        }
        let invited =
            Invited { name, email: email.unwrap_or_default(), secretariat: self.secretariat.is_some() };
        errors.or(invited)
    }
}

/// Making an account from a link.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AccountForm {
    /// The name that people will see.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The password.
    pub password: String,
}

/// An account to be made.
#[derive(Debug)]
pub struct NewAccount {
    /// The name that people will see.
    pub name: String,
    /// The address to sign in with.
    pub email: Email,
    /// The password.
    pub password: Password,
}

impl AccountForm {
    /// The account to be made.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<NewAccount, Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "your name", 200);
        let email = Email::parse(&self.email);
        if email.is_none() {
            errors.add("email", "Enter an e-mail address, such as name@example.org.");
        }
        let password = Password::choose(&self.password);
        if let Err(sentence) = &password {
            errors.add("password", *sentence);
        }
        match (email, password) {
            (Some(email), Ok(password)) => errors.or(NewAccount { name, email, password }),
            _ => Err(errors),
        }
    }
}
