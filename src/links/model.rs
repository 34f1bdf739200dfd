//! A link and what it is for; the secrets by which it is found.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    clock::Instant,
    db::{AccountId, PersonId, PollId, ReferenceId, SittingId, TaskId},
};

/// What a link does, with what it needs to know for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "purpose", rename_all = "snake_case")]
pub enum Purpose {
    /// Makes the first administrator of an empty site.
    FirstAdministrator,
    /// Makes an account for somebody who was invited.
    Invitation(Invited),
    /// Makes an account for somebody who asked for one: their address is confirmed by it.
    SignUp {
        /// The name that they gave.
        name: String,
        /// The address that the link was mailed to.
        email: String,
        /// The privacy notice that was in force when they asked.
        #[serde(default)]
        notice: Option<i64>,
    },
    /// Signs in to an account.
    SignIn,
    /// Chooses a new password.
    Reset,
    /// Confirms one end of a change of address.
    ConfirmAddress {
        /// The row of the change.
        change: i64,
        /// Which of the two it was mailed to.
        end: End,
    },
    /// Deletes the account.
    DeleteAccount {
        /// Whether the stakeholder group stays beside the removed name.
        keep_group: bool,
    },
    /// Begins to follow something: the address is confirmed by it.
    Follow {
        /// The name that they gave.
        name: String,
        /// The address that the link was mailed to.
        email: String,
        /// What they want to follow.
        reference: ReferenceId,
        /// How often they want to hear of it.
        pace: String,
    },
    /// Chooses what mail somebody gets, without signing in. It stands for its person: used as often as they like.
    Mail,
    /// Answers a poll for somebody, without signing in. It stands for its person likewise.
    Poll {
        /// Which poll.
        poll: PollId,
    },
    /// Answers a poll for a guest, whose address is confirmed by it.
    PollAddress {
        /// Which poll.
        poll: PollId,
        /// Who, as far as they said.
        person: PersonId,
        /// The address that the link was mailed to.
        email: String,
    },
    /// Takes a task for somebody, says how it stands, or gives it back, without signing in. It stands for its person likewise.
    Task {
        /// Which task.
        task: TaskId,
    },
    /// Says whether somebody comes to a sitting, without signing in. It stands for its person likewise.
    Rsvp {
        /// Which sitting.
        sitting: SittingId,
    },
    /// Gives the calendar of one person to their calendar program. It stands for its person likewise.
    Calendar,
}

impl Purpose {
    /// The value in the database.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::FirstAdministrator => "first_administrator",
            Self::Invitation(_) => "invitation",
            Self::SignUp { .. } => "sign_up",
            Self::SignIn => "sign_in",
            Self::Reset => "reset",
            Self::ConfirmAddress { .. } => "confirm_address",
            Self::DeleteAccount { .. } => "delete_account",
            Self::Follow { .. } => "follow",
            Self::Mail => "mail",
            Self::Rsvp { .. } => "rsvp",
            Self::Calendar => "calendar",
            Self::Task { .. } => "task",
            Self::Poll { .. } => "poll",
            Self::PollAddress { .. } => "poll_address",
        }
    }
}

