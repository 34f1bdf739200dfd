//! Accounts: signing in with a password, the sessions that are open, signing out.
//!
//! Tables: `account`, `session`. Anybody may sign in; nobody is told whether an address is known.

mod actions;
mod model;
mod pages;
pub mod store;

use axum::{
    Router,
    routing::{get, post},
};

pub use actions::{open_session, viewer_of};
pub use model::{Password, Secret};
pub use pages::{local_path, sign_in_again};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/sign-in", get(pages::sign_in).post(pages::enter))
        .route("/sign-out", post(pages::sign_out))
}
