//! A meeting: what it is called and where it stands.

use super::{AnnexOrder, Intention, Kind, Phase, ReportState, Sitting, State, roman};
use crate::{
    clock::{Day, Instant},
    db::{CycleId, MeetingId, TextId},
    forum::CyclePlace,
    web::time,
    windows::Window,
};

/// A meeting with its sittings.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Its identity.
    pub id: MeetingId,
    /// Of which cycle.
    pub cycle: CycleId,
    /// Its part of the address.
    pub serial: i32,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// Its number, once it was held.
    pub ordinal: Option<i32>,
    /// The number that it would have, while it is scheduled.
    pub provisional: Option<i32>,
    /// A title of its own, where the built one would be wrong.
    pub own_title: String,
    /// Of a joint meeting: with whom.
    pub audience: String,
    /// In plain language, what it was about.
    pub summary: String,
    /// Of a session: the room.
    pub place: String,
    /// Whether the public sees the agenda.
    pub agenda_published: bool,
    /// How the annex is ordered.
    pub annex_order: AnnexOrder,
    /// What was said about when.
    pub intention: Option<Intention>,
    /// Since when it is time to find a time, where what was said about it has come near or come true.
    pub due_at: Option<Instant>,
    /// The poll that asks when it should be, while nobody chose a time.
    pub poll: Option<Window>,
    /// Of one that was dropped before it had a time: when and why.
    pub dropped: Option<Dropped>,
    /// Its report.
    pub report: Option<TextId>,
    /// Where the report stands.
    pub report_state: ReportState,
    /// Recordings and participants are public once the report is.
    pub record_waits: bool,
    /// Until when participants may propose agenda items; the window's row too.
    pub proposals: Option<(i64, Window)>,
    /// Made by an import, which alone said that it was held.
    pub by_import: bool,
    /// Grows with each save.
    pub edits: i32,
    /// Its sittings, in order; none while it is only intended.
    pub sittings: Vec<Sitting>,
}

/// That a meeting was dropped before it had a time.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// When.
    pub at: Instant,
    /// Why; empty where that was not kept.
    pub reason: String,
}

impl Meeting {
    /// Its address.
    #[must_use]
    pub fn path(&self, place: &CyclePlace) -> String {
        format!("{}/meetings/{}", place.path(), self.serial)
    }

    /// The serial in such an address; none where it lies in another cycle.
    #[must_use]
    pub fn serial_in(place: &CyclePlace, path: &str) -> Option<i32> {
        path.strip_prefix(&place.path())?.strip_prefix("/meetings/")?.parse().ok()
    }

    /// Where it stands now.
    #[must_use]
    pub fn phase(&self, now: Instant) -> Phase {
        match self.state {
            State::Intended if self.poll.is_some_and(|poll| !poll.is_early(now)) => Phase::Polled,
            State::Intended => Phase::Intended,
            State::Held => Phase::Held,
            State::Cancelled => Phase::Cancelled,
            State::Scheduled if self.sittings.iter().any(|sitting| sitting.is_on(now)) => Phase::InProgress,
            State::Scheduled if self.sittings.iter().all(|sitting| sitting.ends_at() <= now) => {
                Phase::Unconfirmed
            }
            State::Scheduled => Phase::Ahead,
        }
    }

    /// Whether people are asked now when it should be.
    #[must_use]
    pub fn is_asked_about(&self, now: Instant) -> bool {
        self.poll.is_some_and(|poll| poll.is_open(now))
    }

    /// Whether it is time to find a time, and nobody has begun to.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.state == State::Intended && self.due_at.is_some() && self.poll.is_none()
    }

    /// The first sitting.
    #[must_use]
    pub fn first(&self) -> Option<&Sitting> {
        self.sittings.first()
    }

    /// The day as of which names and affiliations hold: of the first sitting.
    #[must_use]
    pub fn as_of(&self) -> Option<Day> {
        self.first().map(|sitting| sitting.starts_at.day())
    }

    /// The number that it is called by: the fixed one, else the provisional one.
    #[must_use]
    pub fn number(&self) -> Option<i32> {
        self.ordinal
            .or(self.provisional)
            .filter(|_| self.kind == Kind::Virtual && self.state != State::Cancelled)
    }

    /// Inside its cycle: "Virtual Meeting VII".
    #[must_use]
    pub fn short_title(&self) -> String {
        if !self.own_title.is_empty() {
            return self.own_title.clone();
        }
        let day = self.as_of().map(|day| format!(" of {}", time::day(day))).unwrap_or_default();
        match (self.kind, self.number()) {
            (Kind::Virtual, Some(number)) => format!("Virtual Meeting {}", roman(number)),
            (Kind::Virtual, None) => format!("Virtual Meeting{day}"),
            (Kind::Informal, _) => format!("Informal meeting{day}"),
            (Kind::Joint, _) if self.audience.is_empty() => format!("Joint meeting{day}"),
            (Kind::Joint, _) => format!("Meeting with {}", self.audience),
            (Kind::Session, _) => format!("Session planning{day}"),
            (Kind::Other, _) => format!("Meeting{day}"),
        }
    }

    /// In full, as the reports print it: "2016 Best Practice Forum on Cybersecurity – Virtual Meeting VII".
    #[must_use]
    pub fn title(&self, place: &CyclePlace) -> String {
        format!("{} {} – {}", place.cycle.year, place.forum.title, self.short_title())
    }

    /// As it is cited: "2016 Meeting VII", or "2018 Virtual Meeting, call 8" where nothing else tells it from others.
    #[must_use]
    pub fn citation(&self, place: &CyclePlace) -> String {
        match self.number() {
            Some(number) => format!("{} Meeting {}", place.cycle.year, roman(number)),
            None if self.own_title.is_empty() && self.as_of().is_none() => {
                format!("{} {}, call {}", place.cycle.year, self.short_title(), self.serial)
            }
            None => format!("{} {}", place.cycle.year, self.short_title()),
        }
    }
}
