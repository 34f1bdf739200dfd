//! What came of a task, as it is typed.

use serde::Deserialize;

use super::words;
use crate::web::{Errors, is_web_link};

/// What came of a task.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FinishForm {
    /// In words.
    pub outcome: String,
    /// Where it is found.
    pub link: String,
}

impl FinishForm {
    /// What came of it, and where; one of the two at least.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<(String, String), Errors> {
        let mut errors = Errors::default();
        let outcome = words(&mut errors, "outcome", &self.outcome);
        let link = self.link.trim().to_owned();
        if !link.is_empty() && !is_web_link(&link) {
            errors.add("link", "Enter a whole link, beginning with https:// or http://.");
        }
        if outcome.is_empty() && link.is_empty() {
            errors.add("outcome", "Say in a sentence what came of it, or give a link to it.");
        }
        errors.or((outcome, link))
    }
}
