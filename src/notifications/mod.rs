//! Who hears what: acts fan out to people by name, by role and by subscription, once; what concerns somebody by name is
//! mailed at once, the rest in a digest.
//!
//! Tables: `untold`, `notification`. The worker calls [`tell`] and [`send_digests`]; nothing is mailed in a request.
//! Everybody chooses how often they hear of what they follow, signed in or by the link that every mail carries.

mod digest;
mod forms;
mod jobs;
mod mail;
mod pages;
mod rules;
pub mod store;

use axum::{Router, routing::get};

pub use forms::MailForm;
pub use jobs::{send_digests, tell};
pub use pages::{Of, save_by_link, show_by_link};
pub use rules::{Hears, RULES, Rule};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new().route("/settings/mail", get(pages::settings).post(pages::save_settings))
}
