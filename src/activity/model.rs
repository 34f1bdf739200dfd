//! An act, as it is recorded and as it is read.

use serde_json::{Map, Value, json};

use crate::{
    clock::Instant,
    db::{CycleId, ForumId, PersonId, ReferenceId},
};

/// Who may read of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody: time lines and feeds.
    Public,
    /// Those who work in the cycle.
    Cycle,
    /// The audit only.
    Audit,
}

/// What changed, by field: before and after.
#[derive(Debug, Clone, Default)]
pub struct Diff(Map<String, Value>);

impl Diff {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a field, if it changed.
    #[must_use]
    pub fn field(mut self, name: &str, before: impl ToString, after: impl ToString) -> Self {
        let (before, after) = (before.to_string(), after.to_string());
        if before != after {
            self.0.insert(name.to_owned(), json!([before, after]));
        }
        self
    }

    /// With what another one notes.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// As it is stored.
    #[must_use]
    pub fn into_json(self) -> Value {
        Value::Object(self.0)
    }
}

/// An act, to be recorded.
#[derive(Debug, Clone)]
pub struct Act {
    /// Who; none for time and the command line.
    pub actor: Option<PersonId>,
    /// The verb, as in `meeting.scheduled`.
    pub verb: &'static str,
    /// In which forum.
    pub forum: Option<ForumId>,
    /// In which cycle.
    pub cycle: Option<CycleId>,
    /// What it was about.
    pub reference: Option<ReferenceId>,
    /// Who may read of it.
    pub visibility: Visibility,
    /// One sentence.
    pub summary: String,
    /// What changed.
    pub diff: Diff,
}

/// An act, as the public reads it.
#[derive(Debug, Clone)]
pub struct Happened {
    /// Its number; newer ones are larger.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// One sentence.
    pub summary: String,
    /// The address of what it was about.
    pub path: Option<String>,
}