impl Purpose {
    /// What a link that stands for somebody does, as they read it.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Mail => "Chooses what mail you get",
            Self::Rsvp { .. } => "Says whether you come to a call",
            Self::Calendar => "Shows your calendar",
            Self::Task { .. } => "Takes a task for you, says how it stands, or gives it back",
            Self::Poll { .. } => "Answers a poll about when a call should be",
            _ => "Acts for you once",
        }
    }

    /// Why a link does nothing any more, and where another comes from.
    #[must_use]
    pub fn why_gone(&self) -> &'static str {
        match self {
            Self::FirstAdministrator => {
                "This link was used, or its time is over. “intersession create-admin” prints a new one as long as nobody has an account."
            }
            Self::Invitation(_) => {
                "This invitation was used, or its time is over. Sign in if you have an account; else ask who invited you for a new one."
            }
            Self::SignUp { .. } => {
                "This link was used, or its time is over. Sign in if you have an account; else make one again."
            }
            Self::SignIn => {
                "This link was used, or its time is over. Ask for a new one where you sign in, under “Sign in by mail, without a password”."
            }
            Self::Reset => {
                "This link was used, or its time is over. Ask for a new one where you sign in, under “I forgot my password”."
            }
            Self::ConfirmAddress { .. } => {
                "This link was used, or its time is over. Sign in and look under Settings which address is yours; there you can change it again."
            }
            Self::DeleteAccount { .. } => {
                "This link was used, or its time is over. Sign in and begin again under Settings."
            }
            Self::Follow { .. } => {
                "This link was used, or its time is over. Where no mail comes to you, press “Follow” again on the page of what you want to follow."
            }
            Self::Mail => {
                "This link was taken back. Newer mail carries one that works; with an account, sign in and choose your mail under Settings."
            }
            Self::Task { .. } => {
                "This link was taken back. Newer mail about the task carries one that works; with an account, sign in and answer on the task’s page."
            }
            Self::Poll { .. } | Self::PollAddress { .. } => {
                "This link was taken back, or the poll is long over. Anybody may answer on the poll’s own page while it is open."
            }
            Self::Rsvp { .. } => {
                "This link was taken back, or the call is long over. Newer mail about the call carries one that works; with an account, sign in and answer on the call’s page."
            }
            Self::Calendar => {
                "This address of a calendar was taken back. Sign in: My page has the one that works, for your calendar program."
            }
        }
    }
}

/// The two ends of a change of address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The address that was.
    From,
    /// The address that is to be.
    To,
}

/// Who was invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// A secret of 256 random bits: in a cookie or a link as text, in the database as its hash.
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn random() -> anyhow::Result<Self> {
        Ok(Self(BASE64_URL_SAFE_NO_PAD.encode(random::<32>()?)))
    }

    /// The one that follows from a site's key and a nonce (HMAC-SHA256).
    #[must_use]
    pub fn derived(key: &[u8; 32], nonce: &[u8]) -> Self {
        // A key of 32 bytes is shorter than SHA-256's block, which HMAC fills up.
        let mut block = [0; 64];
        block[..32].copy_from_slice(key);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(b"personal link\0");
        mac.update(nonce);
        Self(BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }

    /// One that came in.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// SHA-256: the text is random enough that no slow hash is needed.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

/// A code that people type from a mail: eight letters and digits, `K7F2-9QXM`. It has 40 random bits, and is only
/// good with its ticket and for a few tries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(String);

/// Crockford's Base 32: no letter that reads as a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Code {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn random() -> anyhow::Result<Self> {
        Ok(Self(random::<8>()?.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()))
    }

    /// One that was typed: spaces and hyphens do not count, nor does case, and O, I, L read as 0, 1, 1.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        let read = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        Self(text.chars().filter(char::is_ascii_alphanumeric).map(read).take(16).collect())
    }

    /// In two groups of four.
    #[must_use]
    pub fn text(&self) -> String {
        let (one, two) = self.0.split_at_checked(4).unwrap_or((&self.0, ""));
        format!("{one}-{two}")
    }

    /// SHA-256 of the code and its ticket: without the ticket a stolen table does not tell the code.
    #[must_use]
    pub fn hash(&self, ticket: &Secret) -> Vec<u8> {
        Sha256::new()
            .chain_update(ticket.text())
            .chain_update(b"\0")
            .chain_update(&self.0)
            .finalize()
            .to_vec()
    }
}

fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Code, Secret};

    #[test]
    fn a_derived_secret_is_the_same_for_one_key_and_nonce_only() {
        let secret = |key: u8, nonce: &[u8]| Secret::derived(&[key; 32], nonce).text().to_owned();
        assert_eq!(secret(1, b"one"), secret(1, b"one"));
        assert_ne!(secret(1, b"one"), secret(1, b"two"));
        assert_ne!(secret(1, b"one"), secret(2, b"one"));
        assert_eq!(secret(1, b"one").len(), 43);
    }

    #[test]
    fn a_code_is_typed_as_people_type() {
        let code = Code::random().expect("random");
        let text = code.text();
        assert_eq!((text.len(), text.as_bytes()[4]), (9, b'-'));
        assert_eq!(Code::typed(&text.to_lowercase().replace('-', " ")), code);
        assert_eq!(Code::typed("o1-Il"), Code::typed("0111"));
        assert_ne!(code.hash(&Secret::from_text("one")), code.hash(&Secret::from_text("two")));
    }
}
