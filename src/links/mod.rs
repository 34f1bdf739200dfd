//! Personal links (`/l/{token}`): one secret, one purpose, one use. A GET shows what it does, a POST does it, so
//! that a mail scanner uses nothing up.
//!
//! Table: `link`. So far: the first administrator, invitations, and the demo's sign-in links.

mod actions;
mod forms;
mod model;
mod pages;
pub mod store;

use axum::{Router, routing::get};

pub use actions::{first_administrator, invite, sign_in_link};
pub use forms::{InviteForm, NewAccount};
pub use model::{Invited, Link, Purpose};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/l/{token}", get(pages::show).post(pages::act))
        .route("/admin", get(pages::admin))
        .route("/admin/invitations", get(pages::new_invitation).post(pages::invite))
}
