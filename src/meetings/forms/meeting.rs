//! Scheduling and changing a meeting.

use serde::Deserialize;

use super::cell;
use crate::{
    clock::{Day, Instant},
    meetings::{Intention, JoinShown, Kind, Meeting, model::Sitting},
    web::{Errors, OTHER_YEAR, Text, is_likely, time},
};

/// How many sittings the form offers.
const SITTINGS: usize = 3;

/// What the form proposes as the length of a call.
const USUAL_MINUTES: &str = "60";

/// Scheduling or changing a meeting. The sittings are columns: row 0 is the first sitting.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MeetingForm {
    /// What it is.
    pub kind: String,
    /// A title of its own.
    pub title: String,
    /// Of a joint meeting: with whom.
    pub audience: String,
    /// Of a session: the room.
    pub place: String,
    /// In plain language.
    pub summary: String,
    /// The days of the sittings.
    pub day: Vec<String>,
    /// The times of day, UTC.
    pub time: Vec<String>,
    /// How long each lasts.
    pub minutes: Vec<String>,
    /// How to join each.
    pub join_text: Vec<String>,
    /// To whom that is shown.
    pub join_shown: String,
    /// Why a time moved.
    pub reason: String,
    /// How often the meeting had been saved when the form was opened.
    pub edits: i32,
}

/// One row of sittings, as typed.
#[derive(Debug, Clone)]
pub struct SittingRow {
    /// Its number, from 1.
    pub number: usize,
    /// The day.
    pub day: String,
    /// The time of day.
    pub time: String,
    /// The minutes.
    pub minutes: String,
    /// How to join.
    pub join_text: String,
}

/// A meeting, checked.
#[derive(Debug, Clone)]
pub struct NewMeeting {
    /// What it is.
    pub kind: Kind,
    /// A title of its own.
    pub title: String,
    /// With whom.
    pub audience: String,
    /// The room.
    pub place: String,
    /// In plain language.
    pub summary: String,
    /// Its sittings: those on record in their order, then new ones; all in the order of time where none is on record.
    pub sittings: Vec<NewSitting>,
    /// What was said about when, of one that is only intended.
    pub intention: Option<Intention>,
    /// Why a time moved.
    pub reason: String,
}

impl NewMeeting {
    /// A meeting of a kind, with nothing said about it.
    #[must_use]
    pub fn empty(kind: Kind) -> Self {
        Self {
            kind,
            title: String::new(),
            audience: String::new(),
            place: String::new(),
            summary: String::new(),
            sittings: Vec::new(),
            intention: None,
            reason: String::new(),
        }
    }
}

/// A sitting, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSitting {
    /// When it begins.
    pub starts_at: Instant,
    /// False where only the day is on record.
    pub time_known: bool,
    /// How long it lasts; none where nobody said.
    pub minutes: Option<i32>,
    /// How to join.
    pub join_text: String,
    /// To whom that is shown.
    pub join_shown: JoinShown,
}

impl NewSitting {
    fn begins_with(&self, other: &Self) -> bool {
        (self.starts_at, self.time_known) == (other.starts_at, other.time_known)
    }

    /// Whether one of the two begins while the other is on.
    fn runs_into(&self, other: &Self) -> bool {
        let end = |sitting: &Self| sitting.starts_at.plus_minutes(sitting.minutes.unwrap_or(0).into());
        let known = self.time_known && other.time_known;
        known && self.starts_at < end(other) && other.starts_at < end(self)
    }
}

impl MeetingForm {
    /// For a new meeting: a numbered call of an hour.
    #[must_use]
    pub fn fresh() -> Self {
        let minutes = vec![USUAL_MINUTES.to_owned(); SITTINGS];
        Self { kind: Kind::Virtual.code().to_owned(), minutes, ..Self::default() }
    }

    /// Filled with what is.
    #[must_use]
    pub fn of(meeting: &Meeting) -> Self {
        let column = |text: fn(&Sitting) -> String| meeting.sittings.iter().map(text).collect();
        Self {
            kind: meeting.kind.code().to_owned(),
            title: meeting.own_title.clone(),
            audience: meeting.audience.clone(),
            place: meeting.place.clone(),
            summary: meeting.summary.clone(),
            day: column(|sitting| time::fields(sitting.starts_at).0),
            time: column(
                |sitting| if sitting.time_known { time::fields(sitting.starts_at).1 } else { String::new() },
            ),
            minutes: lengths(meeting),
            join_text: column(|sitting| sitting.join_text.clone()),
            join_shown: meeting
                .first()
                .map_or(JoinShown::SignedIn, |sitting| sitting.join_shown)
                .code()
                .to_owned(),
            reason: String::new(),
            edits: meeting.edits,
        }
    }

    /// The rows that the form shows.
    #[must_use]
    pub fn rows(&self) -> Vec<SittingRow> {
        let row = |index: usize| SittingRow {
            number: index + 1,
            day: cell(&self.day, index),
            time: cell(&self.time, index),
            minutes: cell(&self.minutes, index),
            join_text: cell(&self.join_text, index),
        };
        (0..SITTINGS.max(self.day.len())).map(row).collect()
    }

