//! A task, who holds it, and what may be done with it.

use serde::{Deserialize, Serialize};

use crate::{
    clock::{Day, Instant},
    db::{CycleId, MilestoneId, PersonId, TaskId},
    forum::CyclePlace,
    viewer::RoleKind,
};

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
            _ if self.free == 0 => Some("Somebody else took the last place of this task."),
            _ => None,
        }
    }

    /// Where the board goes on after it.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor { rank: self.rank, due: self.due, serial: self.serial }
    }
}

/// What somebody has or had to do with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ClaimState {
    /// They were asked to take it, and have not answered.
    Asked,
    /// They hold it.
    Held,
    /// They were asked and said no.
    Declined,
    /// They were asked and need not answer any more.
    Withdrawn,
    /// They gave it back.
    Released,
    /// They held it to the end.
    Done,
    /// They held it when it was dropped.
    Dropped,
}

impl ClaimState {
    /// As who it is about reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Asked => "you are asked",
            Self::Held => "you have it",
            Self::Declined => "you said no",
            Self::Withdrawn => "you were asked",
            Self::Released => "you gave it back",
            Self::Done => "you had it to the end",
            Self::Dropped => "it was dropped",
        }
    }
}

/// Somebody's part in a task, from when to when.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its row.
    pub id: i64,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether that was removed on request.
    pub removed: bool,
    /// What came of it.
    pub state: ClaimState,
    /// Since when.
    pub since: Instant,
    /// Until when.
    pub ended_at: Option<Instant>,
    /// What they said when they gave it back or declined.
    pub note: String,
}

/// Somebody who holds a task, for the board.
#[derive(Debug, Clone)]
pub struct Holder {
    /// Which task.
    pub task: TaskId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether that was removed on request.
    pub removed: bool,
}

/// Which tasks the board shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Those that are not ended.
    #[default]
    Running,
    /// Those with free places.
    Free,
    /// Mine.
    Mine,
    /// Those whose day has passed.
    Overdue,
    /// Those that are done or dropped.
    Ended,
}

impl Asked {
    /// All, with what the board calls them.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Running, "running", "To do"),
        (Self::Free, "free", "Free places"),
        (Self::Mine, "mine", "Mine"),
        (Self::Overdue, "overdue", "Overdue"),
        (Self::Ended, "ended", "Done and dropped"),
    ];
}

/// Where a part of the board begins: after the task of this rank, day and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Its part of the board.
    pub rank: i16,
    /// Its day.
    pub due: Option<Day>,
    /// Its number.
    pub serial: i32,
}

impl Cursor {
    /// From an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (rank, due, serial) = (parts.next()?, parts.next()?, parts.next()?);
        let due = if due.is_empty() { None } else { Some(Day::parse(due)?) };
        Some(Self { rank: rank.parse().ok()?, due, serial: serial.parse().ok()? })
    }

    /// For an address: `1.2018-11-01.7`.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}.{}.{}", self.rank, Day::iso(self.due), self.serial)
    }
}

/// A part of the board.
#[derive(Debug, Clone)]
pub struct Board {
    /// The tasks, in its order.
    pub tasks: Vec<Task>,
    /// Who holds them.
    pub holders: Vec<Holder>,
    /// Where it goes on.
    pub next: Option<Cursor>,
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        for text in ["0.2018-11-01.7", "3..12"] {
            assert_eq!(Cursor::parse(text).map(|cursor| cursor.text()).as_deref(), Some(text));
        }
        for text in ["", "1", "1.2018-13-01.7", "x..1", "1..x"] {
            assert_eq!(Cursor::parse(text), None, "{text}");
        }
    }
}
