//! How times are written: the one place that does it, for pages, mail, print and files.
//!
//! A time is always whole: weekday, day, month, year, 24-hour UTC, and the reader's zone beside it where it is
//! known. A day is a day in UTC.

use std::{borrow::Cow, sync::LazyLock};

use jiff::{
    Timestamp, Zoned,
    civil::{Date, DateTime},
    tz::{AmbiguousOffset, Offset, TimeZone},
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

/// "Tuesday 6 November 2018, 18:00": where somebody is.
#[must_use]
pub fn there(there: &Zoned) -> String {
    format!("{}, {:02}:{:02}", day(Day(there.date())), there.hour(), there.minute())
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

/// The instant of a day and a time of day as somebody in a zone types them: `14:00`, `9.30`, `14`; with the offset where the
/// time comes twice that day, as in `02:30+01:00`.
///
/// # Errors
/// A sentence that says what to type instead.
pub fn from_local(Day(date): Day, typed: &str, zone: &TimeZone) -> Result<Instant, String> {
    let unreadable = || format!("“{typed}” is no time of day. Enter times such as 14:00 15:30.");
    let (clock, offset) = match typed.find(['+', '-']) {
        Some(at) => (&typed[..at], Some(&typed[at..])),
        None => (typed, None),
    };
    let (hour, minute) = clock.split_once([':', '.']).unwrap_or((clock, "0"));
    let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let time = number(hour).zip(number(minute));
    let time = time.and_then(|(hour, minute)| jiff::civil::Time::new(hour, minute, 0, 0).ok());
    let local = date.to_datetime(time.ok_or_else(unreadable)?);
    let of = |offset: Offset| offset.to_timestamp(local).map(Instant).map_err(|_| unreadable());
    let name = place(zone.iana_name().unwrap_or("UTC"));
    let whole = format!("{}, {:02}:{:02}", day(Day(date)), local.hour(), local.minute());
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset: there } => match offset {
            Some(text) if text != offset_text(there) => Err(format!(
                "{whole} in {name} has the offset {}, not {text}. Leave the offset out.",
                offset_text(there)
            )),
            _ => of(there),
        },
        AmbiguousOffset::Gap { before, .. } => {
            let later = of(before)?.0.to_zoned(zone.clone());
            Err(format!(
                "{whole} does not exist in {name}: the clock goes forward over it. Enter another time, such as {:02}:{:02}.",
                later.hour(),
                later.minute(),
            ))
        }
        AmbiguousOffset::Fold { before, after } => {
            let (first, second) = (offset_text(before), offset_text(after));
            match offset {
                Some(text) if text == first => of(before),
                Some(text) if text == second => of(after),
                _ => Err(format!(
                    "{whole} comes twice in {name}: the clock goes back over it. Write {clock}{first} for the first, {clock}{second} for the second.",
                )),
            }
        }
    }
}

/// As [`from_local`] reads it: the day there, and the time of day, with the offset where it comes twice.
#[must_use]
pub fn local_fields(at: Instant, zone: &TimeZone) -> (Day, String) {
    let there = at.0.to_zoned(zone.clone());
    let clock = format!("{:02}:{:02}", there.hour(), there.minute());
    let twice =
        matches!(zone.to_ambiguous_timestamp(there.datetime()).offset(), AmbiguousOffset::Fold { .. });
    let offset = if twice { offset_text(there.offset()) } else { String::new() };
    (Day(there.date()), format!("{clock}{offset}"))
}

/// "+05:45".
fn offset_text(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
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
    fn a_time_that_the_clock_skips_is_refused_and_one_that_comes_twice_is_asked_about() {
        let read = |zone: &str, day: &str, typed: &str| {
            from_local(Day::parse(day).expect("a day"), typed, &super::zone(zone).expect("a zone"))
        };
        assert_eq!(read("Africa/Nairobi", "2018-11-06", "18:00"), Ok(at("2018-11-06T15:00:00Z")));
        assert_eq!(read("Asia/Kathmandu", "2018-11-06", "9.30"), Ok(at("2018-11-06T03:45:00Z")));
        let skipped = read("Europe/Paris", "2018-03-25", "02:30").expect_err("no such time");
        assert_eq!(
            skipped,
            "Sunday 25 March 2018, 02:30 does not exist in Paris: the clock goes forward over it. Enter another time, such as 03:30."
        );
        let twice = read("Europe/Paris", "2018-10-28", "02:30").expect_err("two such times");
        assert!(twice.ends_with("Write 02:30+02:00 for the first, 02:30+01:00 for the second."), "{twice}");
        assert_eq!(read("Europe/Paris", "2018-10-28", "02:30+02:00"), Ok(at("2018-10-28T00:30:00Z")));
        assert_eq!(read("Europe/Paris", "2018-10-28", "02:30+01:00"), Ok(at("2018-10-28T01:30:00Z")));
        // Half an hour is skipped, and comes twice, on Lord Howe Island.
        assert!(read("Australia/Lord_Howe", "2018-10-07", "02:15").is_err());
        assert!(read("Australia/Lord_Howe", "2018-04-01", "01:45").is_err());
        for nonsense in ["", "25:00", "14:60", "noon", "14:00+", "-3", "14:00+09:00", "1e1"] {
            assert!(read("Europe/Paris", "2018-11-06", nonsense).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn a_time_is_typed_again_as_it_is_shown() {
        for (name, instant) in [
            ("Europe/Paris", "2018-10-28T00:30:00Z"),
            ("Europe/Paris", "2018-10-28T01:30:00Z"),
            ("America/St_Johns", "2018-11-04T04:15:00Z"),
            ("Pacific/Apia", "2018-11-06T15:00:00Z"),
        ] {
            let zone = zone(name).expect("a zone");
            let (day, clock) = local_fields(at(instant), &zone);
            assert_eq!(from_local(day, &clock, &zone), Ok(at(instant)), "{name} {day:?} {clock}");
        }
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
