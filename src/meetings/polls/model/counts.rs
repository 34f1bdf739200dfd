//! What all said of a poll.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Required, Slot};
use crate::db::SlotId;

/// What all said of one slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub struct Tally {
    /// How many can come.
    pub yes: i64,
    /// How many can and would rather not.
    pub if_need_be: i64,
    /// How many cannot.
    pub no: i64,
    /// How many of the required can come, if need be.
    pub required: i64,
}

impl Tally {
    /// How many can come, if need be.
    #[must_use]
    pub fn can(&self) -> i64 {
        self.yes + self.if_need_be
    }
}

/// What is counted of a poll.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// How many answered.
    pub replies: i64,
    /// How many were asked by mail.
    pub asked: i64,
    /// How many of these did not answer.
    pub silent: i64,
    /// Without whom the call makes no sense, by name.
    pub required: Vec<Required>,
    /// What was said of each slot.
    pub tallies: HashMap<SlotId, Tally>,
}

impl Counts {
    /// Whether people answered, and nobody said of any of these slots that they can come.
    #[must_use]
    pub fn suit_nobody(&self, slots: &[Slot]) -> bool {
        self.replies > 0 && slots.iter().all(|slot| self.tally(slot).can() == 0)
    }

    /// What was said of a slot.
    #[must_use]
    pub fn tally(&self, slot: &Slot) -> Tally {
        self.tallies.get(&slot.id).copied().unwrap_or_default()
    }
}
