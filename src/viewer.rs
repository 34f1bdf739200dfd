//! Who looks: a plain value that a layer in `router.rs` fills once per request. What anybody may do is
//! decided by its methods, and denied where none of them says yes.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::{
    clock::Day,
    db::{AccountId, CycleId, PersonId},
};

/// What somebody is in a cycle. The names differ by year; a role's label says what the person is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum RoleKind {
    /// Schedules and chairs calls, reports to the MAG.
    Facilitator,
    /// One of several facilitators.
    CoFacilitator,
    /// Drafts the proposal and the report.
    LeadExpert,
    /// Writes summaries, polls, drafts.
    Consultant,
    /// Runs lists and the site.
    Secretariat,
    /// The one person in the Secretariat who relays to all NRIs.
    NrisRelay,
    /// Speaks for one NRI.
    FocalPoint,
    /// Edits drafts and reports.
    Editor,
    /// Takes the minutes.
    Scribe,
    /// Moderates a call or a session.
    Moderator,
    /// Takes part.
    Participant,
}

impl RoleKind {
    /// All kinds, in the order in which people are listed.
    pub const ALL: [Self; 11] = [
        Self::Facilitator,
        Self::CoFacilitator,
        Self::LeadExpert,
        Self::Consultant,
        Self::Editor,
        Self::Scribe,
        Self::Moderator,
        Self::NrisRelay,
        Self::Secretariat,
        Self::FocalPoint,
        Self::Participant,
    ];

    /// What it is called where no label says otherwise.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Facilitator => "Facilitator",
            Self::CoFacilitator => "Co-facilitator",
            Self::LeadExpert => "Lead expert",
            Self::Consultant => "Consultant",
            Self::Secretariat => "Secretariat",
            Self::NrisRelay => "Secretariat NRIs relay",
            Self::FocalPoint => "NRI focal point",
            Self::Editor => "Editor",
            Self::Scribe => "Scribe",
            Self::Moderator => "Moderator",
            Self::Participant => "Participant",
        }
    }

    /// The value in forms and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Facilitator => "facilitator",
            Self::CoFacilitator => "co_facilitator",
            Self::LeadExpert => "lead_expert",
            Self::Consultant => "consultant",
            Self::Secretariat => "secretariat",
            Self::NrisRelay => "nris_relay",
            Self::FocalPoint => "focal_point",
            Self::Editor => "editor",
            Self::Scribe => "scribe",
            Self::Moderator => "moderator",
            Self::Participant => "participant",
        }
    }

    /// Whether it lets its holder schedule, publish and mail: it takes a second person.
    #[must_use]
    pub fn runs_cycle(self) -> bool {
        matches!(self, Self::Facilitator | Self::CoFacilitator)
    }

    /// What its holder may do in the cycle that others may not, as a sentence to them.
    #[must_use]
    pub fn lets(self) -> &'static str {
        if self.runs_cycle() {
            "With this role you schedule calls, publish reports, change the work plan, give roles and write to everybody who follows."
        } else if self.writes() {
            "With this role you write agendas, who took part, and reports, which a facilitator publishes; and you see drafts."
        } else {
            "With this role you see the drafts of the cycle, and hear of its calls and reports in your digest."
        }
    }

    /// The values, in the database, of those that do.
    #[must_use]
    pub fn codes_that_run() -> Vec<String> {
        Self::ALL.into_iter().filter(|kind| kind.runs_cycle()).map(|kind| kind.code().to_owned()).collect()
    }

    fn writes(self) -> bool {
        self.runs_cycle() || matches!(self, Self::LeadExpert | Self::Consultant | Self::Editor | Self::Scribe)
    }
}

/// A role that the viewer holds, in one cycle, from one day to another (both included).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Where.
    pub cycle: CycleId,
    /// What.
    pub kind: RoleKind,
    /// First day.
    pub from: Day,
    /// Last day; none while it lasts.
    pub to: Option<Day>,
}

/// Somebody who signed in.
#[derive(Debug, Clone)]
pub struct Member {
    /// Their account.
    pub account: AccountId,
    /// Who they are.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether they run the site.
    pub secretariat: bool,
    /// Their roles today.
    pub roles: Vec<Held>,
    /// Whether mail reaches them.
    pub address: AddressState,
}

/// Whether an address takes mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AddressState {
    /// As far as we know.
    Fine,
    /// Mail to it came back lately.
    Warned,
    /// So much came back that nothing is mailed to it.
    Suspended,
}

/// Who looks.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// None for the public.
    pub member: Option<Member>,
    /// The zone in which they want times beside UTC, when known.
    pub zone: Option<TimeZone>,
}

impl Viewer {
    /// The public, with no zone chosen.
    #[must_use]
    pub fn public() -> Self {
        Self { member: None, zone: None }
    }

    /// Signed in?
    #[must_use]
    pub fn is_member(&self) -> bool {
        self.member.is_some()
    }

    /// Who acts, for the record.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.member.as_ref().map(|member| member.person)
    }

    /// Forums, roles, invitations, the site: the Secretariat.
    #[must_use]
    pub fn runs_site(&self) -> bool {
        self.member.as_ref().is_some_and(|member| member.secretariat)
    }

    /// Schedules, publishes, decides in a cycle: its facilitators and the Secretariat.
    #[must_use]
    pub fn runs(&self, cycle: CycleId) -> bool {
        self.runs_site() || self.holds(cycle, RoleKind::runs_cycle)
    }

    /// Writes reports in a cycle: also its editors, lead experts, consultants and scribes.
    #[must_use]
    pub fn writes_in(&self, cycle: CycleId) -> bool {
        self.runs_site() || self.holds(cycle, RoleKind::writes)
    }

    /// Has any role in a cycle, or runs the site: sees its drafts.
    #[must_use]
    pub fn works_in(&self, cycle: CycleId) -> bool {
        self.runs_site() || self.holds(cycle, |_| true)
    }

    fn holds(&self, cycle: CycleId, fits: impl Fn(RoleKind) -> bool) -> bool {
        let roles = self.member.iter().flat_map(|member| &member.roles);
        roles.into_iter().any(|role| role.cycle == cycle && fits(role.kind))
    }
}
