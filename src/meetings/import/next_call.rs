//! What a report says about the next call: days, a span of time, a condition or nothing.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use regex::Regex;

use super::headings::{self, Section};
use super::{NextMeeting, NextMeetingKind, Report, dates, marks, pattern, sentences};

static NEXT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:next|following|follow-?\s?up|upcoming|subsequent|another|planning)\s+(?P<between>(?:[\w/-]+\s+){0,3}?)(?:call|meeting|sitting)\b(?P<rest>.*)|\breconvene\b|\b(?:meet|talk|speak|convene|gather|come\s+together|be\s+held)\s+(?:once\s+)?again\b|\b(?:possible|proposed|candidate|suggested|tentative)\s+(?:\w+\s+)?dates?\b.*\b(?:call|meeting)\b",
    )
});
static OTHER_MEETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(MAG|annual|IGF|face-to-face|in-person|regional|national|plenary|consultations?|main|council|for)\b",
    )
});
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(will|would|shall|to be|is|are|planned|scheduled|foreseen|expects?|expected|agreed|proposed|could|may|might|should|tentatively|possible|set|going to)\b|:",
    )
});
static SUGGESTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(suggest\w*|could|might)\b"));
static DATES_OF_CALL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(dates?|call|meeting|poll|doodle|options?)\b"));
static DEADLINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(until|deadline|no later than|comments|open for)\b"));
static WEEK_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bweek\s+(?:of|beginning|starting|commencing|from)\s+(?:on\s+)?(?:the\s+)?$")
});
static NOT_ON: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:after|before|by|until|since)\s+(?:the\s+)?$"));
static WINDOW: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str =
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December)";
    pattern(&format!(
        r"\b(?:[Ii]n|[Ww]ithin|[Ff]or)\s+(?:about\s+|around\s+|approximately\s+|roughly\s+|some\s+)?(?:the\s+)?(?:(?:a|one|two|three|four|five|six|eight|\d+|few|couple\s+of|next|coming|few)\s*(?:to|or|-|–)?\s*)*(?:weeks?|days|months?|fortnight)\b|\b(?:early|mid|late|beginning\s+of|end\s+of|middle\s+of|half\s+of|week\s+of|weeks\s+of)[\s-]+(?:in\s+)?(?:the\s+)?{MONTH}|\b(?:in|during)\s+{MONTH}\b|\bnext\s+(?:week|month)\b|\blater\s+(?:this|in)\b|\bweek\s+(?:of|beginning|starting|commencing)\b|\b(?:this|next|the)\s+(?:coming\s+)?(?:autumn|summer|spring|winter)\b|\b(?:two|three|four|five|six|\d+)(?:\s+(?:to|or)\s+\w+)?\s+weeks\b"
    ))
});
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:once|after|when|as\s+soon\s+as|until|following\s+the|depending\s+on|subject\s+to|pending|provided|before)\s+(?P<first>\w+)",
    )
});

/// A sentence that may speak of the next call, and those behind it.
struct Candidate<'text> {
    sentence: &'text str,
    kind: NextMeetingKind,
    dates: Vec<Date>,
    /// A year that was taken to be the next one.
    rolled: bool,
    /// The window that a sentence nearby says too.
    window: Option<String>,
}

/// Fills in the next meeting, from the text or from the covering note.
pub fn read(cover: &str, report: &mut Report) {
    let texts: Vec<(String, bool)> = texts(report).into_iter().chain([(cover.to_owned(), false)]).collect();
    let mut best: Option<Candidate> = None;
    let mut undated = None;
    for (text, under_heading) in &texts {
        let found = in_text(text, *under_heading, report);
        undated = undated.or_else(|| {
            found
                .iter()
                .find(|candidate| candidate.kind == NextMeetingKind::None)
                .map(|candidate| candidate.sentence.to_owned())
        });
        for candidate in found {
            if rank(candidate.kind) > best.as_ref().map_or(0, |best| rank(best.kind)) {
                best = Some(candidate);
            }
        }
    }
    let Some(best) = best else {
        if let Some(sentence) = undated {
            report.warn(format!(
                "The report speaks of the next call, and its day cannot be told from it: \"{sentence}\""
            ));
        }
        return;
    };
    report.next_meeting = NextMeeting {
        kind: best.kind,
        text: Some(best.sentence.trim().to_owned()),
        dates: best.dates.clone(),
    };
    let (rolled, window) = (best.rolled, best.window);
    if let Some(window) = window {
        report.warn(format!(
            "The next call has candidate dates, and the text also says \"{window}\": check that they agree."
        ));
    }
    if rolled {
        report.warn("The date of the next call is printed without its year and was taken to be in the year after the call: check the year.");
    }
}

fn rank(kind: NextMeetingKind) -> usize {
    match kind {
        NextMeetingKind::Dates => 3,
        NextMeetingKind::Window => 2,
        NextMeetingKind::Condition => 1,
        NextMeetingKind::None => 0,
    }
}

/// The paragraphs, each with whether it stands below a heading "Next call". Only those that can say something are taken.
fn texts(report: &Report) -> Vec<(String, bool)> {
    let mut headings = report.headings.iter().peekable();
    let mut below = false;
    let mut texts = Vec::new();
    for (index, paragraph) in report.paragraphs.iter().enumerate() {
        while let Some(heading) = headings.next_if(|heading| heading.before <= index) {
            below = headings::section(&heading.text) == Section::NextCall;
        }
        if below || NEXT.is_match(&paragraph.text) {
            texts.push((paragraph.text.clone(), below));
        }
    }
    texts
}

