//! Cancelling and deleting.

use serde::Deserialize;

use crate::{
    meetings::{Meeting, Sitting},
    web::{Errors, Text},
};

/// Cancelling a meeting, or one of its sittings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CancelForm {
    /// The number of the sitting; empty for all.
    pub sitting: String,
    /// Why; shown in public.
    pub reason: String,
}

impl CancelForm {
    /// Which sitting (none: all), and why.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, meeting: &Meeting) -> Result<(Option<Sitting>, String), Errors> {
        let mut errors = Errors::default();
        let reason = self.reason.required(
            &mut errors,
            "reason",
            "why: everybody who wanted to come will read it",
            300,
        );
        let chosen = self.sitting.parse::<i32>().ok();
        let sitting = meeting.sittings.iter().find(|sitting| Some(sitting.position) == chosen).cloned();
        if !self.sitting.is_empty() && sitting.is_none() {
            errors.add("sitting", "Choose one of the sittings, or all.");
        }
        errors.or((sitting, reason))
    }
}

/// Deleting a meeting that was scheduled by mistake.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DeleteForm {
    /// Why; shown at its address.
    pub reason: String,
}

impl DeleteForm {
    /// Why.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<String, Errors> {
        let mut errors = Errors::default();
        let reason =
            self.reason.required(&mut errors, "reason", "why: everybody who opens its address reads it", 300);
        errors.or(reason)
    }
}
