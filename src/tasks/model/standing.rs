//! How a task stands: when whoever has it is asked, and what they say.

use serde::{Deserialize, Serialize};

use crate::{
    clock::{Day, Instant},
    db::PersonId,
};

/// For how many days after a second check-in without an answer somebody still has their task.
pub const GRACE_DAYS: i32 = 7;

/// When a check-in comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum CheckInKind {
    /// In the middle between the claim, or what was last heard, and the last day.
    Half,
    /// On the last day.
    Due,
}

/// What somebody says of a task that they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// It will be done in time.
    OnTrack,
    /// They need help; the facilitators are told at once.
    Help,
}

impl Said {
    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "on_track" => Some(Self::OnTrack),
            "help" => Some(Self::Help),
            _ => None,
        }
    }

    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OnTrack => "on track",
            Self::Help => "help is needed",
        }
    }

    /// The colour of its chip.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::OnTrack => "open",
            Self::Help => "soon",
        }
    }

    /// What who said it reads next.
    #[must_use]
    pub fn thanks(self) -> &'static str {
        match self {
            Self::OnTrack => "Noted: on track. Thank you.",
            Self::Help => "Noted. The facilitators are told at once, by mail.",
        }
    }
}

/// What somebody said, and when.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether that was removed on request.
    pub removed: bool,
    /// What.
    pub said: Said,
    /// More of it, for the facilitators.
    pub note: String,
    /// When.
    pub at: Instant,
}

/// A check-in that waits for its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Since when.
    pub asked_at: Instant,
    /// When the claim ends without one, where that was said.
    pub lapses_on: Option<Day>,
}
