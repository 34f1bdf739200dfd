//! The Secretariat looks after mail that does not get out: tries it again, takes it back.

use std::time::Duration;

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    site::Site,
};

async fn journey(look: Look) {
    // Nobody takes mail at that port.
    let (site, axe) = (Site::with(&[("SMTP_URL", "smtp://127.0.0.1:9".to_owned())]), Axe::load());
    let secretariat = site.first_administrator().await;
    let browser = Browser::open(look, &site).await;
    browser.become_member(Some(&secretariat)).await;
    browser.visit("/admin/mail").await;
    browser.sees("No message.").await;
    axe.is_content(&browser, "mail log, empty").await;

    browser.visit("/settings/address").await;
    browser.fill("New e-mail address", "sample.colleague@example.org").await;
    browser.press("Send both mails").await;
    browser.sees("Neither address has confirmed it yet.").await;
    browser.visit("/admin/mail").await;
    browser.click("Waiting (2)").await;
    browser.sees("sample.colleague@example.org").await;
    axe.is_content(&browser, "mail log, waiting").await;
    press_first(&browser, "Try now").await;
    browser.sees("The message is tried again now.").await;
    axe.is_content(&browser, "mail log, tried again").await;
    // While it is being sent it cannot be taken back.
    tokio::time::sleep(Duration::from_secs(3)).await;
    press_first(&browser, "Take back").await;
    browser.sees("The message is taken back.").await;
    browser.click("Cancelled (1)").await;
    browser.sees("Cancelled").await;
    let one = "return document.querySelectorAll('main nav.tabs').length";
    assert_eq!(browser.script(one).await, 1, "one row of tabs");
    axe.is_content(&browser, "mail log, taken back").await;

    for (tab, empty) in [("Came back", "Nothing came back."), ("Addresses", "No address is in trouble.")] {
        browser.click(tab).await;
        browser.sees(empty).await;
        axe.is_content(&browser, &format!("mail, {tab}")).await;
    }
}

/// Presses the button that begins with these words; what it is about stands behind them for those who cannot see.
async fn press_first(browser: &Browser, words: &str) {
    let press = format!(
        "[...document.querySelectorAll('#content button')].find((at) => at.innerText.startsWith('{words}')).click()"
    );
    browser.script_that_leaves(&press).await;
}

#[tokio::test]
async fn the_secretariat_tries_a_message_again_and_takes_it_back() {
    journey(Look::WIDE).await;
}

#[tokio::test]
async fn on_a_telephone_in_dark_colours_the_secretariat_takes_a_message_back_too() {
    journey(Look::NARROW.dark()).await;
}
