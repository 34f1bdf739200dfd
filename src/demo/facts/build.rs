//! Short ways to write calls down.

use super::types::{AgendaItem, Attendee, Call};

/// A call of which nothing but the day is known; the rows below say what they add.
pub(super) const BARE: Call = Call {
    cycle: 0,
    kind: "virtual",
    ordinal: None,
    topic: None,
    state: "held",
    starts: "",
    time_known: false,
    minutes: 60,
    facilitators: &[],
    moderators: &[],
    agenda: &[],
    recordings: &[],
    attendees: &[],
    report: None,
    next: None,
    sample: false,
};

/// A line of an annex.
pub(super) const fn present(
    name: &'static str,
    affiliation: Option<&'static str>,
    role: Option<&'static str>,
) -> Attendee {
    Attendee { name, affiliation, role }
}

/// An agenda item without points.
pub(super) const fn item(title: &'static str, minutes: u16, presenter: &'static str) -> AgendaItem {
    AgendaItem { title, points: &[], minutes: Some(minutes), presenter: Some(presenter) }
}

/// An agenda item of which only the title and the points are known.
pub(super) const fn heading(title: &'static str, points: &'static [&'static str]) -> AgendaItem {
    AgendaItem { title, points, minutes: None, presenter: None }
}
