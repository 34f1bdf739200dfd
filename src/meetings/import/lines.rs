//! The lines of the input, cleaned of what no reader sees: byte order marks, carriage returns, invisible characters.

use super::{hyphens, tabs};

/// Marks in front of the lines of a quoted mail.
pub const QUOTE: [char; 2] = ['>', ' '];

/// What may stand unseen at the end of a line.
pub const SPACES: [char; 3] = [' ', '\t', '\u{a0}'];

/// One line of the input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1, as an editor shows it.
    pub number: usize,
    /// Without white space at its ends.
    pub text: String,
    /// Columns of white space in front.
    pub indent: usize,
    /// Something that is no part of the text stood here, or a page ended: a paragraph may go on after it.
    pub cut: bool,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes the words out and leaves a gap over which a paragraph may go on.
    pub fn take(&mut self) -> String {
        self.cut = true;
        std::mem::take(&mut self.text)
    }

    /// Length in characters, which is what a wrapped line is measured in.
    pub fn width(&self) -> usize {
        self.text.chars().count()
    }
}

/// Splits a text into lines. A form feed ends a line and marks the end of a page.
pub fn read(text: &str) -> Vec<Line> {
    let text = tabs::in_bars(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let mut lines = Vec::new();
    for (index, raw) in text.split('\n').enumerate() {
        for (part, piece) in raw.split(['\u{c}', '\u{2028}', '\u{2029}', '\u{85}']).enumerate() {
            if part > 0 {
                lines.push(Line { number: index + 1, cut: true, ..Line::default() });
            }
            lines.push(line(index + 1, piece.trim_end_matches(SPACES)));
        }
    }
    hyphens::mend(&mut lines);
    // What all lines have in front says nothing of any.
    let common = lines.iter().filter(|line| !line.is_blank()).map(|line| line.indent).min().unwrap_or(0);
    for line in &mut lines {
        line.indent = line.indent.saturating_sub(common);
    }
    lines
}

fn line(number: usize, raw: &str) -> Line {
    let clean = clean(raw);
    let text = clean.trim();
    let indent = clean.len() - clean.trim_start().len();
    // A backslash at the end is a line break in Markdown.
    Line { number, text: text.strip_suffix('\\').unwrap_or(text).trim_end().to_owned(), indent, cut: false }
}

/// Drops characters without a shape and makes every kind of white space a plain space.
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            // A soft hyphen says something only where a line ends.
            '\u{ad}' if rest.peek().is_some() => {}
            '\u{ad}' => clean.push(c),
            '\t' => clean.push_str("    "),
            _ if c.is_whitespace() || c.is_control() => clean.push(' '),
            _ => clean.push(c),
        }
    }
    clean
}

/// Joins the next line of a wrapped block to what stands before it.
pub fn join(text: &mut String, next: &str) {
    if !(text.is_empty() || breaks_at_a_hyphen(text, next)) {
        text.push(' ');
    }
    text.push_str(next);
}

/// "multi-" before "stakeholder" is one word; "pre-" before "and post-event" is not.
fn breaks_at_a_hyphen(text: &str, next: &str) -> bool {
    let mut end = text.chars().rev();
    end.next() == Some('-')
        && end.next().is_some_and(char::is_alphanumeric)
        && next.starts_with(char::is_alphanumeric)
        && !["and ", "or ", "to "].iter().any(|word| next.starts_with(word))
}

/// Does a text end in a word with which nothing ends, such as "the" or "at"?
pub fn breaks_off(text: &str) -> bool {
    const OPEN: &str = "a an the of at in on by to for from with and or but that which who is are was were be been as its their \
        his her this these into under between than has have had not no see cf e.g. i.e.";
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    OPEN.split_whitespace().any(|word| word == last)
}

/// Does a sentence, or something as complete, end here?
pub fn is_finished(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»', '*', '_', '>']);
    let digits = end.trim_end_matches(|c: char| c.is_numeric());
    // "Conference.4": a note's mark may follow the full stop.
    let stop = if digits.len() + 2 >= end.len() && digits.ends_with(['.', '!', '?']) { digits } else { end };
    stop.ends_with(['.', '!', '?', ':', ';', '…']) && !ends_in_initials(stop)
}

/// "Q. T." and "Prof." lead to the rest of a name.
fn ends_in_initials(text: &str) -> bool {
    const TITLES: [&str; 8] = ["Mr.", "Mrs.", "Ms.", "Mx.", "Dr.", "Prof.", "Amb.", "Eng."];
    let is_initial = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
    };
    if text.rsplit(' ').next().is_some_and(|word| TITLES.contains(&word)) {
        return true;
    }
    let mut words = text.rsplit(' ');
    words.next().is_some_and(is_initial) && words.next().is_some_and(is_initial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_is_one() {
        let lines = read("\u{feff}one\r\n  two\u{a0}words \rthree\u{c}four");

        let texts: Vec<_> = lines.iter().map(|line| (line.number, line.text.as_str())).collect();
        assert_eq!(texts, [(1, "one"), (2, "two words"), (3, "three"), (3, ""), (3, "four")]);
        assert_eq!(lines[1].indent, 2);
        assert!(lines[3].cut);
    }

    #[test]
    fn wrapped_words_keep_their_hyphen_and_lose_a_soft_one() {
        let joined = |text: &str, next: &str| {
            let mut text = text.to_owned();
            join(&mut text, next);
            text
        };

        assert_eq!(joined("a multi-", "stakeholder view"), "a multi-stakeholder view");
        assert_eq!(joined("the pre-", "and post-event talks"), "the pre- and post-event talks");
        assert_eq!(read("col\u{ad}\nlec\u{ad}\ntion")[0].text, "collection");
        assert_eq!(read("> the col\u{ad}\n> lection ends")[0].text, "> the collection");
        assert_eq!(joined("an open", "call"), "an open call");
    }

    #[test]
    fn a_sentence_is_finished_by_its_stop_whatever_follows_it() {
        for text in ["It ended.", "“It ended.”", "(It ended.)", "It ended.3", "as follows:"] {
            assert!(is_finished(text), "{text}");
        }
        assert!(!is_finished("It ended on 5") && !is_finished("Anna Bell, Q. T."));
    }
}
