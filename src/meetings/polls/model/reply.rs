//! What somebody answered.

use serde::{Deserialize, Serialize};

use crate::{
    clock::Instant,
    db::{PersonId, ReplyId, SlotId},
    meetings::Shown,
};

/// Whether a time fits somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// They can come.
    Yes,
    /// They can, and would rather not.
    IfNeedBe,
    /// They cannot.
    No,
}

impl Fit {
    /// All, as forms offer them.
    pub const ALL: [Self; 3] = [Self::Yes, Self::IfNeedBe, Self::No];

    /// The value in forms and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::IfNeedBe => "if_need_be",
            Self::No => "no",
        }
    }

    /// As forms put it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::IfNeedBe => "If need be",
            Self::No => "No",
        }
    }

    /// Before the word, so that a table is read at a glance and without colour.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Yes => "✓",
            Self::IfNeedBe => "~",
            Self::No => "✕",
        }
    }

    /// The colour of its chip.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Yes => "open",
            Self::IfNeedBe => "soon",
            Self::No => "shut",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fit| fit.code() == code)
    }
}

/// What somebody said of one slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Of which.
    pub slot: SlotId,
    /// What.
    pub fit: Fit,
    /// When they said so.
    pub at: Instant,
}

/// Somebody's answer.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its identity.
    pub id: ReplyId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Came by the open address.
    pub guest: bool,
    /// Of somebody without an account: they want their name shown.
    pub shows_name: bool,
    /// Whether they have an account, where they choose what is shown of them.
    pub has_account: bool,
    /// What they want shown in general.
    pub wished: Shown,
    /// When they answered last.
    pub answered_at: Instant,
    /// It came in the minutes of grace.
    pub in_grace: bool,
    /// What they said, by slot.
    pub marks: Vec<Mark>,
}

impl Reply {
    /// Whether everybody may read the name.
    #[must_use]
    pub fn is_named(&self) -> bool {
        if self.has_account { self.wished != Shown::Hidden } else { self.shows_name }
    }

    /// What they said of a slot.
    #[must_use]
    pub fn of(&self, slot: &SlotId) -> Option<Fit> {
        self.marks.iter().find(|mark| mark.slot == *slot).map(|mark| mark.fit)
    }
}

/// Two answers that became one.
#[derive(Debug, Clone)]
pub struct Merge {
    /// Its row.
    pub id: i64,
    /// Whose answer was kept.
    pub kept: String,
    /// Whose went into it.
    pub gone: String,
    /// When.
    pub at: Instant,
}
