//! A form acts once: by a double click, from two windows, on two servers; and nothing that was typed is lost by that.

use std::path::Path;

use intersession::{mail::Folder, privacy::retention};

use crate::harness::{Browser, World};

const CALLS: &str = "/cybersecurity/2018/meetings";

const REPORT: &str = "2018 Best Practice Forum on Cybersecurity – Virtual Meeting IV\n\nSummary Report\n\n20 September 2018, 15:00 UTC\n\n\
    1. The call was facilitated by Sample Chair. The purpose was to speak about norms, and about those who keep them.\n\n\
    2. It was agreed to go on. Sample Writer offered to draft a list of sources.\n\n\
    Participants\n\nSample Chair (Facilitator)\nSample Writer, Sample IGF\n";

/// How many acts of a kind are on record.
async fn acts(world: &World, verb: &str) -> i64 {
    let sql = "select count(*) from activity where verb = $1";
    sqlx::query_scalar(sql).bind(verb).fetch_one(&world.db).await.expect("counted")
}

/// Presses one button from five copies of a page at the same time; gives them as they are then.
async fn press_from_five(browsers: &mut [Browser], words: &'static str) {
    let mut presses = tokio::task::JoinSet::new();
    for (place, browser) in browsers.iter().cloned().enumerate() {
        let mut browser = browser;
        presses.spawn(async move {
            browser.press(words).await;
            (place, browser)
        });
    }
    while let Some(pressed) = presses.join_next().await {
        let (place, browser) = pressed.expect("pressed");
        browsers[place] = browser;
    }
}

fn five(browser: &Browser) -> Vec<Browser> {
    vec![browser.clone(); 5]
}

#[tokio::test]
async fn a_call_that_is_scheduled_by_five_clicks_is_one_call_and_every_click_leads_to_it() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{CALLS}/new")).await;
    facilitator.fill("#day1", "2018-10-20").fill("#time1", "15:00");
    let mut windows = five(&facilitator);
    press_from_five(&mut windows, "Schedule").await;
    for window in &mut windows {
        window.gets(200).sees("The call is scheduled.");
        assert_eq!(window.path, format!("{CALLS}/1"));
    }
    assert_eq!(world.count("meeting").await, 1);
    assert_eq!(acts(&world, "meeting.scheduled").await, 1);

    facilitator.press("Schedule").await.gets(200).sees("The call is scheduled.");
    assert_eq!(world.count("meeting").await, 1, "long after, too");
}

#[tokio::test]
async fn a_report_that_is_saved_by_five_clicks_is_imported_once() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{CALLS}/import")).await.fill("#source", REPORT).press("Read it").await;
    let mut windows = five(&facilitator.gets(200).clone());
    press_from_five(&mut windows, "Save").await;
    for window in &mut windows {
        window.gets(200).sees("Imported.");
        assert_eq!(window.path, format!("{CALLS}/1"));
    }
    assert_eq!(world.count("meeting").await, 1);
    assert_eq!(world.count("imported_report").await, 1);
    assert_eq!(acts(&world, "report.imported").await, 1);
}

#[tokio::test]
async fn a_role_that_is_given_by_a_double_click_is_given_once_or_waits_once_for_a_second_person() {
    let world = World::of_double_clicks().await;
    world.cycle().await;
    let mut secretariat = world.secretariat().await;
    world.account("Sample Colleague", true).await;
    let (member, _) = world.account("Sample Member", false).await;
    secretariat.visit("/cybersecurity/2018/people/new").await;
    secretariat.fill("#person", &member.to_string()).fill("#kind", "facilitator");
    secretariat.press("Give the role").await.gets(200).sees("The role is proposed.");
    assert_eq!(world.count("appointment").await, 1);
    assert_eq!(world.mails_to("sample-colleague@example.org").await.len(), 1);

    secretariat.visit("/cybersecurity/2018/people/new").await;
    secretariat.fill("#name", "Sample Writer").fill("#kind", "editor");
    secretariat.press("Give the role").await.gets(200).sees("The role was given.");
    assert_eq!(world.count("role").await, 1);
}

#[tokio::test]
async fn a_milestone_and_an_intention_are_added_once_by_a_double_click() {
    let world = World::of_double_clicks().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/plan/new").await;
    facilitator.fill("#title", "Draft").fill("#kind", "draft").fill("#due", "2018-10-29").press("Add").await;
    facilitator.gets(200).sees("The milestone was added.");
    assert_eq!(world.count("milestone").await, 1);

    facilitator.visit(&format!("{CALLS}/intend")).await;
    facilitator.fill("Some time", "on").fill("#text", "In about three weeks").press("Note it").await;
    facilitator.gets(200).sees("Noted.");
    assert_eq!(world.count("meeting").await, 1);
}

#[tokio::test]
async fn a_message_to_the_facilitators_is_mailed_once_by_a_double_click() {
    let world = World::of_double_clicks().await;
    let place = world.cycle().await;
    world.facilitator(&place).await;
    let mut public = world.public();
    public.visit("/cybersecurity/2018/contact").await.fill("Your name", "Sample Writer");
    public.fill("Your e-mail address", "writer@example.org").fill("Message", "How can I help?");
    world.set_clock("2018-10-15T09:01:00Z");
    public.press("Send the message").await.gets(200).sees("Your message is on its way.");
    assert_eq!(world.mails_to("sample-facilitator@example.org").await.len(), 1);
}

