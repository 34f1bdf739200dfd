//! Links to recordings that share a line or a sentence: "Watch: https://… | Download: https://… (password: X)", "available at
//! https://… (streaming) and https://… (download)".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::passwords::access_code;
use super::{links, pattern, recordings, sentences};

/// One link of a row, with the words that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'text> {
    pub url: &'text str,
    /// The words before the link, behind the link above, and what stands in brackets behind it.
    pub words: String,
    /// What stands behind it is no more than its kind or its password.
    is_plain: bool,
}

/// Words; a link in a row has few of its own.
const WORDS: usize = 14;

/// The links of a text and the words of each, which together are the whole text; `None` if it says anything else than where
/// the recordings are.
pub fn read(text: &str, in_section: bool) -> Option<Vec<Part<'_>>> {
    // A word that ran into its link cannot be parted from it.
    let is_fused = |link: links::Link| text[..link.span.start].ends_with(char::is_alphanumeric);
    if links::find(text).into_iter().any(is_fused) {
        return None;
    }
    let parts = divide(text);
    let (first, rest) = parts.split_first()?;
    let is_one = |part: &Part| {
        let words = part.words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        let about =
            recordings::is_recording(part.url) || recordings::ABOUT.is_match(&part.words) || in_section;
        words <= WORDS
            && about
            && part.is_plain
            && !recordings::is_of_other_material(&part.words)
            && !recordings::JOINING.is_match(&part.words)
            && sentences::split(&part.words).len() <= 2
    };
    let tells = |part: &Part| recordings::ABOUT.is_match(&part.words) || in_section;
    (is_one(first) && rest.iter().all(is_one) && parts.iter().any(tells)).then_some(parts)
}

/// The pieces of a text around its links. What follows the last is its own.
fn divide(text: &str) -> Vec<Part<'_>> {
    let found = links::find(text);
    let mut parts = Vec::with_capacity(found.len());
    let mut from = 0;
    for (index, link) in found.iter().enumerate() {
        let end = match found.get(index + 1) {
            Some(_) => link.span.end + behind(&text[link.span.end..]),
            None => text.len(),
        };
        let (before, behind) = (&text[from..link.span.start], &text[link.span.end..end]);
        let words = format!("{before} {behind}").split_whitespace().collect::<Vec<_>>().join(" ");
        parts.push(Part { url: link.url, words, is_plain: is_plain(behind) });
        from = end;
    }
    parts
}

/// Bytes behind a link that are its own: the bracket that closes it in Markdown, what is said of it in brackets.
pub fn behind(rest: &str) -> usize {
    static OWN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[>)\]]*(?:\s*[(\[][^()\[\]]{1,60}[)\]](?:[^(]|$))?"));
    let Some(found) = OWN.find(rest) else { return 0 };
    // What follows the brackets was looked at only to tell them from the next link in Markdown.
    let own = found.as_str().trim_end_matches(|c: char| !matches!(c, ')' | ']' | '>'));
    own.len()
}

/// What stands in brackets right behind a link, if it is no remark: "(streaming, password: X)".
pub fn said_behind<'text>(text: &'text str, link: &Range<usize>) -> &'text str {
    let own = &text[link.end..link.end + behind(&text[link.end..])];
    if is_plain(own) { own.trim_start_matches(['>', ')', ']']) } else { "" }
}

/// "(streaming)", "(mp4, password: X)", and no remark.
fn is_plain(behind: &str) -> bool {
    access_code(behind).is_some() || behind.split_whitespace().filter(|word| word.len() > 1).count() <= 4
}

/// Has only the last part a password? Then it is every part's.
pub fn share_one_code(parts: &[Part]) -> bool {
    let Some((last, rest)) = parts.split_last() else { return false };
    access_code(&last.words).is_some() && rest.iter().all(|part| access_code(&part.words).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Option<Vec<String>> {
        read(text, false).map(|parts| parts.into_iter().map(|part| part.words).collect())
    }

    #[test]
    fn each_link_has_its_words() {
        let rows: [(&str, &[&str]); 5] = [
            (
                "[Streaming](https://e.org/a) | [Download](https://e.org/b) (password: X1)",
                &["[Streaming]( )", "| [Download]( ) (password: X1)"],
            ),
            (
                "The recording is at https://e.org/a (download) and https://e.org/b (streaming).",
                &["The recording is at (download)", "and (streaming)."],
            ),
            ("Watch: https://e.org/a, download: <https://e.org/b>", &["Watch:", ", download:"]),
            ("Recording: https://e.org/a", &["Recording:"]),
            ("Audio https://e.org/a [mp3], video https://e.org/b [mp4]", &["Audio [mp3]", ", video [mp4]"]),
        ];
        for (row, expected) in rows {
            assert_eq!(
                words(row).as_deref(),
                Some(&expected.iter().map(ToString::to_string).collect::<Vec<_>>()[..]),
                "{row}"
            );
        }
    }

    #[test]
    fn other_links_and_tales_are_no_row() {
        for text in [
            "The slides are at https://e.org/a and the recording at https://e.org/b.",
            "It was said that the video of the workshop, which many had seen by then, shows three islands and a lighthouse: https://e.org/a.",
            "Join the call at https://e.org/a or https://e.org/b",
            "No link.",
        ] {
            assert_eq!(words(text), None, "{text}");
        }
    }
}
