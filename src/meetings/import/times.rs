//! Times of day, in UTC or flagged.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Time;
use regex::{Captures, Regex};

use super::{hours, pattern};

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let hour = |n: u8| {
        format!(
            r"(?P<word{n}>noon|midday|midnight)|(?P<hour{n}>\d{{1,2}})(?:\s?[:.h]\s?(?P<minute{n}>\d{{2}})(?::\d\d)?)?(?:\s?(?P<half{n}>[ap])\.?\s?m\b\.?)?"
        )
    };
    pattern(&format!(
        r"(?i)\b(?:{})(?:\s*(?:-|–|—|to|until|till)\s*(?:{}))?(?:\s?(?:hours|hrs|hs|h)\b)?\.?,?\s*\(?(?P<zone>(?-i:Z\b|UTC|GMT|CEST|CET|EEST|EET|WEST|WET|BST|IST|MSK|EST|EDT|CST|CDT|MST|MDT|PST|PDT|JST|AEST|AEDT|SGT|PKT|WAT|CAT|EAT|BRT|ART)|utc|gmt|[+-]00:?00\b|local time|(?:[a-z]+ ){{0,2}}[a-z]+ time)?(?P<offset>\s?[+−-]\s?\d{{1,2}}(?::?\d\d)?)?",
        hour(1),
        hour(2)
    ))
});
/// "1500 UTC" and "UTC 15:00".
static ODD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?P<hour1>[01]\d|2[0-3])(?P<minute1>[0-5]\d)\s?(?:hours|hrs|h)?\s?(?:UTC|GMT|Z)\b|(?:UTC|GMT):?\s(?P<hour2>\d{1,2}):(?P<minute2>\d{2})\b)",
    )
});

/// A place in a text that names a time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// When it begins; `None` in another zone, or in none.
    pub utc: Option<Time>,
    /// As printed, whatever the zone.
    pub local: Option<Time>,
    /// A zone other than UTC.
    pub zone: Option<String>,
    pub span: Range<usize>,
}

/// The times of a text, in its order. Blank out the dates first: a year looks like an hour.
pub fn find(text: &str) -> Vec<Mention> {
    let lower = || text.to_lowercase();
    if !text.contains(|c: char| c.is_ascii_digit())
        && !["noon", "midday", "midnight", "utc", "gmt"].iter().any(|word| lower().contains(word))
    {
        return Vec::new();
    }
    let odd = ODD.captures_iter(text).filter_map(|found| odd(&found));
    let plain = TIME.captures_iter(text).filter_map(|found| mention(text, &found));
    let mut mentions: Vec<Mention> = Vec::new();
    for mention in hours::spoken(text).into_iter().chain(odd).chain(plain) {
        let at = mentions.partition_point(|other| other.span.start < mention.span.start);
        let near = &mentions[at.saturating_sub(1)..mentions.len().min(at + 1)];
        let overlaps =
            |other: &Mention| other.span.start < mention.span.end && mention.span.start < other.span.end;
        if !near.iter().any(overlaps) {
            mentions.insert(at, mention);
        }
    }
    share_zone(text, &mut mentions);
    mentions
}

/// In "at 8:00 and 16:00 UTC" the zone is said once for both.
fn share_zone(text: &str, mentions: &mut [Mention]) {
    for index in (1..mentions.len()).rev() {
        let (before, after) = mentions.split_at_mut(index);
        let (Some(first), second) = (before.last_mut(), &after[0]) else { continue };
        let between = text.get(first.span.end..second.span.start).unwrap_or("none").trim().to_lowercase();
        let joined = ["and", "and at", "and again at", "&", ",", "/", "or"].contains(&between.as_str());
        if joined && second.utc.is_some() && first.zone.is_none() && first.utc.is_none() {
            first.utc = first.local;
        }
    }
}

fn odd(found: &Captures) -> Option<Mention> {
    let number = |names: [&str; 2]| {
        names.iter().find_map(|name| found.name(name)).and_then(|part| part.as_str().parse().ok())
    };
    let utc = Time::new(number(["hour1", "hour2"])?, number(["minute1", "minute2"])?, 0, 0).ok();
    Some(Mention { utc, local: utc, zone: None, span: found.get(0)?.range() })
}