fn in_text<'text>(text: &'text str, under_heading: bool, report: &Report) -> Vec<Candidate<'text>> {
    let all: Vec<&str> =
        sentences::split(text).into_iter().map(|sentence| marks::strip(sentence).trim()).collect();
    let mut found: Vec<Candidate> = Vec::new();
    for (index, sentence) in all.iter().enumerate() {
        if !(under_heading || speaks_of_next(sentence)) {
            continue;
        }
        let mut candidate = weigh(sentence, report);
        // The days may stand in a sentence of their own: "19 or 21 June are the possible dates for the call."
        for later in all[index + 1..].iter().take(2) {
            if candidate.kind == NextMeetingKind::Dates
                || !DATES_OF_CALL.is_match(later)
                || DEADLINE.is_match(later)
            {
                continue;
            }
            let dated = weigh(later, report);
            if dated.kind == NextMeetingKind::Dates {
                candidate = Candidate {
                    window: WINDOW.find(sentence).map(|window| window.as_str().to_owned()),
                    ..dated
                };
            }
        }
        found.push(candidate);
    }
    found
}

fn speaks_of_next(sentence: &str) -> bool {
    let Some(found) = NEXT.captures(sentence) else { return false };
    let between = found.name("between").map_or("", |words| words.as_str());
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    let for_input = rest.trim_start().starts_with("for ") && !rest.trim_start().starts_with("for the week");
    !OTHER_MEETING.is_match(between) && !for_input && AHEAD.is_match(sentence)
}

fn weigh<'text>(sentence: &'text str, report: &Report) -> Candidate<'text> {
    let (days, rolled) = days(sentence, report);
    let window = WINDOW.find(sentence).map(|window| window.as_str().to_owned());
    let condition =
        CONDITION.captures_iter(sentence).any(|found| !["more", "again", "or"].contains(&&found["first"]));
    let week = week(sentence, report);
    let suggested = SUGGESTED.is_match(sentence);
    let (kind, dates) = match (week, days.is_empty()) {
        (Some(week), _) => (NextMeetingKind::Window, week),
        (None, false) => (NextMeetingKind::Dates, days),
        (None, true) if window.is_some() && !suggested => (NextMeetingKind::Window, Vec::new()),
        (None, true) if condition && !suggested => (NextMeetingKind::Condition, Vec::new()),
        _ => (NextMeetingKind::None, Vec::new()),
    };
    let window = window.filter(|_| kind == NextMeetingKind::Dates);
    Candidate { sentence, kind, dates, rolled, window }
}

/// The candidate days of a sentence; a day without a year is the first one after the meeting.
fn days(sentence: &str, report: &Report) -> (Vec<Date>, bool) {
    let mut rolled = false;
    let mut days = Vec::new();
    for mention in
        dates::find(sentence).iter().filter(|mention| !NOT_ON.is_match(&sentence[..mention.span.start]))
    {
        for day in &mention.days {
            let year = report.date.map(Date::year).or(report.cycle_year);
            let Some(date) = day.in_year(year) else { continue };
            let is_past = day.year.is_none() && report.date.is_some_and(|held| date < held);
            let next = if is_past { day.in_year(year.map(|year| year + 1)) } else { Some(date) };
            rolled |= is_past;
            days.extend(next);
        }
    }
    days.sort_unstable();
    days.dedup();
    (days, rolled)
}

/// "The week of 14 November": from its Monday to its Sunday.
fn week(sentence: &str, report: &Report) -> Option<Vec<Date>> {
    let mention = dates::find(sentence)
        .into_iter()
        .find(|mention| WEEK_OF.is_match(&sentence[..mention.span.start]))?;
    let year = report.date.map(Date::year).or(report.cycle_year);
    let date = mention.days.first()?.in_year(year)?;
    let monday = date.checked_sub(i64::from(date.weekday().since(Weekday::Monday)).days()).ok()?;
    Some(vec![monday, monday.checked_add(6.days()).ok()?])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Paragraph;
    use super::*;

    fn next(text: &str) -> (NextMeetingKind, Vec<Date>, usize) {
        let mut report = Report {
            date: Some(date(2017, 5, 20)),
            paragraphs: vec![Paragraph { number: None, text: text.into() }],
            ..Report::default()
        };
        read("", &mut report);
        (report.next_meeting.kind, report.next_meeting.dates, report.warnings.len())
    }

    #[test]
    fn days_win_over_a_window() {
        use NextMeetingKind::{Condition, Dates, Window};

        assert_eq!(
            next("The next call will be on 21 June 2017 at 15:00 UTC."),
            (Dates, vec![date(2017, 6, 21)], 0)
        );
        assert_eq!(
            next(
                "The group would reconvene in two to three weeks' time. 19 or 21 June are the possible dates for the call."
            ),
            (Dates, vec![date(2017, 6, 19), date(2017, 6, 21)], 1)
        );
        assert_eq!(next("The next call is expected in about three weeks."), (Window, vec![], 0));
        assert_eq!(next("The next meeting will take place in early September."), (Window, vec![], 0));
        assert_eq!(
            next("A planning call is foreseen for the week of 14 November."),
            (Window, vec![date(2017, 11, 13), date(2017, 11, 19)], 0)
        );
        assert_eq!(
            next("A follow up call will be organised once the questionnaire is out."),
            (Condition, vec![], 0)
        );
        assert_eq!(next("The next call will be on 12 January."), (Dates, vec![date(2018, 1, 12)], 1));
    }

    #[test]
    fn other_meetings_are_not_the_next_call() {
        for text in [
            "The next MAG meeting will be on 3 March.",
            "A second call for input will be sent on 3 June.",
            "The next call for contributions closes on 3 June.",
            "It was suggested that a meeting could be held in June.",
        ] {
            assert_eq!(next(text), (NextMeetingKind::None, vec![], 0), "{text}");
        }
    }
}
