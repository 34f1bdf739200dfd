//! Proves that the facts agree with each other and with the rules of the product.

mod calls;
mod cycles;
mod people;
mod reports;

use super::*;

/// Days since 1 January 1970 of an ISO date, or a panic that names it.
fn day(iso: &str) -> i64 {
    let parts: Vec<i64> =
        iso.split('-').map(|part| part.parse().expect("a date is made of numbers")).collect();
    let [year, month, day] = parts[..] else {
        panic!("{iso} is no date");
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, 28 + i64::from(leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    assert!(iso.len() == 10 && (1..=12).contains(&month), "{iso}");
    let before = usize::try_from(month - 1).expect("checked above");
    assert!((1..=lengths[before]).contains(&day), "{iso}");

    let leap_days = (1970..year).filter(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)).count();
    (year - 1970) * 365
        + i64::try_from(leap_days).expect("a few dozen")
        + lengths[..before].iter().sum::<i64>()
        + day
        - 1
}

/// Minutes since 1970 of an instant such as `2018-07-17T15:00Z`.
fn minute(instant: &str) -> i64 {
    let (date, time) = instant.split_once('T').expect("date and time");
    let (hour, minute) =
        time.strip_suffix('Z').and_then(|time| time.split_once(':')).expect("UTC, to the minute");
    assert!(hour.len() == 2 && minute.len() == 2, "{instant}");
    let [hour, minute] = [hour, minute].map(|n| n.parse::<i64>().expect("a number"));
    assert!((0..24).contains(&hour) && (0..60).contains(&minute), "{instant}");
    (day(date) * 24 + hour) * 60 + minute
}

fn date_of(call: &Call) -> &'static str {
    &call.starts[..10]
}

fn cycle_of(call: &Call) -> &'static Cycle {
    CYCLES.iter().find(|cycle| cycle.year == call.cycle).expect("every call belongs to a cycle")
}

fn call_of(date: &str) -> &'static Call {
    calls().find(|call| date_of(call) == date).expect("a call on that day")
}

/// First and last day that anything in the cycle may have: two months after the IGF when it runs.
fn span(cycle: &Cycle) -> (i64, i64) {
    let last = cycle.closed.map_or_else(|| day(cycle.annual_meeting.last_day) + 61, day);
    (day(cycle.opened), last)
}

fn within(cycle: &Cycle, date: &str, what: &str) {
    let (first, last) = span(cycle);
    assert!((first..=last).contains(&day(date)), "{what}, {date}, lies outside the cycle of {}", cycle.year);
}

fn today() -> i64 {
    day(&CLOCK_START[..10])
}

#[test]
fn the_calendar_of_these_checks_is_right() {
    assert_eq!(day("1970-01-01"), 0);
    assert_eq!(day("2018-10-15"), 17_819);
    assert_eq!((today() + 3) % 7, 0, "1 January 1970 was a Thursday");
    assert_eq!((day("2018-10-24") + 3) % 7, 2, "the coming call is on a Wednesday");
}
