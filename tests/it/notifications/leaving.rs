//! One click, and no more announcements: whatever one follows, whatever role one holds, however old the mail.

use crate::harness::{Browser, World};
use intersession::viewer::RoleKind;

const FOLLOWER: &str = "follower@example.org";
const ONE_CLICK: &str = "List-Unsubscribe=One-Click";
const FORM: &str = "application/x-www-form-urlencoded";

/// Sends an announcement to everybody whom it could concern; to whom it went.
async fn announce(world: &World, facilitator: &mut Browser) -> Vec<String> {
    let last: Option<i64> =
        sqlx::query_scalar("select max(id) from message").fetch_one(&world.db).await.expect("asked");
    facilitator.visit("/cybersecurity/2018/mailings/new").await;
    facilitator
        .fill("Both, each once", "on")
        .fill("Subject", "The background paper")
        .fill("Text", "It is out.");
    facilitator.press("Look at it").await.gets(200).press("Send it to").await.gets(200);
    world.work().await;
    let sent = "select recipient from message where kind = 'announcement' and id > $1 order by recipient";
    sqlx::query_scalar(sent).bind(last.unwrap_or_default()).fetch_all(&world.db).await.expect("the outbox")
}

/// Where the mail program of somebody leaves the last announcement that they got.
async fn leaves_at(world: &World, email: &str) -> String {
    let url = "select unsubscribe_url from message where kind = 'announcement' and recipient = $1 order by id desc limit 1";
    let url: String = sqlx::query_scalar(url).bind(email).fetch_one(&world.db).await.expect("a letter");
    url.trim_start_matches("http://localhost:8080").to_owned()
}

#[tokio::test]
async fn who_follows_the_cycle_alone_leaves_its_announcements_with_one_click() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    world.follower("/cybersecurity/2018", FOLLOWER).await;
    assert!(announce(&world, &mut facilitator).await.contains(&FOLLOWER.to_owned()));
    let path = leaves_at(&world, FOLLOWER).await;
    world.public().post_raw(&path, FORM, ONE_CLICK).await.gets(200).sees("You get no more of this mail.");
    assert!(!announce(&world, &mut facilitator).await.contains(&FOLLOWER.to_owned()));
}

#[tokio::test]
async fn who_holds_a_role_leaves_announcements_with_one_click_or_in_their_settings() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    world.with_role(&place, RoleKind::Editor).await;
    let mut scribe = world.with_role(&place, RoleKind::Scribe).await;
    let (editor, scribes) = ("sample-editor@example.org", "sample-scribe@example.org");
    let to = announce(&world, &mut facilitator).await;
    assert!(to.contains(&editor.to_owned()) && to.contains(&scribes.to_owned()), "{to:?}");

    let path = leaves_at(&world, editor).await;
    world.public().post_raw(&path, FORM, ONE_CLICK).await.gets(200);
    scribe
        .visit("/settings/mail")
        .await
        .fill("How often, Cybersecurity 2018", "off")
        .press("Save")
        .await
        .gets(200);
    let to = announce(&world, &mut facilitator).await;
    assert_eq!(to, ["sample-facilitator@example.org"]);
}

#[tokio::test]
async fn mail_that_was_delivered_before_its_link_was_taken_back_still_leaves_with_one_click() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let mut member = world.member().await;
    member.visit("/follow?what=/cybersecurity").await.press("Follow").await;
    announce(&world, &mut facilitator).await;
    let path = leaves_at(&world, "sample-member@example.org").await;
    member.visit("/settings/links").await.press("Take it back").await.gets(200);

    let mut program = world.public();
    program.visit(&path).await.gets(410);
    program.post_raw(&path, FORM, "pace=daily").await.gets(410);
    program.post_raw("/l/nothing", FORM, ONE_CLICK).await.gets(404);
    assert_eq!(world.count("subscription where pace = 'off'").await, 0);
    program.post_raw(&path, FORM, ONE_CLICK).await.gets(200).sees("You get no more of this mail.");
    assert_eq!(announce(&world, &mut facilitator).await, ["sample-facilitator@example.org"]);
}
