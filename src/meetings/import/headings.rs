//! Headings, with mark-up and without.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;

pub use super::sections::{Section, section};

static MARKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^#{1,6}\s+(.*?)\s*#*$"));
static EMPHASISED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\*\*\*(.+)\*\*\*|\*\*(.+)\*\*|__(.+)__|\*(.+)\*|_(.+)_)\s*:?$"));

/// Headings with which a report's body begins, and which therefore are not its title.
const OPENINGS: [&str; 22] = [
    "introduction",
    "welcome",
    "opening",
    "background",
    "summary",
    "overview",
    "discussion",
    "purpose",
    "context",
    "objectives",
    "participants",
    "agenda",
    "highlights",
    "executive summary",
    "main points",
    "key points",
    "summary of discussion",
    "summary of discussions",
    "summary of the discussion",
    "welcome and introduction",
    "welcome and introductions",
    "introductions",
];

/// The text of a line that is marked up as a heading.
pub fn marked(text: &str) -> Option<&str> {
    if text.contains(" | ") {
        return None;
    }
    if let Some(found) = MARKED.captures(text) {
        return found.get(1).map(|heading| plain(heading.as_str()));
    }
    let found = EMPHASISED.captures(text)?;
    let inner = found.iter().skip(1).flatten().next()?.as_str();
    let several = inner.contains("**") || inner.contains('*') && !text.starts_with("**");
    (!several && inner.split(' ').count() <= 14 && !inner.ends_with(['.', ';', ','])).then(|| plain(inner))
}

/// A heading or title without its mark-up.
pub fn plain(text: &str) -> &str {
    text.trim_start_matches('#').trim_matches(['*', '_', ' '])
}

/// A line without mark-up that can stand as a heading, if something follows it.
pub fn could_be(text: &str) -> bool {
    let words = text.split(' ').count();
    let short = words <= 12 && text.chars().count() <= 80;
    let tells = ["We ", "They ", "It ", "Participants ", "Members ", "The "]
        .iter()
        .any(|start| text.starts_with(start));
    let labels = text.ends_with(':') && !tells && (words <= 3 || section(text) != Section::Body);
    let questions = text.ends_with('?') && words <= 7;
    let stops = text.ends_with(['.', ';', ',', '!', '…', '-', '–'])
        || (text.ends_with(':') && !labels)
        || (text.ends_with('?') && !questions);
    let in_brackets = text.starts_with('(') && text.ends_with(')');
    short
        && !stops
        && !in_brackets
        && !has_value(text)
        && !text.contains("://")
        && !text.contains('@')
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘'(".contains(c))
}

/// "Next call: 5 June", "Present: A, B": the label and what it labels stand in one line.
fn has_value(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(label, value)| match section(label) {
        _ if super::labels::of(text).is_some() => true,
        Section::Participants | Section::Speakers | Section::NextCall => true,
        Section::Agenda => value.contains(';'),
        _ => false,
    })
}

/// Is this one of the headings with which a body begins?
pub fn opens_body(text: &str) -> bool {
    let plain = plain(text).trim_end_matches(':').to_lowercase();
    let unnumbered = super::marks::strip(&plain);
    OPENINGS.contains(&unnumbered) || section(text) != Section::Body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_headings_lose_their_marks() {
        assert_eq!(marked("***Introduction***"), Some("Introduction"));
        assert_eq!(marked("## Call recording ##"), Some("Call recording"));
        assert_eq!(marked("**1. Welcome**"), Some("1. Welcome"));
        assert_eq!(marked("**Bold** words and **more**"), None);
        assert_eq!(marked("*This sentence is stressed.*"), None);
    }
}
