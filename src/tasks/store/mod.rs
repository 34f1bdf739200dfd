//! Tasks in the database.

mod calls;
mod claims;
mod find;
mod mine;
mod standing;
mod write;

pub use calls::{insert_calls, list_called, list_not_called, list_wanted, lock_tasks, set_called};
pub use claims::{
    end_claims, insert_claim, list_askable, list_claims, list_holders, set_claim, withdraw_asked,
};
pub use find::{
    find_place_of_task, find_source, find_task, list_board, list_calls_with_tasks, list_linked,
    list_milestones, list_tasks,
};
pub use mine::{MyTask, list_done, list_mine};
pub use standing::{CheckIn, claim_check_ins, find_silent, insert_answer, list_answers, set_lapsed};
pub use write::{insert_task, lock_task, set_reference, set_state, set_task};
