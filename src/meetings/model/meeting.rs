//! A meeting: what it is called and where it stands.

use super::{AnnexOrder, IntentionKind, Kind, ReportState, Sitting, State};
use crate::{
    clock::{Day, Instant},
    db::{CycleId, MeetingId, MilestoneId, TextId},
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

/// What was said about when a meeting will be.
#[derive(Debug, Clone)]
pub struct Intention {
    /// Dates, a window, or a condition.
    pub kind: IntentionKind,
    /// In words.
    pub text: String,
    /// The days, where days were named.
    pub dates: Vec<Day>,
    /// Of a window: its first day, where that was said.
    pub from: Option<Day>,
    /// Likewise its last.
    pub to: Option<Day>,
    /// Of a condition: the milestone that must be done first, where one was named.
    pub milestone: Option<MilestoneId>,
}

/// For how many days before the first day that was spoken of it is time to find a time: people are asked for a week, and
/// need another to arrange themselves.
pub const LEAD_DAYS: i32 = 14;

impl Intention {
    /// What was said, and nothing that could make it due.
    #[must_use]
    pub fn said(kind: IntentionKind, text: String) -> Self {
        Self { kind, text, dates: Vec::new(), from: None, to: None, milestone: None }
    }

    /// The days in question: those that were named, else those of the window.
    #[must_use]
    pub fn days(&self) -> Vec<Day> {
        if !self.dates.is_empty() {
            return self.dates.clone();
        }
        let Some(from) = self.from else { return Vec::new() };
        let to = self.to.unwrap_or(from);
        std::iter::successors(Some(from), |day| Some(day.plus(1))).take_while(|day| *day <= to).collect()
    }
}

/// That a meeting was dropped before it had a time.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// When.
    pub at: Instant,
    /// Why; empty where that was not kept.
    pub reason: String,
}

/// Where a meeting stands on the clock, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// No time is set.
    Intended,
    /// No time is set, and people are asked about it.
    Polled,
    /// It lies ahead.
    Ahead,
    /// It is under way.
    InProgress,
    /// Its time is over and nobody has said yet that it was held.
    Unconfirmed,
    /// It was held.
    Held,
    /// It will not be.
    Cancelled,
}

impl Phase {
    /// As the public reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Intended => "no date yet",
            Self::Polled => "finding a time",
            Self::Ahead => "upcoming",
            Self::InProgress => "in progress",
            Self::Unconfirmed => "over, not yet recorded",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
        }
    }

    /// The colour of its chip.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Intended | Self::Unconfirmed => "soon",
            Self::Ahead => "info",
            Self::InProgress | Self::Polled => "open",
            Self::Held => "",
            Self::Cancelled => "shut",
        }
    }
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

    /// As it is cited: "2016 Meeting VII", "2018 meeting 3".
    #[must_use]
    pub fn citation(&self, place: &CyclePlace) -> String {
        match self.number() {
            Some(number) => format!("{} Meeting {}", place.cycle.year, roman(number)),
            None => format!("{} {}", place.cycle.year, self.short_title()),
        }
    }
}

/// Roman numerals, 1 to 3999.
#[must_use]
pub fn roman(number: i32) -> String {
    let steps = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in steps {
        while rest >= value {
            rest -= value;
            text.push_str(letters);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn ordinals_are_printed_in_roman_numerals() {
        let printed: Vec<String> = [1, 4, 7, 9, 14, 40, 1990].into_iter().map(roman).collect();
        assert_eq!(printed, ["I", "IV", "VII", "IX", "XIV", "XL", "MCMXC"]);
    }
}
