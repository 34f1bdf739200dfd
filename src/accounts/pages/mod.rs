//! The pages of this slice.

mod address;
mod invite;
mod link;
mod mailed;
mod password;
mod settings;
mod sign_in;
mod sign_up;

pub use address::{change_address, edit_address, leave_change};
pub use invite::{invite, new_invitation};
pub use link::{follow_link, show_link};
pub use mailed::{ask_link, ask_reset, enter_code, mail_link, mail_reset};
pub use password::{edit_password, set_password};
pub use settings::{end_sessions, resume_mail, settings};
pub use sign_in::{enter, local_path, sign_in, sign_in_again, sign_out};
pub use sign_up::{mail_sign_up, sign_up};

use axum_extra::extract::CookieJar;

use crate::{app::App, links::Secret, web};

/// The secret of the session that asks.
fn session(app: &App, jar: &CookieJar) -> Option<Secret> {
    jar.get(&web::cookie_name(app, web::SESSION)).map(|cookie| Secret::from_text(cookie.value()))
}

/// What a password must not be made of: name and address.
fn known_by(owner: Option<&(crate::db::PersonId, String, String)>) -> Vec<&str> {
    owner.map(|(_, name, email)| vec![name.as_str(), email.as_str()]).unwrap_or_default()
}
