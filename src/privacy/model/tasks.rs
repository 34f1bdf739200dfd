//! The tasks of a person.

use serde::{Deserialize, Serialize};

use crate::{
    clock::Instant,
    tasks::{ClaimState, Said},
};

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
    /// What they said of how it stands.
    pub said: Vec<SaidHeld>,
    /// When they were asked.
    pub asked_at: Vec<Instant>,
}

/// What somebody said of how their task stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SaidHeld {
    /// What.
    pub said: Said,
    /// More of it.
    pub note: String,
    /// When.
    pub at: Instant,
}

/// A task to which somebody was called by mail.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CalledHeld {
    /// What is or was to be done.
    pub title: String,
    /// The forum's part of its address.
    pub slug: String,
    /// The year of its cycle.
    pub year: i32,
    /// Its number there.
    pub serial: i32,
    /// Which call of it.
    pub number: i32,
    /// When.
    pub at: Instant,
}

fn path(slug: &str, year: i32, serial: i32) -> String {
    format!("/{slug}/{year}/tasks/{serial}")
}

impl TaskHeld {
    /// The address of the task.
    #[must_use]
    pub fn path(&self) -> String {
        path(&self.slug, self.year, self.serial)
    }
}

impl CalledHeld {
    /// The address of the task.
    #[must_use]
    pub fn path(&self) -> String {
        path(&self.slug, self.year, self.serial)
    }
}
