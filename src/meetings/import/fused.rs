//! Words that ran together when a mail was made: they are kept as they are, and somebody should look.

use std::sync::LazyLock;

use regex::Regex;

use super::{About, Report, pattern};

/// Pairs that no English word contains: "ofthe", "thelist", "meetingwas", "byAnna".
static FUSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:of|in|on|to|for|and|by|with|from|at|was|that)the|the(?:list|call|meeting|group|draft|forum|report|session|text)|(?:meeting|call|group|session|forum)(?:was|is|will)|(?:by|of|the|and|on|to|was|is|for|with|at|from)\p{Lu}\p{Ll}+)\b",
    )
});
const EXAMPLES: usize = 3;

/// Warns of words that seem to have run together.
pub fn check(report: &mut Report) {
    let texts = report.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    let found: Vec<String> = texts
        .flat_map(|text| FUSED.find_iter(text))
        .take(EXAMPLES)
        .map(|word| format!("\"{}\"", word.as_str()))
        .collect();
    if !found.is_empty() {
        report.warn(
            About::Text,
            format!("Some words seem to have run together ({}): part them in the text.", found.join(", ")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::Paragraph;
    use super::*;

    fn warnings(text: &str) -> usize {
        let mut report =
            Report { paragraphs: vec![Paragraph { number: None, text: text.into() }], ..Report::default() };
        check(&mut report);
        report.warnings.len()
    }

    #[test]
    fn fused_words_are_named_once() {
        assert_eq!(warnings("The end ofthe call, chaired byAnna, and thelist."), 1);
        assert_eq!(warnings("They bathe, and then the other meeting was on a theme of theirs."), 0);
    }
}
