//! Meetings as iCalendar (RFC 5545), to subscribe to or to keep: METHOD PUBLISH, one event for each sitting; by mail to
//! one person: METHOD REQUEST or CANCEL, one event. A sitting whose length is not known has no DTEND: calendars show
//! when it begins.

use std::collections::HashMap;

use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use sqlx::PgConnection;

use super::{Answer, Meeting, Sitting, mail::Call, store};
use crate::{
    app::App,
    clock::{Day, Instant},
    db::PersonId,
    forum::{self, Cycle, CyclePlace},
    mail::Sender,
    web::{Result, time},
};

/// Who made a calendar (RFC 5545, 3.7.3).
const PRODUCT: &str = "-//Intersession//Calls of Best Practice Forums//EN";

/// Who gets a calendar entry by mail.
pub struct Recipient<'a> {
    /// Who.
    pub person: PersonId,
    /// Their address.
    pub email: &'a str,
    /// What they said.
    pub answer: Option<Answer>,
}

/// The entry of one sitting for one person, as mail carries it (RFC 5546): a request, or its cancellation.
#[must_use]
pub fn entry(call: &Call<'_>, to: &Recipient<'_>) -> String {
    let Call { app, place, meeting, sitting } = *call;
    let method = if sitting.cancelled_at.is_some() { "CANCEL" } else { "REQUEST" };
    let mut calendar = envelope(method);
    let mut event = event(app, place, meeting, sitting);
    // Their calendar answers to an address that tells whose answer it is.
    let sender = Sender { domain: app.mail_domain.clone(), key: app.form_key };
    let organizer = sender.answer_address(sitting.id.0, to.person.0);
    let organizer =
        Property::new("ORGANIZER", format!("mailto:{organizer}")).add_parameter("CN", "Intersession").done();
    let attendee = Property::new("ATTENDEE", format!("mailto:{}", to.email))
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("PARTSTAT", to.answer.map_or("NEEDS-ACTION", Answer::partstat))
        .add_parameter("RSVP", "TRUE")
        .done();
    event.append_property(organizer).append_property(attendee);
    calendar.push(event);
    calendar.to_string()
}

fn envelope(method: &str) -> Calendar {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", PRODUCT));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", method));
    calendar
}

/// A calendar of these meetings.
#[must_use]
pub fn calendar(app: &App, place: &CyclePlace, meetings: &[Meeting]) -> String {
    let meetings = meetings.iter().map(|meeting| (place, meeting));
    published(app, &format!("{}: calls", place.name()), meetings)
}

/// The calendar of one person: the calls of all cycles at which they are expected.
pub async fn calendar_of(db: &mut PgConnection, app: &App, person: PersonId, today: Day) -> Result<String> {
    let ids = store::list_calendar(db, person, today).await?;
    let meetings = store::list_these(db, &ids).await?;
    let forums = forum::store::list_forums(db).await?;
    let cycles = forum::store::list_cycles(db).await?;
    let place = |cycle: &Cycle| {
        let forum = forums.iter().find(|forum| forum.id == cycle.forum_id)?.clone();
        Some((cycle.id, CyclePlace { forum, cycle: cycle.clone() }))
    };
    let places: HashMap<_, _> = cycles.iter().filter_map(place).collect();
    let meetings = meetings.iter().filter_map(|meeting| Some((places.get(&meeting.cycle)?, meeting)));
    Ok(published(app, "My calls", meetings))
}

fn published<'a>(
    app: &App,
    name: &str,
    meetings: impl Iterator<Item = (&'a CyclePlace, &'a Meeting)>,
) -> String {
    let mut calendar = envelope("PUBLISH");
    calendar.name(name);
    for (place, meeting) in meetings {
        for sitting in &meeting.sittings {
            calendar.push(event(app, place, meeting, sitting));
        }
    }
    calendar.to_string()
}

fn event(app: &App, place: &CyclePlace, meeting: &Meeting, sitting: &Sitting) -> Event {
    let path = app.absolute(&meeting.path(place));
    let mut event = Event::new();
    event.uid(&sitting.uid).sequence(u32::try_from(sitting.sequence).unwrap_or_default());
    event.summary(&meeting.title(place)).url(&path);
    event.add_property("DTSTAMP", stamp(app.now()));
    event.add_property("LAST-MODIFIED", stamp(sitting.changed_at));
    if sitting.time_known {
        event.add_property("DTSTART", stamp(sitting.starts_at));
        if sitting.minutes.is_some() {
            event.add_property("DTEND", stamp(sitting.ends_at()));
        }
    } else {
        let day = sitting.starts_at.day().0.strftime("%Y%m%d").to_string();
        event.append_property(Property::new("DTSTART", day).add_parameter("VALUE", "DATE").done());
    }
    if !meeting.place.is_empty() {
        event.location(&meeting.place);
    }
    // Two sittings of one meeting belong together.
    if let Some(first) = meeting.first().filter(|first| first.uid != sitting.uid) {
        event.append_property(
            Property::new("RELATED-TO", &first.uid).add_parameter("RELTYPE", "SIBLING").done(),
        );
    }
    let cancelled = sitting.cancelled_at.is_some();
    event.status(if cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
    event.description(&description(meeting, sitting, &path));
    event.done()
}

fn description(meeting: &Meeting, sitting: &Sitting, path: &str) -> String {
    let mut lines = vec![time::utc(sitting.starts_at)];
    if !sitting.time_known {
        lines = vec![time::day(sitting.starts_at.day())];
    }
    if sitting.cancelled_at.is_some() {
        lines.push(format!("Cancelled. {}", sitting.cancel_reason));
    }
    if !meeting.summary.is_empty() {
        lines.push(meeting.summary.clone());
    }
    lines.push(format!("Agenda, how to join, report: {path}"));
    lines.join("\n")
}

fn stamp(at: Instant) -> String {
    at.0.strftime("%Y%m%dT%H%M%SZ").to_string()
}
