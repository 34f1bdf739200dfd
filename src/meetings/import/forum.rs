//! Which forum met, how, and for the how manyth time in which year.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::spelling::{MEETING, VIRTUAL};
use super::{Kind, Report, held, ordinal, pattern, sentences};

const FORUM: &str = r"(?:best\s+pra[a-z]+\s+forums?|BPFs?)";

static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b{FORUM}\b(?:\s*\((?:the\s+)?BPFs?\))?\s*(?:(?P<on>on\b)|[:–—]|-\s|of\b)?\s*(?:the\s+)?(?:(?:on|of)\s+)?(?P<rest>[^\n]*)"
    ))
});

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?i)(?:^|[–—:,]\s*|\bthe\s+)((?:[\p{{L}}\d&/-]+\s+){{1,5}}?)(?:IGF\s+)?{FORUM}\b"))
});

/// What a subject does not go beyond.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\s+[–—-]+\s+|[–—,(:;.?!|\[/\n]|\b(?:{VIRTUAL}|{MEETING}s?|calls?|sessions?|(?:of|on|in|from|dated)\s+(?:the\s+)?\d|(?:19|20)\d\d|summary|reports?|minutes|notes|informal|planning|kick-?off|webinar|was|is|were|are|has|had|have|held|met|will|would|took|convened|gathered|organi[sz]ed|hosted|discussed|continued|came|last\s+year|work|group|process|community|in\s+this|in\s+(?:19|20)\d\d|at\s+the|during|that|which|who|by|with|from|since|facilitated|started|opened|and\s+(?:its|the|NRIs?|national|other|was|BPF|IGF|DC|MAG)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b",
    ))
});

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

/// Fills in forum, kind, ordinal and year. The subject of a covering mail speaks only where the report is silent.
pub fn read(subject: Option<&str>, report: &mut Report) {
    let title = report.title.clone().unwrap_or_default();
    let first: Vec<String> =
        report.paragraphs.iter().take(2).map(|paragraph| paragraph.text.clone()).collect();
    let opening = first.first().map(String::as_str).unwrap_or_default();
    report.forum = subject_of(&title)
        .or_else(|| first.iter().find_map(|text| subject_of(text)))
        .or_else(|| subject.and_then(subject_of));
    report.ordinal = ordinal::read(&title, &first, report);
    if report.title.is_none() && report.ordinal.is_none() {
        report.ordinal = subject.and_then(|subject| ordinal::read(subject, &[], report));
    }
    report.kind = kind(&title, opening, report);
    report.cycle_year = stated_year(&title, opening, report.forum.as_deref());
}

/// Without another, the meeting's year is the cycle's.
pub fn complete_year(report: &mut Report) {
    report.cycle_year = report.cycle_year.or(report.date.map(Date::year));
}

/// The subject of the forum as written: "Cybersecurity", "Gender and Access".
fn subject_of(text: &str) -> Option<String> {
    for found in AFTER.captures_iter(text) {
        let rest = found.name("rest").map_or("", |rest| rest.as_str());
        let end = end_of_subject(rest, found.name("on").is_some());
        let end = end + short_name(&rest[end..]);
        let subject = clean_subject(&rest[..end]);
        if !subject.is_empty() && subject.split(' ').count() <= 9 {
            return Some(in_title_case(subject));
        }
    }
    let found = BEFORE.captures(text)?;
    let words: Vec<&str> = found[1].split_whitespace().filter(|word| !is_filler(word)).collect();
    let subject = words.join(" ");
    (!subject.is_empty() && subject.starts_with(char::is_uppercase)).then(|| in_title_case(&subject))
}

/// Behind "on", a word such as "Community" or "Open" begins the subject and does not end it.
fn end_of_subject(rest: &str, on: bool) -> usize {
    const MAY_BEGIN: [&str; 10] = [
        "community",
        "group",
        "process",
        "work",
        "report",
        "reports",
        "session",
        "sessions",
        "virtual",
        "notes",
    ];
    let begins = |end: &str, at: usize| {
        let next = rest[at + end.len()..].trim_start();
        on && at == 0
            && MAY_BEGIN.contains(&end.to_lowercase().as_str())
            && next.starts_with(char::is_alphabetic)
    };
    let is_part = |end: &str, at: usize| {
        let capital = end.starts_with(char::is_uppercase);
        begins(end, at) || capital && ["community", "work", "process"].contains(&end.to_lowercase().as_str())
    };
    END.find_iter(rest).find(|end| !is_part(end.as_str(), end.start())).map_or(rest.len(), |end| end.start())
}

