//! A reader in whose browser JavaScript is off.

use crate::{
    browser::{Browser, Look},
    site::Site,
};

#[tokio::test]
async fn a_reader_without_script_reads_a_report_and_its_footnotes_and_sets_a_time_zone() {
    let site = Site::demo();
    let browser = Browser::open(Look::WITHOUT_SCRIPT, &site).await;
    browser.visit("data:text/html,<title>off</title><script>document.title = 'on'</script>").await;
    assert_eq!(browser.title().await, "off", "JavaScript runs");

    browser.visit("/").await;
    browser.click("Best Practice Forum on Cybersecurity").await;
    browser.click("2017: Cybersecurity that helps to connect the next billion(s)").await;
    browser.sees("This cycle is over").await;
    browser.click("Calls").await;
    browser.click("Virtual Meeting I").await;
    browser.sees("Virtual Meeting I of the 2017 cycle was held on 20 May 2017").await;

    let report = browser.path().await;
    browser.click_in("sup", "1").await;
    assert_eq!(browser.fragment().await, "fn-1");
    browser.click_named("Footnote 1, back to the text").await;
    assert!(browser.fragment().await.starts_with("fnref"), "{}", browser.fragment().await);
    assert_eq!(browser.path().await, report);

    browser.choose("Your time zone", "Nairobi").await;
    browser.press("Use it").await;
    assert_eq!(browser.path().await, report);
    browser.sees("12:00 UTC · 15:00 in Nairobi").await;
}
