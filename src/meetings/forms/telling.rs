//! What somebody writes who invites to a call, or tells that it was changed.

use serde::Deserialize;

use crate::{
    meetings::model::{Audience, Telling},
    web::Errors,
};

/// The most that the words have, in characters.
const WORDS_LENGTH: usize = 4000;

/// The form: written, looked at, sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TellingForm {
    /// Who is invited; not asked for a change.
    pub audience: String,
    /// Words of one's own, above what the letter says anyway.
    pub words: String,
    /// What was looked at, as the page had it; empty before that.
    pub seen: String,
    /// Sent where more is to be written first.
    pub back: Option<String>,
}

impl TellingForm {
    /// The words, as letters have them.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<String, Errors> {
        let mut errors = Errors::default();
        let words = self.words.trim().to_owned();
        let length = words.chars().count();
        if length > WORDS_LENGTH {
            let sentence = format!("Shorten it: it has {length} characters, and {WORDS_LENGTH} fit.");
            errors.add("words", sentence);
        }
        errors.or(words)
    }

    /// An invitation to whom was chosen.
    ///
    /// # Errors
    /// What to mend.
    pub fn invitation(&self) -> Result<Telling, Errors> {
        let audience = Audience::parse(&self.audience);
        audience.map(Telling::Invitation).ok_or_else(|| Errors::one("audience", "Choose who is invited."))
    }
}
