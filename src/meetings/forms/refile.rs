//! Moving a call to the cycle that it is of.

use serde::Deserialize;

use crate::{
    forum::CyclePlace,
    meetings::{Kind, Meeting},
    web::{Errors, Text},
};

/// Where a call is to stand, and under which number.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RefileForm {
    /// The address of the cycle, as in `/cybersecurity/2017`.
    pub to: String,
    /// Its number there; empty for the next one.
    pub ordinal: String,
    /// Why; shown in public.
    pub reason: String,
}

/// The same, checked.
#[derive(Debug, Clone)]
pub struct Refiled {
    /// The cycle.
    pub to: CyclePlace,
    /// Its number there; none for the next one, or where calls of its kind have none.
    pub number: Option<i32>,
    /// Why.
    pub reason: String,
}

impl RefileForm {
    /// As it stands when nothing is typed yet: a number that was printed is likely to be right there too.
    #[must_use]
    pub fn of(meeting: &Meeting) -> Self {
        Self {
            ordinal: meeting.ordinal.map(|ordinal| ordinal.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Where it goes.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, meeting: &Meeting, offered: &[CyclePlace]) -> Result<Refiled, Errors> {
        let mut errors = Errors::default();
        let to = offered.iter().find(|place| place.path() == self.to).cloned();
        if to.is_none() {
            errors.add("to", "Choose the cycle that the call belongs to.");
        }
        let number = self.ordinal.trim().parse().ok().filter(|number| (1..=3999).contains(number));
        let is_numbered = meeting.kind == Kind::Virtual;
        if is_numbered && number.is_none() && !self.ordinal.trim().is_empty() {
            errors.add("ordinal", "Enter the number in digits, such as 7, or leave it empty.");
        }
        let reason = self.reason.required(&mut errors, "reason", "why: it is public in both cycles", 300);
        match to {
            Some(to) => errors.or(Refiled { to, number: number.filter(|_| is_numbered), reason }),
            None => Err(errors),
        }
    }
}
