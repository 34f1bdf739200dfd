//! Data that people take along: under what terms, from where, made when.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use serde_json::{Value, json};

use super::{Result, time};
use crate::app::App;

/// Under what terms data may be used.
pub const LICENCE: &str = "Public record of the Best Practice Forum; reuse with a link to the source.";

/// A document around data: where it comes from, when it was made, and its terms.
#[must_use]
pub fn document(app: &App, source: &str, key: &str, value: Value) -> Value {
    json!({ "source": app.absolute(source), "generated_at": time::iso(app.now()), "licence": LICENCE, key: value })
}

/// Names in its head where a list goes on that was answered in part (RFC 8288).
///
/// # Errors
/// When the address has characters that no head can carry.
pub fn go_on_at(mut response: Response, next: Option<&str>) -> Result<Response> {
    if let Some(next) = next {
        let link: HeaderValue = format!("<{next}>; rel=\"next\"").parse().map_err(anyhow::Error::new)?;
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}
