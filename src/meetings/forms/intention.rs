//! What was said about when the next meeting will be.

use serde::Deserialize;

use super::NewMeeting;
use crate::{
    clock::Day,
    db::MilestoneId,
    forum::Milestone,
    meetings::{Intention, IntentionKind, Kind, Meeting},
    web::{Errors, OTHER_YEAR, Text, is_likely},
};

/// The most days that a window has: of a longer one it cannot be said when it comes near.
const MOST_DAYS: i32 = 60;

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
    /// Of a window: its first day.
    pub from: String,
    /// Of a window: its last day.
    pub to: String,
    /// Of a condition: the milestone that must be done first.
    pub milestone: String,
    /// How often the meeting had been saved when the form was opened.
    pub edits: i32,
}

impl IntentionForm {
    /// Filled with what was said of a meeting.
    #[must_use]
    pub fn of(meeting: &Meeting) -> Self {
        let form = Self { kind: meeting.kind.code().to_owned(), edits: meeting.edits, ..Self::default() };
        let Some(said) = &meeting.intention else { return form };
        Self {
            when: said.kind.code().to_owned(),
            text: said.text.clone(),
            dates: said.dates.iter().map(|day| Day::iso(*day)).collect::<Vec<_>>().join(" "),
            from: Day::iso(said.from),
            to: Day::iso(said.to),
            milestone: said.milestone.map(|milestone| milestone.to_string()).unwrap_or_default(),
            ..form
        }
    }

    /// What it says, for somebody whose own words differ.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let Self { text, dates, from, to, .. } = self.clone();
        vec![("In words", text), ("Days", dates), ("First day", from), ("Last day", to)]
    }

    /// The meeting that is intended. `milestones` are those of its cycle. Its days lie ahead of `today`, where that is given.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, milestones: &[Milestone], today: Option<Day>) -> Result<NewMeeting, Errors> {
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
        let (from, to) = self.window(&mut errors);
        let milestone = self.milestone(&mut errors, milestones);
        let past = |day: Option<Day>| day.zip(today).is_some_and(|(day, today)| day < today);
        if when == Some(IntentionKind::Dates) && past(dates.last().copied()) {
            errors.add("dates", "These days have passed. Enter days to come.");
        }
        if when == Some(IntentionKind::Window) && past(to) && errors.of("to").is_none() {
            errors
                .add(if self.to.is_empty() { "from" } else { "to" }, "This has passed. Enter days to come.");
        }
        // What was typed under another choice does not count.
        let intention = when.map(|kind| Intention {
            dates: if kind == IntentionKind::Dates { dates } else { Vec::new() },
            from: from.filter(|_| kind == IntentionKind::Window),
            to: to.filter(|_| kind == IntentionKind::Window),
            milestone: milestone.filter(|_| kind == IntentionKind::Condition),
            ..Intention::said(kind, text)
        });
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
        let mut days: Vec<Day> = days.into_iter().flatten().collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The first and the last day; the first is the last where only that was said.
    fn window(&self, errors: &mut Errors) -> (Option<Day>, Option<Day>) {
        let (from, to) = (self.from.optional_day(errors, "from"), self.to.optional_day(errors, "to"));
        match (from, to) {
            (None, Some(_)) => errors.add("from", "Enter the first day too."),
            (Some(from), Some(to)) if to < from => {
                errors.add("to", "This lies before the first day. Enter the same day or a later one.");
            }
            (Some(from), Some(to)) if from.days_until(to) > MOST_DAYS => {
                errors.add("to", format!("Enter a window of {MOST_DAYS} days at the most."));
            }
            _ => {}
        }
        (from, to.or(from))
    }

    fn milestone(&self, errors: &mut Errors, milestones: &[Milestone]) -> Option<MilestoneId> {
        if self.milestone.is_empty() {
            return None;
        }
        let chosen = milestones.iter().find(|milestone| milestone.id.to_string() == self.milestone);
        if chosen.is_none() {
            errors.add("milestone", "Choose one of the milestones of this cycle.");
        }
        chosen.map(|milestone| milestone.id)
    }
}
