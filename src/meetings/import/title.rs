//! The lines that name the meeting.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::title_lines::is_open;
use super::{dates, head, headings, pattern, recordings, spelling, when};

static FORUM: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(BPFs?|best\s+pra[a-z]+\s+forums?)\b"));

static IGF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(IGF|internet governance forum|NRIs?|dynamic coalition|MAG)\b"));
static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b({}s?|calls?|sessions?|webinar|teleconference|workshop|round ?table|{})\b",
        spelling::MEETING,
        spelling::VIRTUAL
    ))
});

/// "Best Practice Forum" and nothing behind it.
static AWAITS_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:BPFs?|best\s+pra[a-z]+\s+forums?)(?:\s*\(BPF\))?(?:\s+on(?:\s+the)?)?\s*[:–—-]?$")
});

static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(was|were|is|are|has|had|have|will|would|took|met|discussed|noted|agreed|opened|welcomed|thanked|held (its|a|an|the|their))\b",
    )
});

/// No meeting is named by more lines.
pub const LINES: usize = 6;

/// Does the body of the report begin here?
pub fn is_body(lines: &[Line], index: usize) -> bool {
    let text = &lines[index].text;
    let plain = headings::plain(text);
    let goes_on = text.starts_with(['–', '—', '-']) && names_a_meeting(text) && !is_sentence(text);
    if marks::split(text).is_some() && !goes_on
        || text.contains("://")
        || text.starts_with('|')
        || plain.chars().count() > 200
        || headings::opens_body(plain)
    {
        return true;
    }
    let words = plain.split(' ').count();
    let wraps = lines.get(index + 1).is_some_and(|line| line.text.starts_with(char::is_lowercase));
    let is_sentence = is_sentence(plain) || words > 7 && plain.ends_with('.');
    is_sentence
        || wraps && plain.chars().count() > 60 && !names_a_meeting(plain)
        || (wraps || is_open(plain) || begins_with_a_day(plain) || plain.starts_with("The "))
            && plain.chars().count() > 50
            && begins_prose(lines, index)
        || plain.ends_with(':')
            && (words > 4 || recordings::is_label_text(plain))
            && !leads_to_meeting(lines, index)
        || participants_line(plain)
}

/// "BPF on Spam:", and right below it "Call #3".
fn leads_to_meeting(lines: &[Line], index: usize) -> bool {
    let below = lines.get(index + 1).map_or("", |line| line.text.as_str());
    names_a_forum(&lines[index].text) && names_a_meeting(below) && !is_sentence(below)
}

/// "On Friday 20 January 2017 a few of us": so begins a sentence and no title.
fn begins_with_a_day(text: &str) -> bool {
    let day = text.strip_prefix("On ").and_then(|rest| dates::find(rest).into_iter().next());
    day.is_some_and(|day| day.span.start == 0)
}

/// A wrapped paragraph that names the meeting in its first line.
fn begins_prose(lines: &[Line], index: usize) -> bool {
    let block = lines[index..].iter().take_while(|line| !line.is_blank()).take(30);
    let whole = block.map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    whole.split(' ').count() > 20 && SENTENCE.is_match(&whole) && whole.ends_with('.')
}

/// Is it a sentence, and neither a title nor a name?
pub fn is_sentence(text: &str) -> bool {
    SENTENCE.is_match(text) && (text.split(' ').count() > 5 || lines::is_finished(text))
}

fn participants_line(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, _)| headings::section(label) == headings::Section::Participants)
}

pub fn is_title(text: &str, lines: &[Line], index: usize, title: &[String], gap: bool, closed: bool) -> bool {
    let so_far = title.join(" ");
    let adds = [&FORUM, &IGF, &MEETING].iter().any(|kind| kind.is_match(text) && !kind.is_match(&so_far));
    if title.is_empty() {
        return names_a_meeting(text)
            || group_names_a_meeting(lines, index)
            || above_when(lines, index)
            || lines[index].text.starts_with("# ");
    }
    let is_awaited =
        title.last().is_some_and(|line| AWAITS_SUBJECT.is_match(line)) && !lines::is_finished(text);
    match (gap, closed) {
        (false, false) => true,
        (false, true) => names_a_meeting(text),
        (true, false) => adds || is_awaited,
        (true, true) => adds && MEETING.is_match(text) && !MEETING.is_match(&so_far),
    }
}

/// "Virtual Meeting VIII – 5 October 2017", below the forum's name: the one line that says which meeting it was.
pub fn numbers_the_meeting(lines: &[Line], index: usize, title: &[String]) -> bool {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?i)^(?:{}\s+)?(?:{}|call)\s+(?:no\.?\s*|#\s*)?(?:[IVX]+|\d{{1,2}})\s*(?:[,(:–—]|-\s)",
            spelling::VIRTUAL,
            spelling::MEETING
        ))
    });
    let is_numbered = |line: &Line| NUMBERED.is_match(headings::plain(&line.text));
    // Several such lines are the sittings of one meeting.
    !title.is_empty()
        && !MEETING.is_match(&title.join(" "))
        && is_numbered(&lines[index])
        && !lines[index + 1..].iter().find(|line| !line.is_blank()).is_some_and(is_numbered)
}

