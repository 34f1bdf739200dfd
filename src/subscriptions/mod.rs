//! Subscriptions: following a forum, a cycle or an object, with or without an account, and how somebody wants their
//! mail.
//!
//! Tables: `subscription`, `reader`. Anybody may follow what is public, by an address that they confirm; what they hear
//! is `notifications`' to say. Whether an address may be mailed is read when mail is sent.

mod actions;
mod forms;
mod mail;
mod model;
mod pages;
pub mod store;

use axum::{Router, routing::get};

pub use actions::{Asking, ask, choose, leave_all, save};
pub use model::{Follow, Pace, Reader, Reminders, Target};
pub use pages::{confirm, confirm_page};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new().route("/follow", get(pages::show_follow).post(pages::follow))
}
