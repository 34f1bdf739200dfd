//! A task, where it stands, and whether it can be taken.

use serde::Deserialize;

use super::Cursor;
use crate::{
    clock::{Day, Instant},
    db::{CycleId, MilestoneId, TaskId},
    forum::CyclePlace,
    viewer::RoleKind,
};

/// Why nobody can take a task whose places are all taken, and what they can do instead.
pub(in crate::tasks) const LAST_PLACE_TAKEN: &str = "Somebody else took the last place of this task. Others want volunteers too: they stand on the board under “Free places”.";

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum TaskState {
    /// Nobody has it, and volunteers are called for.
    Open,
    /// Somebody has it.
    Claimed,
    /// Who has it began.
    InProgress,
    /// It is done.
    Done,
    /// It will not be done.
    Dropped,
}

impl TaskState {
    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "open for volunteers",
            Self::Claimed => "taken",
            Self::InProgress => "in progress",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// As files say it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Claimed => "claimed",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// The colour of its chip.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Open => "soon",
            Self::Claimed => "info",
            Self::InProgress => "open",
            Self::Done => "",
            Self::Dropped => "shut",
        }
    }
}

/// A task.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its identity.
    pub id: TaskId,
    /// In which cycle.
    pub cycle: CycleId,
    /// Its part of the address.
    pub serial: i32,
    /// What is to be done.
    pub title: String,
    /// More of it, in plain text.
    pub detail: String,
    /// What it came of.
    pub source: Option<Source>,
    /// The milestone that it is due with.
    pub milestone: Option<MilestoneId>,
    /// What that is called.
    pub milestone_title: Option<String>,
    /// The last day, UTC.
    pub due: Option<Day>,
    /// Whether volunteers are called for.
    pub calls: bool,
    /// How many are wanted.
    pub wanted: i32,
    /// Held by whoever has this role.
    pub role: Option<RoleKind>,
    /// How many hold it.
    pub holders: i32,
    /// How many places are free.
    pub free: i32,
    /// Its part of the board: nobody's, free places, all taken, ended.
    pub rank: i16,
    /// Where it stands.
    pub state: TaskState,
    /// What came of it, or why it was dropped.
    pub outcome: String,
    /// Where what came of it is found.
    pub outcome_link: String,
    /// When it was written down.
    pub created_at: Instant,
    /// When anything of it changed last.
    pub changed_at: Instant,
    /// When it was done or dropped.
    pub ended_at: Option<Instant>,
    /// Grows with each save.
    pub edits: i32,
}

/// What a task came of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// As it is cited: "2018 Meeting III ¶2".
    pub label: String,
    /// Its address.
    pub path: String,
}

impl Task {
    /// Its address.
    #[must_use]
    pub fn path(&self, place: &CyclePlace) -> String {
        format!("{}/tasks/{}", place.path(), self.serial)
    }

    /// Whether it is done or dropped.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.ended_at.is_some()
    }

    /// Whether its last day has passed, and it is not ended.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        !self.has_ended() && self.due.is_some_and(|due| due < today)
    }

    /// Why nobody can take it, if nobody can.
    #[must_use]
    pub fn why_not_taken(&self) -> Option<&'static str> {
        match self.state {
            TaskState::Done => Some("This task is done already."),
            TaskState::Dropped => Some("This task was dropped."),
            _ if !self.calls => Some("No volunteers are called for: somebody has this task already."),
            _ if self.free == 0 => Some(LAST_PLACE_TAKEN),
            _ => None,
        }
    }

    /// Where the board goes on after it.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor { rank: self.rank, due: self.due, serial: self.serial }
    }
}
