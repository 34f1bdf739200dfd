//! Polls in the database.

mod asked;
mod due;
mod find;
mod merges;
mod replies;
mod tallies;
mod write;

pub use asked::{MyPoll, is_asked, list_to_ask, list_unanswered, set_asked};
pub use due::{Due, Reminder, claim_closed, claim_complete, claim_reminders};
pub use find::{
    AskedAbout, find_by_id, find_place, find_poll, list_asked_about, list_required, list_role_holders,
};
pub use merges::{find_kept, insert_merge, list_merges, undo_merge};
pub use replies::{
    delete_reply, erase_guests, find_reply, find_reply_by_id, hand_over, list_replies, lock_replies,
    set_marks, set_reply,
};
pub use tallies::{
    Absent, Zone, count_replies, find_counts, list_absent, list_can, list_missing, list_zones,
};
pub use write::{
    insert_poll, insert_slots, lock_poll, set_chosen, set_confirmed, set_dropped, set_poll, set_required,
    set_withdrawn, share_poll,
};
