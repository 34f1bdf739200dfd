//! Meetings in the database.

mod coming;
mod details;
mod due;
mod expected;
mod find;
mod invitations;
mod mine;
mod moved;
mod parts;
mod reminders;
mod row;
mod rsvp;
mod sittings;
mod write;

pub use coming::{Called, Coming, list_called, list_coming};
pub use details::{CameOfIt, Details, find_details};
pub use due::{claim_intended, reset_undone};
pub use expected::list_expected;
pub use find::{
    Ahead, find_deleted, find_meeting, list_ahead, list_current, list_meetings, list_said_in, list_these,
};
pub use invitations::{Known, list_known, list_to_invite, list_to_tell, set_told};
pub use mine::{
    MyProposal, MySitting, Waiting, Waits, list_calendar, list_mine, list_my_proposals, list_waiting,
};
pub use moved::{find_moved, next_serial, set_cycle, set_unsaid_elsewhere};
pub use parts::*;
pub use reminders::{Reminder, claim_reminders};
pub use rsvp::*;
pub use sittings::*;
pub use write::*;
