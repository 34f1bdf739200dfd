//! Two who write the same report.

use crate::{
    browser::{Browser, Look},
    pages::Place,
};

const REPORT: &str = "/cybersecurity/2018/meetings/4/report";

#[tokio::test]
async fn a_report_that_was_saved_in_another_tab_meanwhile_keeps_both_texts() {
    let place = Place::demo().await;
    let browser = Browser::open(Look::WIDE, &place.site).await;
    browser.become_member(place.facilitator.as_ref()).await;
    browser.visit(REPORT).await;
    let before = browser.value("The report").await;
    let mine = browser.tab().await;
    let theirs = browser.open_tab().await;
    browser.visit(REPORT).await;

    browser.append("The report", "\n\nA sentence from the other tab.").await;
    browser.press("Save").await;
    browser.sees("Saved. Readers see it once it is published.").await;

    browser.go_to_tab(&mine).await;
    browser.append("The report", "\n\nA sentence from this tab.").await;
    browser.press("Save").await;
    browser.sees("This report was saved in the meantime").await;
    assert_eq!(browser.status().await, 409);
    let text = browser.value("Your text, to be saved over theirs").await;
    assert!(text.starts_with(before.trim_end()) && text.contains("A sentence from this tab."), "{text}");
    let saved = browser.script("return document.querySelector('[aria-labelledby=theirs]').innerText").await;
    let saved = saved.as_str().unwrap_or_default();
    assert!(saved.contains("A sentence from the other tab."), "{saved}");
    assert!(!saved.contains("A sentence from this tab."), "{saved}");
    browser.sees("Underlined is only in yours, struck through only in theirs.").await;

    browser.append("Your text, to be saved over theirs", "\n\nA sentence from the other tab.").await;
    browser.press("Save my text").await;
    browser.sees("Saved. Readers see it once it is published.").await;
    browser.go_to_tab(&theirs).await;
    browser.visit(REPORT).await;
    for sentence in ["A sentence from this tab.", "A sentence from the other tab."] {
        assert_eq!(browser.value("The report").await.matches(sentence).count(), 1, "{sentence}");
    }
}
