//! The fields of a mailing: words in braces that are filled in for each reader.

/// A field, and what it becomes.
pub const FIELDS: &[(&str, &str)] = &[
    ("name", "the reader’s name"),
    ("forum", "the forum, as in “Best Practice Forum on Cybersecurity”"),
    ("cycle", "the cycle, as in “Cybersecurity 2018”"),
    ("page", "the address of the cycle’s page"),
];

/// What the fields become for one reader.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// The reader's name.
    pub name: &'a str,
    /// The forum's title.
    pub forum: &'a str,
    /// The cycle's name.
    pub cycle: &'a str,
    /// The absolute address of the cycle's page.
    pub page: &'a str,
}

impl<'a> Values<'a> {
    fn of(&self, field: &str) -> Option<&'a str> {
        match field {
            "name" => Some(self.name),
            "forum" => Some(self.forum),
            "cycle" => Some(self.cycle),
            "page" => Some(self.page),
            _ => None,
        }
    }
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

/// The text for one reader. A value is never read for fields of its own.
#[must_use]
pub fn filled(text: &str, values: &Values<'_>) -> String {
    let piece = |piece| match piece {
        Piece::Text(text) => text,
        Piece::Field(field) => values.of(field).unwrap_or_default(),
    };
    pieces(text).map(piece).collect()
}

/// The fields in a text that do not exist.
#[must_use]
pub fn unknown(text: &str) -> Vec<&str> {
    let field = |piece| match piece {
        Piece::Field(field) => Some(field),
        Piece::Text(_) => None,
    };
    pieces(text).filter_map(field).filter(|field| !FIELDS.iter().any(|(known, _)| known == field)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: Values<'_> = Values {
        name: "Sample {cycle}",
        forum: "Best Practice Forum on Cybersecurity",
        cycle: "Cybersecurity 2018",
        page: "https://bpf.example.org/cybersecurity/2018",
    };

    #[test]
    fn fields_are_filled_in_once() {
        assert_eq!(filled("Hello {name}: {cycle}.", &VALUES), "Hello Sample {cycle}: Cybersecurity 2018.");
        assert_eq!(filled("{{page}", &VALUES), "{https://bpf.example.org/cybersecurity/2018");
    }

    #[test]
    fn braces_that_are_no_field_stay() {
        for text in ["", "{", "}{", "{}", "{ name }", "{Name}", "a {b c} d", "{name"] {
            assert_eq!(filled(text, &VALUES), text);
            assert!(unknown(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_field_that_does_not_exist_is_found() {
        assert_eq!(unknown("Hello {nmae}, {cycle}, {first_name}"), ["nmae", "first_name"]);
    }
}
