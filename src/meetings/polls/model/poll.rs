//! A poll, its slots, and until when it takes answers.

use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::{
    clock::Instant,
    db::{MeetingId, PersonId, PollId, SlotId},
    web::time,
    windows::{Standing, Window},
};

/// What came of a poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum PollState {
    /// Nobody chose a slot yet.
    Open,
    /// The meeting is at a slot of it.
    Confirmed,
    /// It was taken back.
    Withdrawn,
}

/// Where a poll stands on the clock, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is ready, and takes no answers yet.
    Ready,
    /// It takes answers.
    Asking,
    /// It takes no more answers, and nobody chose a slot yet.
    Closed,
    /// A slot was chosen.
    Confirmed,
    /// It was taken back.
    Withdrawn,
}

impl Stage {
    /// As the public reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ready => "not open yet",
            Self::Asking => "open for answers",
            Self::Closed => "closed",
            Self::Confirmed => "time found",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The colour of its chip.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Asking => "open",
            Self::Closed | Self::Ready => "soon",
            Self::Confirmed => "info",
            Self::Withdrawn => "shut",
        }
    }
}

/// A poll.
#[derive(Debug, Clone)]
pub struct Poll {
    /// Its identity.
    pub id: PollId,
    /// About which meeting.
    pub meeting: MeetingId,
    /// What came of it.
    pub state: PollState,
    /// The row of its window.
    pub window_id: i64,
    /// From when until when it takes answers.
    pub window: Window,
    /// How long the call is to be.
    pub minutes: i32,
    /// IANA name of the zone in which its times were typed.
    pub zone: String,
    /// What people should know.
    pub note: String,
    /// Why it was withdrawn.
    pub reason: String,
    /// Grows with each save.
    pub edits: i32,
    /// When slots, length or deadline were changed last.
    pub changed_at: Option<Instant>,
    /// Its slots, in the order of time; dropped ones too.
    pub slots: Vec<Slot>,
}

/// A time that a poll asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Slot {
    /// Its identity.
    pub id: SlotId,
    /// When the call would begin.
    pub starts_at: Instant,
    /// When it was added.
    pub added_at: Instant,
    /// When it was taken out.
    pub dropped_at: Option<Instant>,
    /// Whether the call is then.
    pub chosen: bool,
}

/// Somebody without whom the call makes no sense.
#[derive(Debug, Clone, Deserialize)]
pub struct Required {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
}

impl Poll {
    /// Where it stands.
    #[must_use]
    pub fn stage(&self, now: Instant) -> Stage {
        match self.state {
            PollState::Open if self.window.is_open(now) => Stage::Asking,
            PollState::Open if self.window.is_early(now) => Stage::Ready,
            PollState::Open => Stage::Closed,
            PollState::Confirmed => Stage::Confirmed,
            PollState::Withdrawn => Stage::Withdrawn,
        }
    }

    /// Why it can no longer be changed, confirmed or withdrawn.
    #[must_use]
    pub fn why_settled(&self) -> Option<&'static str> {
        match self.state {
            PollState::Confirmed => Some("A time was chosen already: the poll takes no more answers."),
            PollState::Withdrawn => Some("The poll was withdrawn: it takes no more answers."),
            PollState::Open => None,
        }
    }

    /// Why it takes no answer that comes now, in a form that was opened at `opened_at` where that is known.
    #[must_use]
    pub fn why_no_answers(&self, now: Instant, opened_at: Option<Instant>) -> Option<&'static str> {
        self.why_settled().or_else(|| match self.window.standing(now, opened_at) {
            Standing::InTime | Standing::InGrace => None,
            Standing::Early => Some("The poll is not open yet: it takes no answers."),
            Standing::Closed => Some("The poll is closed: it takes no more answers."),
        })
    }

    /// The slots that are asked about.
    pub fn asked(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| slot.dropped_at.is_none())
    }

    /// The slots that can still be chosen.
    pub fn ahead(&self, now: Instant) -> impl Iterator<Item = &Slot> {
        self.asked().filter(move |slot| slot.starts_at > now)
    }

    /// A slot of it.
    #[must_use]
    pub fn slot(&self, id: SlotId) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.id == id)
    }

    /// The slots that were chosen.
    #[must_use]
    pub fn chosen(&self) -> Vec<&Slot> {
        self.slots.iter().filter(|slot| slot.chosen).collect()
    }

    /// The zone in which its times were typed; UTC where the name is not known here.
    #[must_use]
    pub fn time_zone(&self) -> TimeZone {
        time::zone(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// For how many hours before it closes people are reminded: of one that is open for less than four days, a day.
    #[must_use]
    pub fn remind_hours(&self) -> i64 {
        if self.window.closes_at.as_second() - self.window.opens_at.as_second() < 4 * 24 * 3600 {
            24
        } else {
            48
        }
    }
}
