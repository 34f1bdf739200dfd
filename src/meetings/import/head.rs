//! The head of a report: its title, the day and hour of the call, and who chaired it.

use std::sync::LazyLock;

use regex::Regex;

use super::fields::{self, Field};
use super::head_lines::{Other, among_labels, is_person, join_wrapped, plain, whole};
use super::lines::{self, Line};
use super::names::{self, NAME};
use super::{Report, participants, pattern, person, title, title_lines, when};

static DOCUMENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(summ?ary|report|minutes|notes|record|draft)\b"));

/// "Facilitated by Anna Bell (Sample Trust) and Tom Ray" and nothing else.
static LED_BY: LazyLock<Regex> = LazyLock::new(|| {
    let said = r"(?:\s*\([^()]{2,60}\)|,\s+\p{Lu}[^,.;:()]{2,60},|,\s+(?:the\s+|our\s+|BPF\s+)*(?i:(?:co-?)?(?:facilitator|chair|moderator|host|(?:co-?)?ordinator)s?)(?:\s+of\s+[^,.;]{2,40})?)?";
    pattern(&format!(
        r"^(?i:(?:co-?)?(?:facilitated|chaired|moderated|hosted|led)(?: and \w+)? by)\s+{NAME}{said}(?:(?:,| and|,? &)\s+{NAME}{said})*$"
    ))
});

/// "Notes: Anna Bell", which says who took them and not what they are.
static NOTES_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:notes|minutes|summary|report)(?:\s*:\s*|\s+(?:(?:taken|written|prepared|kept)\s+)?by\s+)(?P<who>{NAME})\s*(?:$|[,;(])"
    ))
});

/// "Summary report prepared by the IGF Secretariat".
static PREPARED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:meeting |draft )?(?:summary|report|minutes|notes)[\w ]{0,20}\b(?:prepared|compiled|written|drafted) by\b[^.;]{2,60}$",
    )
});

const DOCUMENT_WORDS: &str = "summary sumary report minutes notes record meeting call of the a draft final short brief from on \
    and both two calls meetings sittings discussion discussions \
    approval approved version revised for to be";

/// Why such a line is no part of the title.
const DOCUMENT_WHY: &str = "names the kind of document";

/// No head has more lines.
pub const LINES: usize = 60;

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
    /// It was a session, as a label says.
    pub of_session: bool,
    /// What is said of the next call.
    pub ahead: String,
    /// The label of a list of people that goes on in the lines below it.
    people_below: Option<String>,
}

/// Takes the head off the lines.
pub fn take(lines: &mut [Line], report: &mut Report) -> Head {
    join_wrapped(lines);
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
        let begun = !(head.when.is_empty() && head.people.is_empty());
        if let Some(other) = among_labels(lines, index, begun) {
            if other == Other::Said {
                let value = text.split_once(':').map_or("", |(_, value)| value.trim());
                if title::names_a_forum(value) && head.forum.is_none() {
                    head.forum = Some(value.to_owned());
                }
                report.leave_out(lines[index].number, &text, "another line of the head");
            }
            if other != Other::Recording {
                lines[index].take();
                lines[index].cut = false;
            }
            continue;
        }
        if heads_people(&text, lines.get(index + 1)) {
            report.leave_out(lines[index].number, &lines[index].take(), Field::Led.why());
            (lines[index].cut, gap) = (false, false);
            head.people_below = Some(format!("{text}:"));
            continue;
        }
        let labelled = fields::read(&text);
        if let Some(name) = labelled.filter(|line| line.field == Field::Name && title.is_empty()) {
            report.leave_out(
                lines[index].number,
                &format!("{} {}:", name.label, name.note),
                Field::Name.why(),
            );
            title_lines::add_line(&mut title, name.value, gap);
            head.of_session = title::names_session(name.label);
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
            match when::with_people(&text) {
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
            match title.last_mut() {
                Some(above) if !gap && title_lines::breaks_name(above, &text, &lines[index + 1..]) => {
                    lines::join(above, &text);
                }
                _ => title_lines::add_line(&mut title, &text, gap),
            }
            lines[index].take();
        } else if !title.is_empty() && head.says_more(lines, index, report) {
            closed = true;
        } else {
            break;
        }
        lines[index].cut = false;
        gap = false;
    }
    report.title = (!title.is_empty()).then(|| title.join(" – "));
    head
}

/// "Moderators", right above the first of them.
fn heads_people(text: &str, below: Option<&Line>) -> bool {
    fields::is_label_of_leaders(text) && below.is_some_and(|below| is_person(&plain(&below.text)))
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
    if PREPARED_BY.is_match(text) {
        return Some(Field::Wrote.why());
    }
    if LED_BY.is_match(text) {
        return Some(Field::Led.why());
    }
    if when::is_alone(text) || when::is_with_room(text) || when::with_people(text).is_some() {
        return Some(Field::When.why());
    }
    let bare = when::without_days_and_hours(text);
    let document = !bare.is_empty()
        && bare.iter().all(|word| DOCUMENT_WORDS.split(' ').any(|known| known == word))
        && DOCUMENT.is_match(text);
    document.then_some(DOCUMENT_WHY)
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

    /// Leaves out a line, with those that go on with it, that names the meeting once more or counts those who took part.
    fn says_more(&mut self, lines: &mut [Line], index: usize, report: &mut Report) -> bool {
        let (text, end) = whole(lines, index);
        let why = if title::names_again(&text) && !title::is_body(lines, index) {
            self.when.push(text.clone());
            self.names.push(text);
            "names the meeting again"
        } else if let Some(ahead) = participants::counted(&text) {
            self.ahead.push_str(ahead);
            "counts the participants"
        } else {
            return false;
        };
        for line in &mut lines[index..end] {
            report.leave_out(line.number, &line.take(), why);
            line.cut = false;
        }
        true
    }

    /// Names one more of those who led the call, below the label of their list?
    fn goes_on(&mut self, text: &str) -> bool {
        let Some(label) = self.people_below.take().filter(|_| aside(text).is_none() && is_person(text))
        else {
            return false;
        };
        self.people.push(format!("{label} {}", person::read(text).name));
        self.people_below = Some(label);
        true
    }
}
