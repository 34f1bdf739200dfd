//! Making and changing a poll: days × hours, typed in a zone.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::Deserialize;

use super::days::MOST_DAYS;
use crate::{
    clock::{Day, Instant},
    db::PersonId,
    meetings::{
        Intention, Meeting,
        polls::{Poll, model::Required},
    },
    web::{Errors, OTHER_YEAR, Text, is_likely, time},
};

/// For how many days a poll is open unless somebody says otherwise.
const USUAL_DAYS: i32 = 7;

/// Making or changing a poll. The days are columns: row 0 is the first day.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PollForm {
    /// IANA name of the zone in which all times here are typed.
    pub zone: String,
    /// How long the call is to be.
    pub minutes: String,
    /// The days.
    pub day: Vec<String>,
    /// The times of day on each, separated by white space or commas.
    pub times: Vec<String>,
    /// The last day for answers.
    pub close_day: String,
    /// The time of day at which it closes.
    pub close_time: String,
    /// What people should know.
    pub note: String,
    /// Without whom the call makes no sense.
    pub required: Vec<i64>,
    /// Ticked: it does not open yet.
    pub later: Option<String>,
    /// Pressed to copy the times of a row to all days: its place.
    pub copy: Option<usize>,
    /// Pressed to get more rows.
    pub more: Option<String>,
    /// How often the poll had been saved when the form was opened.
    pub edits: i32,
}

/// A poll, checked.
#[derive(Debug, Clone)]
pub struct NewPoll {
    /// How long the call is to be.
    pub minutes: i32,
    /// IANA name of the zone in which it was typed.
    pub zone: String,
    /// What people should know.
    pub note: String,
    /// The first moment at which it takes no answers.
    pub closes_at: Instant,
    /// When the call could begin, in the order of time, each once.
    pub starts: Vec<Instant>,
    /// Without whom the call makes no sense.
    pub required: Vec<PersonId>,
    /// It does not open yet; only said of a new one.
    pub later: bool,
}

impl PollForm {
    /// For a meeting: the days that were spoken of, an hour, a week's time for answers.
    #[must_use]
    pub fn fresh(meeting: &Meeting, zone: &str, now: Instant) -> Self {
        let today = now.day();
        let mut days: Vec<Day> = meeting.intention.iter().flat_map(Intention::days).collect();
        days.retain(|day| *day > today);
        days.truncate(MOST_DAYS);
        let close = match days.first() {
            // Two days before the first, as people must hear which one it is.
            Some(first) => today.plus(USUAL_DAYS).min(first.plus(-2)).max(today.plus(1)),
            None => today.plus(USUAL_DAYS),
        };
        let minutes = meeting.first().and_then(|sitting| sitting.minutes).unwrap_or(60);
        Self {
            zone: zone.to_owned(),
            minutes: minutes.to_string(),
            day: days.into_iter().map(Day::iso).collect(),
            close_day: Day::iso(close),
            close_time: "18:00".to_owned(),
            ..Self::default()
        }
    }

    /// Filled with what is.
    #[must_use]
    pub fn of(poll: &Poll, required: &[Required]) -> Self {
        let zone = poll.time_zone();
        let mut days: BTreeMap<Day, Vec<String>> = BTreeMap::new();
        for slot in poll.asked() {
            let (day, clock) = time::local_fields(slot.starts_at, &zone);
            days.entry(day).or_default().push(clock);
        }
        let (close_day, close_time) = time::local_fields(poll.window.closes_at, &zone);
        Self {
            zone: poll.zone.clone(),
            minutes: poll.minutes.to_string(),
            day: days.keys().map(|day| Day::iso(*day)).collect(),
            times: days.into_values().map(|times| times.join(" ")).collect(),
            close_day: Day::iso(close_day),
            close_time,
            note: poll.note.clone(),
            required: required.iter().map(|one| one.person.0).collect(),
            edits: poll.edits,
            ..Self::default()
        }
    }

    /// Whether somebody is ticked as required.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    #[must_use]
    pub fn requires(&self, person: &PersonId) -> bool {
        self.required.contains(&person.0)
    }

    /// The poll. `before` is what it was: its slots may have passed meanwhile. `holders` are those who can be required.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(
        &self,
        before: Option<&Poll>,
        holders: &[Required],
        now: Instant,
    ) -> Result<NewPoll, Errors> {
        let mut errors = Errors::default();
        let zone = time::zone(&self.zone);
        if zone.is_none() {
            errors.add("poll-zone", "Choose the zone in which you type the times.");
        }
        let zone = zone.unwrap_or(TimeZone::UTC);
        let minutes = self.minutes.trim().parse().ok().filter(|minutes| (5..=1440).contains(minutes));
        if minutes.is_none() {
            errors.add("minutes", "Enter how long the call is to be, in minutes, from 5 to 1440.");
        }
        let starts = self.starts(&mut errors, &zone, before, now);
        let closes_at = self.closes_at(&mut errors, &zone, before, &starts, now);
        let note = self.note.optional(&mut errors, "note", "the note", 1000);
        let is_holder = |id: &i64| holders.iter().any(|holder| holder.person.0 == *id);
        if !self.required.iter().all(is_holder) {
            errors.add("required", "Choose people with a role in this cycle.");
        }
        let mut required: Vec<PersonId> = self.required.iter().copied().map(PersonId).collect();
        required.sort_unstable();
        required.dedup();
        errors.or(NewPoll {
            minutes: minutes.unwrap_or(60),
            zone: self.zone.clone(),
            note,
            closes_at: closes_at.unwrap_or(now),
            starts,
            required,
            later: self.later.is_some(),
        })
    }

    fn closes_at(
        &self,
        errors: &mut Errors,
        zone: &TimeZone,
        before: Option<&Poll>,
        starts: &[Instant],
        now: Instant,
    ) -> Option<Instant> {
        let day = Day::parse(self.close_day.trim());
        let Some(day) = day.filter(|day| is_likely(*day)) else {
            let sentence =
                if day.is_some() { OTHER_YEAR } else { "Enter the last day for answers as year-month-day." };
            errors.add("close_day", sentence);
            return None;
        };
        let at = match time::from_local(day, self.close_time.trim(), zone) {
            Ok(at) => at,
            Err(sentence) => {
                errors.add("close_time", sentence);
                return None;
            }
        };
        let unchanged = before.is_some_and(|poll| poll.window.closes_at == at);
        if at <= now && !unchanged {
            errors.add("close_day", "This has passed already: nobody could answer. Enter a time to come.");
        } else if starts.last().is_some_and(|last| at >= *last) {
            errors.add(
                "close_day",
                "All times would have passed by then. Let it close before the last of them.",
            );
        }
        Some(at)
    }
}
