//! Activity: one row per act. Time lines, feeds and the audit read it; nothing else records what happened.
//!
//! Table: `activity`. Every verb of an `actions.rs` records exactly one act, in its own transaction.

mod model;
pub mod store;

pub use model::{Act, Diff, Happened, Visibility};