/// Does a line name a forum or a meeting?
pub fn names_a_meeting(text: &str) -> bool {
    text.chars().count() < 200 && (FORUM.is_match(text) || IGF.is_match(text) || MEETING.is_match(text))
}

/// Does a text name a best practice forum?
pub fn names_a_forum(text: &str) -> bool {
    FORUM.is_match(text)
}

/// Is it the report of a session itself, and not of a call that planned one?
pub fn names_session(title: &str) -> bool {
    static SESSION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bsession\b"));
    static CALL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)\b(calls?|virtual|teleconference|webinar|planning|preparat\w+|to plan|for the)\b")
    });
    SESSION.is_match(title) && !CALL.is_match(title)
}

/// Could a report begin with this line?
pub fn begins_a_report(text: &str) -> bool {
    let plain = headings::plain(text);
    matches!(marks::split(text), Some((Mark::Number(_), _)))
        || headings::marked(text).is_some()
        || names_a_meeting(plain)
        || when::is_alone(plain)
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
    below.next().is_some_and(|line| head::aside(headings::plain(&line.text)).is_some())
}

/// A line that names the forum once more, with the meeting or its day; one about a session is of another meeting.
pub fn names_again(text: &str) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:19|20)\d\d\s+)?(?:IGF\s+)?(?:(?:19|20)\d\d\s+)?(?:BPF|best\s+pra[a-z]+\s+forum)\b",
        )
    });
    NAME.is_match(text)
        && (MEETING.is_match(text) || !dates::find(text).is_empty())
        && text.chars().count() <= 160
        && !text.to_lowercase().contains("session")
        && !is_sentence(text)
        && !text.ends_with(['.', ':', ';', ','])
}

#[cfg(test)]
mod tests {
    use super::super::Report;
    use super::*;

    fn title(text: &str) -> Option<String> {
        let mut report = Report::default();
        head::take(&mut lines::read(text), &mut report);
        report.title
    }

    #[test]
    fn lines_that_name_the_meeting_together_are_the_title() {
        assert_eq!(
            title("IGF 2016\nBest Practice Forum on Spam\n\nVirtual Meeting VI\n\nSummary Report\n\n22 September 2016, 15:00 UTC\n\n1. The call …").as_deref(),
            Some("IGF 2016 – Best Practice Forum on Spam – Virtual Meeting VI")
        );
        assert_eq!(
            title("IGF 2018\n\nBest Practice Forum\n\nSpam\n\nVirtual Meeting VI\n\n5 June 2018\n\n1. The call …").as_deref(),
            Some("IGF 2018 – Best Practice Forum – Spam – Virtual Meeting VI")
        );
        assert_eq!(title("**Meeting between NRIs and BPF on Spam**\n**17 July 2018**\n\n*meeting summary*\n\n***Introduction***").as_deref(), Some("Meeting between NRIs and BPF on Spam"));
        assert_eq!(
            title("2017 IGF Best Practice Forum (BPF): Spam – Virtual\nMeeting I\n\nText").as_deref(),
            Some("2017 IGF Best Practice Forum (BPF): Spam – Virtual Meeting I")
        );
        assert_eq!(
            title("Best Practice Forum on Spam\nVirtual Meeting VIII - 5 October 2017\n\n1. The call …")
                .as_deref(),
            Some("Best Practice Forum on Spam – Virtual Meeting VIII - 5 October 2017")
        );
        assert_eq!(
            title("Joint meeting of the BPF on Emergency Connectivity and the Dynamic\nCoalition on Islands\n5 June 2018").as_deref(),
            Some("Joint meeting of the BPF on Emergency Connectivity and the Dynamic Coalition on Islands")
        );
    }

    #[test]
    fn a_heading_below_the_title_does_not_name_the_meeting_again() {
        assert!(
            names_again("2017 IGF Best Practice Forum on Spam, Virtual Meeting II")
                && names_again("BPF on Spam, 5 June 2018")
        );
        for text in [
            "Outcome of the MAG meeting, 5 June 2018",
            "BPF session in Sampleton, 5 June 2018",
            "BPF Spam was discussed in the call.",
            "Next call",
        ] {
            assert!(!names_again(text), "{text}");
        }
    }

    #[test]
    fn a_text_that_starts_with_its_body_has_no_title() {
        assert_eq!(title("1. The call of the BPF was held on 5 May 2017."), None);
        assert_eq!(title("A meeting of the BPF on spam was held on 5 May 2017 and it\nwas long."), None);
        assert_eq!(title("Introduction\n\nThe call was short."), None);
        let by_day = "On Friday 20 January 2017 some of those who worked on the BPF Local\nContent met and spoke for an hour about \
            what was done and what is to come.";
        assert_eq!(title(by_day), None);
        let wrapped = "On Tuesday 5 June 2018 a handful of friends of the Best Practice Forum\non Spam met in a call that \
            nobody had announced, and it was\nquite short.";
        assert_eq!(title(wrapped), None);
    }
}
