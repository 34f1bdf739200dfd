//! An answer to a poll.

use serde::Deserialize;

use crate::{
    db::SlotId,
    meetings::polls::{Fit, Poll, Reply},
    people::Email,
    web::{Errors, Text},
};

/// Chosen where nothing is said any more of a slot.
const NOTHING: &str = "nothing";

/// What somebody says of each slot. The field of a slot is called after its number: `slot-7`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<(String, String)>")]
pub struct AnswerForm {
    /// Of a guest.
    pub name: String,
    /// Of a guest, if they like.
    pub email: String,
    /// Of somebody without an account: they want their name shown.
    pub shows_name: bool,
    /// Sent where the answer is taken back.
    pub withdraw: bool,
    /// By slot, as typed.
    pub slots: Vec<(i64, String)>,
}

impl From<Vec<(String, String)>> for AnswerForm {
    fn from(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "name" => form.name = value,
                "email" => form.email = value,
                "shows_name" => form.shows_name = !value.is_empty(),
                "withdraw" => form.withdraw = true,
                _ => form
                    .slots
                    .extend(name.strip_prefix("slot-").and_then(|id| Some((id.parse().ok()?, value)))),
            }
        }
        form
    }
}

/// An answer, checked.
#[derive(Debug, Clone)]
pub struct Answered {
    /// What they say of slots of this poll.
    pub marks: Vec<(SlotId, Fit)>,
    /// Of which they no longer say anything.
    pub cleared: Vec<SlotId>,
    /// Whether they want their name shown.
    pub shows_name: bool,
}

impl AnswerForm {
    /// Filled with what somebody said.
    #[must_use]
    pub fn of(reply: &Reply) -> Self {
        let slots = reply.marks.iter().map(|mark| (mark.slot.0, mark.fit.code().to_owned())).collect();
        Self { shows_name: reply.shows_name, slots, ..Self::default() }
    }

    /// What stands at a slot.
    #[must_use]
    pub fn at(&self, slot: &SlotId) -> &str {
        self.slots.iter().rev().find(|(id, _)| *id == slot.0).map_or("", |(_, fit)| fit)
    }

    /// What they say of the slots that are asked about; one that was dropped meanwhile is passed over.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, poll: &Poll) -> Result<Answered, Errors> {
        let mut errors = Errors::default();
        let (mut marks, mut cleared) = (Vec::new(), Vec::new());
        for slot in poll.asked() {
            match self.at(&slot.id) {
                "" => {}
                NOTHING => cleared.push(slot.id),
                typed => match Fit::parse(typed) {
                    Some(fit) => marks.push((slot.id, fit)),
                    None => errors.add(format!("slot-{}", slot.id), "Choose yes, if need be, or no."),
                },
            }
        }
        if marks.is_empty() && errors.is_empty() {
            let first = poll.asked().next().map_or(0, |slot| slot.id.0);
            errors.add(format!("slot-{first}"), "Choose for at least one time whether you can come.");
        }
        errors.or(Answered { marks, cleared, shows_name: self.shows_name })
    }

    /// Who answers as a guest, with an address if they gave one.
    ///
    /// # Errors
    /// What to mend.
    pub fn guest(&self) -> Result<(String, Option<Email>), Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "your name", 200);
        let email = Email::parse(&self.email);
        if email.is_none() && !self.email.trim().is_empty() {
            errors.add("email", "Enter an e-mail address, such as name@example.org, or leave it empty.");
        }
        errors.or((name, email))
    }
}
