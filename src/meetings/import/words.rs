//! Does every word of the input stand exactly once in the report?
//!
//! A *word* is a longest run of letters or of digits; runs of the two are apart, so that "session1" is the word "session" and
//! the mark "1" of a note. Marks of lists ("-", "o", "a.", "12.") may be dropped where the report has a structure in their
//! place. A link that was broken over lines is one word in the report.

use std::collections::{HashMap, HashSet};

use super::{Report, lines, links, marks, shared};

/// The words of a text, in its order.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut whole = String::with_capacity(text.len());
    for line in text.split('\n').map(|line| line.trim_end_matches(lines::SPACES)) {
        // A soft hyphen at the end of a line breaks a word.
        if whole.ends_with('\u{ad}') && line.trim_start_matches(lines::QUOTE).starts_with(char::is_alphabetic)
        {
            whole.push_str(line.trim_start_matches(lines::QUOTE));
        } else {
            whole.push('\n');
            whole.push_str(line);
        }
    }
    whole.split('\n').flat_map(|line| line_words(&lines::clean(line))).collect()
}

fn line_words(line: &str) -> Vec<String> {
    printed_words(line).iter().map(|word| plain_number(word).to_owned()).collect()
}

/// The words of a line; numbers keep their leading zeros.
fn printed_words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for printed in line.chars() {
        let c = plain_digit(printed);
        // Letters, digits and raised digits are apart from one another.
        let class = c.is_alphanumeric().then_some((c.is_numeric(), c != printed));
        match words.last_mut() {
            _ if class.is_none() => {}
            Some(word) if class == before => word.push(c),
            _ => words.push(c.into()),
        }
        before = class;
    }
    words
}

/// A number is kept as a number: "01" is 1.
fn plain_number(word: &str) -> &str {
    let short = word.trim_start_matches('0');
    if short.is_empty() { word } else { short }
}

/// A superscript digit as the digit that it is.
#[must_use]
pub fn plain_digit(c: char) -> char {
    match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10).unwrap_or(c),
        _ => c,
    }
}

impl Report {
    /// The words that the carriers of this report hold.
    ///
    /// A note's mark is counted with its text, since a reference `[^1]` in a paragraph is counted where it stands. A
    /// recording's link counts unless the same link stands in the text, and an access code always stands in some text.
    #[must_use]
    pub fn carried_words(&self) -> Vec<String> {
        let mut texts: Vec<&str> = Vec::new();
        texts.extend(self.title.as_deref());
        texts.extend(self.prose());
        texts.extend(self.headings.iter().map(|heading| heading.text.as_str()));
        texts.extend(self.agenda.iter().map(String::as_str));
        texts.extend(self.left_out.iter().map(|left| left.text.as_str()));
        for note in self.footnotes.iter().filter(|note| note.text.is_some()) {
            texts.push(&note.mark);
        }
        for person in &self.participants {
            texts.extend(shared::own_words(person));
        }
        let in_prose = self.links_in_prose();
        texts.extend(
            self.recordings
                .iter()
                .map(|recording| recording.url.as_str())
                .filter(|url| !in_prose.contains(url)),
        );
        let numbers =
            self.paragraphs.iter().filter_map(|paragraph| paragraph.number).map(|number| number.to_string());
        texts.into_iter().flat_map(words).chain(numbers).collect()
    }

    /// The links that the running text holds.
    pub(super) fn links_in_prose(&self) -> HashSet<&str> {
        self.prose().flat_map(links::find).map(|link| link.url).collect()
    }

    /// The running text: paragraphs and notes.
    fn prose(&self) -> impl Iterator<Item = &str> {
        let notes = self.footnotes.iter().filter_map(|note| note.text.as_deref());
        self.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).chain(notes)
    }
}

