//! How times are written: the one place that does it, for pages, mail, print and files.
//!
//! A time is always whole: weekday, day, month, year, 24-hour UTC, and the reader's zone beside it where it is
//! known. A day is a day in UTC.

mod typed;
mod zones;

use jiff::{
    Zoned,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};

pub use typed::{fields, from_fields, from_local, local_fields};
pub use zones::{place, zone, zones, zones_with};

use crate::clock::{Day, Instant};

/// The days of the week, as ISO 8601 begins it.
pub const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn in_utc(at: Instant) -> DateTime {
    Offset::UTC.to_datetime(at.0)
}

fn weekday(date: Date) -> &'static str {
    let place = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
    WEEKDAYS.get(place).copied().unwrap_or_default()
}

fn month(date: Date) -> &'static str {
    let place = usize::try_from(date.month() - 1).unwrap_or_default();
    MONTHS.get(place).copied().unwrap_or_default()
}

/// "Tuesday 17 July 2018, 15:00": wherever that is.
fn to_the_minute(of: DateTime) -> String {
    format!("{}, {:02}:{:02}", day(Day(of.date())), of.hour(), of.minute())
}

/// "Tuesday 17 July 2018, 15:00 UTC".
#[must_use]
pub fn utc(at: Instant) -> String {
    format!("{} UTC", to_the_minute(in_utc(at)))
}

/// The same of a moment at which something ends: midnight is "the end of Friday 19 October 2018 UTC".
#[must_use]
pub fn end(at: Instant) -> String {
    if at.day().start() == at { format!("the end of {} UTC", day(at.day().plus(-1))) } else { utc(at) }
}

/// "18:00 in Nairobi", with weekday and full date where it is another day there.
#[must_use]
pub fn local(at: Instant, zone: &TimeZone) -> Option<String> {
    let name = zone.iana_name()?;
    if matches!(name, "UTC" | "Etc/UTC") {
        return None;
    }
    let there = at.0.to_zoned(zone.clone());
    let other_day = there.date() != at.day().0;
    let format = if other_day { "%A %-d %B %Y, %H:%M" } else { "%H:%M" };
    Some(format!("{} in {}", there.strftime(format), place(name)))
}

/// "Tuesday 6 November 2018, 18:00": where somebody is.
#[must_use]
pub fn there(there: &Zoned) -> String {
    to_the_minute(there.datetime())
}

/// Both, for plain text.
#[must_use]
pub fn text(at: Instant, zone: Option<&TimeZone>) -> String {
    match zone.and_then(|zone| local(at, zone)) {
        Some(local) => format!("{} · {local}", utc(at)),
        None => utc(at),
    }
}

/// Both, as HTML.
#[must_use]
pub fn html(at: Instant, zone: Option<&TimeZone>) -> String {
    html_of(at, &utc(at), zone)
}

/// The same of a moment at which something ends.
#[must_use]
pub fn end_html(at: Instant, zone: Option<&TimeZone>) -> String {
    html_of(at, &end(at), zone)
}

fn html_of(at: Instant, text: &str, zone: Option<&TimeZone>) -> String {
    let time = format!("<time datetime=\"{}\">{text}</time>", iso(at));
    match zone.and_then(|zone| local(at, zone)) {
        Some(local) => format!("{time} <span class=\"local\">· {local}</span>"),
        None => time,
    }
}

/// "Tuesday 17 July 2018".
#[must_use]
pub fn day(day: Day) -> String {
    let Day(date) = day;
    format!("{} {} {} {}", weekday(date), date.day(), month(date), date.year())
}

/// The same as HTML.
#[must_use]
pub fn day_html(of: Day) -> String {
    format!("<time datetime=\"{}\">{}</time>", of.0, day(of))
}

/// "17 July": only inside its own cycle's time line, where the year is plain.
#[must_use]
pub fn short_day(day: Day) -> String {
    format!("{} {}", day.0.day(), month(day.0))
}

/// "Jul" and "17", for the leaf of a calendar that stands beside a whole date.
#[must_use]
pub fn leaf(day: Day) -> (String, String) {
    let short = month(day.0).chars().take(3).collect();
    (short, day.0.day().to_string())
}

/// RFC 3339, to the second: `2018-07-17T15:00:00Z`.
#[must_use]
pub fn iso(at: Instant) -> String {
    let there = in_utc(at);
    format!("{}T{:02}:{:02}:{:02}Z", there.date(), there.hour(), there.minute(), there.second())
}

/// ISO 8601's basic form, as calendars have it: `20180717T150000Z`.
#[must_use]
pub fn basic(at: Instant) -> String {
    let there = in_utc(at);
    let day = basic_day(Day(there.date()));
    format!("{day}T{:02}{:02}{:02}Z", there.hour(), there.minute(), there.second())
}

/// The same of a day: `20180717`.
#[must_use]
pub fn basic_day(Day(date): Day) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).expect("an instant")
    }

    #[test]
    fn a_time_is_whole_and_says_its_zone() {
        let call = at("2018-07-17T15:00:00Z");
        assert_eq!(
            text(call, zone("Africa/Nairobi").as_ref()),
            "Tuesday 17 July 2018, 15:00 UTC · 18:00 in Nairobi"
        );
        assert_eq!(text(call, None), "Tuesday 17 July 2018, 15:00 UTC");
        assert_eq!(end(call), utc(call));
        assert_eq!(end(at("2018-10-20T00:00:00Z")), "the end of Friday 19 October 2018 UTC");
        assert_eq!(iso(call), "2018-07-17T15:00:00Z");
        assert_eq!(basic(call), "20180717T150000Z");
        assert_eq!(leaf(call.day()), ("Jul".to_owned(), "17".to_owned()));
        assert_eq!(short_day(call.day()), "17 July");
    }

    #[test]
    fn another_day_there_is_said_in_full() {
        let late = at("2018-12-31T20:30:00Z");
        assert_eq!(
            text(late, zone("Asia/Tokyo").as_ref()),
            "Monday 31 December 2018, 20:30 UTC · Tuesday 1 January 2019, 05:30 in Tokyo"
        );
    }
}
