//! What was said about when a meeting will be.

use super::IntentionKind;
use crate::{clock::Day, db::MilestoneId};

/// What was said about when a meeting will be.
#[derive(Debug, Clone)]
pub struct Intention {
    /// Dates, a window, or a condition.
    pub kind: IntentionKind,
    /// In words.
    pub text: String,
    /// The days, where days were named.
    pub dates: Vec<Day>,
    /// Of a window: its first day, where that was said.
    pub from: Option<Day>,
    /// Likewise its last.
    pub to: Option<Day>,
    /// Of a condition: the milestone that must be done first, where one was named.
    pub milestone: Option<MilestoneId>,
    /// What that is called; read, never written.
    pub milestone_title: Option<String>,
}

/// For how many days before the first day that was spoken of it is time to find a time: people are asked for a week, and
/// need another to arrange themselves.
pub const LEAD_DAYS: i32 = 14;

impl Intention {
    /// What was said, and nothing that could make it due.
    #[must_use]
    pub fn said(kind: IntentionKind, text: String) -> Self {
        Self { kind, text, dates: Vec::new(), from: None, to: None, milestone: None, milestone_title: None }
    }

    /// The days in question: those that were named, else those of the window.
    #[must_use]
    pub fn days(&self) -> Vec<Day> {
        if !self.dates.is_empty() {
            return self.dates.clone();
        }
        let Some(from) = self.from else { return Vec::new() };
        let to = self.to.unwrap_or(from);
        std::iter::successors(Some(from), |day| Some(day.plus(1))).take_while(|day| *day <= to).collect()
    }
}
