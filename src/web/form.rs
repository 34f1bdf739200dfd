//! Forms: what is wrong with what was typed, and the checks that all forms share.

/// What is wrong, by field, in the order of the form. Shown as a summary with links, and at each field.
#[derive(Debug, Clone, Default)]
pub struct Errors(Vec<(String, String)>);

impl Errors {
    /// Says what is wrong with a field and how to mend it.
    pub fn add(&mut self, field: impl Into<String>, sentence: impl Into<String>) {
        self.0.push((field.into(), sentence.into()));
    }

    /// What is wrong with this field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, sentence)| sentence.as_str())
    }

    /// Nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All, for the summary.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, sentence)| (field.as_str(), sentence.as_str()))
    }

    /// The value, or what is wrong.
    ///
    /// # Errors
    /// Itself, when there is anything.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    /// With one thing wrong.
    #[must_use]
    pub fn one(field: &str, sentence: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.add(field, sentence);
        errors
    }
}

/// Checks of a line or a text that was typed.
pub trait Text {
    /// Trimmed, white space folded, invisible direction marks and control characters taken out.
    fn line(&self) -> String;

    /// A line of 1 to `most` characters; else an error for `field`, which the sentences call `what`.
    fn required(&self, errors: &mut Errors, field: &str, what: &str, most: usize) -> String;

    /// A line of up to `most` characters.
    fn optional(&self, errors: &mut Errors, field: &str, what: &str, most: usize) -> String;
}

impl Text for str {
    fn line(&self) -> String {
        let visible = |c: &char| !is_direction_mark(*c) && (!c.is_control() || c.is_whitespace());
        let kept: String = self.chars().filter(visible).collect();
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
}

/// Overrides of direction can make a name read as another; text keeps its own direction without them.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
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
}
