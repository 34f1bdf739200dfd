//! Who acts in a cycle: what every verb about a cycle, and about what is in it, receives.

use super::CyclePlace;
use crate::{
    activity::{Act, Diff, Visibility},
    clock::Instant,
    db::PersonId,
    web::Frame,
};

/// Who acts, where, and when.
#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    /// Who; none for the demo's calls.
    pub person: Option<PersonId>,
    /// In which cycle.
    pub place: &'a CyclePlace,
    /// When.
    pub now: Instant,
}

impl<'a> Actor<'a> {
    /// Whoever sent this request, in a cycle. Whether they may act is asked of the frame, before.
    #[must_use]
    pub fn of(frame: &Frame, place: &'a CyclePlace) -> Self {
        Self { person: frame.viewer().person(), place, now: frame.now() }
    }

    /// What they did in the cycle, to be recorded; about the cycle as a whole, unless a reference is added.
    #[must_use]
    pub fn act(&self, verb: &'static str, visibility: Visibility, summary: String, diff: Diff) -> Act {
        Act {
            actor: self.person,
            verb,
            forum: Some(self.place.forum.id),
            cycle: Some(self.place.cycle.id),
            reference: None,
            visibility,
            summary,
            diff,
        }
    }
}
