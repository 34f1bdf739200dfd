//! What somebody says about coming.

use serde::Deserialize;

use crate::{
    meetings::{Answer, Meeting, Sitting},
    web::{Errors, Text},
};

/// The most that a note has, in characters.
const NOTE_LENGTH: usize = 300;

/// The form, on the call's page and behind a personal link.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RsvpForm {
    /// The number of the sitting.
    pub sitting: String,
    /// Whether they come.
    pub answer: String,
    /// What the facilitators should know.
    pub note: String,
    /// Sent where the answer is taken back.
    pub withdraw: Option<String>,
}

impl RsvpForm {
    /// The sitting that it is about.
    pub fn sitting_of<'a>(&self, meeting: &'a Meeting) -> Option<&'a Sitting> {
        let position = self.sitting.trim().parse::<i32>().ok()?;
        meeting.sittings.iter().find(|sitting| sitting.position == position)
    }

    /// Whether they come, with their note; none where they take their answer back.
    ///
    /// # Errors
    /// What to mend; fields are called after the sitting.
    pub fn check(&self, sitting: &Sitting) -> Result<Option<(Answer, String)>, Errors> {
        if self.withdraw.is_some() {
            return Ok(None);
        }
        let mut errors = Errors::default();
        let number = sitting.position;
        let answer = Answer::parse(&self.answer);
        if answer.is_none() {
            errors.add(format!("answer{number}"), "Choose whether you come.");
        }
        let note = self.note.optional(&mut errors, &format!("note{number}"), "the note", NOTE_LENGTH);
        errors.or(answer.map(|answer| (answer, note)))
    }
}
