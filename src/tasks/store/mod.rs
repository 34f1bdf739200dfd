//! Tasks in the database.

mod claims;
mod find;
mod mine;
mod write;

pub use claims::{end_claims, insert_claim, list_askable, list_claims, list_holders, set_claim};
pub use find::{find_source, find_task, list_board, list_calls_with_tasks, list_milestones, list_tasks};
pub use mine::{MyTask, list_done, list_mine};
pub use write::{insert_task, lock_task, set_reference, set_state, set_task};
