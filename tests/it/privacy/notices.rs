//! Privacy notices in versions, and what people agree to.

use super::held::{bytes, unpack};
use super::{Somebody, somebody};
use crate::harness::{Browser, World};

async fn publish_notice(secretariat: &mut Browser, path: &str, controller: &str, body: &str) {
    secretariat
        .visit(path)
        .await
        .fill("Controller", controller)
        .fill("Contact", "Sample Street 1, Sampleville");
    secretariat
        .fill("Notice", body)
        .press("Publish the notice")
        .await
        .gets(200)
        .sees("The notice is in force.");
}

#[tokio::test]
async fn a_forum_has_a_notice_whose_versions_stay_readable() {
    let world = World::new().await;
    world.forum().await;
    let mut secretariat = world.secretariat().await;
    let mut public = world.public();
    public.visit("/cybersecurity").await.click("Privacy notice of this forum").await;
    public.sees("This forum has no notice of its own");
    publish_notice(&mut secretariat, "/cybersecurity/privacy/edit", "Sample Office", "We keep **little**.")
        .await;
    publish_notice(
        &mut secretariat,
        "/cybersecurity/privacy/edit",
        "Another Office",
        "<script>alert(1)</script> We keep less.",
    )
    .await;

    public
        .visit("/cybersecurity/privacy")
        .await
        .sees("Another Office")
        .sees("We keep less.")
        .sees("Version 1");
    assert!(!public.body.contains("<script>alert"));
    public.click("Version 1").await.sees("Sample Office").sees("We keep little.").sees("no longer in force");
    public.visit("/cybersecurity/privacy/3").await.gets(404);
    public.visit("/privacy/notice").await.sees("No notice was published yet");
    public.visit("/cybersecurity/privacy/edit").await.gets(401);
    world.member().await.visit("/cybersecurity/privacy/edit").await.gets(403);
    let error =
        sqlx::query("update privacy_notice set body = 'x'").execute(&world.db).await.expect_err("final");
    assert!(error.to_string().contains("a published notice never changes"));
}

#[tokio::test]
async fn of_two_who_publish_a_notice_the_second_sees_the_first_and_loses_nothing() {
    let world = World::new().await;
    let mut one = world.secretariat().await;
    let (_, account) = world.account("Sample Second", true).await;
    let mut two = world.signed_in(account).await;
    two.visit("/privacy/notice/edit")
        .await
        .fill("Controller", "Two")
        .fill("Contact", "There")
        .fill("Notice", "Mine.");
    publish_notice(&mut one, "/privacy/notice/edit", "One", "Theirs.").await;
    two.press("Publish the notice").await.gets(409).sees("Somebody else saved this").sees("Theirs.");
    assert_eq!(two.field("Notice"), "Mine.");
    two.press("Publish the notice").await.gets(200).sees("Two");
    one.visit("/privacy/notice/edit")
        .await
        .fill("Controller", "")
        .fill("Notice", "")
        .press("Publish the notice")
        .await;
    one.gets(422).sees("Enter who decides about the data.").sees("Enter what readers should know.");
}

#[tokio::test]
async fn who_makes_an_account_is_recorded_to_have_read_the_notice_in_force() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    publish_notice(&mut secretariat, "/privacy/notice/edit", "Sample Office", "First.").await;
    publish_notice(&mut secretariat, "/privacy/notice/edit", "Sample Office", "Second.").await;
    let mut new = world.public();
    new.visit("/sign-up")
        .await
        .fill("Your name", "Sample New")
        .fill("Your e-mail address", "new@example.org");
    new.press("Send me a mail").await;
    publish_notice(&mut secretariat, "/privacy/notice/edit", "Sample Office", "Third.").await;
    new.visit(&world.mailed_link("new@example.org").await).await.sees("you have read the privacy notice");
    new.press("Make the account").await;
    new.visit("/settings/data").await.sees("“I have read the privacy notice.” Monday 15 October 2018, 09:00 UTC, with making an account, version 2");
}

#[tokio::test]
async fn one_agrees_and_withdraws_and_both_stay_on_record() {
    let Somebody { mut browser, world, .. } = somebody().await;
    browser
        .visit("/settings")
        .await
        .click("What I agree to")
        .await
        .sees("You do not agree")
        .does_not_see("You agree, since");
    browser
        .press("I agree: The Secretariat")
        .await
        .sees("It is recorded that you agree.")
        .sees("You agree, since");
    world.set_clock("2018-10-16T09:00:00Z");
    browser.press("Withdraw").await.sees("It is recorded that you withdrew it.");
    browser.sees("withdrawn on Tuesday 16 October 2018, 09:00 UTC").does_not_see("You agree, since");
    browser.post("/settings/consents", &[("purpose", "everything"), ("agree", "yes")]).await.gets(400);
    let files = unpack(bytes(&world, &browser, "/settings/data.zip").await);
    let data: serde_json::Value = serde_json::from_str(&files[1].1).expect("JSON");
    assert_eq!(data["consents"][0]["purpose"], "outreach");
    assert_eq!(data["consents"][0]["withdrawn_at"], "2018-10-16T09:00:00Z");
    world.public().visit("/settings/consents").await.gets(401);
}
