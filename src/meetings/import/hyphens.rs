//! Words that a line's end broke with a hyphen.

use std::collections::HashSet;

use super::lines::{Line, QUOTE};

/// Puts words together that were broken. A soft hyphen says so itself; with a plain one the text must have the whole word
/// elsewhere: "multi-stakeholder" keeps its own.
pub fn mend(lines: &mut [Line]) {
    soften(lines);
    mend_soft_hyphens(lines);
}

/// Ends of words that are no words.
const ENDINGS: [&str; 24] = [
    "ment", "tion", "sion", "ation", "cation", "zation", "sation", "ization", "isation", "ness", "ity",
    "tive", "sive", "ence", "ance", "ture", "tional", "mental", "ship", "ing", "tor", "ticipant", "nity",
    "ments",
];

/// Makes plain hyphens soft that the text elsewhere does without.
fn soften(lines: &mut [Line]) {
    let is_broken =
        |line: &Line| line.text.strip_suffix('-').is_some_and(|text| text.ends_with(char::is_lowercase));
    if !lines.iter().any(is_broken) {
        return;
    }
    let whole: HashSet<String> = lines.iter().flat_map(|line| words(&line.text)).collect();
    for index in 1..lines.len() {
        let (above, below) = lines.split_at_mut(index);
        let (above, below) = (&mut above[index - 1], &below[0]);
        if !is_broken(above) {
            continue;
        }
        let start = words(above.text.trim_end_matches('-')).next_back().unwrap_or_default();
        let rest = below.text.trim_start_matches(QUOTE);
        let end = words(rest).next().filter(|_| rest.starts_with(char::is_lowercase)).unwrap_or_default();
        let known = |word: String| whole.contains(&word);
        let is_ending =
            ENDINGS.iter().any(|ending| end.strip_prefix(ending).is_some_and(|rest| rest.len() < 3));
        let is_known = known(format!("{start}{end}")) || is_ending;
        if !end.is_empty() && is_known && !known(format!("{start}-{end}")) {
            above.text.pop();
            above.text.push('\u{ad}');
        }
    }
}

/// Lower-case words, with the hyphens inside them.
fn words(text: &str) -> impl DoubleEndedIterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic() && c != '-')
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty())
}

/// A soft hyphen at the end of a line breaks an ordinary word: the rest of it moves up.
fn mend_soft_hyphens(lines: &mut [Line]) {
    let mut broken = 0;
    for index in 1..lines.len() {
        let (above, below) = lines.split_at_mut(index);
        let (above, line) = (&mut above[broken], &mut below[0]);
        if above.text.ends_with('\u{ad}') {
            above.text.pop();
            let word = line.text.find(|c| !QUOTE.contains(&c)).unwrap_or(line.text.len());
            if line.text[word..].starts_with(char::is_alphabetic) {
                let end = line.text[word..].find(' ').map_or(line.text.len(), |end| word + end);
                above.text.push_str(&line.text[word..end]);
                let rest = format!("{}{}", &line.text[..word], line.text[end..].trim_start());
                rest.trim().clone_into(&mut line.text);
            }
        }
        // A long word may be broken over more than two lines.
        if !(above.text.ends_with('\u{ad}') && line.is_blank()) {
            broken = index;
        }
    }
    if let Some(last) = lines.get_mut(broken).filter(|last| last.text.ends_with('\u{ad}')) {
        last.text.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines;

    fn mended(text: &str) -> Vec<String> {
        lines::read(text).into_iter().map(|line| line.text).filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn a_broken_word_is_whole_again_if_the_text_has_it() {
        assert_eq!(mended("The mem-\nbers met. New members came.")[0], "The members");
        assert_eq!(mended("> The mem-\n> bers met.\n> New members came.")[0], "> The members");
        assert_eq!(mended("The mem-\nbers met.")[0], "The mem-");
        assert_eq!(
            mended("A multi-\nstakeholder view, multi-stakeholder and multistakeholder.")[0],
            "A multi-"
        );
    }
}
