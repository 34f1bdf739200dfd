//! The head of a report: its title, the day and hour of the call, and who chaired it.

use std::sync::LazyLock;

use regex::Regex;

use super::fields::{self, Field};
use super::lines::Line;
use super::marks::{self, Mark};
use super::names::{self, NAME};
use super::{Report, dates, headings, links, pattern, person, recordings, tables, times, title};

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

/// Why such a line is no part of the title.
const DOCUMENT_WHY: &str = "names the kind of document";

/// No head has more lines.
const LINES: usize = 60;

/// What the head says beside the title.
#[derive(Default)]
pub struct Head {
    /// Lines with the day or the hour, as printed.
    pub when: Vec<String>,
    /// Lines such as "Facilitators: A, B".
    pub people: Vec<String>,
    /// What stands behind "Call:", such as "#5".
    pub number: Option<String>,
    /// What stands behind "Forum:".
    pub forum: Option<String>,
    /// What stands behind "Session title:", below a title.
    pub names: Vec<String>,
    /// The label of a list of people that goes on in the lines below it.
    people_below: Option<String>,
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
        let text = plain(&lines[index].text);
        if head.goes_on(&text) {
            report.leave_out(lines[index].number, &lines[index].take(), Field::Led.why());
            lines[index].cut = false;
            continue;
        }
        // A link to the recording stands among the labels of some heads: it is read with the others.
        if stands_among_labels(lines, index) {
            continue;
        }
        let labelled = fields::read(&text);
        if let Some(name) = labelled.filter(|line| line.field == Field::Name && title.is_empty()) {
            report.leave_out(
                lines[index].number,
                &format!("{} {}:", name.label, name.note),
                Field::Name.why(),
            );
            title::add_line(&mut title, name.value, gap);
            lines[index].take();
            (lines[index].cut, gap) = (false, false);
            continue;
        }
        // "Best Practice Forum: Spam" is a title like another.
        let is_forum =
            labelled.is_some_and(|line| line.names_the_forum()) && !title::names_a_forum(&title.join(" "));
        let is_named_here =
            is_forum || head.when.is_empty() && title::numbers_the_meeting(lines, index, &title);
        let why = aside(&text).filter(|_| !is_named_here);
        if let Some(why) = why {
            lines[index].take();
            report.leave_out(lines[index].number, &text, why);
            match when_with_people(&text) {
                Some((when, who)) => {
                    head.when.push(when.to_owned());
                    head.people.push(who.to_owned());
                }
                None => head.remember(why, &text),
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
    if let Some(labelled) = fields::read(text) {
        return Some(labelled.field.why());
    }
    let by = NOTES_BY.captures(text);
    if by.is_some_and(|by| by["who"].contains(' ') && names::is_person(&by["who"])) {
        return Some(Field::Wrote.why());
    }
    if LED_BY.is_match(text) {
        return Some(Field::Led.why());
    }
    if is_when(text) || when_with_people(text).is_some() {
        return Some(Field::When.why());
    }
    let bare = without_when(text);
    let document = !bare.is_empty()
        && bare.iter().all(|word| DOCUMENT_WORDS.split(' ').any(|known| known == word))
        && DOCUMENT.is_match(text);
    document.then_some(DOCUMENT_WHY)
}

/// The day of a sitting and who led it, in one line.
fn when_with_people(text: &str) -> Option<(&str, &str)> {
    let found = WITH_PEOPLE.captures(text).filter(|_| fields::read(text).is_none())?;
    let (when, who) = (found.name("when")?.as_str(), found.name("who")?.as_str());
    is_when(headings::plain(when)).then_some((when, who))
}

/// A line of the head without its mark-up; a label may stand behind a bullet.
fn plain(line: &str) -> String {
    let bare = |line: &str| headings::plain(line).replace("** ", " ").replace(" **", " ");
    match marks::split(line) {
        Some((Mark::Bullet, rest)) if fields::read(&bare(rest)).is_some() || is_person(rest) => bare(rest),
        _ => bare(line),
    }
}

/// "Anna Bell (Sample Trust)" and nothing else.
fn is_person(text: &str) -> bool {
    let name = person::read(text).name;
    name.contains(' ') && names::is_person(names::without_title(&name))
}

/// Is the line one of a head's labelled ones that says nothing of the head: a link, the rule of a table?
fn stands_among_labels(lines: &[Line], index: usize) -> bool {
    let text = &lines[index].text;
    let below = lines[index + 1..].iter().find(|line| !line.is_blank());
    let among = || below.is_some_and(|line| fields::read(&plain(&line.text)).is_some());
    (recordings::is_labelled_link(text) || tables::is_rule_of_bars(text)) && among()
}

impl Head {
    /// Keeps what a line says that is no part of the title.
    fn remember(&mut self, why: &str, text: &str) {
        let labelled = fields::read(text);
        let printed = labelled.map_or_else(|| text.to_owned(), |line| line.printed());
        let value = labelled.map_or("", |line| line.value).to_owned();
        match labelled.map(|line| line.field) {
            Some(Field::Led) if value.is_empty() => self.people_below = Some(printed),
            Some(Field::Number) => self.number = Some(value),
            Some(Field::Forum) => self.forum = Some(value),
            Some(Field::Name) => self.names.push(value),
            _ if why == Field::Led.why() => self.people.push(printed),
            _ if why == Field::When.why() || why == DOCUMENT_WHY => self.when.push(printed),
            _ => {}
        }
    }

    /// Names one more of those who led the call, below the label of their list?
    fn goes_on(&mut self, text: &str) -> bool {
        let Some(label) = self.people_below.take().filter(|_| is_person(text)) else { return false };
        self.people.push(format!("{label} {}", person::read(text).name));
        self.people_below = Some(label);
        true
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
