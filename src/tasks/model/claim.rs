//! Who has or had what to do with a task.

use serde::{Deserialize, Serialize};

use super::{Said, Waiting};
use crate::{
    clock::Instant,
    db::{PersonId, TaskId},
};

/// What somebody has or had to do with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ClaimState {
    /// They were asked to take it, and have not answered.
    Asked,
    /// They hold it.
    Held,
    /// They were asked and said no.
    Declined,
    /// They were asked and need not answer any more.
    Withdrawn,
    /// They gave it back.
    Released,
    /// They answered neither of two check-ins.
    Lapsed,
    /// They held it to the end.
    Done,
    /// They held it when it was dropped.
    Dropped,
}

impl ClaimState {
    /// As who it is about reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Asked => "you are asked",
            Self::Held => "you have it",
            Self::Declined => "you said no",
            Self::Withdrawn => "you were asked",
            Self::Released => "you gave it back",
            Self::Lapsed => "it went to others, as two check-ins went unanswered",
            Self::Done => "you had it to the end",
            Self::Dropped => "it was dropped",
        }
    }
}

/// Somebody's part in a task, from when to when.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its row.
    pub id: i64,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether that was removed on request.
    pub removed: bool,
    /// What came of it.
    pub state: ClaimState,
    /// Since when.
    pub since: Instant,
    /// Until when.
    pub ended_at: Option<Instant>,
    /// What they said when they gave it back or declined.
    pub note: String,
    /// The check-in that waits for their answer.
    pub waiting: Option<Waiting>,
}

impl Claim {
    /// Whether they have the task.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.state == ClaimState::Held
    }
}

/// Somebody who holds a task, for the board.
#[derive(Debug, Clone)]
pub struct Holder {
    /// Which task.
    pub task: TaskId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether that was removed on request.
    pub removed: bool,
    /// What they said last of how it stands.
    pub said: Option<Said>,
}
