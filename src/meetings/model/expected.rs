//! Who may have been there: ticked, they stand in the list of participants.

use super::{Answer, Place, Shown};
use crate::{db::PersonId, meetings::NewAttendee, people::StatedGroup, viewer::RoleKind};

/// Somebody who said that they come to a sitting, holds a role on its day, or was in another call of the cycle.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The number of the sitting.
    pub sitting: i32,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// For whom they speak on that day.
    pub affiliation: String,
    /// Their stakeholder group.
    pub group_code: Option<String>,
    /// The role that they hold on that day.
    pub role: Option<RoleKind>,
    /// What it is called here; empty for its own name.
    pub role_label: String,
    /// Whether they said that they come.
    pub answer: Option<Answer>,
}

impl Expected {
    /// The value in forms.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}-{}", self.sitting, self.person)
    }

    /// What they are called in the list.
    #[must_use]
    pub fn role(&self) -> &str {
        match self.role {
            Some(role) if self.role_label.is_empty() => role.label(),
            _ => &self.role_label,
        }
    }

    /// As they stand in the list; their group only where the forum offers it.
    #[must_use]
    pub fn attendee(&self, group: Option<StatedGroup>) -> NewAttendee {
        let place = match self.role {
            Some(role) if role.runs_cycle() => Place::Facilitator,
            Some(RoleKind::Secretariat | RoleKind::NrisRelay) => Place::Secretariat,
            _ => Place::Other,
        };
        NewAttendee {
            sitting: self.sitting,
            name: self.name.clone(),
            affiliation: self.affiliation.clone(),
            role: self.role().to_owned(),
            group,
            person: Some(self.person),
            place,
            shown: Shown::Full,
        }
    }
}
