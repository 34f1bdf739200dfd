//! A link.

use super::{Code, Purpose, Secret};
use crate::{
    clock::Instant,
    db::{AccountId, PersonId},
};

/// A link that is still good.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its row.
    pub id: i64,
    /// What it does.
    pub purpose: Purpose,
    /// Whose account it is for, where there is one.
    pub account: Option<AccountId>,
    /// For whom it stands, where it can be used many times.
    pub stands_for: Option<PersonId>,
    /// Who made it, where that was a person.
    pub by: Option<PersonId>,
    /// Until when it is good (exclusive).
    pub expires_at: Instant,
}

/// What goes out by mail, and what stays in the page that asked for it.
#[derive(Debug)]
pub struct Mailed {
    /// The path of the link.
    pub path: String,
    /// To be typed in place of following the link.
    pub code: Code,
    /// Stays in the page: without it the code is worth nothing.
    pub ticket: Secret,
}
