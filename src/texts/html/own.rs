//! Links to the site's own pages: `[the call](/cybersecurity/2018/meetings/3#k7f2)`.

use comrak::nodes::{Node, NodeValue};
use url::{Position, Url};

/// A host that no link can name: what an address resolves to there is a path of this site.
const NOWHERE: &str = "https://site.invalid";

/// The path of a link to a page of this site, as it is parsed. None for anything that a browser could take elsewhere,
/// such as `//example.org`, `/\example.org` or `/.//example.org`.
pub(super) fn path(address: &str) -> Option<String> {
    if !address.starts_with('/') {
        return None;
    }
    let base = Url::parse(NOWHERE).ok()?;
    let url = base.join(address).ok()?;
    let path = &url[Position::BeforePath..];
    let stays = url.origin() == base.origin() && url.username().is_empty() && !path.starts_with("//");
    stays.then(|| path.to_owned())
}

/// Puts `site` before the addresses of own pages: nothing on the site itself, `https://example.org` in a file.
pub(super) fn settle(root: Node<'_>, site: &str) {
    for node in root.descendants() {
        if let NodeValue::Link(link) = &mut node.data_mut().value
            && let Some(path) = path(&link.url)
        {
            link.url = format!("{site}{path}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_path_stays_on_the_site() {
        assert_eq!(
            path("/cybersecurity/2018/plan?x=1#k7f2").as_deref(),
            Some("/cybersecurity/2018/plan?x=1#k7f2")
        );
        assert_eq!(path("/a/../b").as_deref(), Some("/b"));
        let elsewhere = [
            "//e.org",
            "///e.org",
            "/\\e.org",
            "/\t/e.org",
            "/\n/e.org",
            "/.//e.org",
            "/x/..//e.org",
            "\\\\e.org",
            "javascript:alert(1)",
            "plan",
            "#k7f2",
            "",
            "https://e.org/x",
            " /x",
        ];
        for address in elsewhere {
            assert_eq!(path(address), None, "{address:?}");
        }
    }
}
