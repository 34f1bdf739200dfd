//! Notifications in the database.

mod at_once;
mod digests;
mod fan_out;

pub use at_once::*;
pub use digests::*;
pub use fan_out::*;
