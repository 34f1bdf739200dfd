//! Tasks: what volunteers take on between the calls, who holds them, and what came of them.
//!
//! Tables: `task`, `task_claim`, `task_check_in`, `task_answer`, `task_call`, `task_call_mailed`. Everybody reads the
//! board; who signed in, or holds a personal link to a task, takes it, says how it stands and gives it back; those who
//! write in a cycle add and change tasks; its facilitators ask somebody to take one, call for volunteers by mail, and drop
//! one. A task that is not ended is held by somebody, by a role, or calls for volunteers, which the database itself
//! enforces.
//!
//! How a task stands is asked of the people who have it, at half time and on the last day ([`check_in`]). A role is not
//! asked: whoever has it has it as long as the role lasts, and cannot give the task back. Who answers neither of two
//! check-ins loses the task on the day that the second one named ([`lapse`]).

pub mod actions;
mod feed;
mod forms;
mod jobs;
mod mail;
mod mailed;
mod model;
mod pages;
pub mod store;

use axum::{
    Router,
    routing::{get, post},
};

pub use forms::NewTask;
pub use jobs::{check_in, lapse};
pub use mailed::Mailed;
pub use model::{
    Answer, Asked, Board, Called, CheckInKind, Claim, ClaimState, Cursor, GRACE_DAYS, Holder, Said,
    Selection, Source, Task, TaskState, Waiting, Wanted,
};

pub use pages::{act_by_link, show_by_link};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/{forum}/{year}/tasks", get(pages::board))
        .route("/{forum}/{year}/tasks.{format}", get(pages::board_as))
        .route("/{forum}/{year}/tasks/new", get(pages::new).post(pages::create))
        .route("/{forum}/{year}/tasks/call", get(pages::ask_call).post(pages::call))
        .route("/{forum}/{year}/tasks/{task}", get(pages::show))
        .route("/{forum}/{year}/tasks/{task}/edit", get(pages::edit).post(pages::update))
        .route("/{forum}/{year}/tasks/{task}/take", post(pages::take))
        .route("/{forum}/{year}/tasks/{task}/answer", post(pages::answer))
        .route("/{forum}/{year}/tasks/{task}/begin", post(pages::begin))
        .route("/{forum}/{year}/tasks/{task}/stand", post(pages::stand))
        .route("/{forum}/{year}/tasks/{task}/release", post(pages::release))
        .route("/{forum}/{year}/tasks/{task}/ask", post(pages::ask))
        .route("/{forum}/{year}/tasks/{task}/finish", get(pages::ask_finish).post(pages::finish))
        .route("/{forum}/{year}/tasks/{task}/drop", get(pages::ask_drop).post(pages::drop))
}
