//! The checks that all forms share: of a line, of a day.

use super::Errors;
use crate::clock::Day;

/// The years in which a day may lie that is typed: any other is a slip of the hand.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2200;

/// Says so.
pub const OTHER_YEAR: &str = "Check the year: it can be from 2000 to 2200.";

/// Whether a day lies in a year that can be meant.
#[must_use]
pub fn is_likely(day: Day) -> bool {
    YEARS.contains(&day.year())
}

/// The most bytes that a link has.
const LINK: usize = 2_000;

/// A link that may be shown: http or https, and a host.
#[must_use]
pub fn is_web_link(typed: &str) -> bool {
    typed.len() <= LINK
        && url::Url::parse(typed).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Checks of what was typed into one field. What is wrong is added to the errors under the field's name; the value
/// that then comes back only stands in until [`Errors::or`] answers with them.
pub trait Text {
    /// Trimmed, white space folded, invisible direction marks and control characters taken out.
    fn line(&self) -> String;

    /// A line of 1 to `most` characters; else an error for `field`, which the sentences call `what`.
    fn required(&self, errors: &mut Errors, field: &str, what: &str, most: usize) -> String;

    /// A line of up to `most` characters.
    fn optional(&self, errors: &mut Errors, field: &str, what: &str, most: usize) -> String;

    /// A day, as in `2018-09-15`, from 2000 to 2200; else an error for `field`, which the sentence calls `what`.
    fn required_day(&self, errors: &mut Errors, field: &str, what: &str) -> Day;

    /// The same, or none where nothing was typed.
    fn optional_day(&self, errors: &mut Errors, field: &str) -> Option<Day>;
}

impl Text for str {
    fn line(&self) -> String {
        let is_seen = |c: &char| !is_invisible(*c) && (is_kept(*c) || c.is_whitespace());
        let kept: String = self.chars().filter(is_seen).collect();
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn required(&self, errors: &mut Errors, field: &str, what: &str, most: usize) -> String {
        let line = self.optional(errors, field, what, most);
        if line.is_empty() {
            errors.add(field, format!("Enter {what}."));
        }
        line
    }

    fn optional(&self, errors: &mut Errors, field: &str, what: &str, most: usize) -> String {
        let line = self.line();
        let length = line.chars().count();
        if length > most {
            errors.add(field, format!("Shorten {what}: it has {length} characters, and {most} fit."));
        }
        line
    }

    fn required_day(&self, errors: &mut Errors, field: &str, what: &str) -> Day {
        if self.trim().is_empty() {
            errors.add(field, format!("Enter {what}."));
        }
        self.optional_day(errors, field).unwrap_or(Day(jiff::civil::Date::ZERO))
    }

    fn optional_day(&self, errors: &mut Errors, field: &str) -> Option<Day> {
        let day = Day::parse(self.trim());
        if day.is_none() && !self.trim().is_empty() {
            errors.add(field, "Enter a day as year-month-day, such as 2018-09-15.");
        }
        if day.is_some_and(|day| !is_likely(day)) {
            errors.add(field, OTHER_YEAR);
        }
        day.filter(|day| is_likely(*day))
    }
}

/// Whether a character may stand in a text: no control but tab and line end (XML has no place for the others, PostgreSQL
/// none for NUL), no override of direction (which makes a text read as another).
#[must_use]
pub fn is_kept(c: char) -> bool {
    match c {
        '\t' | '\n' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}' => false,
        c => !c.is_control(),
    }
}

/// What takes no room: it has its use within a text, and would make two names look like one.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_loses_what_cannot_be_seen() {
        assert_eq!(" Sample\u{202E}\t Person\u{7} ".line(), "Sample Person");
    }

    #[test]
    fn a_line_that_is_too_long_says_by_how_much() {
        let mut errors = Errors::default();
        "x".repeat(11).required(&mut errors, "name", "the name", 10);
        assert_eq!(errors.of("name"), Some("Shorten the name: it has 11 characters, and 10 fit."));
        "\u{202E} ".required(&mut errors, "title", "a title", 10);
        assert_eq!(errors.of("title"), Some("Enter a title."));
    }

    #[test]
    fn a_day_is_read_or_asked_for() {
        let mut errors = Errors::default();
        assert_eq!(" 2018-09-15 ".optional_day(&mut errors, "due"), Day::parse("2018-09-15"));
        assert_eq!(" ".optional_day(&mut errors, "due"), None);
        assert!(errors.is_empty());
        "20188-09-15".optional_day(&mut errors, "opens");
        "0018-09-15".optional_day(&mut errors, "done");
        let how = Some("Enter a day as year-month-day, such as 2018-09-15.");
        assert_eq!((errors.of("opens"), errors.of("done")), (how, Some(OTHER_YEAR)));
        "".required_day(&mut errors, "from", "the first day");
        assert_eq!(errors.of("from"), Some("Enter the first day."));
    }
}
