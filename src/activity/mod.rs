//! Activity: one row per act. Time lines, feeds and the audit read it; nothing else records what happened.
//!
//! Table: `activity`. Every verb of an `actions.rs` records exactly one act, in its own transaction. The database refuses
//! to change or delete one; the function `erase_activity` blanks what was said of a person and keeps that it was done.

mod audit;
mod model;
mod pages;
pub mod store;

pub use audit::{Change, Entry, Family, Filter, Scope};
pub use model::{Act, Diff, Happened, Visibility};
pub use pages::{audit_page, audit_table};
