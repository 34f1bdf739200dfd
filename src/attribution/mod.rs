//! Attribution: who it was, for whom, in which stakeholder group, as of that day. One row per submission, never
//! changed afterwards: a correction is a new row.
//!
//! Table: `attribution`. Attendance uses it now; contributions and comments will.

mod model;
pub mod store;

pub use model::{Attribution, Channel};
