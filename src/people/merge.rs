//! Two rows that are one person: taken over by the owner of an account, linked to it, or merged by the Secretariat.

use super::RoleOf;
use crate::{
    clock::{Day, Instant},
    db::{CycleId, ForumId, PersonId},
    viewer::RoleKind,
};

/// For how many days two rows that became one can be two again.
pub const UNDO_DAYS: i64 = 30;

/// How two rows became one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum MergeKind {
    /// The owner of an account is the person whom a facilitator had entered.
    TakeOver,
    /// Somebody was on file twice.
    Merge,
}

/// What became one.
#[derive(Debug, Clone)]
pub struct Merge {
    /// Its row.
    pub id: i64,
    /// Who is on file now.
    pub kept: PersonId,
    /// Their name.
    pub kept_name: String,
    /// Who was.
    pub gone: PersonId,
    /// The name that they had.
    pub gone_name: String,
    /// Who did it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Instant,
}

impl Merge {
    /// Whether somebody can confirm the roles that wait.
    #[must_use]
    pub fn may_be_confirmed_by(&self, person: PersonId) -> bool {
        is_second(person, self.kept, self.by)
    }

    /// Whether it can still be undone.
    #[must_use]
    pub fn may_be_undone(&self, now: Instant) -> bool {
        now < self.at.plus_days(UNDO_DAYS)
    }
}

/// Which rows that became one are meant.
#[derive(Debug, Clone, Copy)]
pub enum Concerning {
    /// All.
    Everybody,
    /// Those of which this person was kept.
    Kept(PersonId),
    /// Those of people who were entered in a cycle or have a role in it.
    Cycle(CycleId),
}

/// Whether the word of somebody is a second one: they do not gain by it, and were not the first to say it.
fn is_second(person: PersonId, taker: PersonId, by: Option<PersonId>) -> bool {
    person != taker && by != Some(person)
}

/// "Is this you?": somebody whom a facilitator entered with an address that the account now has.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Who is on file.
    pub person: PersonId,
    /// Under which name.
    pub name: String,
    /// For whom they speak; empty where nobody said.
    pub affiliation: String,
    /// In which roles.
    pub roles: Vec<RoleOf>,
    /// In how many lists of participants.
    pub calls: i64,
}

/// A role that does not follow to the owner of an account before a second person confirms it.
#[derive(Debug, Clone)]
pub struct WaitingRole {
    /// The row that says who became one.
    pub merge: i64,
    /// Who is to have it.
    pub taker: PersonId,
    /// Their name.
    pub taker_name: String,
    /// The name on file.
    pub gone_name: String,
    /// Who said that the two are one.
    pub by: Option<PersonId>,
    /// Their name.
    pub sayer: String,
    /// The role.
    pub kind: RoleKind,
    /// What it is called there.
    pub label: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
}

impl WaitingRole {
    /// Whether the owner of the account said it of themselves.
    #[must_use]
    pub fn is_own_word(&self) -> bool {
        self.by == Some(self.taker)
    }

    /// Whether somebody can confirm it.
    #[must_use]
    pub fn may_be_confirmed_by(&self, person: PersonId) -> bool {
        is_second(person, self.taker, self.by)
    }

    /// What the person is called.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.label.is_empty() { self.kind.label() } else { &self.label }
    }
}

/// Somebody on file without an account, whom those who run a cycle look after.
#[derive(Debug, Clone)]
pub struct Entered {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// For whom they speak; empty where nobody said.
    pub affiliation: String,
    /// Whether an address is on file.
    pub has_address: bool,
}

/// Somebody who may be on file twice.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// For whom they speak; empty where nobody said.
    pub affiliation: String,
    /// Whether they have an account.
    pub has_account: bool,
    /// How many roles they hold or held.
    pub roles: i64,
    /// How many lists of participants have them.
    pub calls: i64,
}

/// In which cycle somebody acts on a take-over.
#[derive(Debug, Clone, Copy)]
pub struct InCycle {
    /// The forum's number.
    pub forum: ForumId,
    /// The cycle.
    pub cycle: CycleId,
}
