//! Mailings: what a person sends to many. Nothing goes out before somebody saw to how many people it goes, some of
//! their names and the text, and said so; the worker then writes a letter to each of just those people.
//!
//! Tables: `mailing`, `mailing_recipient`, `mailing_template`. Who runs a cycle writes and sends. An announcement goes to
//! those who follow the forum, to those who hold a role in the cycle, or to both. A mailing about a thing, as a call, is
//! begun on that thing's own page ([`ask`], [`begin`]); its feature says to whom it goes and what each reader is told of
//! it ([`Source`]). All are looked at, changed, tried, sent and thrown away on the pages here.

pub mod actions;
mod fields;
mod forms;
mod jobs;
mod kinds;
mod mail;
mod model;
mod pages;
mod preview;
mod source;
pub mod store;

use axum::{
    Router,
    routing::{get, post},
};

pub use forms::MailingForm;
pub use jobs::write_letters;
pub use kinds::{Audience, Kind};
pub use model::{About, Addressee, Mailing, NewMailing, NewTemplate, Reader, State, Template, persons};
pub use pages::{Begin, Beginning, ask, begin};
pub use preview::{Preview, Sealed};
pub use source::{Addressed, Links, Sending, Source, Told};

use crate::app::App;

/// Every address of this slice; the source knows the things that mailings are about.
pub fn router<S: Source>() -> Router<App> {
    Router::new()
        .route("/{forum}/{year}/mailings", get(pages::index))
        .route("/{forum}/{year}/mailings/new", get(pages::new).post(pages::create))
        .route("/{forum}/{year}/mailings/{mailing}", get(pages::show::<S>))
        .route("/{forum}/{year}/mailings/{mailing}/edit", get(pages::edit).post(pages::update))
        .route("/{forum}/{year}/mailings/{mailing}/test", post(pages::send_test::<S>))
        .route("/{forum}/{year}/mailings/{mailing}/send", post(pages::send::<S>))
        .route("/{forum}/{year}/mailings/{mailing}/discard", post(pages::discard))
        .route("/{forum}/{year}/mailings/templates", get(pages::templates).post(pages::create_template))
        .route(
            "/{forum}/{year}/mailings/templates/{template}",
            get(pages::edit_template).post(pages::update_template),
        )
}
