//! Windows: from when until when something takes input, with the history of every change of its end.
//!
//! Tables: `time_window`, `time_window_change`. A window belongs to the tool that refers to it, which decides who
//! may use it and move it.

mod model;
pub mod store;

pub use model::{GRACE_MINUTES, Standing, Window};
