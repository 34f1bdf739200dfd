//! A message, as the log shows it.

use crate::clock::Instant;

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
    /// Whether what was secret in it is gone, so that it cannot be sent again.
    pub blanked: bool,
}
