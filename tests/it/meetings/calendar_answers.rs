//! Somebody presses “Accept” in their calendar: the answer comes by mail, and counts as theirs.

use crate::harness::{Browser, World};
use intersession::{
    mail::{CalendarAnswer, Sender},
    meetings::{Kind, actions},
    viewer::RoleKind,
};

const CALL: &str = "/cybersecurity/2018/meetings/1";
const EDITOR: &str = "sample-editor@example.org";

/// An editor who was invited to a call on 6 November 2018 at 15:00 UTC, and the facilitator.
async fn invited() -> (World, Browser) {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.with_role(&place, RoleKind::Editor).await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{CALL}/invite")).await.press("Look at it first").await.gets(200);
    facilitator.press("Send it to").await.gets(200);
    world.work().await;
    (world, facilitator)
}

/// What the editor's calendar mails, as RFC 5546 has it, from the entry that they got.
async fn reply(world: &World, partstat: &str, from: &str) -> String {
    let entry: String = sqlx::query_scalar(
        "select calendar from message where recipient = $1 and calendar is not null order by id desc limit 1",
    )
    .bind(EDITOR)
    .fetch_one(&world.db)
    .await
    .expect("an entry");
    let entry = entry.replace("\r\n ", "");
    let line =
        |name: &str| entry.split("\r\n").find(|line| line.starts_with(name)).expect("a line").to_owned();
    let organizer = line("ORGANIZER");
    let (_, to) = organizer.split_once("mailto:").expect("an address");
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: Answer\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n{}\r\n{}\r\n{organizer}\r\nATTENDEE;PARTSTAT={partstat};CN=Sample:mailto:{from}\r\nCOMMENT:Ten minutes late\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        line("UID"),
        line("SEQUENCE"),
    )
}

/// Whether it is taken.
async fn take(world: &World, raw: &str) -> bool {
    let sender = Sender { domain: world.app.mail_domain.clone(), key: world.app.form_key };
    let answer = CalendarAnswer::read(&sender, raw.as_bytes(), None).expect("an answer");
    let mut db = world.db.begin().await.expect("a transaction");
    let taken = actions::take_calendar_answer(&mut db, &answer, world.app.now()).await.expect("decided");
    db.commit().await.expect("committed");
    taken
}

#[tokio::test]
async fn what_a_calendar_answers_is_noted_as_its_owners_answer() {
    let (world, mut facilitator) = invited().await;
    assert!(take(&world, &reply(&world, "ACCEPTED", EDITOR).await).await);
    facilitator.visit(CALL).await.sees("1 comes.").sees("Sample Editor").sees("Ten minutes late");
    assert!(take(&world, &reply(&world, "DECLINED", "Sample-Editor@example.org").await).await);
    facilitator.visit(CALL).await.does_not_see("1 comes.");
}

#[tokio::test]
async fn an_answer_of_somebody_else_or_to_another_time_or_too_late_is_left_to_a_person() {
    let (world, mut facilitator) = invited().await;
    let accepted = reply(&world, "ACCEPTED", EDITOR).await;
    assert!(!take(&world, &reply(&world, "ACCEPTED", "passed-on-to@example.org").await).await);
    assert!(!take(&world, &reply(&world, "NEEDS-ACTION", EDITOR).await).await);
    facilitator.visit(&format!("{CALL}/edit")).await.fill("Day", "2018-11-08");
    facilitator.fill("Why the time moves", "A holiday.").press("Save").await.gets(200);
    assert!(!take(&world, &accepted).await, "it was the other day that they accepted");
    world.set_clock("2018-11-08T15:00:00Z");
    let current = accepted.replace("SEQUENCE:0", "SEQUENCE:1");
    assert!(!take(&world, &current).await, "it has begun");
    world.set_clock("2018-11-08T14:59:00Z");
    assert!(take(&world, &current).await);
    assert_eq!(world.count("rsvp").await, 1);
}
