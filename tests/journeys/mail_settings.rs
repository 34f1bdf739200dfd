//! Somebody says what mail they get, when, and that they want none.

use fantoccini::key::Key;

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    keyboard::tab_to,
    site::Site,
};

async fn journey(look: Look) {
    let (site, axe) = (Site::demo(), Axe::load());
    let browser = Browser::open(look, &site).await;
    browser.become_member(Some(&site.sign_in("Sample Volunteer").await)).await;
    browser.visit("/settings").await;
    browser.click("What mail I get").await;
    browser.sees("Who hears what").await;
    browser.sees("The facilitators wrote an announcement").await;
    axe.is_content(&browser, "mail settings").await;
    browser.choose("How often, Cybersecurity 2018", "Weekly digest").await;
    browser.choose("At", "09:00").await;
    browser.choose("Weekly ones on", "Wednesday").await;
    tab_to(&browser, "input 1 hour before").await;
    browser.key(Key::Space).await;
    tab_to(&browser, "button Save").await;
    browser.key(Key::Enter).await;
    browser.sees("Saved.").await;
    assert_eq!(browser.value("How often, Cybersecurity 2018").await, "weekly");
    assert_eq!(browser.value("At").await, "9");
    assert_eq!(browser.value("Weekly ones on").await, "3");
    axe.is_content(&browser, "mail settings saved").await;

    browser.visit("/settings/data").await;
    browser.sees("Digests come at 09:00 in the time of UTC, weekly ones on Wednesday.").await;
    browser.sees("Reminders of calls: 7 days before, 24 hours before, 1 hour before.").await;
    axe.is_content(&browser, "my data with mail").await;

    browser.visit("/settings/consents").await;
    axe.is_content(&browser, "consents with mail").await;
    browser.press("Withdraw it").await;
    browser.sees("You follow nothing any more.").await;
    browser.visit("/settings/mail").await;
    assert_eq!(browser.value("How often, Best Practice Forum on Cybersecurity").await, "off");
}

#[tokio::test]
async fn somebody_says_what_mail_they_get_and_withdraws_it_all() {
    journey(Look::WIDE).await;
}

#[tokio::test]
async fn on_a_telephone_in_dark_colours_somebody_says_what_mail_they_get_too() {
    journey(Look::NARROW.dark()).await;
}
