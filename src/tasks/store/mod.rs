//! Tasks in the database.

mod find;
mod write;

pub use find::{
    find_source, find_task, list_askable, list_board, list_claims, list_holders, list_milestones, list_tasks,
};
pub use write::{
    end_claims, insert_claim, insert_task, lock_task, set_claim, set_ended, set_reference, set_started,
    set_task,
};