/// What the report lost of a text (`-word`) or has too often (`+word`); empty when every word stands in it exactly once.
#[must_use]
pub fn unaccounted(text: &str, report: &Report) -> Vec<String> {
    let mut balance: HashMap<String, i64> = HashMap::new();
    for word in report.carried_words() {
        *balance.entry(word).or_default() += 1;
    }
    for word in words(text) {
        *balance.entry(word).or_default() -= 1;
    }
    forgive_joined_links(text, &mut balance);
    forgive_dropped_marks(text, &mut balance);
    let mut open: Vec<String> = balance
        .into_iter()
        .filter(|(_, count)| *count != 0)
        .map(|(word, count)| format!("{}{word}", if count > 0 { '+' } else { '-' }))
        .collect();
    open.sort_unstable();
    open
}

/// The last word of a line and the first of the next may stand in the report as one word.
fn forgive_joined_links(text: &str, balance: &mut HashMap<String, i64>) {
    let lines: Vec<Vec<String>> = text
        .split(['\n', '\r', '\u{c}'])
        .map(|line| printed_words(&lines::clean(line)))
        .filter(|words| !words.is_empty())
        .collect();
    for start in 0..lines.len() {
        let mut joined = lines[start].last().cloned().unwrap_or_default();
        let mut pieces = vec![plain_number(&joined).to_owned()];
        for next in lines[start + 1..].iter().take(4) {
            let Some(first) = next.first() else { break };
            joined.push_str(first);
            pieces.push(plain_number(first).to_owned());
            if forgive(plain_number(&joined), &pieces, balance) || next.len() > 1 {
                break;
            }
        }
    }
}

/// Counts the pieces as the word that they make, if that brings the report nearer to its text.
fn forgive(joined: &str, pieces: &[String], balance: &mut HashMap<String, i64>) -> bool {
    let mut change: HashMap<&str, i64> = HashMap::from([(joined, -1)]);
    for piece in pieces {
        *change.entry(piece).or_default() += 1;
    }
    let open = |word: &str| balance.get(word).copied().unwrap_or_default();
    let is_excess = change.get(joined).is_some_and(|by| *by >= 0 || open(joined) > 0);
    let gain: i64 = change.iter().map(|(word, by)| open(word).abs() - (open(word) + by).abs()).sum();
    let fits = is_excess && gain > 0;
    if fits {
        for (word, by) in change {
            *balance.entry(word.to_owned()).or_default() += by;
        }
    }
    fits
}

fn forgive_dropped_marks(text: &str, balance: &mut HashMap<String, i64>) {
    for line in text.split(['\n', '\r', '\u{c}']) {
        let clean = lines::clean(line);
        let line = clean.trim_start_matches(['>', ' ', '|', '*']);
        let mark = &line[..line.len() - marks::strip(line).len()];
        for word in words(mark) {
            if let Some(count) = balance.get_mut(&word).filter(|count| **count < 0) {
                *count += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Footnote, Paragraph};
    use super::*;

    fn report(text: &str) -> Report {
        Report { paragraphs: vec![Paragraph { number: None, text: text.into() }], ..Report::default() }
    }

    #[test]
    fn letters_and_digits_are_apart() {
        assert_eq!(
            words("session1 in IPv6, 05 col\u{ad}lect²"),
            ["session", "1", "in", "IPv", "6", "5", "collect", "2"]
        );
    }

    #[test]
    fn lost_and_doubled_words_are_named() {
        assert_eq!(unaccounted("one two", &report("one one")), ["+one", "-two"]);
        assert!(unaccounted("- one\n- two", &report("one two")).is_empty());
    }

    #[test]
    fn a_broken_link_may_be_joined() {
        assert!(unaccounted("https://e.org/abc\ndef", &report("https://e.org/abcdef")).is_empty());
        assert!(unaccounted("https://e.org/d0\n8a1", &report("https://e.org/d08a1")).is_empty());
        assert!(unaccounted("https://e.org/d10\n08", &report("https://e.org/d1008")).is_empty());
    }

    #[test]
    fn a_lost_note_counts_its_mark_once() {
        let mut report = report("the session[^1] ended");
        report.footnotes.push(Footnote { mark: "1".into(), text: None });

        assert!(unaccounted("the session1 ended", &report).is_empty());
    }
}
