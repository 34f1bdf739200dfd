//! The three cookies: the session (only after sign-in), the zone (only when chosen), a flash message.

use cookie::{Cookie, SameSite};
use jiff::SignedDuration;

use crate::app::App;

/// The session's secret.
pub const SESSION: &str = "session";
/// The zone that the visitor chose.
pub const ZONE: &str = "zone";
/// One message for the next page.
pub const FLASH: &str = "flash";

/// The name as the browser has it: `__Host-` binds it to this host, which needs TLS.
#[must_use]
pub fn name(app: &App, plain: &str) -> String {
    if app.is_https() { format!("__Host-{plain}") } else { plain.to_owned() }
}

/// A cookie for this site alone that no script reads.
#[must_use]
pub fn cookie(app: &App, plain: &str, value: String, lasts: SignedDuration) -> Cookie<'static> {
    let seconds = cookie::time::Duration::seconds(lasts.as_secs());
    Cookie::build((name(app, plain), value))
        .path("/")
        .http_only(true)
        .secure(app.is_https())
        .same_site(SameSite::Lax)
        .max_age(seconds)
        .build()
}

/// The same, taken back.
#[must_use]
pub fn expired_cookie(app: &App, plain: &str) -> Cookie<'static> {
    cookie(app, plain, String::new(), SignedDuration::ZERO)
}
