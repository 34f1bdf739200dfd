//! The work plan: milestones, where they stand, and how their days moved.

use serde::Deserialize;

use super::MilestoneKind;
use crate::{
    clock::{Day, Instant},
    db::MilestoneId,
};

/// Where a milestone stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MilestoneState {
    /// Reached.
    Done,
    /// Taken out of the plan.
    Dropped,
    /// Its day has passed.
    Late,
    /// Within the next fourteen days.
    Due,
    /// Later.
    Upcoming,
}

impl MilestoneState {
    /// As the public reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Dropped => "dropped",
            Self::Late => "late",
            Self::Due => "due",
            Self::Upcoming => "upcoming",
        }
    }

    /// The colour of its chip.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Done => "open",
            Self::Due => "soon",
            Self::Late => "shut",
            Self::Dropped | Self::Upcoming => "",
        }
    }
}

/// A milestone of the work plan. Its days are UTC, both ends included.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// Its identity.
    pub id: MilestoneId,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: MilestoneKind,
    /// Who sees to it, by role.
    pub owner: String,
    /// The first day of one that lasts.
    pub opens: Option<Day>,
    /// As first planned.
    pub planned: Day,
    /// As it stands now.
    pub due: Day,
    /// When it was reached.
    pub done: Option<Day>,
    /// Whether it was taken out of the plan.
    pub dropped: bool,
    /// What readers should know.
    pub note: String,
    /// The window of the tool that it opens and closes.
    pub tool: Option<i64>,
    /// Whether that opens by itself.
    pub automatic: bool,
    /// Whether that waits for a person's word.
    pub waits: bool,
    /// Grows with each save.
    pub edits: i32,
}

/// What is typed about a milestone, checked.
#[derive(Debug, Clone)]
pub struct NewMilestone {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: MilestoneKind,
    /// Who sees to it.
    pub owner: String,
    /// The first day of one that lasts.
    pub opens: Option<Day>,
    /// When.
    pub due: Day,
    /// When it was reached.
    pub done: Option<Day>,
    /// Whether it is out of the plan.
    pub dropped: bool,
    /// What readers should know.
    pub note: String,
    /// The window of the tool that it opens on its first day, where it has one, and closes at the end of its last.
    pub tool: Option<i64>,
    /// Whether that opens by itself; else a person says so on the day.
    pub automatic: bool,
    /// Why the day moved; required when it does.
    pub reason: String,
    /// How often it had been saved when the form was opened.
    pub edits: i32,
}

impl NewMilestone {
    /// One for a day, and nothing else said of it.
    #[must_use]
    pub fn planned(title: impl Into<String>, kind: MilestoneKind, due: Day) -> Self {
        Self {
            title: title.into(),
            kind,
            owner: String::new(),
            opens: None,
            due,
            done: None,
            dropped: false,
            note: String::new(),
            tool: None,
            automatic: false,
            reason: String::new(),
            edits: 0,
        }
    }
}

/// For how many days ahead a milestone counts as due.
const DUE_AHEAD: i32 = 14;

impl Milestone {
    /// Where it stands.
    #[must_use]
    pub fn state(&self, today: Day) -> MilestoneState {
        match self.done {
            _ if self.dropped => MilestoneState::Dropped,
            Some(_) => MilestoneState::Done,
            None if self.due < today => MilestoneState::Late,
            None if today.days_until(self.due) <= DUE_AHEAD => MilestoneState::Due,
            None => MilestoneState::Upcoming,
        }
    }

    /// The day that counts: when it was reached, else when it is due.
    #[must_use]
    pub fn day(&self) -> Day {
        self.done.unwrap_or(self.due)
    }

    /// Whether it lasts, today lies in it, and what it opens does not wait for a word.
    #[must_use]
    pub fn is_open(&self, today: Day) -> bool {
        self.is_running(today) && !self.waits
    }

    /// Whether it lasts and today lies in it.
    #[must_use]
    pub fn is_running(&self, today: Day) -> bool {
        let begun = self.opens.is_some_and(|opens| opens <= today);
        !self.dropped && self.done.is_none() && begun && today <= self.due
    }
}

/// One move of a milestone's day.
#[derive(Debug, Clone, Deserialize)]
pub struct Move {
    /// Which milestone.
    pub milestone: MilestoneId,
    /// When it was moved.
    pub at: Instant,
    /// From which day.
    pub from: Day,
    /// To which day.
    pub to: Day,
    /// Why.
    pub reason: String,
}

#[cfg(test)]
impl Milestone {
    /// One for a day, for tests.
    pub(in crate::forum) fn sample(id: i64, title: &str, due: &str) -> Self {
        let due = Day::parse(due).expect("a day");
        Self {
            id: MilestoneId(id),
            title: title.to_owned(),
            kind: MilestoneKind::Other,
            owner: String::new(),
            opens: None,
            planned: due,
            due,
            done: None,
            dropped: false,
            note: String::new(),
            tool: None,
            automatic: false,
            waits: false,
            edits: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_milestone_is_due_fourteen_days_ahead_and_late_the_day_after() {
        let milestone = Milestone::sample(1, "Call for input", "2018-09-15");
        let state = |day: &str| milestone.state(Day::parse(day).expect("a day"));
        assert_eq!(state("2018-08-31"), MilestoneState::Upcoming);
        assert_eq!(state("2018-09-01"), MilestoneState::Due);
        assert_eq!(state("2018-09-15"), MilestoneState::Due);
        assert_eq!(state("2018-09-16"), MilestoneState::Late);
    }
}
