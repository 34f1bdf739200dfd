//! The answers of a person to polls.

use serde::{Deserialize, Serialize};

use crate::{clock::Instant, meetings::polls::Fit};

/// A poll that they answered, were asked to answer, or whose call makes no sense without them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PollHeld {
    /// The forum's part of its address.
    pub slug: String,
    /// The year of its cycle.
    pub year: i32,
    /// The number of its call there.
    pub serial: i32,
    /// When they answered last, if they did.
    pub answered_at: Option<Instant>,
    /// IANA name of the zone in which they read it.
    pub zone: Option<String>,
    /// What they said of each time.
    pub answers: Vec<SlotHeld>,
    /// What they had said before answers of theirs became one.
    pub merged: Vec<serde_json::Value>,
    /// When they were asked by mail.
    pub asked_at: Option<Instant>,
    /// When they were reminded.
    pub reminded_at: Option<Instant>,
    /// Whether somebody chose them as required.
    pub required: bool,
}

impl PollHeld {
    /// The address of the poll.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}/{}/meetings/{}/poll", self.slug, self.year, self.serial)
    }
}

/// What they said of one time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SlotHeld {
    /// When the call would begin.
    pub starts_at: Instant,
    /// What they said.
    pub fit: Fit,
    /// When.
    pub at: Instant,
}
