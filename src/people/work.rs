//! A person's public work: roles, and calls in whose published list of participants they stand under their full name.

use crate::{clock::Day, viewer::RoleKind};

/// What the public may know of somebody.
#[derive(Debug, Clone)]
pub struct Work {
    /// The name.
    pub name: String,
    /// How to speak of them; empty where they did not say.
    pub pronouns: String,
    /// Roles, the newest first.
    pub roles: Vec<RoleOf>,
    /// Calls, the newest first.
    pub calls: Vec<CallOf>,
}

impl Work {
    /// Whether there is anything public.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.roles.is_empty() && self.calls.is_empty()
    }
}

/// A role that somebody holds or held.
#[derive(Debug, Clone)]
pub struct RoleOf {
    /// What it is.
    pub kind: RoleKind,
    /// What it is called there, where that is not the kind's own name.
    pub label: String,
    /// The cycle: "Cybersecurity 2018".
    pub cycle: String,
    /// The cycle's address.
    pub path: String,
    /// First day.
    pub from: Day,
    /// Last day; none while it lasts.
    pub to: Option<Day>,
}

impl RoleOf {
    /// What the person is called.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.label.is_empty() { self.kind.label() } else { &self.label }
    }
}

/// A call in which somebody took part.
#[derive(Debug, Clone)]
pub struct CallOf {
    /// As it is cited: "2018 Meeting III".
    pub label: String,
    /// Its address.
    pub path: String,
    /// The cycle: "Cybersecurity 2018".
    pub cycle: String,
    /// The day of its first sitting.
    pub day: Day,
    /// For whom they spoke on that day; empty where nobody said.
    pub affiliation: String,
}
