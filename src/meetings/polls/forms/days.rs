//! The days and times of a poll, as they are typed: a row for each day.

use jiff::tz::TimeZone;

use super::PollForm;
use crate::{
    clock::{Day, Instant},
    meetings::polls::Poll,
    web::{Errors, OTHER_YEAR, is_likely, time},
};

/// The most slots that a poll has: nobody answers more.
pub const MOST_SLOTS: usize = 200;

/// How many days the form offers at least.
const DAYS: usize = 5;

/// How many more it offers at a time.
const MORE: usize = 5;

/// The most days in one form.
pub(super) const MOST_DAYS: usize = 60;

/// One row of days, as typed.
#[derive(Debug, Clone)]
pub struct DayRow {
    /// Its place, from 0.
    pub place: usize,
    /// The day.
    pub day: String,
    /// The times.
    pub times: String,
}

impl PollForm {
    /// The rows that the form shows.
    #[must_use]
    pub fn rows(&self) -> Vec<DayRow> {
        let cell = |column: &[String], place: usize| column.get(place).cloned().unwrap_or_default();
        let typed = self.day.len().max(self.times.len());
        let count = if self.more.is_some() { typed + MORE } else { typed.max(DAYS) };
        let row = |place| DayRow { place, day: cell(&self.day, place), times: cell(&self.times, place) };
        (0..count.min(MOST_DAYS)).map(row).collect()
    }

    /// Whether a button was pressed that only changes the form.
    #[must_use]
    pub fn is_filled_on(&self) -> bool {
        self.copy.is_some() || self.more.is_some()
    }

    /// With the times of the row whose button was pressed on all days.
    #[must_use]
    pub fn copied(mut self) -> Self {
        if let Some(times) = self.copy.and_then(|place| self.times.get(place)).cloned() {
            self.times.resize(self.day.len().max(self.times.len()), String::new());
            for (day, of_day) in self.day.iter().zip(&mut self.times) {
                if !day.trim().is_empty() {
                    of_day.clone_from(&times);
                }
            }
        }
        self
    }

    pub(super) fn starts(
        &self,
        errors: &mut Errors,
        zone: &TimeZone,
        before: Option<&Poll>,
        now: Instant,
    ) -> Vec<Instant> {
        let mut starts = Vec::new();
        for row in self.rows() {
            let (day_field, times_field) = (format!("day{}", row.place), format!("times{}", row.place));
            let times: Vec<&str> = row
                .times
                .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
                .filter(|one| !one.is_empty())
                .collect();
            let day = match (row.day.trim(), times.is_empty()) {
                ("", true) => continue,
                ("", false) => {
                    errors.add(day_field, "Enter the day of these times.");
                    continue;
                }
                (day, _) => Day::parse(day),
            };
            match day {
                None => errors.add(day_field, "Enter the day as year-month-day, such as 2018-11-06."),
                Some(day) if !is_likely(day) => errors.add(day_field, OTHER_YEAR),
                Some(_) if times.is_empty() => {
                    errors
                        .add(times_field, "Enter times for this day, such as 14:00 15:30, or empty the day.");
                }
                Some(day) => {
                    for typed in times.iter().take(MOST_SLOTS + 1) {
                        match time::from_local(day, typed, zone) {
                            Ok(at) if at <= now && !is_on_record(before, at) => {
                                errors.add(
                                    times_field.clone(),
                                    format!("{typed} has passed already. Enter a time to come."),
                                );
                            }
                            Ok(at) => starts.push(at),
                            Err(sentence) => errors.add(times_field.clone(), sentence),
                        }
                    }
                }
            }
        }
        starts.sort_unstable();
        starts.dedup();
        if starts.is_empty() && errors.is_empty() {
            errors.add("day0", "Enter at least one day with its times.");
        }
        if starts.len() > MOST_SLOTS {
            let sentence =
                format!("These are {} times, and {MOST_SLOTS} fit: ask about fewer.", starts.len());
            errors.add("times0", sentence);
        }
        starts
    }
}

fn is_on_record(before: Option<&Poll>, at: Instant) -> bool {
    before.is_some_and(|poll| poll.slots.iter().any(|slot| slot.starts_at == at))
}
