//! Somebody is to run a cycle: one person proposes it, another confirms it.

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    site::Site,
};

const PEOPLE: &str = "/cybersecurity/2018/people";

/// What only those who run the cycle can do.
const NEW_CALL: &str = "/cybersecurity/2018/meetings/new";

async fn propose(browser: &Browser, axe: &Axe) {
    browser.visit(PEOPLE).await;
    browser.click("Give a role").await;
    browser.choose("Somebody with an account", "Sample Lead Expert").await;
    browser.press("Give the role").await;
    browser.sees("Choose a role.").await;
    axe.is_content(browser, "role refused").await;
    browser.choose("Role", "Co-facilitator").await;
    browser.press("Give the role").await;
    browser.sees("It begins when a second person confirms it; they were mailed.").await;
    browser.sees("Waiting for a second person").await;
    browser.sees("Take back").await;
    axe.is_content(browser, "role proposed").await;
}

async fn journey(look: Look) {
    let (site, axe) = (Site::demo(), Axe::load());
    let secretariat = site.sign_in("Sample Secretariat").await;
    let facilitator = site.sign_in("Sample Facilitator").await;
    let expert = site.sign_in("Sample Lead Expert").await;
    let browser = Browser::open(look, &site).await;
    browser.become_member(Some(&secretariat)).await;
    propose(&browser, &axe).await;

    browser.become_member(Some(&expert)).await;
    browser.visit(NEW_CALL).await;
    browser.sees("This is for others to do").await;
    browser.visit(PEOPLE).await;
    assert!(!browser.words().await.contains("Waiting for a second person"));

    browser.become_member(Some(&facilitator)).await;
    browser.visit(PEOPLE).await;
    browser.sees("Sample Secretariat").await;
    axe.is_content(&browser, "role to confirm").await;
    browser.press("Confirm: Sample Lead Expert, Co-facilitator").await;
    browser.sees("Confirmed: it is in effect.").await;
    axe.is_content(&browser, "role confirmed").await;

    browser.become_member(Some(&expert)).await;
    browser.visit(NEW_CALL).await;
    browser.sees("Schedule a call").await;
    let mail = site.mail("Confirmed: Sample Lead Expert, Co-facilitator").await;
    assert!(mail.contains("Sample Secretariat proposed it, Sample Facilitator confirmed it."), "{mail}");
}

#[tokio::test]
async fn who_is_to_run_a_cycle_is_proposed_by_one_and_confirmed_by_another() {
    journey(Look::WIDE).await;
}

#[tokio::test]
async fn on_a_telephone_in_dark_colours_a_role_is_proposed_and_confirmed_too() {
    journey(Look::NARROW.dark()).await;
}
