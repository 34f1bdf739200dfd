//! The Secretariat prepares the next cycle after the model of the last, and shows it.

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    site::Site,
};

async fn say_what_it_is(browser: &Browser, axe: &Axe) {
    browser.visit("/cybersecurity").await;
    browser.click("Prepare the next cycle").await;
    assert_eq!(browser.value("Year").await, "2019", "the next one that is free");
    browser.fill("Year", "2018").await;
    browser.fill("Theme", "Norms at work").await;
    browser.fill("Name", "14th IGF").await;
    browser.fill("City", "Berlin").await;
    browser.fill("First day", "11252019").await;
    browser.fill("Last day", "11292019").await;
    browser.choose("Time zone there", "Europe/Berlin").await;
    axe.is_content(browser, "cycle to prepare").await;
    browser.press("Look through it").await;
    browser.sees("This forum has a cycle of that year already.").await;
    axe.is_content(browser, "year that is taken").await;
    browser.fill("Year", "2019").await;
    browser.press("Look through it").await;
}

async fn look_through(browser: &Browser, axe: &Axe) {
    browser.sees("Nothing is made yet.").await;
    browser.sees("Each day lies as far from the first day of the annual meeting as it did in 2018.").await;
    axe.is_content(browser, "cycle to look through").await;
    browser.tick("Background paper").await;
    browser.press("Back").await;
    assert_eq!(browser.value("Theme").await, "Norms at work");
    browser.press("Look through it").await;
    browser.tick("Proposal to the MAG").await;
    browser.press("Make the draft").await;
    browser.sees("Only those who work in it see it, until you show it.").await;
    axe.is_content(browser, "draft").await;
}

async fn journey(look: Look) {
    let (site, axe) = (Site::demo(), Axe::load());
    let secretariat = site.sign_in("Sample Secretariat").await;
    let browser = Browser::open(look, &site).await;
    browser.become_member(Some(&secretariat)).await;
    say_what_it_is(&browser, &axe).await;
    look_through(&browser, &axe).await;

    let public = Browser::open(look, &site).await;
    public.visit("/cybersecurity/2019").await;
    assert_eq!(public.status().await, 404);
    browser.click("Work plan").await;
    browser.sees("Kick-off call").await;
    assert!(!browser.words().await.contains("Proposal to the MAG"), "what was not ticked is left out");
    browser.visit("/cybersecurity/2019/edit").await;
    axe.is_content(&browser, "draft to show").await;
    browser.press("Show it to everybody").await;
    browser.sees("Everybody can see the cycle now, as proposed.").await;

    public.visit("/cybersecurity/2019").await;
    public.sees("Norms at work").await;
    axe.is_content(&public, "cycle that was prepared").await;
}

#[tokio::test]
async fn the_secretariat_prepares_a_cycle_after_the_last_and_shows_it_to_everybody() {
    journey(Look::WIDE).await;
}

#[tokio::test]
async fn on_a_telephone_in_dark_colours_a_cycle_is_prepared_too() {
    journey(Look::NARROW.dark()).await;
}
