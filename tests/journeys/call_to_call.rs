//! From what people say of the next call to what came of it: it becomes due, people are asked, one of them answers on a
//! telephone as a guest in another zone, all hear which time it is, the call is held, its report is published, and a task
//! that came of it is done.

use std::time::Duration;

use fantoccini::key::Key;
use intersession::clock::Clock;

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    keyboard::tab_to,
    site::Site,
    tasks,
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

/// When the call can begin: soon, on the clock of the demo, which began at nine in the morning with the site.
struct Soon {
    /// Minutes after midnight.
    minutes: i64,
    /// When the site began, in seconds since 1970 on the machine's clock.
    began: i64,
}

fn seconds() -> i64 {
    Clock::System.now().as_second()
}

impl Soon {
    fn after(began: i64) -> Self {
        Self { minutes: 9 * 60 + (seconds() - began) / 60 + 4, began }
    }

    /// "09:05", so many hours to the east.
    fn clock(&self, east: i64) -> String {
        format!("{:02}:{:02}", self.minutes / 60 + east, self.minutes % 60)
    }

    /// Until the call has begun.
    async fn wait(&self) {
        let left = self.began + (self.minutes - 9 * 60) * 60 + 5 - seconds();
        tokio::time::sleep(Duration::from_secs(left.try_into().unwrap_or_default())).await;
    }
}

/// Makes a poll of what was said, and opens it once it was looked at.
async fn ask(browser: &Browser, axe: &Axe, soon: &Soon) {
    browser.click("Ask people when they can come").await;
    browser.fill("Day 1", "10152018").await;
    browser.fill("Times on day 1", &soon.clock(0)).await;
    browser.fill("Times on day 2", "06:00 14:00").await;
    browser.tick("Do not open it yet").await;
    axe.is_content(browser, "poll to make").await;
    browser.press("Make the poll").await;
    browser.sees("This poll is not open yet.").await;
    axe.is_content(browser, "poll that is not open yet").await;
    browser.press("Open it now").await;
    browser.sees("It is open now.").await;
}

/// Answers on a telephone in Tokyo with the keyboard alone, and keeps the link to it.
async fn answer(telephone: &Browser, axe: &Axe, site: &Site, soon: &Soon) {
    telephone.visit(&format!("{CALL}/poll")).await;
    telephone.choose("Your time zone", "Tokyo").await;
    telephone.press("Use it").await;
    let both = format!("Monday 15 October 2018, {} UTC · {} in Tokyo", soon.clock(0), soon.clock(9));
    telephone.sees(&both).await;
    axe.is_content(telephone, "poll on a telephone").await;
    tab_to(telephone, "input Your name").await;
    telephone.types("Sample Guest Tokyo").await;
    tab_to(telephone, "input E-mail address (optional)").await;
    telephone.types("guest.tokyo@example.org").await;
    tab_to(telephone, "input Yes").await;
    telephone.key(Key::Space).await;
    tab_to(telephone, "input Yes").await;
    telephone.key(Key::Space).await;
    telephone.key(Key::Right).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    tab_to(telephone, "button Answer").await;
    telephone.key(Key::Enter).await;
    telephone.sees("Your answer is noted").await;
    telephone.sees("This link answers for Sample Guest Tokyo").await;
    axe.is_content(telephone, "answer of a guest").await;
    let mail = site.mail_to("guest.tokyo@example.org", "The link to your answer").await;
    assert!(!mail.contains("Sample Guest"), "none of their words are mailed: {mail}");
    telephone.visit(&link(&mail)).await;
    telephone.press("Change my answer").await;
    telephone.sees("Your answer is noted").await;
}

/// Chooses the first time, and lets everybody who answered hear of it.
async fn confirm(browser: &Browser, axe: &Axe) {
    browser.visit(&format!("{CALL}/poll")).await;
    browser.sees("1 yes · 0 if need be · 0 no").await;
    browser.script("for (const at of document.querySelectorAll('details')) at.open = true").await;
    axe.is_content(browser, "poll with an answer").await;
    browser.click("Choose this time 1").await;
    axe.is_content(browser, "time to confirm").await;
    browser.press("Schedule the call").await;
    browser.sees("With a calendar entry.").await;
    browser.script_that_leaves("document.querySelector('#content form button').click()").await;
    browser.sees("On its way to").await;
}

/// Puts on record that the call was held, and publishes what came of it.
async fn report(browser: &Browser, soon: &Soon) {
    let text = include_str!("report.txt")
        .replace("DAY, 15:00 UTC", &format!("15 October 2018, {} UTC", soon.clock(0)));
    let text = text.replace("on DAY at 15:00 UTC", "on 15 October 2018");
    let text =
        text.replace("Best Practice Forum on Sample Exchanges", "Best Practice Forum on Cybersecurity");
    let text = text
        .replace("Virtual Meeting I\n", "Virtual Meeting VII\n")
        .replace("The first virtual", "This virtual");
    browser
        .visit(&format!(
            "/cybersecurity/2018/meetings/import?onto={}",
            CALL.rsplit('/').next().unwrap_or_default()
        ))
        .await;
    browser.paste("Text of the report", &text).await;
    browser.press("Read it").await;
    browser.sees("Look through the import").await;
    browser.press("Save as a draft").await;
    browser.sees("Imported. The report is a draft").await;
    browser.click("Write the report").await;
    browser.press("Publish the report").await;
    browser.sees("Permanent address:").await;
}

#[tokio::test]
async fn what_was_said_of_a_call_becomes_a_call_a_report_and_work_that_is_done() {
    let (site, axe) = (Site::demo(), Axe::load());
    let began = seconds();
    let browser = facilitator(&site).await;
    intend(&browser).await;
    axe.is_content(&browser, "call that is due").await;
    let soon = Soon::after(began);
    ask(&browser, &axe, &soon).await;
    let telephone = Browser::open(Look::NARROW, &site).await;
    answer(&telephone, &axe, &site, &soon).await;
    confirm(&browser, &axe).await;
    let time = format!("Monday 15 October 2018, {} UTC", soon.clock(0));
    let invitation = site.mail_to("guest.tokyo@example.org", "Invitation:").await;
    assert!(invitation.contains(&time), "{invitation}");
    telephone.visit(&format!("{CALL}/poll")).await;
    telephone.sees(&format!("The time was found: {time}")).await;
    axe.is_content(&telephone, "poll that found its time").await;

    soon.wait().await;
    report(&browser, &soon).await;
    tasks::find_somebody_who_does_it(&site, &axe, &browser, Look::WIDE, CALL).await;
}
