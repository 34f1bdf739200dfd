//! What the Secretariat looks after: who has an account and who runs the site, the mail that leaves, the audit.

mod actions;
mod audit;
mod outbox;
mod pages;
mod secretariat;

use axum::{
    Router,
    routing::{get, post},
};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/admin", get(pages::index))
        .route("/admin/people/{person}/secretariat", post(secretariat::appoint))
        .route("/admin/proposed/{appointment}", post(secretariat::settle))
        .route("/admin/audit", get(audit::index))
        .route("/admin/audit.csv", get(audit::table))
        .route("/admin/mail", get(outbox::index))
        .route("/admin/mail/returned", get(outbox::returned))
        .route("/admin/mail/addresses", get(outbox::addresses))
        .route("/admin/mail/addresses/resume", post(outbox::resume))
        .route("/admin/mail/{id}/cancel", post(outbox::cancel))
        .route("/admin/mail/{id}/hurry", post(outbox::hurry))
}
