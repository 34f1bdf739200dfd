//! How times are written: the one place that does it, for pages, mail, print and files.
//!
//! A time is always whole: weekday, day, month, year, 24-hour UTC, and the reader's zone beside it where it is
//! known. A day is a day in UTC.

use std::{borrow::Cow, sync::LazyLock};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};

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

/// "Tuesday 17 July 2018, 15:00 UTC".
#[must_use]
pub fn utc(at: Instant) -> String {
    let there = in_utc(at);
    format!("{}, {:02}:{:02} UTC", day(Day(there.date())), there.hour(), there.minute())
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
    let utc = utc(at);
    let time = format!("<time datetime=\"{}\">{utc}</time>", iso(at));
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

/// As a form's fields have it: the day and the time of day, UTC.
#[must_use]
pub fn fields(at: Instant) -> (String, String) {
    (at.0.strftime("%Y-%m-%d").to_string(), at.0.strftime("%H:%M").to_string())
}

/// From a form's fields: a day `2018-07-17` and a time of day `15:00`, UTC.
#[must_use]
pub fn from_fields(day: &str, time: &str) -> Option<Instant> {
    let day: jiff::civil::Date = day.trim().parse().ok()?;
    let (hour, minute) = time.trim().split_once(':')?;
    let time = jiff::civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    let at: Timestamp = day.to_datetime(time).to_zoned(TimeZone::UTC).ok()?.timestamp();
    Some(Instant(at))
}

/// "Nairobi" of `Africa/Nairobi`.
#[must_use]
pub fn place(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or_default().replace('_', " ")
}

/// A zone by its IANA name; none for one that does not exist.
#[must_use]
pub fn zone(name: &str) -> Option<TimeZone> {
    let fits = name.len() <= 64 && name.contains('/') || name == "UTC";
    fits.then(|| TimeZone::get(name).ok()).flatten()
}

/// The common zones and these, by place, to choose from; empty names do not count.
#[must_use]
pub fn zones_with<'a>(chosen: impl IntoIterator<Item = &'a str>) -> Vec<(&'a str, Cow<'a, str>)> {
    let mut zones: Vec<_> = COMMON_ZONES.iter().map(|(name, place)| (*name, Cow::from(place))).collect();
    for chosen in chosen {
        if !chosen.is_empty() && !zones.iter().any(|(name, _)| *name == chosen) {
            let place = Cow::from(place(chosen));
            let before = zones.partition_point(|(_, other)| *other < place);
            zones.insert(before, (chosen, place));
        }
    }
    zones
}

/// Zones that the form in the footer offers, and their places, by place.
static COMMON_ZONES: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let mut zones = ZONES.map(|name| (name, place(name))).to_vec();
    zones.sort_by(|one, other| one.1.cmp(&other.1));
    zones
});

/// One for every offset where many people live.
const ZONES: [&str; 30] = [
    "Africa/Accra",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Anchorage",
    "America/Bogota",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Santiago",
    "America/Sao_Paulo",
    "Asia/Bangkok",
    "Asia/Dhaka",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Asia/Tehran",
    "Australia/Sydney",
    "Europe/Istanbul",
    "Europe/London",
    "Europe/Paris",
    "Pacific/Auckland",
    "Pacific/Honolulu",
];

/// The names of all zones that a place stands for, sorted.
#[must_use]
pub fn zones() -> Vec<String> {
    let names = jiff::tz::db().available().map(|name| name.to_string());
    let outside = ["Etc/", "SystemV/", "posix/", "right/"];
    names
        .filter(|name| name.contains('/') && !outside.iter().any(|prefix| name.starts_with(prefix)))
        .collect()
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

    #[test]
    fn fields_come_back_as_they_went() {
        let call = at("2018-07-17T15:00:00Z");
        let (day, time) = fields(call);
        assert_eq!(from_fields(&day, &time), Some(call));
        assert_eq!(from_fields("2018-02-30", "15:00"), None);
        assert_eq!(from_fields("2018-02-03", "25:00"), None);
    }
}
