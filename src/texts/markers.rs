//! What begins the items of lists that Markdown does not know: `a.`, `a)`, `(a)`, `(i)`, `(1)` at the start of a line.

use std::ops::RangeInclusive;

use comrak::nodes::ListDelimType;

/// How the items of a list are counted; the value is HTML's `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Digits = b'1' as isize,
    Letters = b'a' as isize,
    Capitals = b'A' as isize,
    Roman = b'i' as isize,
}

/// The small Roman numbers that lists use.
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// What stands before an item's words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marker<'a> {
    name: &'a str,
    pub(super) delimiter: ListDelimType,
    /// Bytes up to the words.
    pub(super) length: usize,
}

/// Whether a paragraph is an item of such a list.
pub(super) fn starts_item(paragraph: &str) -> bool {
    Marker::of(paragraph).is_some()
}

impl Marker<'_> {
    pub(super) fn of(line: &str) -> Option<Marker<'_>> {
        let open = usize::from(line.starts_with('('));
        let name = &line[open..];
        let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let rest = &line[open + name.len()..];
        let lettered = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_lowercase());
        let (fits, delimiter) = match rest.as_bytes() {
            [b')', b' ', ..] if open == 1 => (enclosed(name), ListDelimType::Paren),
            [b')', b' ', ..] => (lettered, ListDelimType::Paren),
            [b'.', b' ', ..] if open == 0 => (lettered, ListDelimType::Period),
            _ => return None,
        };
        let length = line.len() - rest[1..].trim_start_matches(' ').len();
        fits.then_some(Marker { name, delimiter, length })
    }

    pub(super) fn value(self, style: Style) -> Option<usize> {
        match style {
            Style::Digits => self.name.parse().ok(),
            Style::Letters => single(self.name, b'a'..=b'z'),
            Style::Capitals => single(self.name, b'A'..=b'Z'),
            Style::Roman => ROMAN.iter().position(|roman| *roman == self.name).map(|index| index + 1),
        }
    }

    /// The style of a list that this marker begins: the one in which it is first, else any in which it counts.
    pub(super) fn style(self) -> Option<(Style, usize)> {
        let styles = [Style::Roman, Style::Letters, Style::Capitals, Style::Digits];
        let read = styles.map(|style| self.value(style).map(|value| (style, value)));
        let mut counted = read.into_iter().flatten();
        read.into_iter().flatten().find(|(_, value)| *value == 1).or_else(|| counted.next_back())
    }
}

/// What may stand between brackets: a letter, a number of up to three digits, a small Roman number.
fn enclosed(name: &str) -> bool {
    let letter = name.len() == 1;
    let digits = name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_digit());
    !name.is_empty() && (letter || digits || ROMAN.contains(&name))
}

fn single(name: &str, range: RangeInclusive<u8>) -> Option<usize> {
    match name.as_bytes() {
        [letter] if range.contains(letter) => Some(usize::from(letter - range.start()) + 1),
        _ => None,
    }
}

/// A Roman number; beyond those that lists use, digits.
pub(super) fn roman(number: usize) -> String {
    ROMAN.get(number.wrapping_sub(1)).map_or_else(|| number.to_string(), |roman| (*roman).to_owned())
}
