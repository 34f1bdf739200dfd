//! A message, as it is queued and as the log shows it.

use crate::{clock::Instant, db::PersonId};

/// A message to be queued.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What it is, as in `sign_in`.
    pub kind: &'static str,
    /// The address that it goes to.
    pub to: String,
    /// Whose address it is, where that is known.
    pub person: Option<PersonId>,
    /// Where an answer goes, if not to us.
    pub reply_to: Option<String>,
    /// The subject: one line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// What in the text nobody but its reader may see: masked in the log.
    pub secrets: Vec<String>,
}

/// Stands in the log for a secret.
const MASK: &str = "••••••••";

impl Letter {
    /// A letter from a rendered template: its first line is the subject, the rest after a blank line the text.
    #[must_use]
    pub fn new(kind: &'static str, to: &str, person: Option<PersonId>, rendered: &str) -> Self {
        let (subject, body) = rendered.trim_start().split_once('\n').unwrap_or((rendered, ""));
        let subject: String = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        let body = format!("{}\n", body.trim());
        Self { kind, to: to.to_owned(), person, reply_to: None, subject, body, secrets: Vec::new() }
    }

    /// The same, with something that only its reader may see.
    #[must_use]
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// The text with its secrets masked; none where it has no secret.
    pub(super) fn masked(&self) -> Option<String> {
        let masked = self.secrets.iter().fold(self.body.clone(), |body, secret| body.replace(secret, MASK));
        (masked != self.body).then_some(masked)
    }
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum State {
    /// Not sent yet.
    Waiting,
    /// Taken by the other server.
    Sent,
    /// Given up.
    Failed,
    /// Taken back by a person.
    Cancelled,
}

impl State {
    /// All, in the order of the log's filter.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::Failed, Self::Cancelled];

    /// The value in addresses and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Sent => "Sent",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
        }
    }

    /// Reads the code of an address.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A message in the log.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its row; newer ones are larger.
    pub id: i64,
    /// What it is.
    pub kind: String,
    /// The address that it goes to.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The text, secrets masked.
    pub body: String,
    /// What became of it.
    pub state: State,
    /// How often it was tried.
    pub tries: i32,
    /// While it waits: not to be tried before.
    pub due_at: Instant,
    /// What went wrong last.
    pub failure: Option<String>,
    /// When it was queued.
    pub created_at: Instant,
    /// When it was sent, given up or taken back.
    pub settled_at: Option<Instant>,
}

#[cfg(test)]
mod tests {
    use super::Letter;

    #[test]
    fn the_first_line_is_the_subject_and_a_secret_is_masked() {
        let letter = Letter::new("sign_in", "sample@example.org", None, "\nSign in\n\nOpen /l/abc now.\n\n");
        assert_eq!((letter.subject.as_str(), letter.body.as_str()), ("Sign in", "Open /l/abc now.\n"));
        assert_eq!(letter.masked(), None);
        assert_eq!(letter.secret("abc").masked().as_deref(), Some("Open /l/•••••••• now.\n"));
    }
}
