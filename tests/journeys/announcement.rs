//! A facilitator writes an announcement, looks at it with its recipients, and sends it; it arrives.

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    site::Site,
};

async fn journey(look: Look) {
    let (site, axe) = (Site::demo(), Axe::load());
    let browser = Browser::open(look, &site).await;
    browser.become_member(Some(&site.sign_in("Sample Facilitator").await)).await;
    browser.visit("/cybersecurity/2018/mailings").await;
    axe.is_content(&browser, "announcements").await;
    browser.click("Write an announcement").await;
    browser.press("Look at it first").await;
    browser.sees("Enter a subject.").await;
    axe.is_content(&browser, "announcement refused").await;
    browser.tick("Everybody with a role in this cycle").await;
    browser.fill("Subject", "The draft is open").await;
    browser.fill("Text", "Dear {name},\n\nplease read the draft.").await;
    browser.press("Look at it first").await;
    browser.sees("Nobody got it yet.").await;
    browser.sees("please read the draft.").await;
    axe.is_content(&browser, "announcement looked at").await;
    let send = "[...document.querySelectorAll('#content button')].find((at) => at.innerText.startsWith('Send it to')).click()";
    browser.script_that_leaves(send).await;
    browser.sees("On its way to").await;
    axe.is_content(&browser, "announcement sent").await;
    let mail = site.mail_to("volunteer@example.org", "The draft is open").await;
    assert!(mail.contains("Dear Sample Volunteer,"), "{mail}");
    assert!(mail.contains("please read the draft."), "{mail}");
}

#[tokio::test]
async fn an_announcement_is_looked_at_sent_and_arrives() {
    journey(Look::WIDE).await;
}

#[tokio::test]
async fn on_a_telephone_in_dark_colours_an_announcement_is_sent_too() {
    journey(Look::NARROW.dark()).await;
}
