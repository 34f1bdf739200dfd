//! Words that ran together when a mail was made: they are kept as they are, and somebody should look.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{About, Report, pattern};

/// Pairs that no English word contains: "ofthe", "thelist", "meetingwas", "byAnna".
static FUSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:of|in|on|to|for|and|by|with|from|at|was|that)the|the(?:list|call|meeting|group|draft|forum|report|session|text)|(?:meeting|call|group|session|forum)(?:was|is|will)|(?:by|of|the|and|on|to|was|is|for|with|at|from)\p{Lu}\p{Ll}+)\b",
    )
});
const EXAMPLES: usize = 3;

/// "Offered tocirculate".
static FUSED_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?P<verb>offered|volunteered|agreed|promised|undertook|asked|requested|tasked|willing|ready|going)(?P<space>\s+)to(?P<what>\p{Ll}{4,})",
    )
});
/// What begins with "to" and is no fused word.
const BEGIN_SO: &str = "today together tomorrow tonight toward towards tools topics total totals touch tours tokens tones tongues \
    toolkit toolkits toolbox totally topical tolerance town towns toys torches toasts tomes tournaments tourist";

/// The sentence with "to" apart from the verb that ran together with it.
pub fn parted(sentence: &str) -> String {
    let part = |found: &Captures| {
        let fused = format!("to{}", &found["what"]);
        let is_word = BEGIN_SO.split_whitespace().any(|word| word == fused);
        let space = if is_word { "" } else { " " };
        format!("{}{}to{space}{}", &found["verb"], &found["space"], &found["what"])
    };
    FUSED_TO.replace_all(sentence, part).into_owned()
}

/// The names of a list by what is left of them without spaces, as they are printed where words ran together.
pub fn by_letters<'name>(names: impl Iterator<Item = &'name str>) -> HashMap<String, String> {
    names.filter(|name| name.contains(' ')).map(|name| (name.replace(' ', ""), name.to_owned())).collect()
}

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
    fn to_comes_apart_from_the_verb_behind_it() {
        assert_eq!(parted("She offered tocirculate a table."), "She offered to circulate a table.");
        for sentence in ["They agreed together.", "He offered tools and tours.", "It was agreed to wait."] {
            assert_eq!(parted(sentence), sentence);
        }
    }

    #[test]
    fn fused_words_are_named_once() {
        assert_eq!(warnings("The end ofthe call, chaired byAnna, and thelist."), 1);
        assert_eq!(warnings("They bathe, and then the other meeting was on a theme of theirs."), 0);
    }
}
