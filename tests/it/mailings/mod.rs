//! Announcements: written, looked at with their recipients, sent once.

mod sealed;
mod templates;

use crate::harness::{Browser, World};
use intersession::{mailings, meetings, meetings::Kind, viewer::RoleKind};

const TEXT: &str = "Hello {name},\n\nthe background paper of {cycle} is out: {page}";

async fn write(browser: &mut Browser, audience: &str) {
    browser.visit("/cybersecurity/2018/mailings/new").await;
    browser.fill(audience, "on").fill("Subject", "The background paper of {cycle}").fill("Text", TEXT);
    browser.press("Look at it").await.gets(200);
}

async fn letters(world: &World) -> Vec<(String, String, String)> {
    sqlx::query_as("select recipient, subject, coalesce(secret_body, body) from message where kind = 'announcement' order by recipient")
        .fetch_all(&world.db)
        .await
        .expect("the outbox")
}

#[tokio::test]
async fn an_announcement_is_looked_at_with_its_recipients_and_sent_on_a_second_press() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    world.follower("/cybersecurity", "one@example.org").await;
    world.follower("/cybersecurity/2018", "two@example.org").await;
    facilitator
        .visit("/cybersecurity/2018")
        .await
        .click("Announcements by mail")
        .await
        .sees("Nothing was sent yet.");
    write(&mut facilitator, "Everybody who follows the forum or this cycle").await;
    facilitator
        .sees("To 2 people")
        .sees("Sample Follower")
        .sees("The background paper of Cybersecurity 2018");
    facilitator.sees("Hello Sample Follower,").does_not_see("@example.org");
    world.work().await;
    assert!(letters(&world).await.is_empty(), "nothing goes out before somebody said so");

    facilitator.press("Send it to 2 people").await.gets(200).sees("On its way to 2 people.");
    world.work().await;
    world.work().await;
    let sent = letters(&world).await;
    assert_eq!(
        sent.iter().map(|(to, ..)| to.as_str()).collect::<Vec<_>>(),
        ["one@example.org", "two@example.org"]
    );
    assert_eq!(sent[0].1, "The background paper of Cybersecurity 2018");
    assert!(sent[0].2.starts_with("Hello Sample Follower,\n\nthe background paper of Cybersecurity 2018 is out: http://localhost:8080/cybersecurity/2018\n\n--"), "{}", sent[0].2);
    facilitator.visit("/cybersecurity/2018/mailings/1").await.sees("What became of it").sees("Waiting2");
    facilitator.visit("/cybersecurity/2018/mailings").await.sees("to 2").sees("Sent");
}

#[tokio::test]
async fn who_gets_no_mail_as_it_came_back_is_not_counted() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    world.follower("/cybersecurity", "one@example.org").await;
    world.follower("/cybersecurity", "two@example.org").await;
    let call = world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let suspended =
        "insert into mail_address values ('two@example.org', 3.2, now(), now(), '550 no such user')";
    sqlx::query(suspended).execute(&world.db).await.expect("suspended");
    write(&mut facilitator, "Everybody who follows the forum or this cycle").await;
    facilitator.sees("Send it to 1 person");
    let invite = format!("{}/invite", call.path(&place));
    let words = [("audience", "followers"), ("subject", "Come"), ("body", "Come to {call}.")];
    facilitator.post(&invite, &words).await.gets(200);
    facilitator.sees("Send it to 1 person");
}

#[tokio::test]
async fn the_link_in_an_announcement_leaves_the_forum_with_one_click() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    world.follower("/cybersecurity", "one@example.org").await;
    write(&mut facilitator, "Everybody who follows the forum or this cycle").await;
    facilitator.press("Send it to 1 person").await.gets(200);
    world.work().await;
    let link: String = sqlx::query_scalar("select unsubscribe_url from message where kind = 'announcement'")
        .fetch_one(&world.db)
        .await
        .expect("a link");
    let path = link.trim_start_matches("http://localhost:8080");
    let mut program = world.public();
    program.visit(path).await.sees("The mail was about this");
    program.post_raw(path, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click").await.gets(200);
    write(&mut facilitator, "Everybody who follows the forum or this cycle").await;
    facilitator.sees("Nobody would get it.");
}

#[tokio::test]
async fn both_audiences_get_it_once_and_roles_of_former_years_do_not() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    world
        .with_role(&place, RoleKind::Editor)
        .await
        .visit("/follow?what=/cybersecurity")
        .await
        .press("Follow")
        .await;
    let (former, _) = world.account("Sample Former", false).await;
    world.give_role(&place, former, RoleKind::Scribe).await;
    sqlx::query("update role set to_day = '2018-09-01' where kind = 'scribe'")
        .execute(&world.db)
        .await
        .expect("ended");
    write(&mut facilitator, "Both, each once").await;
    facilitator.sees("To 2 people").sees("Sample Editor").does_not_see("Sample Former");
}

