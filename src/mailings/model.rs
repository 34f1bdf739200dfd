//! A mailing, its readers and its templates.

use super::{Audience, Kind, fields::shown};
use crate::{
    clock::Instant,
    db::{CycleId, PersonId, ReferenceId},
    forum::CyclePlace,
};

/// How far a mailing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum State {
    /// Being written; nobody got it.
    Draft,
    /// A person sent it; letters are being written.
    Confirmed,
    /// A letter to everybody is in the outbox.
    Written,
    /// Thrown away before it was sent.
    Discarded,
}

impl State {
    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Confirmed => "On its way",
            Self::Written => "Sent",
            Self::Discarded => "Discarded",
        }
    }

    /// The colour of its chip.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft => "soon",
            Self::Confirmed => "open",
            Self::Written => "done",
            Self::Discarded => "quiet",
        }
    }
}

/// A mailing to be saved.
#[derive(Debug, Clone)]
pub struct NewMailing {
    /// To whom.
    pub audience: Audience,
    /// One line, with fields.
    pub subject: String,
    /// Plain text, with fields.
    pub body: String,
}

/// A mailing.
#[derive(Debug, Clone)]
pub struct Mailing {
    /// Its row, and its address within the cycle.
    pub id: i64,
    /// In which cycle.
    pub cycle: CycleId,
    /// What it is.
    pub kind: Kind,
    /// What it is about; none for an announcement.
    pub about: Option<About>,
    /// To whom.
    pub audience: Audience,
    /// One line, with fields.
    pub subject: String,
    /// Plain text, with fields.
    pub body: String,
    /// How far it is.
    pub state: State,
    /// Grows with each save.
    pub edits: i32,
    /// Who wrote it: readers see the name as the sender's. Empty where nobody is on record.
    pub author: String,
    /// When it was begun.
    pub created_at: Instant,
    /// When it was sent.
    pub confirmed_at: Option<Instant>,
    /// To how many it was sent.
    pub recipients: Option<i32>,
}

impl Mailing {
    /// Its address.
    #[must_use]
    pub fn path(&self, place: &CyclePlace) -> String {
        format!("{}/mailings/{}", place.path(), self.id)
    }

    /// Its subject, without what differs between readers.
    #[must_use]
    pub fn title(&self, place: &CyclePlace) -> String {
        let call = self.about.as_ref().map(|about| about.label.clone()).unwrap_or_default();
        let values = vec![("forum", place.forum.title.clone()), ("cycle", place.name()), ("call", call)];
        shown(&self.subject, &values)
    }

    /// To whom it goes, in words.
    #[must_use]
    pub fn to_whom(&self) -> &'static str {
        self.audience.label(self.kind)
    }
}

/// What a mailing is about.
#[derive(Debug, Clone)]
pub struct About {
    /// What it is followed by.
    pub reference: ReferenceId,
    /// As it is cited.
    pub label: String,
    /// Its address.
    pub path: String,
}

/// To whom a letter goes, and of what it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addressee {
    /// Of which part of the thing: the number of a call's sitting. 0 where it has no parts.
    pub part: i64,
    /// Who.
    pub person: PersonId,
}

/// How many people these are: one who hears of two parts counts once.
#[must_use]
pub fn persons(to: &[Addressee]) -> usize {
    to.iter().map(|one| one.person).collect::<std::collections::HashSet<_>>().len()
}

/// Somebody to whom a letter is written.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Of which part it tells.
    pub part: i64,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// IANA name of their zone.
    pub zone: String,
}

/// Words that are used again.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its row.
    pub id: i64,
    /// What it is for: "Call for contributions".
    pub name: String,
    /// For which mailings.
    pub kind: Kind,
    /// One line, with fields.
    pub subject: String,
    /// Plain text, with fields.
    pub body: String,
    /// Grows with each save.
    pub edits: i32,
}

/// A template to be saved.
#[derive(Debug, Clone)]
pub struct NewTemplate {
    /// What it is for.
    pub name: String,
    /// For which mailings.
    pub kind: Kind,
    /// One line, with fields.
    pub subject: String,
    /// Plain text, with fields.
    pub body: String,
}
