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

impl Session {
    /// The browser and the system as people call them.
    #[must_use]
    pub fn browser(&self) -> String {
        browser(&self.agent)
    }
}

/// A browser and its system as people call them: "Firefox on Windows"; its own words where it is none of the common
/// ones.
#[must_use]
pub fn browser(agent: &str) -> String {
    // The order matters: every browser names those whose pages it wants to be served.
    let browsers = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
        ("Lynx", "Lynx"),
        ("w3m", "w3m"),
        ("curl", "curl"),
    ];
    let systems = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "a Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    match (named(&browsers), named(&systems)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        _ if agent.is_empty() => "A browser that gave no name".to_owned(),
        _ => agent.to_owned(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_as_people_call_it() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36";
        assert_eq!(browser(chrome), "Chrome on Linux");
        assert_eq!(browser(&format!("{chrome} Edg/120.0")), "Edge on Linux");
        assert_eq!(
            browser("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Mobile Safari/604.1"),
            "Safari on iPhone"
        );
        assert_eq!(browser("Lynx/2.9.0"), "Lynx");
        assert_eq!(browser("something else"), "something else");
        assert_eq!(browser(""), "A browser that gave no name");
    }
}
