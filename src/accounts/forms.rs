//! What is typed to make an account, to sign in, and to change how one signs in.

use serde::Deserialize;

use super::Password;
use crate::{
    links::Invited,
    people::Email,
    web::{Errors, Text},
};

/// Says how an address looks.
pub const NO_ADDRESS: &str = "Enter an e-mail address, such as name@example.org.";

/// Only an address: to be mailed a link.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EmailForm {
    /// The address.
    pub email: String,
}

impl EmailForm {
    /// The address.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<Email, Errors> {
        Email::parse(&self.email).ok_or_else(|| Errors::one("email", NO_ADDRESS))
    }
}

/// Asking for an account.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    /// The name that people will see.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
}

impl SignUpForm {
    /// Name and address.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<(String, Email), Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "your name", 200);
        let Some(email) = Email::parse(&self.email) else {
            errors.add("email", NO_ADDRESS);
            return Err(errors);
        };
        errors.or((name, email))
    }
}

/// A code that was mailed, typed in the page that asked for it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    /// The secret of that page.
    pub ticket: String,
    /// What was typed.
    pub code: String,
    /// Where to go afterwards.
    pub next: String,
}

/// Choosing a password.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The one that was, where there was one.
    pub current: String,
    /// The one to be.
    pub password: String,
}

impl PasswordForm {
    /// The password, for somebody who is known by these words.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, known_by: &[&str]) -> Result<Password, Errors> {
        Password::choose(&self.password, known_by).map_err(|sentence| Errors::one("password", sentence))
    }
}

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
            errors.add("email", NO_ADDRESS);
        }
        let invited =
            Invited { name, email: email.unwrap_or_default(), secretariat: self.secretariat.is_some() };
        errors.or(invited)
    }
}

/// Making an account from an invitation.
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
    /// The password; none signs in by mailed links only.
    pub password: Option<Password>,
    /// Whether the address is known to be theirs.
    pub confirmed: bool,
    /// Whether they run the site.
    pub secretariat: bool,
}

impl AccountForm {
    /// The account to be made, with a password.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, secretariat: bool) -> Result<NewAccount, Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "your name", 200);
        let email = Email::parse(&self.email);
        if email.is_none() {
            errors.add("email", NO_ADDRESS);
        }
        let password = Password::choose(&self.password, &[&name, &self.email]);
        if let Err(sentence) = &password {
            errors.add("password", *sentence);
        }
        match (email, password) {
            (Some(email), Ok(password)) => {
                errors.or(NewAccount { name, email, password: Some(password), confirmed: false, secretariat })
            }
            _ => Err(errors),
        }
    }
}
