//! What is wrong with what was typed.

use axum::http::StatusCode;

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

    /// Under which status the form is shown: 422 when there is something to mend, else 200.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        if self.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
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
