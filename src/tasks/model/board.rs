//! The board: which tasks it shows, in which order, in parts.

use serde::Deserialize;

use super::{Holder, Task};
use crate::{clock::Day, db::PersonId};

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
    /// All of these.
    All,
}

impl Asked {
    /// All, with what the board calls them.
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::Running, "running", "To do"),
        (Self::Free, "free", "Free places"),
        (Self::Mine, "mine", "Mine"),
        (Self::Overdue, "overdue", "Overdue"),
        (Self::Ended, "ended", "Done and dropped"),
        (Self::All, "all", "All"),
    ];

    /// The parts of the board that it shows, from the first to the last: nobody's (0), free places (1), all taken (2),
    /// ended (3).
    #[must_use]
    pub fn ranks(self) -> (i16, i16) {
        match self {
            Self::Running | Self::Overdue => (0, 2),
            Self::Free => (0, 1),
            Self::Ended => (3, 3),
            Self::Mine | Self::All => (0, 3),
        }
    }
}

/// Which tasks somebody asked for, and when.
#[derive(Debug, Clone)]
pub struct Selection {
    /// Which.
    pub asked: Asked,
    /// Only those that came of the call with this address, or of its report.
    pub call: Option<String>,
    /// Who asks.
    pub person: Option<PersonId>,
    /// On which day, UTC.
    pub today: Day,
}

impl Selection {
    /// Whose tasks, where only those of one person are asked for.
    #[must_use]
    pub fn mine(&self) -> Option<PersonId> {
        self.person.filter(|_| self.asked == Asked::Mine)
    }

    /// The day on which those that it shows are overdue, where only such are asked for.
    #[must_use]
    pub fn overdue_on(&self) -> Option<Day> {
        (self.asked == Asked::Overdue).then_some(self.today)
    }
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
