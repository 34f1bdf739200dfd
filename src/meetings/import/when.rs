//! Lines with a day, an hour or a year and nothing else of weight.

use std::sync::LazyLock;

use regex::Regex;

use super::{dates, fields, headings, links, pattern, times};

/// `VIIIa:`, `Call 2:`, `Second sitting:`, in front of the day of one of several sittings.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:virtual )?(?:meeting|call|sitting|session|part|round|group)\s*)?(?:[IVX]+\s?[a-d]?|\d{1,2}\s?[a-d]?|[a-d]|one|two|(?:the )?(?:first|second|third|1st|2nd|3rd|morning|evening|early|late|afternoon)(?: (?:call|sitting|meeting|session|part))?)\s*(?::|\)|–|—|-\s)\s*",
    )
});

/// "by video conference", "via Zoom".
static BY_WHAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:by|via|on|over|through|using)\s+(?:(?:MS|Microsoft|Adobe|Cisco)\s+)?(?:zoom|webex|skype|teams|connect|bluejeans|jitsi|(?:tele)?phone|(?:tele|video|audio|web)[ -]?conference)\b",
    )
});

/// Words that a line may have beside a date and a time.
const DATE_WORDS: &str = "date time held on the at from and to utc gmt of start starting sitting first second call both or \
    hours hrs when meeting online virtually remotely";

/// "(moderated by Anna Bell)", "– Chair: Anna Bell", behind the day of a sitting.
static WITH_PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?P<when>.*\d.*?)\s*[,;(\[–—|-]+\s*(?P<who>(?:(?:co-?)?(?:facilitated|chaired|moderated|hosted|led)(?: and \w+)? by|(?:co-?)?(?:facilitators?|chairs?|moderators?|hosts?)(?:\(s\))?\s*:)\s+\p{Lu}[^()\[\]]*?)[)\]]?$",
    )
});

/// "30 November 2022, 11:00 UTC, Room 11".
static WITH_ROOM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?P<when>.*\d.*?)\s*[,;|–—-]\s*[^,;|]{0,30}\b(?:room|hall|salle|sala|auditorium|theatre|floor|building|online|plenary|zoom|webex)\b[^,;|]{0,30}$",
    )
});

/// A line with a day, an hour or a year and nothing else of weight.
pub fn is_alone(text: &str) -> bool {
    let year = text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit());
    let days = dates::find(text);
    let hours = times::find(&blank_days(text));
    year || !(days.is_empty() && hours.is_empty())
        && without_days_and_hours(&BY_WHAT.replace(&LABELLED.replace(text, ""), ""))
            .iter()
            .all(|word| DATE_WORDS.split(' ').any(|known| known == word) || is_zone_or_weekday(word))
}

fn is_zone_or_weekday(word: &str) -> bool {
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "a",
        "b",
        "am",
        "pm",
        "m",
        "p",
        "z",
        "cet",
        "cest",
        "est",
        "edt",
        "th",
        "st",
        "nd",
        "rd",
        "time",
        "local",
    ]
    .contains(&word)
}

/// The text with spaces in place of its days, so that no year is read as an hour.
pub fn blank_days(text: &str) -> String {
    links::blank(&links::blank_out(text), dates::find(text).into_iter().map(|mention| mention.span))
}

/// Lower-case words that are no part of a day or an hour.
pub fn without_days_and_hours(text: &str) -> Vec<String> {
    let blank = blank_days(text);
    let blank = links::blank(&blank, times::find(&blank).into_iter().map(|mention| mention.span));
    blank
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The day of a sitting and who led it, in one line.
pub fn with_people(text: &str) -> Option<(&str, &str)> {
    let found = WITH_PEOPLE.captures(text).filter(|_| fields::read(text).is_none())?;
    let (when, who) = (found.name("when")?.as_str(), found.name("who")?.as_str());
    is_alone(headings::plain(when)).then_some((when, who))
}

/// A day and an hour with the room.
pub fn is_with_room(text: &str) -> bool {
    WITH_ROOM.captures(text).is_some_and(|found| is_alone(&found["when"]))
}
