//! A link and what it is for.

use serde::{Deserialize, Serialize};

use crate::{clock::Instant, db::AccountId};

/// What a link does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Purpose {
    /// Makes the first administrator of an empty site.
    FirstAdministrator,
    /// Makes an account for somebody who was invited.
    Invitation,
    /// Signs in to an account.
    SignIn,
}

/// Who was invited.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invited {
    /// Their name, as the inviter wrote it.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Whether they are to run the site.
    pub secretariat: bool,
}

/// A link that is still good.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its row.
    pub id: i64,
    /// What it does.
    pub purpose: Purpose,
    /// Of a sign-in: whose.
    pub account: Option<AccountId>,
    /// Of an invitation: whose.
    pub invited: Option<Invited>,
    /// Until when it is good (exclusive).
    pub expires_at: Instant,
}
