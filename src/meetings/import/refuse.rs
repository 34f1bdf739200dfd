//! What is no report of a meeting. Nothing is taken from it, and every line is kept with the reason.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::headings::{self, Section};
use super::lines::Line;
use super::mail::Letter;
use super::{About, Report, pattern};

static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)^\s*(?:<(?:!doctype|html|head|body|div|table|p>|span|\?xml|meta|script|style|article|rss|svg)|\{\s*$|\{\s*"|\[\s*$|\[\s*[\{\["]|%PDF|\{\\rtf|#!/|-----BEGIN )"#,
    )
});
static TAG: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)</?(?:div|p|span|li|ul|td|tr|table|h[1-6]|a|br|body|html)\b[^>]*>"));
static TURN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\)?\]?\s*[-–]?\s*)?(?:>>\s*)?(\p{Lu}[\p{L} .'’-]{0,40}?)\s*(?:\(\d{1,2}:\d{2}(?::\d{2})?\))?\s*:(?:\s|$)",
    )
});
static CODE_OF_TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,2}:\d{2}(?::\d{2})?[.,]\d{3}\s*-->"));
static FORUM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(BPFs?|IGF|(?i:best\s+pra\w+\s+forum|internet\s+governance))\b"));
static MEETING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(virtual meeting|meeting|call|summary|minutes|session)\b"));
static REPORTING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:it was (?:also |further |then )?(?:noted|said|agreed|suggested|stressed|recalled|felt|proposed|mentioned|reported|pointed out|remarked|thought|decided|asked)|participants? (?:\w+ )?(?:agreed|discussed|noted|suggested|asked|shared|welcomed|said|felt)|the (?:call|meeting|group|forum|bpf) (?:was|discussed|agreed|noted|continued|took|decided|began|started|met|heard)|(?:facilitated|chaired|moderated|hosted|led) by|the purpose of the (?:call|meeting)|there was (?:agreement|a discussion|support|a suggestion)|offered to|volunteered to|took place|(?:was|were) (?:held|discussed|presented|facilitated|chaired)|gave (?:an|a) (?:overview|update|account)|welcomed|introduced|presented|opened the)\b",
    )
});
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(was|were|had|did|went|took|gave|spoke|met|held|said|told|thought|wrote|came|brought|knew|heard|felt|ran|led|kept|[a-z]{3,}ed)\b",
    )
});
static CHAPTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^chapter\s+([ivxlc]+|\d+|one|two|three|four|five)\b"));
/// Words before a colon that are no speaker.
const LABELS: [&str; 44] = [
    "date",
    "time",
    "facilitator",
    "facilitators",
    "co-facilitators",
    "moderator",
    "chair",
    "chairs",
    "participants",
    "attendees",
    "present",
    "agenda",
    "recording",
    "recordings",
    "streaming",
    "download",
    "title",
    "subject",
    "from",
    "to",
    "cc",
    "sent",
    "next",
    "next call",
    "next meeting",
    "next steps",
    "action",
    "actions",
    "action items",
    "decision",
    "decisions",
    "note",
    "notes",
    "summary",
    "apologies",
    "venue",
    "place",
    "location",
    "password",
    "link",
    "owner",
    "host",
    "watch",
    "topic",
];

/// Sees from the form alone that a text is no report, and says what it is.
pub fn at_sight(lines: &[Line]) -> Option<&'static str> {
    let filled: Vec<&str> =
        lines.iter().map(|line| line.text.as_str()).filter(|text| !text.is_empty()).collect();
    let Some(first) = filled.first() else { return Some("empty") };
    let tags = filled.iter().take(400).filter(|text| TAG.is_match(text)).count();
    if SOURCE.is_match(first) || tags * 3 > filled.len().min(400) && tags > 2 {
        return Some("the source of a page or of data");
    }
    if first.starts_with("WEBVTT")
        || filled.iter().take(400).filter(|text| CODE_OF_TIME.is_match(text)).count() > 2
    {
        return Some("a transcript with time codes");
    }
    (is_transcript(&filled) && !is_written_up(&filled))
        .then_some("a transcript with the turns of its speakers")
}

/// Minutes may keep the turns of the speakers too: a title says what they are, and below them stands what came of it.
fn is_written_up(lines: &[&str]) -> bool {
    static DOCUMENT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\b(minutes|notes|summary|report|record)\b"));
    let named = lines.iter().take(3).any(|line| DOCUMENT.is_match(line) && FORUM.is_match(line));
    let section = |line: &str| headings::section(headings::plain(line));
    named && lines.iter().any(|line| headings::could_be(line) && section(line) == Section::Actions)
}