#[tokio::test]
async fn a_field_that_does_not_exist_is_refused_and_what_was_typed_stays() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/mailings/new").await;
    facilitator.fill("Subject", "For {nmae}").fill("Text", "Hello {first_name}, { this } stays.");
    facilitator.press("Look at it").await.gets(422);
    facilitator.sees("Choose to whom it goes.").sees("{nmae} is no field").sees("{first_name} is no field");
    assert_eq!(facilitator.field("Subject"), "For {nmae}");
    facilitator.fill("Subject", "").fill("Text", &"x".repeat(20_001));
    facilitator
        .press("Look at it")
        .await
        .gets(422)
        .sees("Enter a subject.")
        .sees("20001 characters, and 20000 fit");
    assert_eq!(world.count("mailing").await, 0);
}

#[tokio::test]
async fn what_was_changed_since_one_looked_is_not_sent_and_nothing_is_sent_twice() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let mut other = world.with_role(&place, RoleKind::CoFacilitator).await;
    write(&mut facilitator, "Everybody with a role in this cycle").await;
    let page = "/cybersecurity/2018/mailings/1";
    other
        .visit(&format!("{page}/edit"))
        .await
        .fill("Subject", "Another subject")
        .press("Look at it")
        .await
        .gets(200);
    facilitator.press("Send it to 2 people").await.gets(409).sees("Nothing was sent now");
    facilitator.visit(page).await;
    other.visit(page).await;
    facilitator.press("Send it to 2 people").await.gets(200);
    other.press("Send it to 2 people").await.gets(409);
    facilitator.visit(&format!("{page}/edit")).await.gets(409).sees("cannot be changed any more");
    world.work().await;
    assert_eq!(letters(&world).await.len(), 2);
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let mut other = world.with_role(&place, RoleKind::CoFacilitator).await;
    write(&mut facilitator, "Everybody with a role in this cycle").await;
    let form = "/cybersecurity/2018/mailings/1/edit";
    facilitator.visit(form).await.fill("Subject", "Mine");
    other.visit(form).await.fill("Subject", "Theirs").press("Look at it").await.gets(200);
    facilitator.press("Look at it").await.gets(409).sees("Somebody else saved this").sees("Theirs");
    assert_eq!(facilitator.field("Subject"), "Mine");
    facilitator.press("Look at it").await.gets(200).sees("Mine");
}

#[tokio::test]
async fn several_workers_write_each_letter_once() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let many = "with made as (insert into person (name, created_at) select 'Sample ' || n, now() from generate_series(1, 1200) n returning id),
        reached as (insert into address (email, person_id, confirmed_at, created_at)
            select 's' || id || '@example.org', id, now(), now() from made)
        insert into subscription (person_id, reference_id, pace, began_at, changed_at)
        select made.id, reference.id, 'daily', now(), now() from made, reference where kind = 'forum'";
    sqlx::query(many).execute(&world.db).await.expect("followers");
    write(&mut facilitator, "Everybody who follows the forum or this cycle").await;
    facilitator.sees("and 1195 more").press("Send it to 1200 people").await.gets(200);
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let app = world.app.clone();
            tokio::spawn(async move {
                let mut db = app.db.acquire().await.expect("a connection");
                mailings::write_letters::<meetings::Calls>(&mut db, &app).await.expect("written")
            })
        })
        .collect();
    for worker in workers {
        worker.await.expect("worked");
    }
    let counts = "select count(*), count(distinct recipient) from message where kind = 'announcement'";
    let (all, different): (i64, i64) = sqlx::query_as(counts).fetch_one(&world.db).await.expect("counted");
    assert_eq!((all, different), (1200, 1200));
}

#[tokio::test]
async fn a_test_goes_to_its_author_alone_and_a_draft_can_be_thrown_away() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    world.with_role(&place, RoleKind::Editor).await;
    write(&mut facilitator, "Everybody with a role in this cycle").await;
    facilitator.press("Mail it to me only").await.gets(200).sees("Mailed to you");
    let mails = world.mails_to("sample-facilitator@example.org").await;
    assert_eq!(mails.last().expect("a mail").0, "The background paper of Cybersecurity 2018");
    facilitator.press("Throw it away").await.gets(200).sees("Nobody got it.").sees("Nothing was sent yet.");
    world.work().await;
    assert!(letters(&world).await.is_empty());
}

#[tokio::test]
async fn only_who_runs_the_cycle_writes_and_sends() {
    let world = World::new().await;
    let place = world.cycle().await;
    write(&mut world.facilitator(&place).await, "Everybody with a role in this cycle").await;
    let mut scribe = world.with_role(&place, RoleKind::Scribe).await;
    for page in ["", "/new", "/1", "/1/edit", "/templates"] {
        let page = format!("/cybersecurity/2018/mailings{page}");
        world.public().visit(&page).await.sees("Sign in");
        scribe.visit(&page).await.gets(403);
    }
    scribe.post("/cybersecurity/2018/mailings/1/send", &[("edits", "0")]).await.gets(403);
    world.secretariat().await.visit("/cybersecurity/2018/mailings/1").await.gets(200);
}
