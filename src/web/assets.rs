//! The style sheet, the script and the mark, compiled in. Their addresses carry a hash of their content, so
//! that browsers may keep them for ever.

use std::sync::LazyLock;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

use super::{Error, Path, Result};

struct Asset {
    name: &'static str,
    kind: &'static str,
    body: &'static [u8],
    path: String,
}

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    let asset = |name: &'static str, kind, body: &'static [u8]| {
        let hash = Sha256::digest(body);
        Asset {
            name,
            kind,
            body,
            path: format!("/static/{name}?v={:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3]),
        }
    };
    [
        asset("app.css", "text/css; charset=utf-8", include_bytes!("../../static/app.css")),
        asset("app.js", "text/javascript; charset=utf-8", include_bytes!("../../static/app.js")),
        asset("mark.svg", "image/svg+xml", include_bytes!("../../static/mark.svg")),
    ]
});

/// The address of an asset, with its hash.
#[must_use]
pub fn asset_path(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("/static/unknown", |asset| &asset.path)
}

/// Serves one.
///
/// # Errors
/// Not found.
pub async fn asset(Path(name): Path<String>) -> Result<Response> {
    let asset = ASSETS.iter().find(|asset| asset.name == name).ok_or(Error::NotFound)?;
    let headers =
        [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.body).into_response())
}

/// The style sheet itself, for files that are to stand alone.
#[must_use]
pub fn style_sheet() -> &'static str {
    include_str!("../../static/app.css")
}
