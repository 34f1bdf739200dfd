//! Time zones, and the places that stand for them.

use std::{borrow::Cow, sync::LazyLock};

use jiff::tz::TimeZone;

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