/// Bytes of a short name in brackets that belongs to the subject: "Internet of Things (`IoT`)".
fn short_name(rest: &str) -> usize {
    static SHORT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\s*\(([A-Z][A-Za-z0-9&/-]{0,8}[A-Z0-9][a-z]?s?)\)"));
    let own = |name: &str| ["BPF", "BPFs", "IGF", "DRAFT", "FINAL", "NRIs"].contains(&name);
    SHORT.captures(rest).filter(|found| !own(&found[1])).map_or(0, |found| found[0].len())
}

fn clean_subject(text: &str) -> &str {
    let mut subject = text.trim_matches(|c: char| c.is_whitespace() || "*_\"“”'".contains(c));
    for word in [" and", " on", " of", " the", " in", " for", " at"] {
        subject = subject.strip_suffix(word).unwrap_or(subject);
    }
    if ["and", "on", "of", "the", "in", "for", "at", "to", "as", "a", "BPF", "s", "members", "participants"]
        .contains(&subject)
    {
        ""
    } else {
        subject
    }
}

fn is_filler(word: &str) -> bool {
    let lower = word.to_lowercase();
    let filler = [
        "igf", "the", "of", "a", "an", "summary", "report", "meeting", "call", "virtual", "minutes", "notes",
        "first", "informal", "joint", "and", "between", "nris", "nri", "with", "this", "on", "for", "to",
        "in", "planning", "session", "sessions", "workshop", "kick-off", "update", "proposal", "second",
        "third", "our",
    ];
    filler.contains(&lower.as_str())
        || word.chars().all(|c| c.is_ascii_digit())
        || lower.ends_with("th") && lower.starts_with(|c: char| c.is_ascii_digit())
}

/// A title in capitals shouts; its subject need not.
fn in_title_case(subject: &str) -> String {
    if subject.chars().any(char::is_lowercase) || !subject.contains(' ') && subject.chars().count() < 5 {
        return subject.to_owned();
    }
    let cased = |(index, word): (usize, &str)| {
        let lower = word.to_lowercase();
        let small = ["and", "of", "the", "on", "in", "for", "to", "a"].contains(&lower.as_str());
        let mut letters = lower.chars();
        match letters.next() {
            Some(first) if index == 0 || !small => first.to_uppercase().chain(letters).collect(),
            _ => lower,
        }
    };
    subject.split(' ').enumerate().map(cased).collect::<Vec<String>>().join(" ")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_is_what_is_left_of_the_forums_name() {
        let titles = [
            ("2017 IGF Best Practice Forum (BPF): Cybersecurity – Virtual Meeting I", "Cybersecurity"),
            ("IGF 2016 – Best Practice Forum on Spam – Virtual Meeting VI", "Spam"),
            ("BPF on Gender and Access 2018 – Virtual Meeting 4", "Gender and Access"),
            ("2016 BEST PRACTICE FORUM ON LOCAL CONTENT – FIFTH VIRTUAL MEETING", "Local Content"),
            ("Meeting between NRIs and BPF on Cybersecurity", "Cybersecurity"),
            ("Meeting between the BPF Cybersecurity and NRIs", "Cybersecurity"),
            (
                "Best Practise Forum on Internet Exchange Points - Vitual Meeting 3",
                "Internet Exchange Points",
            ),
            ("Cybersecurity BPF: third call", "Cybersecurity"),
            ("Best Practice Forum on Community Networks – Virtual Meeting 2", "Community Networks"),
            ("BPF Community Networks, call of June", "Community Networks"),
            ("Best Practice Forum on Online Community Building: call 3", "Online Community Building"),
            ("BEST PRACTICE FORUM ON WORK AT SEA", "Work At Sea"),
            ("BPF on the Internet of Things (IoT) – Virtual Meeting 2", "Internet of Things (IoT)"),
            ("Best Practice Forum on Spam (draft)", "Spam"),
            ("Best Practice Forum on Spam (BPF): call 3", "Spam"),
            ("The Best Practice Forum on spam held its second call", "spam"),
            ("An informal meeting of the IGF Best Practice Forum (BPF) on spam was held on", "spam"),
        ];
        for (title, subject) in titles {
            assert_eq!(subject_of(title).as_deref(), Some(subject), "{title}");
        }
        assert_eq!(subject_of("The call was short."), None);
    }
}
