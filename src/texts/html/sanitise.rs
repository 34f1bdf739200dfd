//! The last gate before HTML reaches a page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::own;

/// Elements that a block may contain.
const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// What they may bear, element by element.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "title", "id", "aria-label"]),
    ("li", &["id"]),
    ("ol", &["start", "type"]),
    ("td", &["align"]),
    ("th", &["align"]),
];

static GATE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let attributes: HashMap<_, HashSet<_>> =
        ATTRIBUTES.iter().map(|(element, names)| (*element, names.iter().copied().collect())).collect();
    let mut gate = Builder::empty();
    gate.tags(ELEMENTS.iter().copied().collect())
        .tag_attributes(attributes)
        .allowed_classes(HashMap::from([("ol", HashSet::from(["brackets"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(allowed)
        .link_rel(Some("nofollow noopener"));
    gate
});

/// HTML without anything that is not ours to show.
pub(super) fn clean(html: &str) -> String {
    GATE.clean(html).to_string()
}

/// Ids and links within the page are ours only: a reference to a footnote, an item of a list. Links without a scheme
/// lead to pages of this site.
fn allowed<'value>(_element: &str, attribute: &str, value: &'value str) -> Option<Cow<'value, str>> {
    let simple = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let fits = match attribute {
        "id" => simple(value),
        "href" if value.starts_with('/') => own::path(value).is_some(),
        "href" => value.contains(':') || value.strip_prefix("#fn-").is_some_and(simple),
        _ => true,
    };
    fits.then_some(Cow::Borrowed(value))
}
