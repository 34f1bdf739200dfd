//! What axe finds on every kind of page.

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    pages::{DEMO, EMPTY, Page, Place},
};

async fn findings(browser: &Browser, axe: &Axe, page: &Page) -> Vec<String> {
    axe.findings(browser, &format!("{} ({})", page.name, page.path)).await
}

/// An axe that found nothing on a page with a fault would find nothing anywhere.
async fn finds_a_fault(browser: &Browser, axe: &Axe, page: &Page) {
    browser.script("document.querySelector('main').append(new Image())").await;
    let found = findings(browser, axe, page).await;
    assert!(found.iter().any(|finding| finding.contains("image-alt")), "{found:?}");
}

async fn sweep(looks: [Look; 2]) {
    let axe = Axe::load();
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
