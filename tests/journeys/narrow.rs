//! The smallest screen: nothing is cut off, nothing is too small to hit.

use serde_json::Value;

use crate::{
    browser::{Browser, Look},
    pages::{DEMO, EMPTY, Page, Place},
};

/// What reaches beyond the window, and what scrolls sideways without a name or where the keyboard cannot scroll it.
const TOO_WIDE: &str = "const found = [];
    const css = (at) => `${at.localName}${at.id && '#' + at.id}.${at.className}`;
    const scrolls = (at) => ['auto', 'scroll'].includes(getComputedStyle(at).overflowX);
    for (const at of document.body.querySelectorAll('*')) {
      if (at.localName === 'textarea' || at.closest('svg')) continue;
      if (scrolls(at) && at.scrollWidth > at.clientWidth
          && !(at.tabIndex === 0 && (at.ariaLabel || at.getAttribute('aria-labelledby'))))
        found.push(`${css(at)} scrolls sideways without a name`);
    }
    if (document.documentElement.scrollWidth > WIDTH) {
      found.push(`the page is ${document.documentElement.scrollWidth} pixels wide`);
      for (const at of document.body.querySelectorAll('*'))
        if (at.getBoundingClientRect().right > WIDTH + 1 && !at.children.length) found.push(`${css(at)} ${at.innerText}`);
    }
    return found";

/// What is smaller than 24 by 24 pixels and does not stand in running text.
const TOO_SMALL: &str = "const found = [];
    for (const at of document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden]), textarea')) {
      if (at.closest('.vh') || !at.checkVisibility() || at.matches('.skip')) continue;
      if (at.closest('details:not([open])') && at.localName !== 'summary') continue;
      const { width, height } = (at.closest('label') ?? at).getBoundingClientRect();
      if (width >= 23.9 && height >= 23.9) continue;
      const text = at.closest('p, li, dd, td, th, small, caption, div');
      const words = (text?.innerText ?? '').trim();
      if (getComputedStyle(at).display === 'inline' && words.length > at.innerText.trim().length) continue;
      found.push(`“${at.innerText || at.name}” is ${Math.round(width)} by ${Math.round(height)}`);
    }
    return found";

async fn findings(browser: &Browser, page: &Page) -> Vec<String> {
    let mut found = Vec::new();
    for script in [TOO_WIDE.replace("WIDTH", &browser.look.width.to_string()), TOO_SMALL.to_owned()] {
        let Value::Array(some) = browser.script(&script).await else { panic!("no list") };
        let words = some.iter().map(|one| one.as_str().unwrap_or_default());
        found.extend(words.map(|words| format!("{} ({}): {words}", page.name, page.path)));
    }
    found
}

#[tokio::test]
async fn on_the_smallest_screen_no_page_is_cut_off_and_nothing_is_too_small_to_hit() {
    let mut found = Vec::new();
    for (place, pages) in [(Place::demo().await, DEMO), (Place::empty().await, EMPTY)] {
        let check = async |browser: &Browser, page: &Page| found.extend(findings(browser, page).await);
        place.go_through(Look::SMALLEST, pages, check).await;
    }
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}