    /// The meeting. `before` is what it was: a time that moves wants a reason, and a sitting that is on record stays.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, before: Option<&Meeting>) -> Result<NewMeeting, Errors> {
        let mut errors = Errors::default();
        let kind = Kind::parse(&self.kind);
        if kind.is_none() {
            errors.add("kind", "Choose what kind of meeting it is.");
        }
        let title = self.title.optional(&mut errors, "title", "the title", 200);
        let audience = self.audience.optional(&mut errors, "audience", "with whom it is held", 120);
        let place = self.place.optional(&mut errors, "place", "the place", 200);
        let summary = self.summary.optional(&mut errors, "summary", "the summary", 1000);
        let reason = self.reason.optional(&mut errors, "reason", "the reason", 300);
        let sittings = self.sittings(&mut errors, before);
        let old = before.map_or(&[][..], |meeting| &meeting.sittings);
        if reason.is_empty() && old.iter().zip(&sittings).any(|(old, new)| old.moves_to(new.starts_at)) {
            errors.add("reason", "Say why the time moves: everybody who wanted to come will read it.");
        }
        errors.or(NewMeeting {
            kind: kind.unwrap_or(Kind::Other),
            title,
            audience,
            place,
            summary,
            sittings,
            intention: None,
            reason,
        })
    }

    fn sittings(&self, errors: &mut Errors, before: Option<&Meeting>) -> Vec<NewSitting> {
        let on_record = before.map_or(0, |meeting| meeting.sittings.len());
        let mut sittings = Vec::new();
        // Those that take place: a cancelled one is in nobody's way.
        let mut taking_place: Vec<(usize, NewSitting)> = Vec::new();
        for (index, row) in self.rows().into_iter().enumerate() {
            let needed = index == 0 || index < on_record;
            if !needed && row.day.is_empty() && row.time.is_empty() {
                continue;
            }
            let old = before.and_then(|meeting| meeting.sittings.get(index));
            let keeps_unknown_time = old.is_some_and(|old| !old.time_known);
            let Some(sitting) = self.sitting(errors, &row, keeps_unknown_time) else { continue };
            if old.is_some_and(|old| old.cancelled_at.is_some() && old.moves_to(sitting.starts_at)) {
                let sentence = "This was cancelled, and the time that it was to be at stays on record. Schedule another call for another time.";
                errors.add(format!("day{}", row.number), sentence);
            }
            if old.is_none_or(|old| old.cancelled_at.is_none()) {
                refuse_clash(errors, &taking_place, row.number, &sitting);
                taking_place.push((row.number, sitting.clone()));
            }
            sittings.push(sitting);
        }
        if on_record == 0 {
            sittings.sort_by_key(|sitting| sitting.starts_at);
        }
        sittings
    }

    fn sitting(
        &self,
        errors: &mut Errors,
        row: &SittingRow,
        time_may_be_unknown: bool,
    ) -> Option<NewSitting> {
        let number = row.number;
        let time_known = !(time_may_be_unknown && row.time.is_empty());
        let starts_at = time::from_fields(&row.day, if time_known { &row.time } else { "00:00" });
        let starts_at = starts_at.filter(|at| is_likely(at.day()));
        match Day::parse(row.day.trim()) {
            None => {
                errors.add(format!("day{number}"), "Enter the day as year-month-day, such as 2018-09-15.");
            }
            Some(day) if !is_likely(day) => errors.add(format!("day{number}"), OTHER_YEAR),
            Some(_) if starts_at.is_none() => {
                errors.add(format!("time{number}"), "Enter the time of day in UTC, such as 15:00.");
            }
            Some(_) => {}
        }
        let minutes = row.minutes.parse().ok().filter(|minutes| (5..=1440).contains(minutes));
        if minutes.is_none() && !row.minutes.is_empty() {
            errors.add(format!("minutes{number}"), "Enter the length in minutes, from 5 to 1440.");
        }
        if row.join_text.chars().count() > 4000 {
            errors.add(format!("join_text{number}"), "Shorten how to join: 4,000 characters fit.");
        }
        let join_shown = JoinShown::parse(&self.join_shown).unwrap_or(JoinShown::SignedIn);
        Some(NewSitting {
            starts_at: starts_at?,
            time_known,
            minutes,
            join_text: row.join_text.clone(),
            join_shown,
        })
    }
}

/// Two sittings at one time would be one; and none begins while another is on, as far as is said how long they last.
fn refuse_clash(errors: &mut Errors, others: &[(usize, NewSitting)], number: usize, sitting: &NewSitting) {
    let field = if sitting.time_known { format!("time{number}") } else { format!("day{number}") };
    if let Some((other, _)) = others.iter().find(|(_, other)| other.begins_with(sitting)) {
        errors.add(field, format!("Sitting {other} begins at this time too. Change one of the two."));
    } else if let Some((other, _)) = others.iter().find(|(_, other)| other.runs_into(sitting)) {
        errors.add(
            field,
            format!(
                "This sitting and sitting {other} overlap. Change a time, or how long one of them lasts."
            ),
        );
    }
}

/// The lengths of the sittings; a further one is proposed as long as the first, and the first of all an hour.
fn lengths(meeting: &Meeting) -> Vec<String> {
    let text = |sitting: &Sitting| sitting.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    let mut lengths: Vec<String> = meeting.sittings.iter().map(text).collect();
    let further = lengths.first().cloned().unwrap_or_else(|| USUAL_MINUTES.to_owned());
    lengths.resize(lengths.len().max(SITTINGS), further);
    lengths
}
