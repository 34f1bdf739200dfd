//! The tasks of a person.

use serde::{Deserialize, Serialize};

use crate::{clock::Instant, tasks::ClaimState};

/// A task that they have, had, or were asked to take.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TaskHeld {
    /// What is or was to be done.
    pub title: String,
    /// The forum's part of its address.
    pub slug: String,
    /// The year of its cycle.
    pub year: i32,
    /// Its number there.
    pub serial: i32,
    /// What came of it.
    pub state: ClaimState,
    /// Since when.
    pub since: Instant,
    /// Until when.
    pub ended_at: Option<Instant>,
    /// What they said when they gave it back or declined.
    pub note: String,
}

impl TaskHeld {
    /// The address of the task.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}/{}/tasks/{}", self.slug, self.year, self.serial)
    }
}
