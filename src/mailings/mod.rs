//! Mailings: what a person sends to many. Nothing goes out before somebody saw to how many people it goes, some of
//! their names and the text, and said so; the worker then writes a letter to each.
//!
//! Tables: `mailing`, `mailing_template`. Who runs a cycle writes and sends; those who work in it read what was sent.
//! An announcement goes to those who follow the forum, to those who hold a role in the cycle, or to both.

pub mod actions;
mod fields;
mod forms;
mod jobs;
mod mail;
mod model;
mod pages;
pub mod store;

use axum::{
    Router,
    routing::{get, post},
};

pub use jobs::write_letters;
pub use model::{Addressed, Audience, Mailing, NewMailing, NewTemplate, Recipient, State, Template};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/{forum}/{year}/mailings", get(pages::index))
        .route("/{forum}/{year}/mailings/new", get(pages::new).post(pages::create))
        .route("/{forum}/{year}/mailings/{mailing}", get(pages::show))
        .route("/{forum}/{year}/mailings/{mailing}/edit", get(pages::edit).post(pages::update))
        .route("/{forum}/{year}/mailings/{mailing}/test", post(pages::send_test))
        .route("/{forum}/{year}/mailings/{mailing}/send", post(pages::send))
        .route("/{forum}/{year}/mailings/{mailing}/discard", post(pages::discard))
        .route("/{forum}/{year}/mailings/templates", get(pages::templates).post(pages::create_template))
        .route(
            "/{forum}/{year}/mailings/templates/{template}",
            get(pages::edit_template).post(pages::update_template),
        )
}
