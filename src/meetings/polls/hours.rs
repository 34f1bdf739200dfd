//! The hours of a slot around the world: who would sit at night.

use jiff::tz::TimeZone;

use super::store::Zone;
use crate::{clock::Instant, web::time};

/// The regional groups of the United Nations, each with some of its zones: where many people live, and far apart. A time
/// that is no night in any of these is hardly one anywhere.
const REGIONS: [(&str, &[&str]); 5] = [
    ("Africa", &["Africa/Lagos", "Africa/Nairobi"]),
    ("Asia and the Pacific", &["Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Pacific/Fiji"]),
    ("Eastern Europe", &["Europe/Warsaw"]),
    ("Latin America and the Caribbean", &["America/Sao_Paulo", "America/Mexico_City"]),
    (
        "Western Europe and others",
        &["Europe/Paris", "America/New_York", "America/Los_Angeles", "Australia/Sydney"],
    ),
];

/// Nobody should have to sit from this hour on, local time, …
const NIGHT_FROM: i8 = 22;

/// … until this one.
const NIGHT_TO: i8 = 7;

/// Of how many people in a zone the public reads that they are there: of fewer it would read who.
const PUBLIC_LEAST: i64 = 3;

/// How long a day is drawn, in minutes.
const DAY: i32 = 24 * 60;

/// A slot in one zone.
#[derive(Debug, Clone)]
pub struct Hour {
    /// The regional group; empty for a zone in which people are who answered.
    pub region: &'static str,
    /// "Nairobi".
    pub place: String,
    /// How many answered from there, where the reader may know.
    pub people: Option<i64>,
    /// "Tuesday 6 November 2018, 18:00".
    pub local: String,
    /// Whether any part of the call is between 22:00 and 07:00.
    pub at_night: bool,
    /// The minute of the local day at which it begins.
    pub from: i32,
}

impl Hour {
    /// The parts of the day that are night, as drawn: from which minute, and for how many.
    #[must_use]
    pub fn nights(&self) -> [(i32, i32); 2] {
        let (from, to) = (i32::from(NIGHT_FROM) * 60, i32::from(NIGHT_TO) * 60);
        [(0, to), (from, DAY - from)]
    }

    /// The parts of the day that the call takes, as drawn; one that goes on past midnight begins the day again.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    #[must_use]
    pub fn taken(&self, minutes: &i32) -> Vec<(i32, i32)> {
        // Thinner than half an hour would not be seen.
        let length = (*minutes).clamp(30, DAY);
        let first = length.min(DAY - self.from);
        let mut taken = vec![(self.from, first)];
        if length > first {
            taken.push((0, length - first));
        }
        taken
    }
}

/// A slot around the world: in the zones of the regions, and in those from which people answered. How many answered from
/// where is for those who run the cycle; others read it where there are three at least.
#[must_use]
pub fn hours(starts_at: Instant, minutes: i32, answered_from: &[Zone], sees_all: bool) -> Vec<Hour> {
    let people = |name: &str| {
        let known = answered_from.iter().find(|zone| zone.zone == name).map(|zone| zone.people);
        known.filter(|people| sees_all || *people >= PUBLIC_LEAST)
    };
    let of_regions = REGIONS.iter().flat_map(|(region, zones)| zones.iter().map(|zone| (*region, *zone)));
    let mut hours: Vec<Hour> = of_regions
        .filter_map(|(region, name)| hour(region, name, people(name), starts_at, minutes))
        .collect();
    let is_shown = |name: &str| REGIONS.iter().any(|(_, zones)| zones.contains(&name));
    let others = answered_from.iter().filter(|zone| !is_shown(&zone.zone));
    hours.extend(others.filter_map(|zone| {
        let people = people(&zone.zone)?;
        hour("", &zone.zone, Some(people), starts_at, minutes)
    }));
    hours
}

fn hour(
    region: &'static str,
    name: &str,
    people: Option<i64>,
    starts_at: Instant,
    minutes: i32,
) -> Option<Hour> {
    let zone: TimeZone = time::zone(name)?;
    let there = starts_at.0.to_zoned(zone);
    let from = i32::from(there.hour()) * 60 + i32::from(there.minute());
    let (morning, evening) = (i32::from(NIGHT_TO) * 60, i32::from(NIGHT_FROM) * 60);
    let at_night = from < morning || from + minutes > evening;
    Some(Hour { region, place: time::place(name), people, local: time::there(&there), at_night, from })
}

/// The places of the regions where it would be night, in a line; none where it is night nowhere.
#[must_use]
pub fn nights(starts_at: Instant, minutes: i32) -> Option<String> {
    let hours = hours(starts_at, minutes, &[], false);
    let places: Vec<String> = hours.into_iter().filter(|hour| hour.at_night).map(|hour| hour.place).collect();
    (!places.is_empty()).then(|| places.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).expect("an instant")
    }

    #[test]
    fn who_would_sit_at_night_is_said_by_place() {
        let hours = hours(at("2018-11-06T15:00:00Z"), 60, &[], false);
        let of = |place: &str| hours.iter().find(|hour| hour.place == place).expect("a place");
        assert_eq!(of("Nairobi").local, "Tuesday 6 November 2018, 18:00");
        assert!(!of("Nairobi").at_night && !of("Los Angeles").at_night);
        assert_eq!(
            (of("Tokyo").local.as_str(), of("Tokyo").at_night),
            ("Wednesday 7 November 2018, 00:00", true)
        );
        assert!(of("Shanghai").at_night, "it goes on after 22:00 in Shanghai, where it begins at 23:00");
    }

    #[test]
    fn a_call_that_ends_at_ten_or_begins_at_seven_is_no_night() {
        let night = |start: &str| hour("", "Africa/Lagos", None, at(start), 60).expect("a zone").at_night;
        // Lagos is one hour ahead all year.
        assert!(!night("2018-11-06T20:00:00Z"), "21:00 to 22:00");
        assert!(night("2018-11-06T20:01:00Z"), "21:01 to 22:01");
        assert!(night("2018-11-06T05:59:00Z"), "from 06:59");
        assert!(!night("2018-11-06T06:00:00Z"), "from 07:00");
    }

    #[test]
    fn what_goes_on_past_midnight_begins_the_day_again() {
        let late = hour("", "Africa/Lagos", None, at("2018-11-06T22:30:00Z"), 90).expect("a zone");
        assert_eq!(late.taken(&90), [(1410, 30), (0, 60)]);
    }

    #[test]
    fn a_single_person_is_not_given_away_by_their_zone() {
        let from = [Zone { zone: "Asia/Kathmandu".to_owned(), people: 1 }];
        let has = |sees_all| {
            hours(at("2018-11-06T15:00:00Z"), 60, &from, sees_all)
                .iter()
                .any(|hour| hour.place == "Kathmandu")
        };
        assert!(has(true) && !has(false));
    }
}
