//! Windows: from when until when something takes input, with the history of every change of its ends.
//!
//! Tables: `time_window`, `time_window_change`; view: `tool`. A window belongs to the tool that refers to it, which
//! decides who may use it and move it. A milestone of the work plan may point to one: then its days move the window.

mod model;
pub mod store;
mod tool;

pub use model::{GRACE_MINUTES, Standing, Window};
pub use tool::{Tool, ToolKind};
