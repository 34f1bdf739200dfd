//! Every link works, for everybody who is shown it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{page, site, sources::routes};
use crate::harness::Browser;

/// How many of the addresses that differ only in a number are visited for each role.
const OF_A_KIND: usize = 6;

#[tokio::test]
async fn every_link_works_for_every_role() {
    let mut site = site().await;
    let mut reached = BTreeSet::new();
    for (name, browser) in &mut site.browsers {
        let seen = crawl(name, browser).await;
        assert!(seen.len() > 40, "{name} reached only {}", seen.len());
        reached.extend(seen.keys().map(|path| shape(path)));
    }
    let routes = routes();
    let by_hand = [
        "/healthz",
        "/readyz",
        "/l/{token}",
        "/static/{name}",
        "/delete/{token}",
        "/versions/{version}",
        "/privacy/{version}",
        "/notice/{version}",
        "/versions",
        "/proposals/{proposal}",
        "/withdraw",
        "/tell",
        "/poll/merge",
        "/proposed/{appointment}",
        "/{forum}/{year}/delete",
    ];
    let unvisited: Vec<&String> = routes
        .iter()
        .filter(|route| !by_hand.iter().any(|end| route.ends_with(end)))
        .filter(|route| !reached.iter().any(|path| fits(route, path)))
        .collect();
    assert!(unvisited.is_empty(), "visited by nobody: {unvisited:?}");
}

/// Everything that one visitor reaches by links: each address with its status.
async fn crawl(name: &str, browser: &mut Browser) -> BTreeMap<String, u16> {
    let mut waiting = VecDeque::from(["/".to_owned()]);
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen = BTreeMap::new();
    while let Some(path) = waiting.pop_front() {
        let kind = kinds.entry(shape(&path)).or_default();
        if seen.contains_key(&path) || *kind >= OF_A_KIND {
            continue;
        }
        *kind += 1;
        browser.visit(&path).await;
        seen.insert(path.clone(), browser.status.as_u16());
        assert!(
            browser.status.is_success(),
            "{name}: {path} answers {}:\n{}",
            browser.status,
            browser.words()
        );
        // Addresses stand where their owner and the Secretariat look after them, nowhere else.
        let is_for_few = path.starts_with("/settings") || path.starts_with("/admin");
        let found = if is_for_few { Vec::new() } else { page::addresses(&browser.body) };
        assert!(found.is_empty(), "{name}: {path} shows {found:?}");
        let is_page = browser.headers["content-type"].to_str().expect("ASCII").starts_with("text/html");
        let is_exempt = browser.headers.contains_key("content-disposition");
        if is_page && !is_exempt {
            page::check_page(name, &path, browser);
            waiting.extend(local_links(browser));
        }
    }
    seen
}

fn local_links(browser: &Browser) -> Vec<String> {
    let mut links = browser.attributes("a[href], link[href]", "href");
    links.extend(browser.attributes("script[src]", "src"));
    let local = links.into_iter().filter(|link| link.starts_with('/') && !link.starts_with("//"));
    local.map(|link| link.split('#').next().unwrap_or_default().to_owned()).collect()
}

/// The address with its numbers taken out, so that alike ones are counted together.
fn shape(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path);
    let part = |part: &str| {
        let (stem, suffix) =
            part.split_once('.').map_or((part, String::new()), |(stem, end)| (stem, format!(".{end}")));
        if !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_digit()) {
            format!("N{suffix}")
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn fits(route: &str, path: &str) -> bool {
    let (route, path): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), path.split('/').collect());
    let part = |(route, path): (&&str, &&str)| match route.split_once('{') {
        Some((before, _)) => path.starts_with(before),
        None => route == path,
    };
    route.len() == path.len() && route.iter().zip(&path).all(part)
}
