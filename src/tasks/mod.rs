//! Tasks: what volunteers take on between the calls, who holds them, and what came of them.
//!
//! Tables: `task`, `task_claim`. Everybody reads the board; who signed in takes a task and gives it back; those who write in
//! a cycle add and change tasks; its facilitators ask somebody to take one, and drop one. A task that is not ended is held
//! by somebody, by a role, or calls for volunteers, which the database itself enforces.

pub mod actions;
mod feed;
mod forms;
mod model;
mod pages;
pub mod store;

use axum::{
    Router,
    routing::{get, post},
};

pub use forms::NewTask;
pub use model::{Asked, Board, Claim, ClaimState, Cursor, Holder, Selection, Source, Task, TaskState};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/{forum}/{year}/tasks", get(pages::board))
        .route("/{forum}/{year}/tasks.{format}", get(pages::board_as))
        .route("/{forum}/{year}/tasks/new", get(pages::new).post(pages::create))
        .route("/{forum}/{year}/tasks/{task}", get(pages::show))
        .route("/{forum}/{year}/tasks/{task}/edit", get(pages::edit).post(pages::update))
        .route("/{forum}/{year}/tasks/{task}/take", post(pages::take))
        .route("/{forum}/{year}/tasks/{task}/answer", post(pages::answer))
        .route("/{forum}/{year}/tasks/{task}/begin", post(pages::begin))
        .route("/{forum}/{year}/tasks/{task}/release", post(pages::release))
        .route("/{forum}/{year}/tasks/{task}/ask", post(pages::ask))
        .route("/{forum}/{year}/tasks/{task}/finish", get(pages::ask_finish).post(pages::finish))
        .route("/{forum}/{year}/tasks/{task}/drop", get(pages::ask_drop).post(pages::drop))
}
