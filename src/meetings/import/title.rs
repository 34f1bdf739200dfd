//! The head of a report: the lines that name the meeting, its day and hour, and who chaired it.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::{Report, dates, headings, links, pattern, recordings, times};

static FORUM: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(BPFs?|best\s+pra[a-z]+\s+forums?)\b"));
static IGF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(IGF|internet governance forum|NRIs?|dynamic coalition|MAG)\b"));
static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(meetings?|calls?|sessions?|webinar|teleconference|workshop|round ?table|v[a-z]{0,5}tual)\b",
    )
});
static DOCUMENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(summary|report|minutes|notes|record)\b"));
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(was|were|is|are|has|had|have|will|would|took|met|discussed|noted|agreed|opened|welcomed|thanked|held (its|a|an|the|their))\b",
    )
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[*_]*(date and time|date|time|when|where|venue|place|location|platform|duration|(?:co-?)?(?:facilitators?|chairs?|moderators?|hosts?)|chaired by|facilitated by|moderated by|hosted by|led by|chair ?(?:man|woman|person)|rapporteurs?|consultants?|lead experts?|editors?|prepared by|drafted by|written by|reported by|author|note[- ]?takers?|minutes by|organi[sz]ers?)[*_]*\s*(?::|[–—-]\s)[*_]*\s*(.*)$",
    )
});
/// Words that a line may have beside a date and a time.
const DATE_WORDS: [&str; 24] = [
    "date", "time", "held", "on", "the", "at", "from", "and", "to", "utc", "gmt", "of", "start", "starting",
    "sitting", "first", "second", "call", "both", "or", "hours", "hrs", "when", "meeting",
];
const DOCUMENT_WORDS: [&str; 18] = [
    "summary",
    "report",
    "minutes",
    "notes",
    "record",
    "meeting",
    "call",
    "of",
    "the",
    "a",
    "draft",
    "final",
    "short",
    "brief",
    "from",
    "on",
    "discussion",
    "discussions",
];

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
    let (mut gap, mut closed) = (false, false);
    for index in 0..lines.len() {
        if lines[index].is_blank() {
            gap = true;
            continue;
        }
        let text = headings::plain(&lines[index].text).to_owned();
        let why = aside(&text);
        if let Some(why) = why {
            lines[index].take();
            report.leave_out(lines[index].number, &text, why);
            remember(&mut head, why, text);
            closed = !title.is_empty();
        } else if !is_body(lines, index) && is_title(&text, lines, index, &title, gap, closed) {
            add_line(&mut title, &text, gap);
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
fn aside(text: &str) -> Option<&'static str> {
    if text.chars().count() > 160 {
        return None;
    }
    if let Some(label) = LABEL.captures(text) {
        let name = label[1].to_lowercase();
        return Some(match name.as_str() {
            "date" | "time" | "date and time" | "when" => "the date or time of the call",
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
    if is_when(text) {
        return Some("the date or time of the call");
    }
    let bare: Vec<String> = without_when(text);
    let document = !bare.is_empty()
        && bare.iter().all(|word| DOCUMENT_WORDS.contains(&word.as_str()))
        && DOCUMENT.is_match(text);
    document.then_some("names the kind of document")
}

fn remember(head: &mut Head, why: &str, text: String) {
    match why {
        "names who led the call" => head.people.push(text),
        "the date or time of the call" | "names the kind of document" => head.when.push(text),
        _ => {}
    }
}

/// A line with a day, an hour or a year and nothing else of weight.
fn is_when(text: &str) -> bool {
    let year = text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit());
    let days = dates::find(text);
    let hours = times::find(&blank_days(text));
    year || !(days.is_empty() && hours.is_empty())
        && without_when(text)
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
    let mut blank = links::blank_out(text);
    for mention in dates::find(text) {
        blank.replace_range(mention.span.clone(), &" ".repeat(mention.span.len()));
    }
    blank
}

/// Lower-case words that are no part of a day or an hour.
fn without_when(text: &str) -> Vec<String> {
    let mut blank = blank_days(text);
    for mention in times::find(&blank.clone()) {
        blank.replace_range(mention.span.clone(), &" ".repeat(mention.span.len()));
    }
    blank
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Does the body of the report begin here?
fn is_body(lines: &[Line], index: usize) -> bool {
    let text = &lines[index].text;
    let plain = headings::plain(text);
    if marks::split(text).is_some()
        || text.contains("://")
        || text.starts_with('|')
        || plain.chars().count() > 200
        || headings::opens_body(plain)
    {
        return true;
    }
    let words = plain.split(' ').count();
    let wraps = lines.get(index + 1).is_some_and(|line| line.text.starts_with(char::is_lowercase));
    let is_sentence = SENTENCE.is_match(plain) && (words > 5 || lines::is_finished(plain))
        || words > 7 && plain.ends_with('.');
    is_sentence
        || wraps && plain.chars().count() > 60 && !names_a_meeting(plain)
        || plain.ends_with(':') && (words > 4 || recordings::is_label_text(plain))
        || participants_line(plain)
}

fn participants_line(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, _)| headings::section(label) == headings::Section::Participants)
}

fn is_title(text: &str, lines: &[Line], index: usize, title: &[String], gap: bool, closed: bool) -> bool {
    let so_far = title.join(" ");
    let adds = [&FORUM, &IGF, &MEETING].iter().any(|kind| kind.is_match(text) && !kind.is_match(&so_far));
    if title.is_empty() {
        return names_a_meeting(text)
            || group_names_a_meeting(lines, index)
            || above_when(lines, index)
            || lines[index].text.starts_with("# ");
    }
    match (gap, closed) {
        (false, false) => true,
        (false, true) => names_a_meeting(text),
        (true, false) => adds,
        (true, true) => adds && MEETING.is_match(text) && !MEETING.is_match(&so_far),
    }
}

/// Does a line name a forum or a meeting?
pub fn names_a_meeting(text: &str) -> bool {
    text.chars().count() < 200 && (FORUM.is_match(text) || IGF.is_match(text) || MEETING.is_match(text))
}

/// Could a report begin with this line?
pub fn begins_a_report(text: &str) -> bool {
    let plain = headings::plain(text);
    matches!(marks::split(text), Some((Mark::Number(_), _)))
        || headings::marked(text).is_some()
        || names_a_meeting(plain)
        || is_when(plain)
}

fn group_names_a_meeting(lines: &[Line], index: usize) -> bool {
    let group = lines[index..].iter().take_while(|line| !line.is_blank()).take(5);
    group
        .map(|line| line.text.as_str())
        .take_while(|text| marks::split(text).is_none())
        .any(|text| names_a_meeting(text) && !lines::is_finished(text) && !SENTENCE.is_match(text))
}

fn above_when(lines: &[Line], index: usize) -> bool {
    let mut below = lines[index + 1..].iter().filter(|line| !line.is_blank());
    below.next().is_some_and(|line| aside(headings::plain(&line.text)).is_some())
}

/// A title that was wrapped is one line; lines that name it together are several.
fn add_line(title: &mut Vec<String>, text: &str, gap: bool) {
    let open = |line: &String| {
        let last = line.rsplit(' ').next().unwrap_or_default().to_lowercase();
        [
            "of", "on", "the", "and", "for", "in", "between", "with", "a", "an", "to", "virtual", "best",
            "practice", "&",
        ]
        .contains(&last.as_str())
            || line.ends_with([',', ':', '–', '—', '-', '/'])
            || line.matches('(').count() > line.matches(')').count()
    };
    match title.last_mut() {
        Some(line)
            if !gap
                && (open(line)
                    || text.starts_with(char::is_lowercase)
                    || text.starts_with(['–', '—', '('])) =>
        {
            lines::join(line, text)
        }
        _ => title.push(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<String> {
        let mut report = Report::default();
        take(&mut lines::read(text), &mut report);
        report.title
    }

    #[test]
    fn lines_that_name_the_meeting_together_are_the_title() {
        assert_eq!(
            title("IGF 2016\nBest Practice Forum on Spam\n\nVirtual Meeting VI\n\nSummary Report\n\n22 September 2016, 15:00 UTC\n\n1. The call …").as_deref(),
            Some("IGF 2016 – Best Practice Forum on Spam – Virtual Meeting VI")
        );
        assert_eq!(title("**Meeting between NRIs and BPF on Spam**\n**17 July 2018**\n\n*meeting summary*\n\n***Introduction***").as_deref(), Some("Meeting between NRIs and BPF on Spam"));
        assert_eq!(
            title("2017 IGF Best Practice Forum (BPF): Spam – Virtual\nMeeting I\n\nText").as_deref(),
            Some("2017 IGF Best Practice Forum (BPF): Spam – Virtual Meeting I")
        );
    }

    #[test]
    fn a_text_that_starts_with_its_body_has_no_title() {
        assert_eq!(title("1. The call of the BPF was held on 5 May 2017."), None);
        assert_eq!(title("A meeting of the BPF on spam was held on 5 May 2017 and it\nwas long."), None);
        assert_eq!(title("Introduction\n\nThe call was short."), None);
    }
}
