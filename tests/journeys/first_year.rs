//! The first year of a site, by clicking and typing: from the first administrator's link to a report that is cited.

use intersession::clock::{Clock, Day};

use crate::{
    browser::{Browser, Look},
    site::Site,
};

/// "23 October 2026".
fn in_words(day: Day) -> String {
    day.0.strftime("%-d %B %Y").to_string()
}

/// As somebody types it into a field for a day, the way the browser asks for it: month, day, year.
fn typed(day: Day) -> String {
    day.0.strftime("%m%d%Y").to_string()
}

/// A report of a call, as a scribe would have written it.
fn report(day: Day) -> String {
    include_str!("report.txt").replace("DAY", &in_words(day))
}

async fn make_the_account(browser: &Browser, site: &Site) {
    browser.visit(&site.link("")).await;
    browser.sees("Nobody has an account here yet.").await;
    browser.fill("Your name", "Sample Secretariat").await;
    browser.fill("Your e-mail address", "secretariat@example.org").await;
    browser.fill("Password", "a long sample password").await;
    browser.press("Make the account").await;
    browser.sees("You are signed in.").await;
}

async fn open_a_forum_and_its_cycle(browser: &Browser, today: Day) {
    browser.click("Open a forum").await;
    browser.fill("Subject", "Sample Exchanges").await;
    browser.fill("Full name", "Best Practice Forum on Sample Exchanges").await;
    browser.fill("Address", "exchanges").await;
    browser.fill("What it is about", "How exchanges begin, and what keeps them going.").await;
    browser.press("Open the forum").await;
    browser.sees("The forum is open.").await;

    browser.click("Open a cycle").await;
    browser.fill("Year", &today.0.year().to_string()).await;
    browser.fill("Theme", "How an exchange begins").await;
    browser.fill("In two sentences", "What helps a new exchange. The year ends with a paper.").await;
    browser.fill("Name", "A Sample IGF").await;
    browser.fill("City", "Geneva").await;
    browser.fill("First day", &typed(today.plus(60))).await;
    browser.fill("Last day", &typed(today.plus(63))).await;
    browser.choose("Time zone there", "Europe/Zurich").await;
    browser.press("Open the cycle").await;
    browser.sees("The cycle is open, as proposed.").await;
}

async fn move_it_on(browser: &Browser, today: Day) {
    for next in ["With the MAG", "Approved", "Running"] {
        browser.click("Change the cycle, or move it on").await;
        browser.tick(next).await;
        if next == "Approved" {
            browser.fill("Day", &typed(today.plus(-60))).await;
            browser.fill("Decided by", "MAG").await;
        }
        browser.press("Move it on").await;
        browser.sees("The cycle is now").await;
    }
    browser.sees("running").await;
}

async fn add_a_milestone(browser: &Browser, today: Day) {
    browser.click("Work plan").await;
    browser.click("Add the first milestone").await;
    browser.fill("What is to be reached", "Outline of the output").await;
    browser.choose("What it is", "Draft output").await;
    browser.fill("Day, or last day", &typed(today.plus(30))).await;
    browser.press("Add the milestone").await;
    browser.sees("The milestone was added.").await;
    browser.sees(&in_words(today.plus(30))).await;
}

async fn schedule_a_call(browser: &Browser, today: Day) {
    browser.click("Calls").await;
    browser.click("Schedule a call").await;
    browser.fill("Day", &typed(today.plus(14))).await;
    browser.fill("Time, UTC", "0300PM").await;
    browser.fill("Minutes (empty if not known)", "90").await;
    browser.fill("How to join", "https://example.org/join").await;
    browser.press("Schedule the call").await;
    browser.sees("The call is scheduled.").await;
    browser.sees(&format!("{}, 15:00 UTC", in_words(today.plus(14)))).await;

    browser.click("Write the agenda").await;
    browser.fill_in("Item 1", "What it is about", "Welcome").await;
    browser.fill_in("Item 1", "Minutes", "10").await;
    browser.fill_in("Item 2", "What it is about", "The outline").await;
    browser.fill_in("Item 2", "Minutes", "60").await;
    browser.fill_in("Item 2", "Who presents", "Sample Consultant").await;
    browser.tick("Everybody").await;
    browser.press("Save the agenda").await;
    browser.sees("The agenda was saved.").await;
    browser.sees("The outline").await;
}

