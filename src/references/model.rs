//! What can be cited.

use crate::db::{CycleId, ForumId};

/// The kinds of citable things; each later feature adds its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Kind {
    /// A forum.
    Forum,
    /// A year of a forum.
    Cycle,
    /// A milestone of its work plan.
    Milestone,
    /// A call or session.
    Meeting,
    /// A numbered paragraph of its report.
    ReportParagraph,
    /// A task of volunteers.
    Task,
}

/// What its owner says of a citable thing.
#[derive(Debug, Clone)]
pub struct Citable {
    /// What it is.
    pub kind: Kind,
    /// In which forum.
    pub forum: ForumId,
    /// In which cycle, unless it is the forum itself.
    pub cycle: Option<CycleId>,
    /// As it is cited: "2016 Meeting VII ¶2".
    pub label: String,
    /// Its permanent address.
    pub path: String,
    /// Whether the public may see it.
    pub visible: bool,
}
