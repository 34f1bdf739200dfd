//! What holds for every page.

use std::{collections::BTreeSet, io::Write};

use crate::harness::Browser;

/// HTML and style sheet over the wire, compressed, in bytes.
const BUDGET: usize = 60 * 1024;

/// Insists on its weight, its landmarks and its anchors.
pub fn check_page(name: &str, path: &str, browser: &Browser) {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(browser.body.as_bytes()).expect("compressed");
    gzip.write_all(include_bytes!("../../../static/app.css")).expect("compressed");
    let bytes = gzip.finish().expect("compressed").len();
    assert!(bytes <= BUDGET, "{name}: {path} takes {bytes} bytes");
    assert_eq!(browser.all("h1").len(), 1, "{name}: {path} has one h1");
    assert!(browser.has("html[lang]") && browser.has("main") && browser.has("a.skip"), "{name}: {path}");
    assert!(
        !browser.has("[style]") && !browser.has("script:not([src])"),
        "{name}: {path} has inline style or script"
    );
    let ids: Vec<String> = browser.attributes("[id]", "id");
    let once: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(once.len(), ids.len(), "{name}: {path} gives an id twice: {ids:?}");
    for target in browser.attributes("a[href^='#']", "href") {
        assert!(
            ids.contains(&target[1..].to_owned()),
            "{name}: {path} links to {target}, which is not there"
        );
    }
}

/// The e-mail addresses in a page.
pub fn addresses(body: &str) -> Vec<String> {
    let word = |c: char| c.is_ascii_alphanumeric() || ".-_+@".contains(c);
    let words = body.split(|c: char| !word(c));
    words
        .filter(|word| {
            word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        })
        .map(str::to_owned)
        .collect()
}
