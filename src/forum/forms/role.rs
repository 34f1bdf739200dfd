//! A role to be given, as it is typed.

use serde::Deserialize;

use crate::{
    appointments::RoleOffice,
    clock::Day,
    db::PersonId,
    viewer::RoleKind,
    web::{Errors, Text},
};

/// Giving somebody a role.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// Somebody with an account: their number; empty for a name alone.
    pub person: String,
    /// The name of somebody without an account.
    pub name: String,
    /// The role.
    pub kind: String,
    /// What the person is called.
    pub label: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// A role to be given.
#[derive(Debug, Clone)]
pub struct NewRole {
    /// Somebody on file, or a name.
    pub who: Result<PersonId, String>,
    /// The role.
    pub kind: RoleKind,
    /// What the person is called.
    pub label: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
}

impl NewRole {
    /// Somebody's, as it was proposed.
    #[must_use]
    pub fn of(person: PersonId, role: &RoleOffice) -> Self {
        let RoleOffice { kind, label, from, to, .. } = role.clone();
        Self { who: Ok(person), kind, label, from, to }
    }
}

impl RoleForm {
    /// The role to be given.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<NewRole, Errors> {
        let mut errors = Errors::default();
        let who = match self.person.parse() {
            Ok(number) => Ok(PersonId(number)),
            Err(_) => Err(self.name.required(&mut errors, "name", "a name, or choose a person above", 200)),
        };
        let kind = RoleKind::ALL.into_iter().find(|kind| kind.code() == self.kind);
        if kind.is_none() {
            errors.add("kind", "Choose a role.");
        }
        let label = self.label.optional(&mut errors, "label", "the label", 80);
        let from = self.from.required_day(&mut errors, "from", "the first day");
        let to = self.to.optional_day(&mut errors, "to");
        if to.is_some_and(|to| to < from) && errors.of("from").is_none() {
            errors.add("to", "The last day lies before the first.");
        }
        errors.or(NewRole { who, kind: kind.unwrap_or(RoleKind::Participant), label, from, to })
    }
}
