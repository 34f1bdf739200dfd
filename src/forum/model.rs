//! Forums, cycles, milestones, roles: types and rules.

use crate::{
    clock::{Day, Instant},
    db::{CycleId, ForumId, MilestoneId, PersonId, RoleId},
    viewer::RoleKind,
};

/// A forum: one subject, over the years.
#[derive(Debug, Clone)]
pub struct Forum {
    /// Its identity.
    pub id: ForumId,
    /// Its part of the address.
    pub slug: String,
    /// The subject: "Cybersecurity".
    pub name: String,
    /// In full: "Best Practice Forum on Cybersecurity".
    pub title: String,
    /// What it is about; Markdown.
    pub summary: String,
    /// Grows with each save.
    pub edits: i32,
}

impl Forum {
    /// Its address.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}", self.slug)
    }

    /// Words that addresses of the site itself begin with: no forum can be called so.
    pub const RESERVED: [&'static str; 40] = [
        "about",
        "account",
        "accounts",
        "activity",
        "admin",
        "api",
        "code-of-conduct",
        "data",
        "demo",
        "feed",
        "feeds",
        "files",
        "follow",
        "forums",
        "health",
        "healthz",
        "help",
        "index",
        "l",
        "lists",
        "login",
        "logout",
        "my",
        "new",
        "nris",
        "people",
        "privacy",
        "readyz",
        "report",
        "robots",
        "search",
        "settings",
        "sign-in",
        "sign-out",
        "sign-up",
        "static",
        "text",
        "well-known",
        "www",
        "zone",
    ];
}

/// Where a cycle stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum CycleState {
    /// Being written.
    Proposed,
    /// With the MAG.
    Submitted,
    /// The MAG said yes.
    Approved,
    /// The MAG said no.
    Declined,
    /// At work.
    Running,
    /// Over.
    Closed,
}

impl CycleState {
    /// The states that may follow.
    #[must_use]
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Proposed => &[Self::Submitted],
            Self::Submitted => &[Self::Approved, Self::Declined, Self::Proposed],
            Self::Approved => &[Self::Running],
            Self::Running => &[Self::Closed],
            Self::Declined | Self::Closed => &[],
        }
    }

    /// As the public reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Submitted => "with the MAG",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Running => "running",
            Self::Closed => "closed",
        }
    }

    /// The value in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Running => "running",
            Self::Closed => "closed",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let all =
            [Self::Proposed, Self::Submitted, Self::Approved, Self::Declined, Self::Running, Self::Closed];
        all.into_iter().find(|state| state.code() == code)
    }

    /// The colour of its chip: open, soon, shut, info.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Running => "open",
            Self::Proposed | Self::Submitted | Self::Approved => "soon",
            Self::Declined => "shut",
            Self::Closed => "info",
        }
    }

    /// Whether the state is a decision, which has a day and a deciding body.
    #[must_use]
    pub fn is_decision(self) -> bool {
        matches!(self, Self::Approved | Self::Declined)
    }
}

/// A year of a forum.
#[derive(Debug, Clone)]
pub struct Cycle {
    /// Its identity.
    pub id: CycleId,
    /// Of which forum.
    pub forum_id: ForumId,
    /// The year that it is named by.
    pub year: i32,
    /// Its theme.
    pub title: String,
    /// Two sentences; plain.
    pub summary: String,
    /// Where it stands.
    pub state: CycleState,
    /// The day of the decision.
    pub decided_on: Option<Day>,
    /// Who decided.
    pub decided_by: String,
    /// What they said.
    pub decision_note: String,
    /// The annual meeting: "13th IGF".
    pub event_name: String,
    /// Its city.
    pub event_city: String,
    /// Its zone, IANA.
    pub event_zone: String,
    /// Its first day, there.
    pub event_first: Option<Day>,
    /// Its last day, there.
    pub event_last: Option<Day>,
    /// Grows with each save.
    pub edits: i32,
}

