//! Sentences that may speak of the next call, with the days, the span of time or the condition that they name.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::{NextMeetingKind, Report, ahead, dates, marks, pattern, sentences, spans};

static SUGGESTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(suggest\w*|could|might)\b"));
static DATES_OF_CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(dates?|calls?|meeting|poll|doodle|options?|candidates?|possible|proposed)\b|^(?:it|this) (?:will|is|takes|shall)\b",
    )
});
static DEADLINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(until|deadline|no later than|comments|open for)\b"));
/// "Else the call moves to early November."
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:the|this|that|next|a) (?:next )?(?:call|meeting) (?:moves?|will|would|shall|may|might|could|is|goes|slips?|can)\b",
    )
});
static NOT_ON: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:after|before|by|until|since)\s+(?:the\s+)?$"));

/// A sentence that may speak of the next call, and those behind it.
pub struct Candidate<'text> {
    pub sentence: &'text str,
    pub kind: NextMeetingKind,
    pub dates: Vec<Date>,
    /// A year that was taken to be the next one.
    pub rolled: bool,
    /// The window that a sentence nearby says too.
    pub window: Option<String>,
}

/// The sentences of a text that may speak of the next call; below a heading that announces it, all of them.
pub fn in_text<'text>(text: &'text str, under_heading: bool, report: &Report) -> Vec<Candidate<'text>> {
    let all: Vec<&str> =
        sentences::split(text).into_iter().map(|sentence| marks::strip(sentence).trim()).collect();
    let mut found: Vec<Candidate> = Vec::new();
    for (index, sentence) in all.iter().enumerate() {
        if !(under_heading || ahead::speaks_of_next(sentence)) {
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
                candidate = Candidate { window: spans::window(sentence).map(str::to_owned), ..dated };
            }
        }
        if candidate.kind == NextMeetingKind::Dates && candidate.window.is_none() {
            let later = all[index + 1..].iter().take(2).find(|later| OTHERWISE.is_match(later));
            candidate.window = later.and_then(|later| spans::window(later)).map(str::to_owned);
        }
        found.push(candidate);
    }
    found
}

fn weigh<'text>(sentence: &'text str, report: &Report) -> Candidate<'text> {
    let (days, rolled) = days(sentence, report);
    let window = spans::window(sentence).filter(|_| !spans::is_window_of_event(sentence)).map(str::to_owned);
    let condition = spans::has_condition(sentence);
    let week = spans::week(sentence, report);
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

fn belongs_elsewhere(before: &str) -> bool {
    NOT_ON.is_match(before) || OF_OTHER_EVENT.is_match(before)
}

/// "After the MAG meeting of" a day: it is that meeting's, not the call's.
static OF_OTHER_EVENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:after|before|until|following|since)\s+(?:\S+\s+){0,6}?(?:MAG|annual|conference|workshop|consultations?|session|deadline|summit|assembly|survey|questionnaire|election|seminar)\b(?:\s+meeting)?\s*(?:of|on|\()\s*(?:the\s+)?$",
    )
});

/// "In Guadalajara (IGF 2016, 6–9 December)": the days are those of what the brackets name.
fn is_of_event_in_brackets(sentence: &str, at: usize) -> bool {
    static EVENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:IGF|MAG|WSIS|ICANN|RightsCon|[Aa]nnual|[Cc]onference|[Ww]orkshop|[Ss]ummit|[Ff]orum)\b",
        )
    });
    let open = sentence[..at].rfind('(').filter(|open| !sentence[*open..at].contains(')'));
    open.is_some_and(|open| EVENT.is_match(&sentence[open..at]))
}

/// "The conference is on 5 June, so the next call" is after it: where the clause that speaks of the call begins.
fn clause_of_call(sentence: &str) -> usize {
    static SO: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)[,;]\s+(?:and\s+)?(?:so|therefore|hence|thus)\s"));
    let begins = SO.find_iter(sentence).map(|found| found.end()).last().unwrap_or(0);
    if ahead::speaks_of_next(&sentence[begins..]) { begins } else { 0 }
}

/// The candidate days of a sentence; a day without a year is the first one after the meeting.
fn days(sentence: &str, report: &Report) -> (Vec<Date>, bool) {
    let mut rolled = false;
    let mut days = Vec::new();
    let clause = clause_of_call(sentence);
    let own = |mention: &&dates::Mention| {
        mention.span.start >= clause
            && !is_of_event_in_brackets(sentence, mention.span.start)
            && !belongs_elsewhere(&sentence[..mention.span.start])
    };
    for mention in dates::find(sentence).iter().filter(own) {
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
