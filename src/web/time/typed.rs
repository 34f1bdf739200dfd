//! Times as people type them into forms.

use jiff::{
    Timestamp,
    tz::{AmbiguousOffset, Offset, TimeZone},
};

use super::{place, to_the_minute};
use crate::clock::{Day, Instant};

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
    let whole = to_the_minute(local);
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

#[cfg(test)]
mod tests {
    use super::{super::zone, *};

    fn at(text: &str) -> Instant {
        Instant::parse(text).expect("an instant")
    }

    #[test]
    fn a_time_that_the_clock_skips_is_refused_and_one_that_comes_twice_is_asked_about() {
        let read = |zone: &str, day: &str, typed: &str| {
            from_local(Day::parse(day).expect("a day"), typed, &super::super::zone(zone).expect("a zone"))
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