/// What is typed about a cycle, checked.
#[derive(Debug, Clone)]
pub struct NewCycle {
    /// The year.
    pub year: i32,
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
    pub event_first: Option<Day>,
    /// Its last day.
    pub event_last: Option<Day>,
}

/// What a milestone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum MilestoneKind {
    /// The proposal to the MAG.
    Proposal,
    /// The MAG's decision.
    Decision,
    /// A call, such as the kick-off.
    Call,
    /// The background paper.
    Paper,
    /// A questionnaire or call for contributions.
    Input,
    /// A draft of the output.
    Draft,
    /// A time for comments.
    Comments,
    /// An update to the MAG.
    Update,
    /// A session at the annual meeting.
    Session,
    /// The final output.
    Output,
    /// Anything else.
    Other,
}

impl MilestoneKind {
    /// All, with the value in forms and what it is called.
    pub const ALL: [(Self, &'static str, &'static str); 11] = [
        (Self::Proposal, "proposal", "Proposal"),
        (Self::Decision, "decision", "Decision of the MAG"),
        (Self::Call, "call", "Call"),
        (Self::Paper, "paper", "Background paper"),
        (Self::Input, "input", "Call for input"),
        (Self::Draft, "draft", "Draft output"),
        (Self::Comments, "comments", "Time for comments"),
        (Self::Update, "update", "Update to the MAG"),
        (Self::Session, "session", "Session at the annual meeting"),
        (Self::Output, "output", "Final output"),
        (Self::Other, "other", "Other"),
    ];

    /// The value in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(kind, ..)| *kind == self).map_or("other", |(_, code, _)| code)
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == code).map(|(kind, ..)| *kind)
    }
}

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
    /// Why the day moved; required when it does.
    pub reason: String,
    /// How often it had been saved when the form was opened.
    pub edits: i32,
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

    /// Whether it lasts and today lies in it.
    #[must_use]
    pub fn is_open(&self, today: Day) -> bool {
        let begun = self.opens.is_some_and(|opens| opens <= today);
        !self.dropped && self.done.is_none() && begun && today <= self.due
    }
}

/// One move of a milestone's day.
#[derive(Debug, Clone)]
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

/// A role in a cycle.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its identity.
    pub id: RoleId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What for.
    pub kind: RoleKind,
    /// What the person is called here.
    pub label: String,
    /// First day.
    pub from: Day,
    /// Last day; none while it lasts.
    pub to: Option<Day>,
}

impl Role {
    /// What the person is called.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.label.is_empty() { self.kind.label() } else { &self.label }
    }

    /// Whether its last day has passed.
    #[must_use]
    pub fn has_ended(&self, today: Day) -> bool {
        self.to.is_some_and(|to| to < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milestone(due: &str) -> Milestone {
        let due = Day::parse(due).expect("a day");
        Milestone {
            id: MilestoneId(1),
            title: "Call for input".into(),
            kind: MilestoneKind::Input,
            owner: String::new(),
            opens: None,
            planned: due,
            due,
            done: None,
            dropped: false,
            note: String::new(),
            edits: 0,
        }
    }

    #[test]
    fn a_milestone_is_due_fourteen_days_ahead_and_late_the_day_after() {
        let milestone = milestone("2018-09-15");
        let state = |day: &str| milestone.state(Day::parse(day).expect("a day"));
        assert_eq!(state("2018-08-31"), MilestoneState::Upcoming);
        assert_eq!(state("2018-09-01"), MilestoneState::Due);
        assert_eq!(state("2018-09-15"), MilestoneState::Due);
        assert_eq!(state("2018-09-16"), MilestoneState::Late);
    }

    #[test]
    fn a_declined_cycle_does_not_run() {
        assert!(CycleState::Declined.next().is_empty());
        assert!(!CycleState::Proposed.next().contains(&CycleState::Running));
    }
}
