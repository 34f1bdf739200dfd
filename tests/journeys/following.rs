//! Somebody without an account follows a cycle by mail, and leaves by the link that a mail carries.

use std::time::Duration;

use fantoccini::key::Key;

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    keyboard::tab_to,
    site::Site,
};

const READER: &str = "sample.reader@example.org";

/// For how long a form is to be looked at before it is sent; whoever is faster is no person.
const READING: Duration = Duration::from_secs(6);

/// The first link in a mail after some words.
fn link_after(mail: &str, words: &str) -> String {
    let (_, rest) = mail.split_once(words).unwrap_or_else(|| panic!("no “{words}” in {mail}"));
    let start = rest.find("/l/").expect("a link");
    rest[start..].split_whitespace().next().expect("a link").to_owned()
}

async fn follow(browser: &Browser, site: &Site, axe: &Axe) {
    browser.visit("/cybersecurity/2018").await;
    browser.click("Follow by mail").await;
    browser.sees("By following you agree").await;
    browser.press("Follow").await;
    browser.sees("Enter your name.").await;
    axe.is_content(browser, "follow refused").await;
    browser.fill("Your name", "Sample Reader").await;
    browser.fill("Your e-mail address", READER).await;
    browser.tick("Weekly digest").await;
    tokio::time::sleep(READING).await;
    browser.press("Follow").await;
    browser.sees("Look into your mail").await;
    axe.is_content(browser, "follow to be confirmed").await;

    let mail = site.mail("Follow Cybersecurity 2018?").await;
    browser.visit(&link_after(&mail, "confirm it there")).await;
    browser.sees("A weekly digest will go to sample.reader@example.org").await;
    axe.is_content(browser, "follow by a link").await;
    browser.press("Follow").await;
    browser.sees("You follow Cybersecurity 2018 now.").await;
}

/// The link in an invitation that says what mail its reader gets.
async fn invited(look: Look, site: &Site) -> String {
    let facilitator = Browser::open(Look { script: true, ..look }, site).await;
    facilitator.become_member(Some(&site.sign_in("Sample Facilitator").await)).await;
    facilitator.visit("/cybersecurity/2018/meetings/5").await;
    facilitator.click("Invite people").await;
    facilitator.press("Look at it first").await;
    facilitator.sees("With a calendar entry.").await;
    facilitator.script_that_leaves("document.querySelector('#content form button').click()").await;
    facilitator.sees("On its way to").await;
    link_after(&site.mail_to(READER, "Invitation:").await, "Which mail you get")
}

async fn journey(look: Look) {
    let (site, axe) = (Site::demo(), Axe::load());
    let browser = Browser::open(look, &site).await;
    follow(&browser, &site, &axe).await;

    browser.visit(&invited(look, &site).await).await;
    browser.sees("This link chooses the mail of Sample Reader.").await;
    browser.sees("The mail was about").await;
    axe.is_content(&browser, "mail by a link").await;
    tab_to(&browser, "button No more mail about it").await;
    browser.key(Key::Enter).await;
    browser.sees("You get no more of this mail.").await;
    browser.sees("You get no mail about").await;
    axe.is_content(&browser, "mail left by a link").await;

    assert_eq!(browser.value("How often, Cybersecurity 2018").await, "weekly");
    browser.choose("How often, Cybersecurity 2018", "No mail").await;
    browser.press("Save").await;
    browser.sees("Saved.").await;
    assert_eq!(browser.value("How often, Cybersecurity 2018").await, "off");
}

#[tokio::test]
async fn somebody_follows_a_cycle_without_an_account_and_leaves_by_a_link() {
    journey(Look::WIDE).await;
}

#[tokio::test]
async fn on_a_telephone_in_dark_colours_somebody_follows_and_leaves_too() {
    journey(Look::NARROW.dark()).await;
}

#[tokio::test]
async fn without_script_somebody_follows_by_mail() {
    let site = Site::demo();
    let browser = Browser::open(Look::WITHOUT_SCRIPT, &site).await;
    browser.visit("/follow?what=/cybersecurity/2018").await;
    browser.fill("Your name", "Sample Reader").await;
    browser.fill("Your e-mail address", READER).await;
    tokio::time::sleep(READING).await;
    browser.press("Follow").await;
    browser.sees("Look into your mail").await;
    let mail = site.mail("Follow Cybersecurity 2018?").await;
    browser.visit(&link_after(&mail, "confirm it there")).await;
    browser.press("Follow").await;
    browser.sees("You follow Cybersecurity 2018 now.").await;
    browser.visit(&invited(Look::WITHOUT_SCRIPT, &site).await).await;
    browser.press("No more mail about it").await;
    browser.sees("You get no more of this mail.").await;
}
