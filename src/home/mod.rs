//! The front page: what is going on, over all forums. Also the pages about the site itself, and the zone that a
//! visitor chooses.

mod pages;

use axum::{Router, routing::get};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/", get(pages::home))
        .route("/index.atom", get(pages::feed_of_all))
        .route("/zone", get(pages::zones).post(pages::set_zone))
        .route("/privacy", get(pages::privacy))
        .route("/code-of-conduct", get(pages::conduct))
        .route("/data", get(pages::data))
        .route("/healthz", get(pages::healthz))
        .route("/readyz", get(pages::readyz))
}