fn mention(text: &str, found: &Captures) -> Option<Mention> {
    let part = |name: &str| found.name(name).map(|part| part.as_str());
    let half = part("half1").or(part("half2").filter(|_| part("hour2").is_some()));
    let time = match part("word1") {
        Some(word) if word.eq_ignore_ascii_case("midnight") => Time::midnight(),
        Some(_) => Time::constant(12, 0, 0, 0),
        None => clock(part("hour1")?, part("minute1"), half)?,
    };
    let zone = part("zone").filter(|zone| !zone.to_lowercase().ends_with(" time") || is_zone_in_words(zone));
    let is_utc = zone.is_some_and(|zone| {
        ["utc", "gmt", "z"].contains(&zone.to_lowercase().as_str()) || zone.contains("00")
    });
    let offset =
        part("offset").filter(|offset| zone.is_some() && offset.contains(|c: char| ('1'..='9').contains(&c)));
    if zone == Some("Z") && part("minute1").is_none() {
        return None;
    }
    // A bare number is a time only with a zone behind it; "at the same time" names none.
    if part("minute1").is_none() && half.is_none() && part("word1").is_none() && zone.is_none() {
        return None;
    }
    let whole = found.get(0)?;
    if text[..whole.start()].ends_with(['.', ':', '/', '-']) && zone.is_none() {
        return None;
    }
    let end = found
        .name("offset")
        .filter(|_| offset.is_some())
        .or(found.name("zone").filter(|_| zone.is_some()))
        .map_or_else(
            || {
                ["half2", "minute2", "hour2", "word2", "half1", "minute1", "hour1", "word1"]
                    .iter()
                    .find_map(|name| found.name(name))
                    .map_or(whole.end(), |last| last.end())
            },
            |zone| zone.end(),
        );
    let other = zone
        .filter(|_| !is_utc || offset.is_some())
        .map(|zone| format!("{zone}{}", offset.unwrap_or_default().trim()));
    let utc = (is_utc && offset.is_none()).then_some(time);
    Some(Mention { utc, local: Some(time), zone: other, span: whole.start()..end })
}

fn is_zone_in_words(zone: &str) -> bool {
    let word = zone.to_lowercase();
    [
        "local", "eastern", "pacific", "central", "european", "standard", "daylight", "geneva", "paris",
        "london", "brussels", "nairobi", "york", "delhi", "beijing", "tokyo", "moscow", "lagos",
    ]
    .iter()
    .any(|place| word.split(' ').any(|part| part == *place))
}

/// "15:00 p.m." is 15:00: people add the half of the day to a clock of 24 hours.
fn clock(hour: &str, minute: Option<&str>, half: Option<&str>) -> Option<Time> {
    let hour: i8 = hour.parse().ok()?;
    let minute: i8 = minute.unwrap_or("0").parse().ok()?;
    let hour = match half.map(str::to_lowercase).as_deref() {
        Some("p") if hour < 12 => hour + 12,
        Some("a") if hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<String> {
        find(text).first().and_then(|mention| mention.utc).map(|time| time.strftime("%H:%M").to_string())
    }

    #[test]
    fn times_are_read_in_every_spelling() {
        let spellings = [
            ("15:00 UTC", "15:00"),
            ("15:00 p.m. UTC", "15:00"),
            ("8:00 a.m. UTC", "08:00"),
            ("4pm UTC", "16:00"),
            ("4 p.m. (UTC)", "16:00"),
            ("noon UTC", "12:00"),
            ("15:00. UTC", "15:00"),
            ("15:00 – 16:00 UTC", "15:00"),
            ("3-4 pm UTC", "15:00"),
            ("15.30 GMT", "15:30"),
            ("15h00 UTC", "15:00"),
            ("1500 UTC", "15:00"),
            ("UTC 15:00", "15:00"),
            ("12:30 am UTC", "00:30"),
            ("15:00UTC", "15:00"),
            ("15:00 hours UTC", "15:00"),
            ("15:00 hs UTC", "15:00"),
            ("15:00Z", "15:00"),
            ("1500Z", "15:00"),
            ("15:00:00+00:00", "15:00"),
            ("8:00 and 16:00 UTC", "08:00"),
        ];
        for (text, time) in spellings {
            assert_eq!(utc(text).as_deref(), Some(time), "{text}");
        }
    }

    #[test]
    fn another_zone_is_named_and_not_reckoned() {
        let zones = |text| {
            find(text).into_iter().map(|mention| (mention.utc.is_some(), mention.zone)).collect::<Vec<_>>()
        };

        assert_eq!(zones("15:00 CET"), [(false, Some("CET".into()))]);
        assert_eq!(zones("15:00 UTC+2"), [(false, Some("UTC+2".into()))]);
        assert_eq!(zones("15:00"), [(false, None)]);
        assert_eq!(zones("16:00 CET (15:00 UTC)"), [(false, Some("CET".into())), (true, None)]);
        assert!(zones("27 people at the same time").is_empty());
    }
}
