//! Confirming and withdrawing a poll, and making one answer of two.

use serde::Deserialize;

use crate::{
    db::{ReplyId, SittingId, SlotId},
    meetings::{
        Sitting,
        polls::{Poll, Slot},
    },
    web::{Errors, Text},
};

/// Which slot the call will be at.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ConfirmForm {
    /// The slot.
    pub slot: Option<i64>,
    /// A second one, of a call that is held twice.
    pub and: Option<i64>,
    /// Why a call moves that had a time.
    pub reason: String,
    /// Ticked where somebody required cannot come.
    pub sure: Option<String>,
    /// Of a call with several sittings: which one moves.
    pub sitting: Option<i64>,
    /// How often the poll had been saved when the form was opened.
    pub edits: i32,
}

/// What was chosen, checked.
#[derive(Debug, Clone)]
pub struct Confirmed {
    /// One slot, or two, in the order of time.
    pub slots: Vec<Slot>,
    /// Of a call with several sittings and one slot: which one moves.
    pub sitting: Option<SittingId>,
    /// Why the call moves; empty where it had no time.
    pub reason: String,
}

impl ConfirmForm {
    /// The slots that are meant, in the order of time; none where one of them is not there to be chosen.
    #[must_use]
    pub fn slots(&self, poll: &Poll) -> Option<Vec<Slot>> {
        let find = |id: i64| poll.asked().find(|slot| slot.id == SlotId(id)).copied();
        let mut slots = vec![find(self.slot?)?];
        if let Some(and) = self.and {
            slots.push(find(and)?);
        }
        slots.sort_by_key(|slot| slot.starts_at);
        slots.dedup();
        Some(slots)
    }

    /// What was chosen. `sittings` are those that can move; `moves`: the call had a time; `is_doubtful`: somebody required
    /// cannot come or did not say, or nobody can.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(
        &self,
        slots: Vec<Slot>,
        sittings: &[&Sitting],
        moves: bool,
        is_doubtful: bool,
    ) -> Result<Confirmed, Errors> {
        let mut errors = Errors::default();
        let sitting = sittings.iter().map(|sitting| sitting.id).find(|id| Some(id.0) == self.sitting);
        if sittings.len() > 1 && slots.len() == 1 && sitting.is_none() {
            errors.add("sitting", "Choose which sitting moves.");
        }
        let reason = self.reason.optional(&mut errors, "reason", "the reason", 300);
        if moves && reason.is_empty() {
            errors.add("reason", "Say why the time moves: everybody who wanted to come will read it.");
        }
        if is_doubtful && self.sure.is_none() {
            errors.add(
                "sure",
                "Somebody who is required cannot come or did not say, or nobody can. Tick that it is to be then all the same.",
            );
        }
        errors.or(Confirmed { slots, sitting, reason })
    }
}

/// Taking a poll back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// Why; shown in public.
    pub reason: String,
}

impl WithdrawForm {
    /// Why.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<String, Errors> {
        let mut errors = Errors::default();
        let reason = self.reason.required(&mut errors, "reason", "why it is withdrawn", 300);
        errors.or(reason)
    }
}

/// Which answer goes into which.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MergeForm {
    /// The one that is kept.
    pub keep: Option<i64>,
    /// The one that goes into it.
    pub gone: Option<i64>,
}

impl MergeForm {
    /// Both; none where they are not two.
    #[must_use]
    pub fn both(&self) -> Option<(ReplyId, ReplyId)> {
        let (keep, gone) = self.keep.zip(self.gone)?;
        (keep != gone).then_some((ReplyId(keep), ReplyId(gone)))
    }
}
