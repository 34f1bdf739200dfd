//! Which forum met, how, and for the how manyth time in which year.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::head::Head;
use super::mail::Letter;
use super::spelling::VIRTUAL;
use super::subject::{self, FORUM};
use super::{Kind, Report, forums, held, letter_case, ordinal, pattern, sentences};

static BETWEEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bbetween\b.+\band\b|\bjoint\b"));

static SESSION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bsessions?\b|\bworkshop\b|\bround ?table\b"));
static INFORMAL: LazyLock<Regex> = LazyLock::new(|| meeting_that_is("informal"));

static JOINT: LazyLock<Regex> = LazyLock::new(|| meeting_that_is("joint"));

static PLANNING: LazyLock<Regex> = LazyLock::new(|| meeting_that_is("planning"));

static CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?i)\b(calls?|{VIRTUAL}(?:ly)?|online|teleconference|webex|webinar|zoom)\b"))
});

/// "An informal virtual meeting", "the meeting was informal".
fn meeting_that_is(word: &str) -> Regex {
    pattern(&format!(
        r"(?i)\b{word}\b(?:\s+\p{{L}}+){{0,3}}\s+(?:meetings?|calls?|conversations?|talks?|exchanges?|discussions?|gatherings?|chats?|consultations?|teleconferences?|webinars?|get-togethers?)\b|\b(?:meeting|call|conversation|discussion|talk)s?\b.{{0,20}}\b(?:was|were)\s+{word}\b"
    ))
}

/// Fills in forum, kind, ordinal and year. The covering mail speaks only where the report is silent.
pub fn read(head: &Head, letter: &Letter, report: &mut Report) {
    let subject = letter.subject.as_deref();
    let title = report.title.clone().unwrap_or_default();
    let first: Vec<String> =
        report.paragraphs.iter().take(2).map(|paragraph| paragraph.text.clone()).collect();
    let opening = first.first().map(String::as_str).unwrap_or_default();
    let labelled = head.forum.as_ref().map(|forum| subject::of(forum).unwrap_or_else(|| forum.clone()));
    report.forum = labelled
        .or_else(|| subject::of(&title))
        .or_else(|| head.names.iter().find_map(|name| subject::of(name)))
        .or_else(|| first.iter().find_map(|text| subject::of(text)))
        .or_else(|| subject.and_then(subject::of))
        .or_else(|| subject::of(&letter.cover));
    report.forum = report.forum.take().map(|forum| letter_case::restore(&forum, &title, report));
    report.ordinal = ordinal::read(head.number.as_deref(), &title, &first, report);
    if report.title.is_none() && report.ordinal.is_none() {
        let cover = [letter.cover.clone()];
        report.ordinal = ordinal::read(None, subject.unwrap_or_default(), &cover, report);
    }
    report.kind = if head.of_session { Kind::Session } else { kind(&title, opening, report) };
    if report.kind == Kind::Other && head.when.iter().any(|line| CALL.is_match(line)) {
        report.kind = Kind::Virtual;
    }
    report.cycle_year = stated_year(&title, opening, report.forum.as_deref());
    let first_sentence = sentences::split(opening).into_iter().next().filter(|_| report.kind == Kind::Joint);
    forums::warn(head, first_sentence.unwrap_or_default(), report);
}

/// Without another, the meeting's year is the cycle's.
pub fn complete_year(report: &mut Report) {
    report.cycle_year = report.cycle_year.or(report.date.map(Date::year));
}

fn kind(title: &str, opening: &str, report: &Report) -> Kind {
    let first_sentences = sentences::split(opening).into_iter().take(2).collect::<Vec<_>>().join(" ");
    if SESSION.is_match(title) {
        return Kind::Session;
    }
    if BETWEEN.is_match(title) {
        return Kind::Joint;
    }
    let of_this = |kind: &Regex| kind.is_match(title) || kind.is_match(&first_sentences);
    if of_this(&INFORMAL) {
        Kind::Informal
    } else if of_this(&JOINT) {
        Kind::Joint
    } else if of_this(&PLANNING) && SESSION.is_match(&first_sentences) {
        Kind::Session
    } else if report.ordinal.is_some()
        || CALL.is_match(title)
        || CALL.is_match(opening)
        || !report.recordings.is_empty()
        || report.paragraphs.iter().any(|paragraph| paragraph.text.contains("the call"))
    {
        Kind::Virtual
    } else {
        Kind::Other
    }
}

/// "2017 IGF BPF", "BPF on Spam 2018": a year beside the forum's name.
fn stated_year(title: &str, opening: &str, forum: Option<&str>) -> Option<i16> {
    static BEFORE_NAME: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"(?i)\b((?:19|20)\d\d)\s+(?:IGF'?s?\s+)?{FORUM}\b")));
    let named = Report { title: Some(title.to_owned()), ..Report::default() };
    let in_title = held::title_year(&named);
    let first = sentences::split(opening).into_iter().next().unwrap_or_default();
    let behind = forum.and_then(|forum| {
        let after = first.split_once(forum)?.1.trim_start();
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        (digits.len() == 4).then(|| digits.parse().ok()).flatten()
    });
    in_title.or(behind).or_else(|| BEFORE_NAME.captures(first).and_then(|found| found[1].parse().ok()))
}
