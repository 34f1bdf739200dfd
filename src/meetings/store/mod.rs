//! Meetings in the database.

mod coming;
mod details;
mod find;
mod parts;
mod sittings;
mod write;

pub use coming::{Coming, list_coming};
pub use details::{Details, find_details};
pub use find::{Ahead, find_deleted, find_meeting, list_ahead, list_meetings, list_said_in};
pub use parts::*;
pub use sittings::*;
pub use write::*;
