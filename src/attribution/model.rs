//! An attribution.

use crate::{clock::Day, db::PersonId, people::StatedGroup};

/// How it reached the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Channel {
    /// Typed here.
    Site,
    /// Said or ticked in a meeting.
    Meeting,
    /// Read from a report.
    Import,
}

/// Who it was, as of a day.
#[derive(Debug, Clone)]
pub struct Attribution {
    /// The name, as it was given.
    pub name: String,
    /// Whom they spoke for on that day; empty when nobody said.
    pub affiliation: String,
    /// The person, where somebody linked the name to one.
    pub person: Option<PersonId>,
    /// The stakeholder group, where it was stated, in the words of the day.
    pub group: Option<StatedGroup>,
    /// How it reached the site.
    pub channel: Channel,
    /// Who entered it for them.
    pub captured_by: Option<PersonId>,
    /// The day for which it holds.
    pub as_of: Day,
}
