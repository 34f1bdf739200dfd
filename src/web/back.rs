//! The way back from a page that says what went wrong.

use axum::http::{HeaderMap, header};
use url::{Position, Url};

/// The page of this site that somebody came from; where that is not known, or is the address itself, the page above it.
/// `path` is the path that was asked for, with its query.
#[must_use]
pub fn way_back(headers: &HeaderMap, path: &str) -> String {
    let bare = |path: &str| path.split('?').next().unwrap_or_default().to_owned();
    came_from(headers).filter(|from| bare(from) != bare(path)).unwrap_or_else(|| above(&bare(path)))
}

fn came_from(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let referer = Url::parse(text(header::REFERER)?).ok()?;
    let path = &referer[Position::BeforePath..Position::AfterQuery];
    let is_here = &referer[Position::BeforeHost..Position::AfterPort] == text(header::HOST)?;
    (is_here && !path.starts_with("//")).then(|| path.to_owned())
}

fn above(path: &str) -> String {
    let (above, _) = path.trim_end_matches('/').rsplit_once('/').unwrap_or_default();
    if above.is_empty() || above.starts_with("//") { "/".to_owned() } else { above.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_the_site() {
        let back = |referer: &str| {
            let headers = HeaderMap::from_iter([
                (header::HOST, "example.org".parse().expect("a header")),
                (header::REFERER, referer.parse().expect("a header")),
            ]);
            way_back(&headers, "/a/1/cancel?x=1")
        };
        assert_eq!(back("https://example.org/b?c=d"), "/b?c=d");
        assert_eq!(back("https://example.org/a/1/cancel"), "/a/1", "not in a circle");
        assert_eq!(back("https://evil.example/b"), "/a/1");
        assert_eq!(back("https://example.org//evil.example"), "/a/1");
        assert_eq!(back("javascript:alert(1)"), "/a/1");
        assert_eq!(way_back(&HeaderMap::new(), "/a"), "/");
    }
}
