//! Somebody makes an account, signs in both ways, forgets the password and chooses another.

use crate::{
    browser::{Browser, Look},
    site::Site,
};

const EMAIL: &str = "newcomer@example.org";

/// The address of the link in a mail.
fn link(mail: &str) -> &str {
    let start = mail.find("http://").expect("a link");
    mail[start..].split_whitespace().next().expect("a link")
}

/// The code in a mail: it stands alone, set in.
fn code(mail: &str) -> &str {
    mail.lines().find_map(|line| line.strip_prefix("    ")).expect("a code").trim()
}

async fn sign_out(browser: &Browser) {
    browser.press("Sign out").await;
    browser.sees("You are signed out.").await;
}

async fn make_an_account(browser: &Browser, site: &Site) {
    browser.visit("/").await;
    browser.click("Sign in").await;
    browser.click("Make an account").await;
    browser.fill("Your name", "Sample Newcomer").await;
    browser.fill("Your e-mail address", EMAIL).await;
    browser.press("Send me a mail").await;
    browser.sees("Look into your mail").await;
    browser.visit(link(&site.mail("Your account on Intersession").await)).await;
    browser.press("Make the account").await;
    browser.sees("Your account is made, and you are signed in.").await;
}

async fn choose_a_password(browser: &Browser, password: &str) {
    browser.click("Sample Newcomer").await;
    browser.click("Choose one").await;
    browser.fill("New password", "password1234").await;
    browser.press("Set the password").await;
    browser.sees("this one is common").await;
    browser.fill("New password", password).await;
    browser.press("Set the password").await;
    browser.sees("Your password is set.").await;
}

async fn sign_in(browser: &Browser, password: &str) {
    browser.visit("/sign-in").await;
    browser.fill("Your e-mail address", EMAIL).await;
    browser.fill("Password", password).await;
    browser.press("Sign in").await;
}

async fn sign_in_by_code(browser: &Browser, site: &Site) {
    browser.visit("/sign-in").await;
    browser.click("Sign in by mail, without a password").await;
    browser.fill("Your e-mail address", EMAIL).await;
    browser.press("Send me a mail").await;
    browser.fill("Code", code(&site.mail("Sign in to Intersession").await)).await;
    browser.press("Go on").await;
    browser.sees("You are signed in.").await;
}

async fn forget_the_password(browser: &Browser, site: &Site, password: &str) {
    browser.visit("/sign-in").await;
    browser.click("I forgot my password").await;
    browser.fill("Your e-mail address", EMAIL).await;
    browser.press("Send me a mail").await;
    browser.visit(link(&site.mail("Choose a new password for Intersession").await)).await;
    browser.fill("New password", password).await;
    browser.press("Set the password").await;
    browser.sees("Your password is changed, and you are signed in.").await;
}

#[tokio::test]
async fn somebody_makes_an_account_and_gets_in_again_with_a_password_a_code_and_a_reset() {
    let site = Site::demo();
    let browser = Browser::open(Look::NARROW, &site).await;
    make_an_account(&browser, &site).await;
    choose_a_password(&browser, "seven otters knit at night").await;
    sign_out(&browser).await;

    sign_in(&browser, "another one of many words").await;
    browser.sees("Address and password do not belong together.").await;
    sign_in(&browser, "seven otters knit at night").await;
    browser.sees("Sample Newcomer").await;
    sign_out(&browser).await;

    sign_in_by_code(&browser, &site).await;
    let other = Browser::open(Look::WIDE, &site).await;
    forget_the_password(&other, &site, "nine herons read maps").await;
    browser.visit("/settings").await;
    browser.sees("Sign in").await;
    sign_in(&browser, "nine herons read maps").await;
    browser.sees("Sample Newcomer").await;
    browser.visit("/settings").await;
    browser.sees("Where you are signed in").await;
    browser.press("Sign out everywhere else").await;
    browser.sees("Every other browser is signed out.").await;
}
