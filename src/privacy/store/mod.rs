//! Privacy in the database.

pub mod annex;
pub mod erase;
pub mod held;
mod mail;
pub mod retention;
