//! The fields of a mailing: words in braces that are filled in for each reader.

use super::Kind;

/// A field, and what it becomes.
pub type Field = (&'static str, &'static str);

const FORUM: Field = ("forum", "the forum, as in “Best Practice Forum on Cybersecurity”");
const CYCLE: Field = ("cycle", "the cycle, as in “Cybersecurity 2018”");
const NAME: Field = ("name", "the reader’s name");
const PAGE: Field = ("page", "the address of the call’s page");
const CALL: Field =
    ("call", "the call, as in “2018 Best Practice Forum on Cybersecurity – Virtual Meeting VII”");
const TIME: Field = ("time", "when it is, in UTC");
const WHEN: Field = ("when", "when it is, in UTC and in the reader’s zone, and for how long");
const PLACE: Field = ("place", "where it is, where it has a place");
const ANSWER: Field = ("answer", "the reader’s own link to say whether they come");
const SAID: Field = ("said", "what the reader said, as in “that you come”");
const OTHER: Field = ("other", "when else it is held, where it has several sittings");
const BEFORE: Field = ("before", "when it was as far as the reader knew, where the time moved");
const UNTIL: Field = ("until", "until when one can answer, in UTC and in the reader’s zone");
const MINUTES: Field = ("minutes", "how long the call is to be");
const TIMES: Field = ("times", "at how many times it could be");
const NOTE: Field = ("note", "the note of the poll, where it has one");
const REASON: Field = ("reason", "why it was moved or cancelled");

const TASKS: Field = ("tasks", "the tasks, each with the reader’s own link to take it");

impl Kind {
    /// The field without which its words would be of no use.
    #[must_use]
    pub fn needs(self) -> Option<Field> {
        (self == Self::Volunteers).then_some(TASKS)
    }

    /// The fields that its words may have.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Announcement => &[NAME, FORUM, CYCLE, ("page", "the address of the cycle’s page")],
            Self::Invitation => &[NAME, FORUM, CYCLE, CALL, TIME, WHEN, PLACE, OTHER, ANSWER, PAGE],
            Self::Change => {
                &[NAME, FORUM, CYCLE, CALL, TIME, WHEN, PLACE, OTHER, BEFORE, REASON, SAID, ANSWER, PAGE]
            }
            Self::Poll => &[
                NAME,
                FORUM,
                CYCLE,
                CALL,
                UNTIL,
                MINUTES,
                TIMES,
                NOTE,
                ("answer", "the reader’s own link to their answer"),
                ("page", "the address of the poll"),
            ],
            Self::Cancellation => &[NAME, FORUM, CYCLE, CALL, TIME, WHEN, BEFORE, REASON, PAGE],
            Self::Volunteers => &[NAME, FORUM, CYCLE, TASKS, ("page", "the address of all tasks")],
        }
    }
}

/// What a field becomes for one reader; none where it has nothing to say.
pub type Values = Vec<(&'static str, String)>;

fn value<'a>(values: &'a Values, field: &str) -> &'a str {
    values.iter().find(|(name, _)| *name == field).map_or("", |(_, value)| value)
}

/// A piece of a text: as it stands, or a field.
enum Piece<'a> {
    Text(&'a str),
    Field(&'a str),
}

/// Braces around a word of small letters are a field; any others stand for themselves.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let field = |from: usize| -> Option<(&str, usize)> {
            let inside = &rest[from + 1..];
            let end = inside.find('}')?;
            let word = &inside[..end];
            let fits = !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            fits.then_some((word, from + end + 2))
        };
        let found = rest.match_indices('{').find_map(|(from, _)| field(from).map(|found| (from, found)));
        match found {
            Some((0, (word, end))) => {
                rest = &rest[end..];
                Some(Piece::Field(word))
            }
            Some((from, _)) => {
                let text = &rest[..from];
                rest = &rest[from..];
                Some(Piece::Text(text))
            }
            None => Some(Piece::Text(std::mem::take(&mut rest))),
        }
    })
}

/// A line for one reader. A value is never read for fields of its own.
#[must_use]
pub fn filled(line: &str, values: &Values) -> String {
    let piece = |piece| match piece {
        Piece::Text(text) => text,
        Piece::Field(field) => value(values, field),
    };
    pieces(line).map(piece).collect()
}

/// A line as those see it who look after mailings: what differs between readers is left open.
#[must_use]
pub fn shown(line: &str, values: &Values) -> String {
    let piece = |piece| match piece {
        Piece::Text(text) => text,
        Piece::Field(field) => Some(value(values, field)).filter(|value| !value.is_empty()).unwrap_or("…"),
    };
    pieces(line).map(piece).collect()
}

/// A text for one reader: a line with a field that has nothing to say for them is left out.
#[must_use]
pub fn filled_lines(text: &str, values: &Values) -> String {
    let mut kept = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        let says = |piece| !matches!(piece, Piece::Field(field) if value(values, field).is_empty());
        let is_gap = line.trim().is_empty() && (kept.is_empty() || kept.ends_with("\n\n"));
        if pieces(line).all(says) && !is_gap {
            kept.push_str(&filled(line, values));
            kept.push('\n');
        }
    }
    kept
}

/// The fields in a text that a mailing of this kind does not have.
#[must_use]
pub fn unknown(text: &str, kind: Kind) -> Vec<&str> {
    let field = |piece| match piece {
        Piece::Field(field) => Some(field),
        Piece::Text(_) => None,
    };
    let is_known = |field: &&str| kind.fields().iter().any(|(known, _)| known == field);
    pieces(text).filter_map(field).filter(|field| !is_known(field)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        let page = "https://bpf.example.org/cybersecurity/2018".to_owned();
        vec![
            ("name", "Sample {cycle}".to_owned()),
            ("cycle", "Cybersecurity 2018".to_owned()),
            ("page", page),
        ]
    }

    #[test]
    fn fields_are_filled_in_once() {
        assert_eq!(filled("Hello {name}: {cycle}.", &values()), "Hello Sample {cycle}: Cybersecurity 2018.");
        assert_eq!(filled("{{page}", &values()), "{https://bpf.example.org/cybersecurity/2018");
    }

    #[test]
    fn a_line_that_has_nothing_to_say_is_left_out_with_its_gap() {
        let text = "It is on\n\n{cycle}\nWhere: {place}\n\n{reason}\n\nSee {page}";
        let expected = "It is on\n\nCybersecurity 2018\n\nSee https://bpf.example.org/cybersecurity/2018\n";
        assert_eq!(filled_lines(text, &values()), expected);
    }

    #[test]
    fn braces_that_are_no_field_stay() {
        for text in ["", "{", "}{", "{}", "{ name }", "{Name}", "a {b c} d", "{name"] {
            assert_eq!(filled(text, &values()), text);
            assert!(unknown(text, Kind::Announcement).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_field_that_does_not_exist_is_found() {
        let text = "Hello {nmae}, {cycle}, {first_name}, {call}";
        assert_eq!(unknown(text, Kind::Announcement), ["nmae", "first_name", "call"]);
        assert_eq!(unknown(text, Kind::Invitation), ["nmae", "first_name"]);
    }
}
