//! Meetings in the database.

mod details;
mod find;
mod write;

pub use details::{Details, find_details};
pub use find::{Ahead, find_meeting, find_next, list_ahead, list_meetings};
pub use write::*;
