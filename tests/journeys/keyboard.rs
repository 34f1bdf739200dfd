//! Somebody who uses the keyboard alone.

use fantoccini::key::Key;
use intersession::clock::Instant;

use crate::{
    browser::{Browser, Look},
    site::Site,
};

/// How the element that has the focus is called; an empty word for the page itself.
const NAME: &str = "const at = document.activeElement;
    if (at === document.body) return '';
    const label = at.labels?.[0] ?? document.getElementById(at.getAttribute('aria-labelledby')) ?? at;
    return `${at.localName} ${(at.getAttribute('aria-label') ?? label.innerText).trim().split('\\n')[0]}`";

/// Whether one sees where the focus is: an outline, on an element that is in the window.
const IS_SEEN: &str = "const at = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const { width, height, top, bottom, left } = at.getBoundingClientRect();
    const seen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0
      && left >= 0 && bottom > 0 && top < innerHeight;
    return seen ? 'seen' : `${outlineStyle} ${outlineWidth}, ${left} ${top} ${width} ${height}`";

async fn focus(browser: &Browser) -> String {
    browser.script(NAME).await.as_str().unwrap_or_default().to_owned()
}

/// Presses Tab until the focus is on something, and sees it on the way.
pub async fn tab_to(browser: &Browser, name: &str) {
    let mut passed = Vec::new();
    for _ in 0..80 {
        browser.key(Key::Tab).await;
        let at = focus(browser).await;
        if !at.is_empty() {
            assert_eq!(browser.script(IS_SEEN).await, "seen", "the focus on “{at}”");
        }
        if at == name {
            return;
        }
        passed.push(at);
    }
    panic!("Tab does not reach “{name}”, but {passed:?}");
}

#[tokio::test]
async fn with_the_keyboard_alone_one_skips_to_the_content_and_a_facilitator_schedules_a_call() {
    let site = Site::demo();
    let browser = Browser::open(Look::WIDE, &site).await;
    browser.visit("/cybersecurity/2018").await;
    tab_to(&browser, "a Skip to content").await;
    browser.key(Key::Enter).await;
    assert_eq!(browser.fragment().await, "content");
    browser.key(Key::Tab).await;
    let inside = "return document.querySelector('#content').contains(document.activeElement)";
    assert_eq!(browser.script(inside).await, true, "Tab goes on from {}", focus(&browser).await);

    browser.visit(&site.link("Facilitator")).await;
    tab_to(&browser, "button Sign in").await;
    browser.key(Key::Enter).await;
    browser.sees("You are signed in.").await;

    browser.visit("/cybersecurity/2018/meetings").await;
    tab_to(&browser, "a Schedule a call").await;
    browser.key(Key::Enter).await;
    browser.sees("Times are UTC.").await;
    tab_to(&browser, "button Schedule the call").await;
    browser.key(Key::Enter).await;
    browser.sees("This needs your attention").await;
    assert_eq!(focus(&browser).await, "section This needs your attention");
    // Some versions of Chromium give a page its focus with the first key only.
    browser.key(Key::Shift).await;
    assert_eq!(browser.script(IS_SEEN).await, "seen", "the focus on the summary");

    browser.key(Key::Tab).await;
    browser.key(Key::Enter).await;
    assert_eq!(focus(&browser).await, "input Day", "the summary leads to the field");
    let day = Instant::parse("2018-10-31T15:00:00Z").expect("an instant").day();
    browser.types(&day.0.strftime("%m%d%Y").to_string()).await;
    tab_to(&browser, "input Time, UTC").await;
    browser.types("0300PM").await;
    tab_to(&browser, "input Minutes (empty if not known)").await;
    browser.types("45").await;
    browser.key(Key::Enter).await;
    browser.sees("The call is scheduled.").await;
    browser.sees("31 October 2018, 15:00 UTC").await;
    browser.sees("45 minutes").await;
}
