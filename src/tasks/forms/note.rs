//! An answer, and a note to it.

use serde::Deserialize;

use crate::web::{Errors, Text};

/// The most that a note has, in characters.
const NOTE: usize = 500;

/// Why somebody gives a task back or says no, and why one is dropped.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    /// In a line.
    pub note: String,
    /// What is answered: yes or no, or how it stands.
    pub answer: String,
    /// Of being asked: whom.
    pub person: String,
}

impl NoteForm {
    /// The note, which may be empty.
    ///
    /// # Errors
    /// When it is too long.
    pub fn optional(&self) -> Result<String, Errors> {
        let mut errors = Errors::default();
        let note = self.note.optional(&mut errors, "note", "the note", NOTE);
        errors.or(note)
    }

    /// The reason, which must be given.
    ///
    /// # Errors
    /// When it is missing or too long.
    pub fn required(&self) -> Result<String, Errors> {
        let mut errors = Errors::default();
        let note = self.note.required(&mut errors, "note", "the reason", NOTE);
        errors.or(note)
    }
}
