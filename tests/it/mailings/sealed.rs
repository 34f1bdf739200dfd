//! What was looked at is what goes: to just those people, and to nobody who left.

use super::{letters, write};
use crate::harness::World;
use intersession::{
    meetings::{Kind, actions},
    viewer::RoleKind,
};

const FOLLOWERS: &str = "Everybody who follows the forum or this cycle";

#[tokio::test]
async fn an_announcement_goes_to_just_those_with_whom_it_was_looked_at() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    world.follower("/cybersecurity", "one@example.org").await;
    write(&mut facilitator, FOLLOWERS).await;
    world.follower("/cybersecurity", "two@example.org").await;
    facilitator.press("Send it to 1 person").await.gets(409).sees("Something changed since you looked at it");
    facilitator.sees("To 2 people").press("Send it to 2 people").await.gets(200);
    world.follower("/cybersecurity", "late@example.org").await;
    world.work().await;
    let to: Vec<String> = letters(&world).await.into_iter().map(|(to, ..)| to).collect();
    assert_eq!(to, ["one@example.org", "two@example.org"]);
    assert_eq!(world.count("mailing_recipient").await, 0, "what is written is not kept");
}

#[tokio::test]
async fn who_left_by_one_click_gets_no_announcement_whatever_else_they_follow_or_do() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let mut editor = world.with_role(&place, RoleKind::Editor).await;
    editor.visit("/follow?what=/cybersecurity/2018").await.press("Follow").await;
    write(&mut facilitator, "Both, each once").await;
    facilitator.press("Send it to 2 people").await.gets(200);
    world.work().await;
    let link =
        "select unsubscribe_url from message where kind = 'announcement' and recipient like 'sample-editor%'";
    let link: String = sqlx::query_scalar(link).fetch_one(&world.db).await.expect("a link");
    let path = link.trim_start_matches("http://localhost:8080");
    let click = "List-Unsubscribe=One-Click";
    world.public().post_raw(path, "application/x-www-form-urlencoded", click).await.gets(200);
    write(&mut facilitator, "Both, each once").await;
    facilitator.sees("To 1 person").does_not_see("Sample Editor");
}

#[tokio::test]
async fn an_announcement_of_a_test_cycle_is_mailed_to_nobody_else() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    world.follower("/cybersecurity", "one@example.org").await;
    sqlx::query("update cycle set trial = true").execute(&world.db).await.expect("a test cycle");
    write(&mut facilitator, FOLLOWERS).await;
    facilitator.press("Send it to 1 person").await.gets(200);
    world.work().await;
    assert!(letters(&world).await.is_empty());
}

#[tokio::test]
async fn nobody_is_invited_to_a_call_that_was_cancelled_before_their_letter_was_written() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    let page = "/cybersecurity/2018/meetings/1";
    facilitator.visit(&format!("{page}/invite")).await.press("Look at it first").await;
    facilitator.press("Send it to 1 person").await.gets(200);
    let mut db = world.db.acquire().await.expect("a connection");
    actions::cancel(&mut db, world.actor(&place), &call, None, "No host.").await.expect("cancelled");
    world.work().await;
    let invitations = "select count(*) from message where kind = 'invitation'";
    let invitations: i64 = sqlx::query_scalar(invitations).fetch_one(&world.db).await.expect("counted");
    assert_eq!(invitations, 0);
    facilitator.visit(page).await.sees("does not know of this yet");
    facilitator.click("Tell them").await.press("Look at it first").await.sees("Cancelled: ").sees("No host.");
}
