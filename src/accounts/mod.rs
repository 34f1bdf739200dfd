//! Accounts: making one, signing in with a password or a mailed link, the sessions that are open, a new password, a
//! change of address.
//!
//! Tables: `account`, `session`, `address_change`. Anybody may make an account and sign in; nobody is told whether an
//! address is known.

mod actions;
mod forms;
mod mail;
mod model;
mod pages;
mod password;
pub mod store;

use axum::{
    Router,
    routing::{get, post},
};

pub use actions::{
    Appointed, Asked, Refused, appoint_secretariat, ask, check_password, first_administrator, open_session,
    resume_mail, settle_secretariat, sign_in_link, viewer_of,
};
pub use forms::AccountForm;
pub use model::{AddressChange, Session, browser};
pub use pages::{follow_link, local_path, show_link, sign_in_again};
pub use password::Password;

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/sign-in", get(pages::sign_in).post(pages::enter))
        .route("/sign-in/link", get(pages::ask_link).post(pages::mail_link))
        .route("/sign-in/code", post(pages::enter_code))
        .route("/sign-in/reset", get(pages::ask_reset).post(pages::mail_reset))
        .route("/sign-up", get(pages::sign_up).post(pages::mail_sign_up))
        .route("/sign-out", post(pages::sign_out))
        .route("/settings", get(pages::settings))
        .route("/settings/password", get(pages::edit_password).post(pages::set_password))
        .route("/settings/address", get(pages::edit_address).post(pages::change_address))
        .route("/settings/address/leave", post(pages::leave_change))
        .route("/settings/mail/resume", post(pages::resume_mail))
        .route("/settings/sessions/end", post(pages::end_sessions))
        .route("/admin/invitations", get(pages::new_invitation).post(pages::invite))
}
