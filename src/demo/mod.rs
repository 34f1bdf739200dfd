//! The demo: a throw-away site with the cybersecurity cycles of 2016 to 2018.

use crate::{app::App, clock::Clock, web::Result};

pub mod facts;

/// The demo's clock.
#[must_use]
pub fn clock() -> Clock {
    Clock::System
}

/// Fills.
pub async fn fill(_app: &App) -> Result<Vec<(String, String)>> {
    Ok(Vec::new())
}
