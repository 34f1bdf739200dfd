//! Cycles, and the states that they go through.

use crate::{
    clock::{Day, Instant},
    db::{CycleId, ForumId},
    viewer::Viewer,
};

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
    /// Made to try things out: it can be deleted whole.
    pub trial: bool,
    /// When it was shown to everybody; a draft before.
    pub shown_at: Option<Instant>,
    /// When it was deleted.
    pub gone_at: Option<Instant>,
}

impl Cycle {
    /// Whether only those who work in it see it.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.shown_at.is_none()
    }

    /// Whether it was deleted.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.gone_at.is_some()
    }

    /// Who may see it: everybody, once it is shown; before, whoever has a role in it, and the Secretariat.
    #[must_use]
    pub fn is_visible_to(&self, viewer: &Viewer) -> bool {
        !self.is_gone() && (!self.is_draft() || viewer.works_in(self.id))
    }

    /// What readers should know beside its state: "draft", "test".
    #[must_use]
    pub fn marks(&self) -> Vec<&'static str> {
        let marks = [(self.trial, "test"), (self.is_draft(), "draft")];
        marks.into_iter().filter(|(applies, _)| *applies).map(|(_, mark)| mark).collect()
    }
}

/// The first year, from one on, of which there is no cycle among these.
#[must_use]
pub fn next_free_year(cycles: &[Cycle], from: i32) -> i32 {
    // Of one year more than there are cycles, one is free.
    let mut years = (from..).take(cycles.len() + 1);
    years.find(|year| cycles.iter().all(|cycle| cycle.year != *year)).unwrap_or(from)
}

/// What is typed about a cycle, checked.
#[derive(Debug, Clone)]
pub struct NewCycle {
    /// The year.
    pub year: i32,
    /// Its theme.
    pub title: String,
    /// Two sentences; plain.
    pub summary: String,
    /// The annual meeting.
    pub event_name: String,
    /// Its city.
    pub event_city: String,
    /// Its zone, IANA.
    pub event_zone: String,
    /// Its first day, there.
    pub event_first: Option<Day>,
    /// Its last day, there.
    pub event_last: Option<Day>,
}

#[cfg(test)]
mod tests {
    use super::CycleState;

    #[test]
    fn a_declined_cycle_does_not_run() {
        assert!(CycleState::Declined.next().is_empty());
        assert!(!CycleState::Proposed.next().contains(&CycleState::Running));
    }
}