async fn import_a_report(browser: &Browser, held: Day) {
    browser.click("Calls").await;
    browser.click("Import a report").await;
    browser.paste("Text of the report", &report(held)).await;
    browser.press("Read it").await;
    browser.sees("Look through the import").await;
    assert_eq!(browser.value("Day of the call").await, held.0.to_string());
    assert_eq!(browser.value("Number, as printed").await, "1");
    assert_eq!(browser.value("In its words").await, "The next call will take place in about three weeks.");
    browser.fill_in("Participant 3", "Affiliation", "Sample Exchange East").await;
    browser.press("Save as a draft").await;
    browser.sees("Imported. The report is a draft").await;

    browser.click("Write the report").await;
    browser.sees("Preview of what is saved").await;
    browser.press("Publish the report").await;
    browser.sees("Permanent address:").await;
}

/// What the public finds, in a browser of its own.
async fn read_as_the_public(look: Look, site: &Site, cycle: &str, held: Day) {
    let browser = Browser::open(look, site).await;
    browser.visit(cycle).await;
    browser.sees("How an exchange begins").await;
    browser.click("Calls").await;
    browser.click("Virtual Meeting I").await;
    browser.sees(&in_words(held)).await;
    browser.sees("Sample Exchange East").await;
    browser.sees("It asks for a code. Sign in to see it.").await;
    assert!(!browser.words().await.contains("SAMPLE2026"), "the code is only for people who signed in");

    let second = "return [...document.querySelectorAll('.no')].find((no) => no.textContent === '2').id";
    let code = browser.script(second).await.as_str().expect("a code").to_owned();
    let call = browser.path().await;
    let targeted =
        "const at = document.querySelector(':target'); return at ? at.closest('.para').innerText : ''";
    for anchor in [code, "p2".to_owned()] {
        browser.visit("/").await;
        browser.visit(&format!("{call}#{anchor}")).await;
        let words = browser.script(targeted).await;
        let words = words.as_str().expect("words");
        assert!(words.contains("The facilitator recalled what the forum is for"), "#{anchor}: {words}");
    }
}

#[tokio::test]
async fn the_secretariat_opens_a_forum_and_a_month_later_the_public_cites_its_first_report() {
    let site = Site::empty();
    let today = Clock::System.now().day();
    let held = today.plus(-30);
    let cycle = format!("/exchanges/{}", today.0.year());

    let browser = Browser::open(Look::WIDE, &site).await;
    make_the_account(&browser, &site).await;
    open_a_forum_and_its_cycle(&browser, today).await;
    move_it_on(&browser, today).await;
    add_a_milestone(&browser, today).await;
    schedule_a_call(&browser, today).await;
    import_a_report(&browser, held).await;
    drop(browser);

    read_as_the_public(Look::WIDE, &site, &cycle, held).await;
    read_as_the_public(Look::NARROW.dark(), &site, &cycle, held).await;

    let calendar = reqwest::get(format!("{}{cycle}/meetings.ics", site.url)).await.expect("a calendar");
    assert_eq!(calendar.headers()["content-type"], "text/calendar; charset=utf-8");
    let calendar = calendar.text().await.expect("a calendar");
    for day in [held, today.plus(14)] {
        let starts = format!("DTSTART:{}T150000Z", day.0.strftime("%Y%m%d"));
        assert!(calendar.contains(&starts), "{starts} is not in\n{calendar}");
    }
}
