//! Tasks in the database.

mod find;
mod mine;
mod write;

pub use find::{
    find_source, find_task, list_askable, list_board, list_claims, list_holders, list_milestones, list_tasks,
};
pub use mine::{MyTask, list_done, list_mine};
pub use write::{
    end_claims, insert_claim, insert_task, lock_task, set_claim, set_ended, set_reference, set_started,
    set_task,
};
