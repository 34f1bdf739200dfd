//! A cycle, as it is typed.

use serde::Deserialize;

use crate::{
    clock::Day,
    forum::{Cycle, NewCycle},
    web::{Errors, Text, time},
};

/// A cycle.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CycleForm {
    /// The year.
    pub year: String,
    /// Its theme.
    pub title: String,
    /// Two sentences.
    pub summary: String,
    /// The annual meeting.
    pub event_name: String,
    /// Its city.
    pub event_city: String,
    /// Its zone.
    pub event_zone: String,
    /// Its first day.
    pub event_first: String,
    /// Its last day.
    pub event_last: String,
    /// How often the cycle had been saved when the form was opened.
    pub edits: i32,
}

impl CycleForm {
    /// Filled with what is.
    #[must_use]
    pub fn of(cycle: &Cycle) -> Self {
        Self {
            year: cycle.year.to_string(),
            title: cycle.title.clone(),
            summary: cycle.summary.clone(),
            event_name: cycle.event_name.clone(),
            event_city: cycle.event_city.clone(),
            event_zone: cycle.event_zone.clone(),
            event_first: Day::iso(cycle.event_first),
            event_last: Day::iso(cycle.event_last),
            edits: cycle.edits,
        }
    }

    /// The cycle.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<NewCycle, Errors> {
        let mut errors = Errors::default();
        let year = self.year.trim().parse().ok().filter(|year| (2006..=2100).contains(year));
        if year.is_none() {
            errors.add("year", "Enter a year from 2006, when the IGF first met, to 2100.");
        }
        let title = self.title.required(&mut errors, "title", "the theme", 200);
        let summary = self.summary.optional(&mut errors, "summary", "the summary", 1000);
        let event_name = self.event_name.optional(&mut errors, "event_name", "the name", 80);
        let event_city = self.event_city.optional(&mut errors, "event_city", "the city", 80);
        let event_zone = if self.event_zone.trim().is_empty() { "UTC" } else { self.event_zone.trim() };
        if time::zone(event_zone).is_none() {
            errors.add("event_zone", "Choose a zone of the list, such as Europe/Paris.");
        }
        let event_first = self.event_first.optional_day(&mut errors, "event_first");
        let event_last = self.event_last.optional_day(&mut errors, "event_last");
        match (event_first, event_last) {
            (Some(first), Some(last)) if last < first => {
                errors.add("event_last", "The last day lies before the first.");
            }
            (None, Some(_)) => errors.add("event_first", "Enter the first day too."),
            _ => {}
        }
        errors.or(NewCycle {
            year: year.unwrap_or_default(),
            title,
            summary,
            event_name,
            event_city,
            event_zone: event_zone.to_owned(),
            event_first,
            event_last: event_last.or(event_first),
        })
    }
}
