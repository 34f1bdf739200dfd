//! The head of a report: its title, the day and hour of the call, and who chaired it.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::names::{self, NAME};
use super::{Report, dates, headings, links, pattern, times, title};

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[*_]*(date and time|date|time|hour|when|where|venue|place|location|platform|duration|(?:co-?)?(?:facilitators?|chairs?|moderators?|hosts?)(?:\(s\))?|who (?:led|chaired|facilitated|moderated|hosted)(?: (?:it|us|the call|the meeting))?|(?:meeting |call )?(?:chaired|facilitated|moderated|hosted|led) by|chair ?(?:man|woman|person)|rapporteurs?|consultants?|lead experts?|editors?|scribes?|minute[- ]?takers?|prepared by|drafted by|written by|reported by|author|note[- ]?takers?|minutes by|organi[sz]ers?)[*_]*\s*(?::|[–—-]\s)[*_]*\s*(.*)$",
    )
});

static DOCUMENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(summary|report|minutes|notes|record|draft)\b"));

/// `VIIIa:`, `Call 2:`, `Second sitting:`, in front of the day of one of several sittings.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:virtual )?(?:meeting|call|sitting|session|part|round|group)\s*)?(?:[IVX]+\s?[a-d]?|\d{1,2}\s?[a-d]?|[a-d]|one|two|(?:the )?(?:first|second|third|1st|2nd|3rd|morning|evening|early|late|afternoon)(?: (?:call|sitting|meeting|session|part))?)\s*(?::|\)|–|—|-\s)\s*",
    )
});

/// "Facilitated by Anna Bell" and nothing else.
static LED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:(?:co-?)?(?:facilitated|chaired|moderated|hosted|led)(?: and \w+)? by)\s+{NAME}(?:(?:,| and|,? &)\s+{NAME})*$"
    ))
});

/// "Notes: Anna Bell", which says who took them and not what they are.
static NOTES_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(?i:notes|minutes|summary|report)\s*:\s*(?P<who>{NAME})\s*(?:$|[,;(])"))
});

/// "(moderated by Anna Bell)", "– Chair: Anna Bell", behind the day of a sitting.
static WITH_PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?P<when>.*\d.*?)\s*[,;(\[–—|-]+\s*(?P<who>(?:(?:co-?)?(?:facilitated|chaired|moderated|hosted|led)(?: and \w+)? by|(?:co-?)?(?:facilitators?|chairs?|moderators?|hosts?)(?:\(s\))?\s*:)\s+\p{Lu}[^()\[\]]*?)[)\]]?$",
    )
});

/// Words that a line may have beside a date and a time.
const DATE_WORDS: [&str; 24] = [
    "date", "time", "held", "on", "the", "at", "from", "and", "to", "utc", "gmt", "of", "start", "starting",
    "sitting", "first", "second", "call", "both", "or", "hours", "hrs", "when", "meeting",
];

const DOCUMENT_WORDS: &str = "summary report minutes notes record meeting call of the a draft final short brief from on \
    both two calls meetings sittings     discussion discussions \
    approval approved version revised for to be";

/// No head has more lines.
const LINES: usize = 60;

/// What the head says beside the title.
#[derive(Default)]
pub struct Head {
    /// Lines with the day or the hour, as printed.
    pub when: Vec<String>,
    /// Lines such as "Facilitators: A, B".
    pub people: Vec<String>,
}

/// Takes the head off the lines.
pub fn take(lines: &mut [Line], report: &mut Report) -> Head {
    let mut head = Head::default();
    let mut title: Vec<String> = Vec::new();
    let (mut gap, mut closed, mut taken) = (false, false, 0);
    for index in 0..lines.len() {
        if lines[index].is_blank() {
            gap = true;
            continue;
        }
        if taken == LINES {
            break;
        }
        taken += 1;
        let text = headings::plain(&lines[index].text).replace("** ", " ").replace(" **", " ");
        let is_named_here = head.when.is_empty() && title::numbers_the_meeting(lines, index, &title);
        let why = aside(&text).filter(|_| !is_named_here);
        if let Some(why) = why {
            lines[index].take();
            report.leave_out(lines[index].number, &text, why);
            match when_with_people(&text) {
                Some((when, who)) => {
                    head.when.push(when.to_owned());
                    head.people.push(who.to_owned());
                }
                None => remember(&mut head, why, text),
            }
            closed = !title.is_empty();
        } else if title.len() < title::LINES
            && !title::is_body(lines, index)
            && title::is_title(&text, lines, index, &title, gap, closed)
        {
            title::add_line(&mut title, &text, gap);
            lines[index].take();
        } else {
            break;
        }
        lines[index].cut = false;
        gap = false;
    }
    report.title = (!title.is_empty()).then(|| title.join(" – "));
    head
}

/// Why a line of the head is no part of the title, if it is none.
pub fn aside(text: &str) -> Option<&'static str> {
    if text.chars().count() > 160 {
        return None;
    }
    if let Some(label) = LABEL.captures(text) {
        let name = label[1].to_lowercase();
        return Some(match name.as_str() {
            "date" | "time" | "hour" | "date and time" | "when" => "the date or time of the call",
            "where" | "venue" | "place" | "location" | "platform" | "duration" => "where the call was held",
            name if ["facilitat", "chair", "moderat", "host", "led"]
                .iter()
                .any(|role| name.contains(role)) =>
            {
                "names who led the call"
            }
            _ => "names who wrote the report",
        });
    }
    let by = NOTES_BY.captures(text);
    if by.is_some_and(|by| by["who"].contains(' ') && names::is_person(&by["who"])) {
        return Some("names who wrote the report");
    }
    if LED_BY.is_match(text) {
        return Some("names who led the call");
    }
    if is_when(text) || when_with_people(text).is_some() {
        return Some("the date or time of the call");
    }
    let bare = without_when(text);
    let document = !bare.is_empty()
        && bare.iter().all(|word| DOCUMENT_WORDS.split(' ').any(|known| known == word))
        && DOCUMENT.is_match(text);
    document.then_some("names the kind of document")
}

/// The day of a sitting and who led it, in one line.
fn when_with_people(text: &str) -> Option<(&str, &str)> {
    let found = WITH_PEOPLE.captures(text).filter(|_| !LABEL.is_match(text))?;
    let (when, who) = (found.name("when")?.as_str(), found.name("who")?.as_str());
    is_when(headings::plain(when)).then_some((when, who))
}

fn remember(head: &mut Head, why: &str, text: String) {
    match why {
        "names who led the call" => head.people.push(text),
        "the date or time of the call" | "names the kind of document" => head.when.push(text),
        _ => {}
    }
}

/// A line with a day, an hour or a year and nothing else of weight.
pub fn is_when(text: &str) -> bool {
    let year = text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit());
    let days = dates::find(text);
    let hours = times::find(&blank_days(text));
    year || !(days.is_empty() && hours.is_empty())
        && without_when(LABELLED.replace(text, "").as_ref())
            .iter()
            .all(|word| DATE_WORDS.contains(&word.as_str()) || is_zone_or_weekday(word))
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
fn without_when(text: &str) -> Vec<String> {
    let blank = blank_days(text);
    let blank = links::blank(&blank, times::find(&blank).into_iter().map(|mention| mention.span));
    blank
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
