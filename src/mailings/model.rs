//! A mailing, its audience and its templates.

use crate::{
    clock::{Day, Instant},
    db::{CycleId, ForumId, PersonId},
    forum::CyclePlace,
};

/// To whom an announcement goes. Nobody without a confirmed address gets it, nor anybody who left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Audience {
    /// Who follows the forum or the cycle.
    Followers,
    /// Who holds a role in the cycle.
    Workers,
    /// Both, each once.
    Both,
}

impl Audience {
    /// All, as the form offers them.
    pub const ALL: [Self; 3] = [Self::Followers, Self::Workers, Self::Both];

    /// The value in forms and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Followers => "followers",
            Self::Workers => "workers",
            Self::Both => "both",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Followers => "Everybody who follows the forum or this cycle",
            Self::Workers => "Everybody with a role in this cycle",
            Self::Both => "Both, each once",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.code() == code)
    }
}

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
    /// The last to whom a letter was written.
    pub written_to: i64,
}

impl Mailing {
    /// Its address.
    #[must_use]
    pub fn path(&self, place: &CyclePlace) -> String {
        format!("{}/mailings/{}", place.path(), self.id)
    }
}

/// To whom an announcement goes, on a day.
#[derive(Debug, Clone, Copy)]
pub struct Addressed {
    /// The cycle that it comes from.
    pub cycle: CycleId,
    /// Its forum.
    pub forum: ForumId,
    /// Which of its people.
    pub audience: Audience,
    /// Roles count that are held on this day.
    pub today: Day,
}

impl Addressed {
    /// Of a mailing.
    #[must_use]
    pub fn of(place: &CyclePlace, audience: Audience, now: Instant) -> Self {
        Self { cycle: place.cycle.id, forum: place.forum.id, audience, today: now.day() }
    }
}

/// Somebody to whom a mailing goes.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
}

/// Words that are used again.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its row.
    pub id: i64,
    /// What it is for: "Call for contributions".
    pub name: String,
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
    /// One line, with fields.
    pub subject: String,
    /// Plain text, with fields.
    pub body: String,
}
