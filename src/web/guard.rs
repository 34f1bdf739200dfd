//! Two layers that stand before everything: the host that was asked for, and the site that asks.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::Error;
use crate::app::App;

/// Refuses a foreign `Host`. Without `BASE_URL` loopback names at any port are served, and no others.
pub async fn check_host(State(app): State<App>, request: Request, next: Next) -> Response {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let known = match &app.base_url {
        Some(url) => named.eq_ignore_ascii_case(url.authority()) || is_health(request.uri()),
        None => is_loopback(named),
    };
    if known {
        return next.run(request).await;
    }
    let line = if app.base_url.is_some() {
        "This server does not answer under that name.\n"
    } else {
        "This server answers to loopback names only. Set BASE_URL to the address that people use.\n"
    };
    (StatusCode::MISDIRECTED_REQUEST, line).into_response()
}

/// Those who watch over the server ask it by its inner address.
pub(super) fn is_health(uri: &Uri) -> bool {
    matches!(uri.path(), "/healthz" | "/readyz")
}

fn is_loopback(host: &str) -> bool {
    let name = if host.starts_with('[') {
        host.split_inclusive(']').next().unwrap_or_default()
    } else {
        host.split(':').next().unwrap_or_default()
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// Refuses what another site makes a browser send: `Sec-Fetch-Site` first, then `Origin`, on every method that
/// changes something. With neither header it is allowed: no browser, so no cookies that were not meant.
pub async fn same_origin(request: Request, next: Next) -> Response {
    if is_safe(request.method()) || comes_from_here(request.headers()) {
        return next.run(request).await;
    }
    Error::Forbidden("This was sent from another site. Open the page here and send it again.").into_response()
}

/// Answers an address that ends in a slash with the one without, which is where it is.
pub async fn no_trailing_slash(request: Request, next: Next) -> Response {
    match without_slash(request.uri()).filter(|_| matches!(*request.method(), Method::GET | Method::HEAD)) {
        Some(address) => (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, address)]).into_response(),
        None => next.run(request).await,
    }
}

/// The address without the slashes at its end, its query kept. None for one that a browser would take for another site,
/// such as `//example.org/`.
fn without_slash(uri: &Uri) -> Option<String> {
    let bare = uri.path().strip_suffix('/')?.trim_end_matches('/');
    let leads_away = bare.starts_with("//") || bare.contains('\\');
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    (!bare.is_empty() && !leads_away).then(|| format!("{bare}{query}"))
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn comes_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text("origin") else { return true };
    let host = text("host").unwrap_or_default();
    origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host))
}
