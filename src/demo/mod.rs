//! The demo: a throw-away site with the cybersecurity cycles of 2016 to 2018, on a clock that starts in October 2018.
//!
//! [`facts`] is what happened; [`story`] orders it in time; [`fill()`] lets it happen again, through the same verbs that
//! the pages use, so that time line, feeds and references come out as they would have.

pub mod facts;
mod fill;
mod story;

pub use fill::fill;

use crate::clock::{Clock, Instant};

/// The demo's clock: starts at [`facts::CLOCK_START`] and moves.
#[must_use]
pub fn clock() -> Clock {
    Instant::parse(facts::CLOCK_START).map_or(Clock::System, Clock::starting_at)
}
