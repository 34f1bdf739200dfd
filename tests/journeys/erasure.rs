//! Somebody has their name removed: from the settings to what the public reads afterwards.

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    site::Site,
};

const PEOPLE: &str = "/cybersecurity/2018/people";
const NAME: &str = "Sample Lead Expert";

/// The address of the link in a mail.
fn link(mail: &str) -> &str {
    let start = mail.find("http://").expect("a link");
    mail[start..].split_whitespace().next().expect("a link")
}

async fn journey(look: Look) {
    let (site, axe) = (Site::demo(), Axe::load());
    let expert = site.sign_in(NAME).await;
    let public = Browser::open(look, &site).await;
    public.visit(PEOPLE).await;
    public.sees(NAME).await;

    let browser = Browser::open(look, &site).await;
    browser.become_member(Some(&expert)).await;
    browser.visit("/settings").await;
    browser.click("My data").await;
    browser.sees("Everything that this site holds about you").await;
    axe.is_content(&browser, "my data").await;
    browser.click("Delete my account").await;
    browser.sees("What stays on the public record, without your name").await;
    browser.sees("it cannot be undone").await;
    axe.is_content(&browser, "deletion explained").await;
    browser.press("Mail me a link").await;
    browser.sees("Nothing is deleted yet.").await;
    public.visit(PEOPLE).await;
    public.sees(NAME).await;

    browser.visit(link(&site.mail("Delete your account").await)).await;
    browser.sees(NAME).await;
    axe.is_content(&browser, "deletion confirmed by mail").await;
    browser.press("Delete my account").await;
    browser.sees("Your account is deleted, and your name is removed.").await;
    axe.is_content(&browser, "deleted").await;
    browser.visit("/settings").await;
    browser.sees("Sign in").await;

    public.visit(PEOPLE).await;
    public.sees("Name removed on request").await;
    assert!(!public.words().await.contains(NAME));
    axe.is_content(&public, "people without a name").await;
}

#[tokio::test]
async fn somebody_deletes_their_account_and_the_public_reads_that_the_name_was_removed() {
    journey(Look::WIDE).await;
}

#[tokio::test]
async fn on_a_telephone_in_dark_colours_an_account_is_deleted_too() {
    journey(Look::NARROW.dark()).await;
}
