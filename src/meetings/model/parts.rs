//! The parts of a meeting.

use serde::Deserialize;

use super::{JoinShown, RecordingKind};
use crate::{
    clock::{Day, Instant},
    db::SittingId,
};

/// One time at which a meeting takes place; most meetings have one.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// Its identity.
    pub id: SittingId,
    /// 1 for the first.
    pub position: i32,
    /// When it begins.
    pub starts_at: Instant,
    /// False where only the day is on record.
    pub time_known: bool,
    /// How long it lasts; none where nobody said.
    pub minutes: Option<i32>,
    /// How to join.
    pub join_text: String,
    /// To whom that is shown.
    pub join_shown: JoinShown,
    /// The time moved after the join details were written.
    pub join_recheck: bool,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// Why.
    pub cancel_reason: String,
    /// iCalendar UID.
    pub uid: String,
    /// iCalendar SEQUENCE.
    pub sequence: i32,
    /// When anything that a calendar shows last changed.
    pub changed_at: Instant,
}

/// For how many minutes before the start join details are public, where they are.
pub const JOIN_PUBLIC_MINUTES: i64 = 30;

/// For how many minutes a sitting is taken to go on where nobody said: to know when it is over, never shown.
pub const ASSUMED_MINUTES: i32 = 60;

impl Sitting {
    /// When it ends, or is taken to; the end of the day where only the day is on record.
    #[must_use]
    pub fn ends_at(&self) -> Instant {
        let minutes = if self.time_known { self.minutes.unwrap_or(ASSUMED_MINUTES) } else { 24 * 60 };
        self.starts_at.plus_minutes(i64::from(minutes))
    }

    /// Whether another start would move it. A time that becomes known on the same day does not.
    #[must_use]
    pub fn moves_to(&self, starts_at: Instant) -> bool {
        self.starts_at != starts_at && (self.time_known || self.starts_at.day() != starts_at.day())
    }

    /// Whether it is under way.
    #[must_use]
    pub fn is_on(&self, now: Instant) -> bool {
        self.cancelled_at.is_none() && self.time_known && self.starts_at <= now && now < self.ends_at()
    }

    /// Whether the join details are to be shown, to a member or to the public.
    #[must_use]
    pub fn shows_join(&self, is_member: bool, now: Instant) -> bool {
        if self.join_text.is_empty() || self.cancelled_at.is_some() || now >= self.ends_at() {
            return false;
        }
        let soon = self.starts_at <= now.plus_minutes(JOIN_PUBLIC_MINUTES);
        is_member || (self.join_shown == JoinShown::Public && soon)
    }
}

/// One move of a sitting.
#[derive(Debug, Clone, Deserialize)]
pub struct SittingMove {
    /// Which sitting.
    pub sitting_id: SittingId,
    /// When it was moved.
    pub at: Instant,
    /// From when.
    pub from_at: Instant,
    /// Whether the time of day was known, or the day alone.
    pub from_known: bool,
    /// To when.
    pub to_at: Instant,
    /// The same of the new time.
    pub to_known: bool,
    /// Why.
    pub reason: String,
}

/// A line of the agenda.
#[derive(Debug, Clone, Deserialize)]
pub struct AgendaItem {
    /// 0 for an item, 1 for one under it.
    pub depth: i16,
    /// What it is about.
    pub title: String,
    /// How long it may take.
    pub minutes: Option<i32>,
    /// Who presents it.
    pub presenter: String,
    /// A link to what it is about.
    pub link: String,
}

/// Something that a participant wants on the agenda.
#[derive(Debug, Clone, Deserialize)]
pub struct Proposal {
    /// Its identity.
    pub id: i64,
    /// What it is about.
    pub title: String,
    /// Why.
    pub reason: String,
    /// Who wants it.
    pub name: String,
    /// Sent in the minutes of grace after closing.
    pub in_grace: bool,
    /// `waiting`, `accepted` or `declined`.
    pub state: String,
}

/// A link to a recording.
#[derive(Debug, Clone, Deserialize)]
pub struct Recording {
    /// Of which sitting.
    pub sitting_id: SittingId,
    /// What it leads to.
    pub kind: RecordingKind,
    /// The link.
    pub url: String,
    /// The code that it asks for.
    pub access_code: String,
    /// Whether the public may see the code.
    pub code_public: bool,
    /// The last day on which it can be had.
    pub available_until: Option<Day>,
    /// The day on which somebody last checked it.
    pub checked_on: Option<Day>,
}

impl Recording {
    /// Whether the code may be shown.
    #[must_use]
    pub fn shows_code(&self, is_member: bool) -> bool {
        !self.access_code.is_empty() && (self.code_public || is_member)
    }

    /// Whether it can no longer be had.
    #[must_use]
    pub fn is_over(&self, today: Day) -> bool {
        self.available_until.is_some_and(|until| until < today)
    }
}
