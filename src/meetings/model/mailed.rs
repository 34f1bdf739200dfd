//! Of which sittings of a call people can be told by mail.

use crate::{
    clock::Instant,
    forum::Cycle,
    mailings::Kind,
    meetings::{Meeting, Sitting},
};

impl Meeting {
    /// The sittings of which there is something to tell: none that has begun.
    pub fn sittings_ahead(&self, now: Instant) -> impl Iterator<Item = &Sitting> {
        let is_ahead = move |sitting: &&Sitting| {
            now < if sitting.time_known { sitting.starts_at } else { sitting.ends_at() }
        };
        self.sittings.iter().filter(is_ahead)
    }

    /// The sittings of which a mailing of this kind tells: of those ahead, the ones that are cancelled or the ones that
    /// are not; none in a draft or a test cycle.
    #[must_use]
    pub fn sittings_told(&self, kind: Kind, cycle: &Cycle, now: Instant) -> Vec<&Sitting> {
        let is_told = |sitting: &&Sitting| {
            is_found(cycle) && sitting.cancelled_at.is_some() == (kind == Kind::Cancellation)
        };
        self.sittings_ahead(now).filter(is_told).collect()
    }

    /// Why nobody is told of it by mail; none where people can be.
    #[must_use]
    pub fn why_not_told(&self, kinds: &[Kind], cycle: &Cycle, now: Instant) -> Option<&'static str> {
        if !is_found(cycle) {
            Some("Nobody is invited to a call of a draft or a test cycle: people would not find it.")
        } else if kinds.iter().all(|kind| self.sittings_told(*kind, cycle, now).is_empty()) {
            Some("This call has no time ahead: there is nothing to invite to or to tell of.")
        } else {
            None
        }
    }
}

/// Whether people find the calls of a cycle.
fn is_found(cycle: &Cycle) -> bool {
    !cycle.is_draft() && !cycle.trial
}
