//! References: one row for each thing that can be cited, written by its owner in the same transaction.
//!
//! Table: `reference`. Citations, the activity and search point to it, so that features need not know each other.

mod model;
pub mod store;

pub use model::{Citable, Kind};
