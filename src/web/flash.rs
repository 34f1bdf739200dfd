//! One message that the next page shows, carried in a cookie. It is shown as text, whatever it holds.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

/// As the cookie's value.
#[must_use]
pub fn encode(message: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(message)
}

/// Back again; none when it is not one of ours.
#[must_use]
pub fn decode(value: &str) -> Option<String> {
    let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(value).ok()?).ok()?;
    (text.len() <= 1000 && !text.is_empty()).then_some(text)
}
