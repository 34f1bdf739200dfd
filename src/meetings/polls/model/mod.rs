//! Polls: types and rules.

mod counts;
mod poll;
mod reply;

pub use counts::{Counts, Tally};
pub use poll::{Poll, PollState, Required, Slot, Stage};
pub use reply::{Fit, Mark, Merge, Reply};