/// In a transcript a few speakers come again and again; some mark each turn with ">>".
fn is_transcript(lines: &[&str]) -> bool {
    let mut turns: HashMap<String, usize> = HashMap::new();
    let (mut marked, mut marked_turns) = (0, 0);
    for line in lines {
        let is_marked = line.starts_with(">>") && !line.starts_with(">>>");
        marked += usize::from(is_marked);
        let Some(found) = TURN.captures(line) else { continue };
        let speaker = found[1].trim().to_lowercase();
        if !LABELS.contains(&speaker.as_str()) && speaker.split(' ').count() <= 4 {
            *turns.entry(speaker).or_default() += 1;
            marked_turns += usize::from(is_marked);
        }
    }
    let total: usize = turns.values().sum();
    let again = turns.values().filter(|count| **count > 1).count();
    let repeated = total > 3 && again > 0 && total * 5 > lines.len() && turns.len() * 3 <= total * 2;
    repeated || marked_turns > 1 && marked_turns * 2 > marked
}

/// Sees from what was read that a text is no report.
pub fn on_reading(report: &Report, letter: &Letter, lines: &[Line]) -> Option<&'static str> {
    let text = sample(report);
    let reporting = REPORTING.find_iter(&text).take(4).count();
    let title = report.title.as_deref().unwrap_or_default();
    let in_title = if FORUM.is_match(title) { 3 } else { usize::from(MEETING.is_match(title)) };
    let forum = usize::from(FORUM.is_match(&text));
    let chairs = 2 * usize::from(!(report.facilitators.is_empty() && report.moderators.is_empty()));
    let lists = usize::from(report.participants.len() > 1)
        + usize::from(!report.recordings.is_empty())
        + usize::from(!report.agenda.is_empty());
    let held = 2 * usize::from(report.date.is_some());
    let strong = in_title + forum + chairs + lists + held;
    let chapters = lines.iter().filter(|line| CHAPTER.is_match(&line.text)).count();
    // A report tells what was; an invitation does not.
    let told = TOLD.find_iter(&text).take(3).count() > 2;
    if letter.is_mail && reporting == 0 && !(strong > 4 && told) {
        return Some("a mail that reports no meeting");
    }
    if chapters > 1 && in_title + forum == 0 || strong == 0 || strong + reporting.min(2) < 3 {
        return Some("a text about something else");
    }
    None
}

/// Enough of the text to know it by.
fn sample(report: &Report) -> String {
    let mut text = String::new();
    for paragraph in &report.paragraphs {
        text.push_str(&paragraph.text);
        text.push('\n');
        if text.len() > 60_000 {
            break;
        }
    }
    text
}

/// The report of a text that is none.
pub fn report(lines: &[Line], what: &str) -> Report {
    let mut report = Report::default();
    if what == "empty" {
        report.warn(About::Whole, "The text is empty: there is nothing to import.");
        return report;
    }
    for line in lines {
        report.leave_out(line.number, &line.text, what);
    }
    report.warn(
        About::Whole,
        format!("This is not the report of a meeting, it looks like {what}: nothing was taken from it."),
    );
    report
}

/// The report of bytes that are no text.
pub fn unreadable(bytes: usize) -> Report {
    let mut report = Report::default();
    report.leave_out(1, &format!("{bytes} bytes that are not text"), "unreadable: not a text file");
    report.warn(About::Whole, "This is not the report of a meeting: the file is not text, perhaps a PDF or an office document. Nothing was taken from it; paste its text instead.");
    report
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn texts_that_are_no_report_are_seen_at_once() {
        let sight = |text: &str| at_sight(&lines::read(text));

        assert_eq!(sight(" \n\n"), Some("empty"));
        assert!(sight("{\n \"a\": 1\n}").is_some());
        assert!(sight("<html><body>BPF</body></html>").is_some());
        assert!(sight("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello").is_some());
        assert!(sight("ANNA: Hello.\nTOM: Hello.\nANNA: Shall we?\nTOM: Yes.").is_some());
        assert!(sight(">> ANNA BELL: Good day.\nMore.\n>> TOM: Hello.\n>> ANNA BELL: So.").is_some());
        assert_eq!(
            sight(
                "Date: 5 May 2017\nFacilitator: Anna Bell\nRecording: https://e.org\n\n1. The call was held."
            ),
            None
        );
    }
}
