//! Roles in a cycle.

use crate::{
    clock::Day,
    db::{PersonId, RoleId},
    viewer::RoleKind,
};

/// A role in a cycle.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its identity.
    pub id: RoleId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether that was removed on request: then they have no page.
    pub removed: bool,
    /// What for.
    pub kind: RoleKind,
    /// What the person is called here.
    pub label: String,
    /// First day, UTC.
    pub from: Day,
    /// Last day, UTC, included; none while it lasts.
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
