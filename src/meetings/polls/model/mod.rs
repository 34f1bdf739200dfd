//! Polls: types and rules.

mod poll;
mod reply;

pub use poll::{Poll, PollState, Required, Slot, Stage};
pub use reply::{Fit, Mark, Merge, Reply, Tally};
