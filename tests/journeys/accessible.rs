//! What axe finds on every kind of page.

use serde_json::Value;

use crate::{
    browser::{Browser, Look},
    pages::{DEMO, EMPTY, Page, Place},
};

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/axe/node_modules/axe-core/axe.min.js");

/// WCAG 2.2 at AA, and axe's advice; no rule is disabled.
const RUN: &str = "const done = arguments[arguments.length - 1];
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }).then(
      (result) => done(result.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary}`))),
      (error) => done([`axe itself: ${error}`]),
    );";

fn axe() -> String {
    std::fs::read_to_string(AXE)
        .unwrap_or_else(|_| panic!("axe is missing: npm install --prefix target/axe axe-core@4"))
}

async fn findings(browser: &Browser, axe: &str, page: &Page) -> Vec<String> {
    browser.script(axe).await;
    let Value::Array(found) = browser.script_with_answer(RUN).await else { panic!("axe gives no list") };
    let place = format!("{} ({}, {:?})", page.name, page.path, browser.look);
    found.iter().map(|finding| format!("{place}: {}", finding.as_str().unwrap_or_default())).collect()
}

/// An axe that found nothing on a page with a fault would find nothing anywhere.
async fn finds_a_fault(browser: &Browser, axe: &str, page: &Page) {
    browser.script("document.querySelector('main').append(new Image())").await;
    let found = findings(browser, axe, page).await;
    assert!(found.iter().any(|finding| finding.contains("image-alt")), "{found:?}");
}

async fn sweep(looks: [Look; 2]) {
    let axe = axe();
    let mut found = Vec::new();
    for (place, pages) in [(Place::demo().await, DEMO), (Place::empty().await, EMPTY)] {
        for look in looks {
            let check = async |browser: &Browser, page: &Page| {
                found.extend(findings(browser, &axe, page).await);
                browser.keep_picture(page.name).await;
                if page.path == "/privacy" {
                    finds_a_fault(browser, &axe, page).await;
                }
            };
            place.go_through(look, pages, check).await;
        }
    }
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[tokio::test]
async fn every_kind_of_page_can_be_used_by_everybody_in_light_colours() {
    sweep([Look::WIDE, Look::NARROW]).await;
}

#[tokio::test]
async fn every_kind_of_page_can_be_used_by_everybody_in_dark_colours() {
    sweep([Look::WIDE.dark(), Look::NARROW.dark()]).await;
}
