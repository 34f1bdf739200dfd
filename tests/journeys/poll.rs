//! A time is found: somebody says roughly when a call should be, it becomes due, people are asked, one of them answers on a
//! telephone as a guest in another zone, and all hear which time it is.

use std::time::Duration;

use fantoccini::key::Key;

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    keyboard::tab_to,
    site::Site,
};

const CALL: &str = "/cybersecurity/2018/meetings/8";

/// The link in a mail to a guest.
fn link(mail: &str) -> String {
    let (_, rest) = mail.split_once("The answer stands behind this link").expect("the text");
    let start = rest.find("/l/").expect("a link");
    rest[start..].split_whitespace().next().expect("a link").to_owned()
}

async fn facilitator(site: &Site) -> Browser {
    let browser = Browser::open(Look::WIDE, site).await;
    browser.visit(&site.link("Facilitator")).await;
    browser.press("Sign in").await;
    browser.sees("You are signed in.").await;
    browser
}

/// Says that a call should be in some days, and waits until it is time to find a time.
async fn intend(browser: &Browser) {
    browser.visit("/cybersecurity/2018/meetings/intend").await;
    browser.script("document.querySelector('[name=when][value=window]').checked = true").await;
    browser.fill("In words", "before the annual meeting").await;
    browser.script("document.querySelector('#from').value = '2018-10-28'; document.querySelector('#to').value = '2018-10-29'").await;
    browser.press("Note it").await;
    browser.sees("“before the annual meeting”").await;
    for _ in 0..50 {
        browser.visit(CALL).await;
        if browser.words().await.contains("Time to find a time.") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("it does not become due");
}

#[tokio::test]
async fn a_time_is_found_with_a_guest_who_answers_on_a_telephone_with_the_keyboard_alone() {
    let (site, axe) = (Site::demo(), Axe::load());
    let browser = facilitator(&site).await;
    intend(&browser).await;
    axe.is_content(&browser, "call that is due").await;
    browser.click("Ask people when they can come").await;
    browser.fill("Times on day 1", "06:00 14:00").await;
    browser.script_that_leaves("document.querySelector('[name=copy][value=\"0\"]').click()").await;
    assert_eq!(browser.value("Times on day 2").await, "06:00 14:00");
    axe.is_content(&browser, "poll with copied times").await;
    browser.press("Make the poll").await;
    browser.sees("The poll is open.").await;

    let telephone = Browser::open(Look::NARROW, &site).await;
    telephone.visit(&format!("{CALL}/poll")).await;
    telephone.choose("Your time zone", "Tokyo").await;
    telephone.press("Use it").await;
    telephone.sees("Sunday 28 October 2018, 06:00 UTC · 15:00 in Tokyo").await;
    axe.is_content(&telephone, "poll on a telephone").await;
    tab_to(&telephone, "input Your name").await;
    telephone.types("Sample Guest Tokyo").await;
    tab_to(&telephone, "input E-mail address (optional)").await;
    telephone.types("guest.tokyo@example.org").await;
    tab_to(&telephone, "input Yes").await;
    telephone.key(Key::Space).await;
    tab_to(&telephone, "input Yes").await;
    telephone.key(Key::Space).await;
    telephone.key(Key::Right).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    tab_to(&telephone, "button Answer").await;
    telephone.key(Key::Enter).await;
    telephone.sees("Your answer is noted").await;
    telephone.sees("This link answers for Sample Guest Tokyo").await;
    axe.is_content(&telephone, "answer of a guest").await;
    let mail = site.mail_to("guest.tokyo@example.org", "The link to your answer").await;
    assert!(!mail.contains("Sample Guest"), "none of their words are mailed: {mail}");
    telephone.visit(&link(&mail)).await;
    telephone.press("Change my answer").await;
    telephone.sees("Your answer is noted").await;

    browser.visit(&format!("{CALL}/poll")).await;
    browser.sees("1 yes · 0 if need be · 0 no").await;
    browser.script("for (const at of document.querySelectorAll('details')) at.open = true").await;
    axe.is_content(&browser, "poll with an answer").await;
    browser.click("Choose this time 1").await;
    axe.is_content(&browser, "time to confirm").await;
    browser.press("Schedule the call").await;
    browser.sees("With a calendar entry.").await;
    browser.script_that_leaves("document.querySelector('#content form button').click()").await;
    browser.sees("On its way to").await;
    let invitation = site.mail_to("guest.tokyo@example.org", "Invitation:").await;
    assert!(invitation.contains("Sunday 28 October 2018, 06:00 UTC"), "{invitation}");
    telephone.visit(&format!("{CALL}/poll")).await;
    telephone.sees("The time was found: Sunday 28 October 2018, 06:00 UTC").await;
    axe.is_content(&telephone, "poll that found its time").await;
}
