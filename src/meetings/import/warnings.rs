//! What a person has to look at, each with the field of the review beside which it stands.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::Report;

/// A whole sentence for the person who checks the import. In JSON it is the sentence alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Warning {
    sentence: String,
    about: About,
}

/// The field of the review that a warning is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum About {
    /// The day of the call, or of its sittings.
    Day,
    /// When it began.
    Time,
    /// The text of the report.
    Text,
    /// What is said of the next call.
    NextCall,
    /// The report as a whole, or where it is filed.
    #[default]
    Whole,
}

impl From<String> for Warning {
    fn from(sentence: String) -> Self {
        Self { sentence, about: About::Whole }
    }
}

impl From<Warning> for String {
    fn from(warning: Warning) -> Self {
        warning.sentence
    }
}

impl Deref for Warning {
    type Target = str;

    fn deref(&self) -> &str {
        &self.sentence
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence)
    }
}

impl Report {
    /// Adds a sentence for the person who checks the import.
    pub(super) fn warn(&mut self, about: About, sentence: impl Into<String>) {
        self.warnings.push(Warning { sentence: sentence.into(), about });
    }

    /// The sentences about one field of the review, to stand beside it.
    #[must_use]
    pub fn warnings_about(&self, about: About) -> String {
        let sentences = self.warnings.iter().filter(|warning| warning.about == about);
        sentences.map(|warning| warning.sentence.as_str()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_stands_beside_its_field_and_is_a_sentence_in_json() {
        let mut report = Report::default();
        report.warn(About::Day, "Check the day.");
        report.warn(About::Text, "Check the text.");
        report.warn(About::Day, "Check the year.");

        assert_eq!(report.warnings_about(About::Day), "Check the day. Check the year.");
        let json = serde_json::to_value(&report).expect("JSON");
        assert_eq!(json["warnings"][1], "Check the text.");
    }
}
