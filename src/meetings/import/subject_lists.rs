//! Subjects that are lists: "Big Data, Norms and the Internet of Things".

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use super::subject::end_of_subject;

/// Where a subject ends that is a list: "Big Data, Norms and the Internet of Things". A comma ends one that is none.
pub fn end_of_list(rest: &str, end: usize) -> usize {
    let mut at = end;
    for count in 0..PIECES {
        // "Things, Big Data, AI" and nothing behind it.
        let Some(more) = rest[at..].strip_prefix(',') else {
            return if count > 1 && !rest[at..].starts_with(char::is_alphanumeric) { at } else { end };
        };
        let begin = rest.len() - more.len();
        at = begin + end_of_subject(more, false);
        let piece = rest[begin..at].trim();
        let piece = behind("and ", piece).or(piece.strip_prefix("& ")).unwrap_or(piece);
        let is_last = piece.len() < rest[begin..at].trim().len()
            || [" and ", " & "].iter().any(|and| piece.to_lowercase().contains(and));
        if !is_piece(piece) {
            return end;
        }
        if let Some(more) = behind("and the ", &rest[at..]) {
            let last = rest.len() - more.len() + end_of_subject(more, false);
            return if is_piece(rest[at + "and the ".len()..last].trim()) { last } else { end };
        }
        if is_last {
            return at;
        }
    }
    end
}

/// What stands behind these words, in capitals or not.
fn behind<'text>(words: &str, text: &'text str) -> Option<&'text str> {
    let (first, rest) = text.split_at_checked(words.len())?;
    first.eq_ignore_ascii_case(words).then_some(rest)
}

/// No list of subjects is longer.
const PIECES: usize = 6;

/// What a forum may meet with, and what is no part of its subject.
static OTHER_GROUP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:the\s+)?(?:NRIs?|national|regional|dynamic|DCs?|MAG|IGF|BPFs?|secretariat|groups?|coalitions?|working|forums?|communit|alliance|initiatives?|others?)\b",
    )
});

/// A few words that may be one subject of several.
fn is_piece(text: &str) -> bool {
    static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:January|February|March|April|May|June|July|August|September|October|November|December|who|where|which|that|with|as|in|at|by|for|after|before|on|from|to|about|its?|there|this|these|our|an?|one|two|three)\b|\d",
        )
    });
    let words = text.split_whitespace().count();
    (1..=6).contains(&words) && !CLAUSE.is_match(text) && !OTHER_GROUP.is_match(text)
}
