//! An appointment, and who may settle it.

use serde::Deserialize;

use crate::{
    clock::{Day, Instant},
    db::{CycleId, PersonId},
    viewer::{RoleKind, Viewer},
    web::{Error, Result},
};

/// A role in a cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleOffice {
    /// In which cycle.
    pub cycle: CycleId,
    /// The role.
    pub kind: RoleKind,
    /// What the person is called; empty for the role's own name.
    pub label: String,
    /// First day.
    pub from: Day,
    /// Last day; none while it lasts.
    pub to: Option<Day>,
}

/// What somebody is appointed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Office {
    /// A role in a cycle.
    Role(RoleOffice),
    /// Running the site.
    Secretariat,
    /// Running the site no longer.
    SecretariatEnd,
}

impl Office {
    /// The value in the database.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Role(_) => "role",
            Self::Secretariat => "secretariat",
            Self::SecretariatEnd => "secretariat_end",
        }
    }

    /// The role, where it is one.
    #[must_use]
    pub fn role(&self) -> Option<&RoleOffice> {
        match self {
            Self::Role(role) => Some(role),
            _ => None,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Role(role) if role.label.is_empty() => role.kind.label(),
            Self::Role(role) => &role.label,
            Self::Secretariat => "Secretariat",
            Self::SecretariatEnd => "no longer Secretariat",
        }
    }
}

/// An appointment to be proposed.
#[derive(Debug, Clone)]
pub struct NewAppointment {
    /// Whose.
    pub person: PersonId,
    /// To what.
    pub office: Office,
    /// Who proposes it.
    pub by: PersonId,
}

/// An appointment that waits for a second person.
#[derive(Debug, Clone)]
pub struct Appointment {
    /// Its row.
    pub id: i64,
    /// To what.
    pub office: Office,
    /// Whose.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// Their name.
    pub proposer: String,
    /// When.
    pub proposed_at: Instant,
    /// "Cybersecurity 2018" and its address; of a role only.
    pub cycle: Option<(String, String)>,
}

/// What somebody says to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A second person says yes.
    Confirm,
    /// A second person says no.
    Decline,
    /// The proposer changed their mind.
    TakeBack,
}

impl Answer {
    /// What was done by it, for who did.
    #[must_use]
    pub fn done(self) -> &'static str {
        match self {
            Self::Confirm => "Confirmed: it is in effect.",
            Self::Decline => "Declined: nothing was changed.",
            Self::TakeBack => "The proposal is taken back.",
        }
    }
}

/// The answer, as the pressed button sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    answer: Option<Answer>,
}

impl AnswerForm {
    /// The answer.
    ///
    /// # Errors
    /// A line that says what to press.
    pub fn check(&self) -> Result<Answer> {
        self.answer.ok_or(Error::BadRequest("Go back, and press one of the buttons that are offered."))
    }
}

impl Appointment {
    /// Goes on for who may answer so.
    ///
    /// # Errors
    /// A line that says who can.
    pub fn allow(&self, answer: Answer, viewer: &Viewer) -> Result<()> {
        let may = match answer {
            Answer::TakeBack => self.was_proposed_by(viewer),
            Answer::Confirm | Answer::Decline => self.may_be_settled_by(viewer),
        };
        let who_can = "A second person has to answer this: somebody else who may appoint, and who is not appointed by it. \
                       Only who proposed it can take it back.";
        if may { Ok(()) } else { Err(Error::Forbidden(who_can)) }
    }

    /// A second person: somebody else who may appoint, and who is not appointed by it. Who is to leave the Secretariat
    /// may agree to that.
    #[must_use]
    pub fn may_be_settled_by(&self, viewer: &Viewer) -> bool {
        let may_appoint = match &self.office {
            Office::Role(role) => viewer.runs(role.cycle),
            _ => viewer.runs_site(),
        };
        let gains = self.office != Office::SecretariatEnd && viewer.person() == Some(self.person);
        may_appoint && !gains && !self.was_proposed_by(viewer)
    }

    /// Whether the viewer proposed it, and may take it back.
    #[must_use]
    pub fn was_proposed_by(&self, viewer: &Viewer) -> bool {
        viewer.person() == Some(self.proposed_by)
    }
}
