//! Privacy: what the site holds about somebody, for themselves to see, to take along, and to have removed.
//!
//! Everybody sees and deletes their own, nobody another's; the Secretariat says for how long things are kept, and
//! publishes the privacy notices, which everybody reads. Tables: `annex_choice`, `retention`, `job`, and those of the other rooms, by person.

mod actions;
mod archive;
mod forms;
mod mail;
mod model;
mod pages;
pub mod retention;
pub mod store;

use axum::{Router, routing::get};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/settings/data", get(pages::show_held))
        .route("/settings/data.zip", get(pages::download_held))
        .route("/admin/retention", get(pages::edit_retention).post(pages::update_retention))
        .route("/privacy/notice", get(pages::show_site_notice))
        .route("/privacy/notice/edit", get(pages::edit_site_notice).post(pages::publish_site_notice))
        .route("/privacy/notice/{version}", get(pages::show_site_version))
        .route("/{forum}/privacy", get(pages::show_notice))
        .route("/{forum}/privacy/edit", get(pages::edit_notice).post(pages::publish_notice))
        .route("/{forum}/privacy/{version}", get(pages::show_version))
        .route("/settings/consents", get(pages::show_consents).post(pages::set_consent))
        .route("/settings/annex", get(pages::edit_annex).post(pages::update_annex))
        .route("/settings/delete", get(pages::explain_deletion).post(pages::delete))
        .route("/settings/delete/{token}", get(pages::show_deletion_link).post(pages::delete_by_link))
}
