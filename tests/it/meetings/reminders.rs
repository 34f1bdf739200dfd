//! Reminders: to whom, when, and once.

use crate::harness::{Browser, World};
use intersession::{
    forum::CyclePlace,
    meetings::{self, Kind, actions},
};

const CALL: &str = "/cybersecurity/2018/meetings/1";
const EMAIL: &str = "sample-member@example.org";

/// A call on 6 November 2018 at 15:00 UTC, and a member who comes to it.
async fn comes() -> (World, CyclePlace, Browser) {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    sqlx::query("update sitting set join_text = 'https://calls.example.org/norms'")
        .execute(&world.db)
        .await
        .expect("written");
    let mut member = world.member().await;
    member.visit(CALL).await.fill("Yes", "yes").press("Answer").await.gets(200);
    (world, place, member)
}

/// How many reminders there are once the worker has looked at each of these times.
async fn reminders_at(world: &World, times: &[&str]) -> Vec<i64> {
    let mut counts = Vec::new();
    for time in times {
        world.set_clock(time);
        world.work().await;
        world.work().await;
        let count = "select count(*) from message where kind = 'reminder'";
        counts.push(sqlx::query_scalar(count).fetch_one(&world.db).await.expect("counted"));
    }
    counts
}

#[tokio::test]
async fn who_comes_is_reminded_seven_days_and_a_day_before() {
    let (world, _, mut member) = comes().await;
    let agenda =
        "insert into agenda_item (meeting_id, position, title) select id, 1, 'Norms at work' from meeting";
    sqlx::query(agenda).execute(&world.db).await.expect("an item");
    sqlx::query("update meeting set agenda_published = true").execute(&world.db).await.expect("published");
    member.visit("/settings/mail").await.fill("In the time of", "Europe/Paris").press("Save").await.gets(200);
    let times =
        ["2018-10-30T14:59:59Z", "2018-10-30T15:00:00Z", "2018-11-05T14:59:59Z", "2018-11-05T15:00:00Z"];
    assert_eq!(reminders_at(&world, &times).await, [0, 1, 1, 2]);
    assert_eq!(reminders_at(&world, &["2018-11-06T14:00:00Z", "2018-11-06T15:00:01Z"]).await, [2, 2]);
    let (subject, body) = world.mails_to(EMAIL).await.pop().expect("a mail");
    assert_eq!(
        subject,
        "Reminder: 2018 Best Practice Forum on Cybersecurity – Virtual Meeting I, Tuesday 6 November 2018, 15:00 UTC"
    );
    insta::assert_snapshot!(mask_links(&body), @"
    Hello Sample Member,

    2018 Best Practice Forum on Cybersecurity – Virtual Meeting I begins on

    Tuesday 6 November 2018, 15:00 UTC · 16:00 in Paris (60 minutes)

    How to join:
    https://calls.example.org/norms

    Agenda:
    * Norms at work

    Something has changed? Say so here:
    http://localhost:8080/l/TOKEN

    Agenda, and all else about the call:
    http://localhost:8080/cybersecurity/2018/meetings/1

    --
    You get this because you said that you come. Which reminders you get, and how to stop them:
    http://localhost:8080/l/TOKEN
    ");

    let link = world.mailed_link(EMAIL).await;
    world.set_clock("2018-11-06T10:00:00Z");
    world
        .public()
        .visit(&link)
        .await
        .sees("This link answers for Sample Member")
        .sees("You said that you come.");
}

fn mask_links(body: &str) -> String {
    let mask = |word: &str| match word.split_once("/l/") {
        Some((before, _)) => format!("{before}/l/TOKEN"),
        None => word.to_owned(),
    };
    body.lines()
        .map(|line| line.split(' ').map(mask).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}

#[tokio::test]
async fn everybody_chooses_which_reminders_they_get() {
    let (world, _, mut member) = comes().await;
    member.visit("/settings/mail").await;
    member.fill("7 days before", "").fill("24 hours before", "").fill("1 hour before", "on");
    member.press("Save").await.gets(200).sees("Saved.");
    let times =
        ["2018-10-30T15:00:00Z", "2018-11-05T15:00:00Z", "2018-11-06T13:59:59Z", "2018-11-06T14:00:00Z"];
    assert_eq!(reminders_at(&world, &times).await, [0, 0, 0, 1]);
    member.visit("/settings/mail").await.fill("1 hour before", "").press("Save").await.gets(200);
    assert!(!member.has("[name=remind_hour][checked]") && member.has("[name=digests][checked]"));
}

#[tokio::test]
async fn who_was_invited_is_reminded_until_they_say_no() {
    let (world, _, mut member) = comes().await;
    member.press("Take it back").await.gets(200);
    assert_eq!(reminders_at(&world, &["2018-10-30T15:00:00Z"]).await, [0], "neither invited nor coming");
    let invite = "insert into invitation (sitting_id, person_id, invited_at, told_at, told_sequence)
        select sitting.id, person.id, '2018-10-15', '2018-10-15', 0 from sitting, person where person.name = 'Sample Member'";
    sqlx::query(invite).execute(&world.db).await.expect("invited");
    assert_eq!(reminders_at(&world, &["2018-10-30T15:00:00Z"]).await, [1]);
    let (_, body) = world.mails_to(EMAIL).await.pop().expect("a mail");
    assert!(body.contains("You have not said yet whether you come.") && !body.contains("calls.example.org"));
    world
        .public()
        .visit(&world.mailed_link(EMAIL).await)
        .await
        .fill("No", "no")
        .press("Answer")
        .await
        .gets(200);
    assert_eq!(reminders_at(&world, &["2018-11-05T15:00:00Z"]).await, [1]);
}

#[tokio::test]
async fn a_call_that_is_moved_gets_its_reminders_for_the_new_time_and_never_twice_for_one() {
    let (world, place, _) = comes().await;
    assert_eq!(reminders_at(&world, &["2018-10-30T15:00:00Z"]).await, [1]);
    let mut facilitator = world.facilitator(&place).await;
    let move_to = async |facilitator: &mut Browser, day: &str| {
        facilitator.visit(&format!("{CALL}/edit")).await.fill("Day", day);
        facilitator.fill("Why the time moves", "A clash.").press("Save").await.gets(200);
    };
    move_to(&mut facilitator, "2018-11-20").await;
    assert_eq!(
        reminders_at(&world, &["2018-11-05T15:00:00Z"]).await,
        [1],
        "the old time is nothing any more"
    );
    assert_eq!(reminders_at(&world, &["2018-11-13T15:00:00Z"]).await, [2]);
    // Three days ahead: who has just heard of it needs no reminder of seven.
    move_to(&mut facilitator, "2018-11-16").await;
    assert_eq!(reminders_at(&world, &["2018-11-13T15:00:01Z", "2018-11-15T15:00:00Z"]).await, [2, 3]);
    world.set_clock("2018-11-13T14:00:00Z");
    move_to(&mut facilitator, "2018-11-20").await;
    let again = ["2018-11-13T15:00:00Z", "2018-11-13T16:00:00Z", "2018-11-19T15:00:00Z"];
    assert_eq!(
        reminders_at(&world, &again).await,
        [3, 3, 4],
        "the same start was reminded of seven days before"
    );
}

#[tokio::test]
async fn what_was_missed_while_the_server_was_down_is_not_made_up_for_when_the_next_is_due() {
    let (world, ..) = comes().await;
    assert_eq!(reminders_at(&world, &["2018-10-31T18:00:00Z"]).await, [1], "a day late is better than never");
    let (world, ..) = comes().await;
    assert_eq!(reminders_at(&world, &["2018-11-05T18:00:00Z"]).await, [1], "one, not two");
    let lead: i32 =
        sqlx::query_scalar("select lead_minutes from reminder").fetch_one(&world.db).await.expect("one");
    assert_eq!(lead, 24 * 60);
    let (world, ..) = comes().await;
    assert_eq!(reminders_at(&world, &["2018-11-06T15:00:00Z"]).await, [0], "it has begun");
}

#[tokio::test]
async fn nobody_is_reminded_of_what_was_cancelled_or_cannot_be_seen() {
    let (world, place, _) = comes().await;
    let call = world.first_call(&place).await;
    let mut db = world.db.acquire().await.expect("a connection");
    actions::cancel(&mut db, world.actor(&place), &call, None, "No host.").await.expect("cancelled");
    assert_eq!(reminders_at(&world, &["2018-10-30T15:00:00Z", "2018-11-05T15:00:00Z"]).await, [0, 0]);
    let (world, ..) = comes().await;
    sqlx::query("update cycle set shown_at = null").execute(&world.db).await.expect("hidden");
    assert_eq!(reminders_at(&world, &["2018-10-30T15:00:00Z"]).await, [0]);
    let (world, ..) = comes().await;
    sqlx::query("update sitting set time_known = false").execute(&world.db).await.expect("a day only");
    assert_eq!(reminders_at(&world, &["2018-10-30T15:00:00Z"]).await, [0]);
}

#[tokio::test]
async fn several_workers_remind_everybody_once() {
    let (world, ..) = comes().await;
    for n in 0..30 {
        let mut one = world.member_named(&format!("Sample Participant {n}")).await;
        one.visit(CALL).await.fill("Yes", "yes").press("Answer").await.gets(200);
    }
    world.set_clock("2018-10-30T15:00:00Z");
    let worker = || {
        let app = world.app.clone();
        tokio::spawn(async move {
            let mut db = app.db.acquire().await.expect("a connection");
            meetings::remind(&mut db, &app).await.expect("reminded")
        })
    };
    let mut reminded = 0;
    for worker in [worker(), worker(), worker(), worker()] {
        reminded += worker.await.expect("worked");
    }
    assert_eq!(reminded, 31);
    let each: Vec<i64> =
        sqlx::query_scalar("select count(*) from message where kind = 'reminder' group by recipient")
            .fetch_all(&world.db)
            .await
            .expect("counted");
    assert_eq!(each, vec![1; 31]);
}