#[tokio::test]
async fn an_invitation_is_one_link_and_the_second_click_says_where_it_was_shown() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin/invitations").await.fill("#name", "Sample Invited");
    secretariat.fill("#email", "invited@example.org");
    let mut windows = five(&secretariat);
    press_from_five(&mut windows, "Make the link").await;
    let shown = windows.iter().filter(|window| window.has("#link")).count();
    assert_eq!(shown, 1, "the link is shown once");
    for window in windows.iter_mut().filter(|window| !window.has("#link")) {
        window
            .gets(409)
            .sees("This form was sent already.")
            .sees("makes another")
            .sees("Back to where you were");
    }
    assert_eq!(world.count("link").await, 1);
    assert_eq!(acts(&world, "account.invited").await, 1);
}

#[tokio::test]
async fn the_secretariat_is_given_once_by_a_double_click() {
    let world = World::of_double_clicks().await;
    let mut secretariat = world.secretariat().await;
    world.account("Sample Member", false).await;
    let before = world.count("activity").await;
    secretariat.visit("/admin").await.press("Make Secretariat: Sample Member").await.gets(200);
    assert_eq!(world.count("activity").await, before + 1);
}

#[tokio::test]
async fn a_link_by_mail_that_is_asked_for_by_a_double_click_is_mailed_once() {
    let world = World::of_double_clicks().await;
    world.account("Sample Member", false).await;
    let mut public = world.public();
    public
        .visit("/sign-in/link")
        .await
        .fill("#email", "sample-member@example.org")
        .press("Send me a mail")
        .await;
    public.gets(200).sees("Look into your mail");
    assert_eq!(world.mails_to("sample-member@example.org").await.len(), 1);
}

#[tokio::test]
async fn a_change_that_is_saved_by_a_double_click_is_no_clash_with_oneself() {
    let world = World::of_double_clicks().await;
    let mut member = world.member().await;
    member.visit("/settings/profile").await.fill("Pronouns", "they").press("Save the profile").await;
    member.gets(200).sees("Your profile is saved.").does_not_see("Somebody else saved");
}

#[tokio::test]
async fn a_form_acts_once_over_two_servers_on_one_database() {
    let world = World::new().await;
    let place = world.cycle().await;
    let other = World::on(world.db.clone());
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/plan/new").await;
    facilitator.fill("#title", "Draft").fill("#kind", "draft").fill("#due", "2018-10-29");
    let mut windows = five(&facilitator);
    for window in &mut windows[2..] {
        window.go_over_to(other.router());
    }
    press_from_five(&mut windows, "Add").await;
    for window in &mut windows {
        window.gets(200).sees("The milestone was added.");
    }
    assert_eq!(world.count("milestone").await, 1);
}

#[tokio::test]
async fn a_form_that_is_gone_back_to_and_changed_makes_no_second_thing_and_says_so() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/plan/new").await;
    facilitator.fill("#title", "Draft").fill("#kind", "draft").fill("#due", "2018-10-29");
    let mut back = facilitator.clone();
    facilitator.press("Add").await.sees("The milestone was added.");
    back.fill("#title", "Another").press("Add").await;
    back.gets(409).sees("This form was sent already").sees("open the form anew");
    assert_eq!(world.count("milestone").await, 1);
}

#[tokio::test]
async fn a_form_that_was_refused_can_be_mended_and_sent() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator
        .visit("/cybersecurity/2018/plan/new")
        .await
        .fill("#title", "")
        .fill("#kind", "draft")
        .fill("#due", "2018-10-29");
    let mut back = facilitator.clone();
    facilitator.press("Add").await.gets(422).fill("#title", "Draft").press("Add").await;
    facilitator.gets(200).sees("The milestone was added.");
    // What was refused used nothing up: the page before serves too.
    back.fill("#title", "Another").press("Add").await.gets(200).sees("The milestone was added.");
    assert_eq!(world.count("milestone").await, 2);
}

#[tokio::test]
async fn a_form_whose_stamp_is_over_claims_nothing_and_what_was_claimed_is_erased_by_then() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/plan/new").await;
    facilitator.fill("#title", "Draft").fill("#kind", "draft").fill("#due", "2018-10-29");
    let mut late = facilitator.clone();
    facilitator.press("Add").await.sees("The milestone was added.");
    assert_eq!(world.count("form_use").await, 1);
    let folder = Folder::at(Path::new("/nowhere"));
    world.set_clock("2018-10-22T09:00:00Z");
    retention::run_if_due(&world.db, &folder, world.app.now()).await.expect("a run");
    assert_eq!(world.count("form_use").await, 1, "its stamp is still good");
    late.clone().press("Add").await.gets(200);
    assert_eq!(world.count("milestone").await, 1);

    world.set_clock("2018-10-23T09:00:01Z");
    let erased = retention::run_if_due(&world.db, &folder, world.app.now()).await.expect("a run");
    assert_eq!(erased.expect("due").forms, 1);
    assert_eq!(world.count("form_use").await, 0);
    late.press("Add").await.gets(200);
    assert_eq!(world.count("milestone").await, 2, "as ever");
}
