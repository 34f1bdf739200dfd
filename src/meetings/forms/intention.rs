//! What was said about when the next meeting will be.

use serde::Deserialize;

use super::NewMeeting;
use crate::{
    clock::Day,
    meetings::{Intention, IntentionKind, Kind},
    web::{Errors, OTHER_YEAR, Text, is_likely},
};

/// What was said about when the next meeting will be.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct IntentionForm {
    /// What kind of meeting.
    pub kind: String,
    /// Dates, a window or a condition.
    pub when: String,
    /// In words.
    pub text: String,
    /// Days, separated by white space or commas.
    pub dates: String,
}

impl IntentionForm {
    /// The meeting that is intended.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<NewMeeting, Errors> {
        let mut errors = Errors::default();
        let kind = Kind::parse(&self.kind).unwrap_or(Kind::Virtual);
        let when = IntentionKind::parse(&self.when);
        if when.is_none() {
            errors.add("when", "Choose what is known about the time.");
        }
        let text =
            self.text.required(&mut errors, "text", "what was said, such as “in about three weeks”", 300);
        let dates = self.dates(&mut errors);
        if when == Some(IntentionKind::Dates) && dates.is_empty() && errors.of("dates").is_none() {
            errors.add("dates", "Enter the days in question.");
        }
        let intention = when.map(|kind| Intention { kind, text, dates });
        errors.or(NewMeeting { intention, ..NewMeeting::empty(kind) })
    }

    fn dates(&self, errors: &mut Errors) -> Vec<Day> {
        let words = self.dates.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
        let days: Vec<Option<Day>> = words.take(20).map(Day::parse).collect();
        if days.iter().any(Option::is_none) {
            errors.add("dates", "Enter days as year-month-day, such as 2017-06-19 2017-06-21.");
        } else if !days.iter().flatten().all(|day| is_likely(*day)) {
            errors.add("dates", OTHER_YEAR);
        }
        days.into_iter().flatten().collect()
    }
}
