//! What is mine: the page of all that waits for me, my calendar, and personal links: whatever they do, and those that
//! stand for me.
//!
//! A link is opened here and handed to the room that it belongs to.

mod pages;

use axum::{
    Router,
    routing::{get, post},
};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/my", get(pages::show))
        .route("/my/calendar", post(pages::renew_calendar))
        .route("/l/{token}", get(pages::show_link).post(pages::follow_link))
        .route("/settings/links", get(pages::list_links))
        .route("/settings/links/revoke", post(pages::revoke_link))
}
