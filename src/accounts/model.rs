//! Sessions as their owner sees them, a change of address, and how often somebody may try.

use crate::{clock::Instant, limits::Limit, links::End};

/// For how many days a session lasts.
pub const SESSION_DAYS: i64 = 30;

/// For how many minutes a mailed link is good that signs in, makes an account or resets a password.
pub const MAILED_MINUTES: i64 = 60;

/// For how many days an invitation is good.
pub const INVITATION_DAYS: i64 = 14;

/// For how many days both ends of a change of address can confirm it.
pub const CHANGE_DAYS: i64 = 3;

/// Passwords tried on one address: whoever owns it can still ask for a link.
pub const TRIES_OF_ADDRESS: Limit = Limit { purpose: "password.address", burst: 10, seconds: 300 };

/// Passwords tried from one network, on any address.
pub const TRIES_OF_NETWORK: Limit = Limit { purpose: "password.network", burst: 60, seconds: 20 };

/// Mails that anybody can have sent to one address, whoever asks.
pub const MAILS_TO_ADDRESS: Limit = Limit { purpose: "mail.address", burst: 3, seconds: 1200 };

/// Mails that can be asked for from one network.
pub const MAILS_FROM_NETWORK: Limit = Limit { purpose: "mail.network", burst: 20, seconds: 60 };

/// Codes tried from one network.
pub const CODES_FROM_NETWORK: Limit = Limit { purpose: "code.network", burst: 30, seconds: 20 };

/// A session, as its owner sees it.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its row.
    pub id: i64,
    /// The browser as it named itself, shortened.
    pub agent: String,
    /// When it was opened.
    pub created_at: Instant,
    /// When it was last used, to the hour.
    pub seen_at: Instant,
    /// Whether it is the one that asks.
    pub this_one: bool,
}

/// A change of address that is under way.
#[derive(Debug, Clone)]
pub struct AddressChange {
    /// Its row.
    pub id: i64,
    /// The address that was.
    pub email_from: String,
    /// The address that is to be.
    pub email_to: String,
    /// When the former address confirmed it.
    pub from_confirmed_at: Option<Instant>,
    /// When the new address confirmed it.
    pub to_confirmed_at: Option<Instant>,
}

impl AddressChange {
    /// Whether both ends have confirmed it.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.from_confirmed_at.is_some() && self.to_confirmed_at.is_some()
    }

    /// Whether an end has yet to confirm it.
    #[must_use]
    pub fn waits_for(&self, end: End) -> bool {
        match end {
            End::From => self.from_confirmed_at.is_none(),
            End::To => self.to_confirmed_at.is_none(),
        }
    }
}
