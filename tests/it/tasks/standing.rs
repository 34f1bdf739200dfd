//! Check-ins: when they come, what is answered, and what follows when nothing is.

use intersession::tasks;

use super::{BOARD, TASK, state_of, task_for};
use crate::harness::{Browser, World};

const EMAIL: &str = "sample-member@example.org";
const FACILITATOR: &str = "sample-facilitator@example.org";

/// A task for one, due on 26 October 2018, that a member took on 15 October at 09:00.
async fn taken() -> (World, Browser, Browser) {
    let (world, _, facilitator) = task_for("1").await;
    let mut member = world.member().await;
    member.visit(TASK).await.press("I take it").await.gets(200);
    (world, member, facilitator)
}

/// How many check-ins there are once the worker has looked at each of these times, twice.
async fn asked_at(world: &World, times: &[&str]) -> Vec<i64> {
    let mut counts = Vec::new();
    for time in times {
        world.set_clock(time);
        world.work().await;
        world.work().await;
        counts.push(check_ins(world).await);
    }
    counts
}

async fn check_ins(world: &World) -> i64 {
    let count = "select count(*) from message where kind = 'check_in'";
    sqlx::query_scalar(count).fetch_one(&world.db).await.expect("counted")
}

async fn last_mail(world: &World, email: &str) -> (String, String) {
    world.mails_to(email).await.pop().expect("a mail")
}

fn link_in(body: &str) -> String {
    let start = body.find("/l/").expect("a link in the mail");
    body[start..].split_whitespace().next().expect("a link").to_owned()
}

#[tokio::test]
async fn who_has_a_task_is_asked_at_half_time_and_on_the_last_day_each_once() {
    let (world, mut member, _) = taken().await;
    member.visit("/my").await.sees("Collect practices").does_not_see("How does it stand?");
    // From 15 October, 09:00, to 26 October, 07:00: the middle is on 20 October, 20:00.
    let times =
        ["2018-10-20T19:59:59Z", "2018-10-20T20:00:00Z", "2018-10-26T06:59:59Z", "2018-10-26T07:00:00Z"];
    assert_eq!(asked_at(&world, &times[..2]).await, [0, 1]);
    member.visit("/my").await.sees("How does it stand?");
    let (subject, body) = last_mail(&world, EMAIL).await;
    assert_eq!(subject, "How does it stand: Collect practices");
    let masked = body.replace(&link_in(&body), "/l/TOKEN");
    assert!(masked.starts_with("Hello Sample Member,\n\nsince Monday 15 October 2018 you have a task in Cybersecurity 2018:\n\nCollect practices\n\nIt is due on Friday 26 October 2018. Is it on track, do you need help, or do you want to give it back? Say so here, without signing in:\nhttp://localhost:8080/l/TOKEN\n"), "{masked}");
    assert!(!body.contains("opened to other volunteers"), "{body}");
    world.public().visit(&link_in(&body)).await.press("It is on track").await.gets(200);
    member.visit("/my").await.does_not_see("How does it stand?");
    assert_eq!(asked_at(&world, &times[2..]).await, [1, 2]);
    let (_, body) = last_mail(&world, EMAIL).await;
    assert!(body.contains("It is due today.") && !body.contains("opened to other volunteers"), "{body}");
    assert_eq!(asked_at(&world, &["2018-10-30T07:00:00Z", "2018-11-30T07:00:00Z"]).await, [2, 2]);
    assert_eq!(state_of(&world).await.0, "claimed", "one check-in without an answer ends nothing");
}

#[tokio::test]
async fn opening_a_check_in_link_answers_nothing_and_each_answer_is_kept() {
    let (world, mut member, mut facilitator) = taken().await;
    asked_at(&world, &["2018-10-20T20:00:00Z"]).await;
    let link = link_in(&last_mail(&world, EMAIL).await.1);
    let mut scanner = world.public();
    for _ in 0..3 {
        scanner.visit(&link).await.gets(200).sees("How does it stand?");
    }
    assert_eq!(world.count("task_answer").await, 0);
    facilitator.visit(TASK).await.sees("Asked on Saturday 20 October 2018, no answer yet");
    world.public().visit(TASK).await.does_not_see("no answer yet");

    let mut guest = world.public();
    guest.visit(&link).await.press("It is on track").await.gets(200);
    facilitator.visit(TASK).await.sees("on track").does_not_see("no answer yet");
    world.set_clock("2018-10-22T08:00:00Z");
    member.visit(TASK).await.press("Ask for help").await.gets(200).sees("The facilitators are told at once");
    let mut public = world.public();
    public
        .visit(TASK)
        .await
        .sees("Monday 22 October 2018")
        .sees("help is needed")
        .sees("Saturday 20 October 2018");
    public.sees("on track").visit(BOARD).await.sees("help is needed");
    assert_eq!(world.count("task_answer").await, 2);
    guest.post(&link, &[("answer", "on_track")]).await.gets(200);
    guest.post(&link, &[("answer", "on_track")]).await.gets(200);
    assert_eq!(world.count("task_answer").await, 3, "a second click is no second answer");
    public.visit(BOARD).await.does_not_see("help is needed");
}

#[tokio::test]
async fn who_needs_help_is_heard_by_the_facilitators_at_once() {
    let (world, ..) = taken().await;
    asked_at(&world, &["2018-10-20T20:00:00Z"]).await;
    let before = world.mails_to(FACILITATOR).await.len();
    let mut guest = world.public();
    guest.visit(&link_in(&last_mail(&world, EMAIL).await.1)).await;
    guest.fill("A word to the facilitators (optional)", "Nobody writes back.");
    guest.press("I need help").await.gets(200).sees("The facilitators are told at once");
    world.work().await;
    let mails = world.mails_to(FACILITATOR).await;
    assert_eq!(mails.len(), before + 1, "{mails:?}");
    let told = "Sample Member needs help with “Collect practices”: Nobody writes back.";
    assert!(mails[before].0.starts_with(told) && mails[before].1.contains(TASK), "{mails:?}");
    assert!(!mails[before].1.contains("by name"), "{mails:?}");
}

#[tokio::test]
async fn who_answers_neither_of_two_check_ins_loses_the_task_on_the_day_that_the_second_named() {
    let (world, mut member, mut facilitator) = taken().await;
    asked_at(&world, &["2018-10-20T20:00:00Z", "2018-10-26T07:00:00Z"]).await;
    let (_, body) = last_mail(&world, EMAIL).await;
    let notice = "If we hear nothing until Friday 2 November 2018, the task is opened to other volunteers on that day.";
    assert!(body.contains("It is due today.") && body.contains(notice), "{body}");
    let link = link_in(&body);
    member.visit(TASK).await.sees("without one the task is open to others from Friday 2 November 2018");
    world.public().visit(&link).await.sees("If we hear nothing until Friday 2 November 2018");
    asked_at(&world, &["2018-11-01T23:59:59Z"]).await;
    assert_eq!(state_of(&world).await, ("claimed".to_owned(), 1, 0));
    asked_at(&world, &["2018-11-02T00:00:00Z"]).await;
    assert_eq!(state_of(&world).await, ("open".to_owned(), 0, 1));
    for email in [EMAIL, FACILITATOR] {
        let mails = world.mails_to(email).await;
        let told = mails
            .iter()
            .filter(|(subject, _)| subject.contains("is open for volunteers again: two check-ins"));
        assert_eq!(told.count(), 1, "{email}: {mails:?}");
    }
    facilitator.visit(TASK).await.sees("after two check-ins without an answer").sees("open for volunteers");
    world.public().visit(&link).await.press("I take it").await.gets(200).sees("It is yours.");
    member.visit("/settings/data").await.sees("two check-ins went unanswered").sees("asked how it stands on");
}

#[tokio::test]
async fn an_answer_before_that_day_keeps_the_task_and_so_does_a_new_last_day() {
    let (world, ..) = taken().await;
    asked_at(&world, &["2018-10-20T20:00:00Z", "2018-10-26T07:00:00Z", "2018-11-01T23:00:00Z"]).await;
    let link = link_in(&last_mail(&world, EMAIL).await.1);
    world.public().visit(&link).await.press("It is on track").await.gets(200);
    asked_at(&world, &["2018-11-02T00:00:00Z", "2018-11-09T00:00:00Z"]).await;
    assert_eq!(state_of(&world).await.0, "claimed");

    let (world, _, mut facilitator) = taken().await;
    asked_at(&world, &["2018-10-20T20:00:00Z", "2018-10-26T07:00:00Z"]).await;
    facilitator
        .visit(&format!("{TASK}/edit"))
        .await
        .fill("Last day", "2018-11-30")
        .press("Save")
        .await
        .gets(200);
    asked_at(&world, &["2018-11-02T00:00:00Z"]).await;
    assert_eq!(state_of(&world).await.0, "claimed", "what was asked for another day ends nothing");
}

#[tokio::test]
async fn only_the_claim_that_nothing_is_heard_of_ends() {
    let (world, _, mut facilitator) = task_for("2").await;
    let mut member = world.member().await;
    member.visit(TASK).await.press("I take it").await.gets(200);
    let mut other = world.member_named("Sample Other").await;
    other.visit(TASK).await.press("I take it").await.gets(200);
    asked_at(&world, &["2018-10-20T20:00:00Z"]).await;
    other.visit(TASK).await.press("It is on track").await.gets(200);
    asked_at(&world, &["2018-10-26T07:00:00Z", "2018-11-02T00:00:00Z"]).await;
    assert_eq!(state_of(&world).await, ("claimed".to_owned(), 1, 1));
    facilitator.visit(BOARD).await.sees("Sample Other").does_not_see("Sample Member");
    world.work().await;
    let mails = world.mails_to("sample-other@example.org").await;
    assert!(!mails.iter().any(|(subject, _)| subject.contains("went unanswered")), "{mails:?}");
}

#[tokio::test]
async fn check_ins_follow_a_last_day_that_moves_with_its_milestone() {
    let (world, place, mut facilitator) = task_for("1").await;
    let milestone = [("title", "Draft"), ("kind", "draft"), ("due", "2018-10-25")];
    facilitator.post(&format!("{}/plan/new", place.path()), &milestone).await.gets(200);
    sqlx::query(
        "update task set milestone_id = (select id from milestone where title = 'Draft'), due = '2018-10-25'",
    )
    .execute(&world.db)
    .await
    .expect("due with it");
    let mut member = world.member().await;
    member.visit(TASK).await.press("I take it").await.gets(200);
    assert_eq!(asked_at(&world, &["2018-10-20T08:00:00Z"]).await, [1], "half time");
    sqlx::query("update milestone set due = '2018-11-09' where title = 'Draft'")
        .execute(&world.db)
        .await
        .expect("moved");
    let times = ["2018-10-25T07:00:00Z", "2018-10-30T07:29:00Z", "2018-10-30T07:30:00Z"];
    assert_eq!(asked_at(&world, &times).await, [1, 1, 2], "half of what is left");
    member.visit(TASK).await.press("It is on track").await.gets(200);
    let times = ["2018-11-09T06:59:00Z", "2018-11-09T07:00:00Z"];
    assert_eq!(asked_at(&world, &times).await, [2, 3], "the new last day");
}

#[tokio::test]
async fn nobody_is_asked_about_what_has_no_last_day_ended_or_was_just_taken() {
    let (world, mut member, mut facilitator) = taken().await;
    for title in ["Without a day", "Soon"] {
        let form = [
            ("title", title),
            ("calls", "on"),
            ("wanted", "1"),
            ("due", if title == "Soon" { "2018-10-16" } else { "" }),
        ];
        facilitator.post(&format!("{BOARD}/new"), &form).await.gets(200);
    }
    member.post(&format!("{BOARD}/2/take"), &[]).await.gets(200);
    member.post(&format!("{BOARD}/3/take"), &[]).await.gets(200);
    member.post(&format!("{TASK}/finish"), &[("outcome", "Four.")]).await.gets(200);
    assert_eq!(asked_at(&world, &["2018-10-15T20:30:00Z", "2018-10-16T06:59:00Z"]).await, [0, 0]);
    assert_eq!(
        asked_at(&world, &["2018-10-16T07:00:00Z"]).await,
        [1],
        "only on the last day of what is due soon"
    );
    facilitator.post(&format!("{BOARD}/3/drop"), &[("note", "No.")]).await.gets(200);
    let times = ["2018-10-20T20:00:00Z", "2018-10-26T07:00:00Z", "2018-11-26T07:00:00Z"];
    assert_eq!(asked_at(&world, &times).await, [1, 1, 1]);
    world.set_clock("2018-10-26T07:00:00Z");
    member.post(&format!("{TASK}/stand"), &[("answer", "on_track")]).await.gets(409);
    member.post(&format!("{TASK}/stand"), &[("answer", "perhaps")]).await.gets(400);
}

#[tokio::test]
async fn what_was_missed_is_not_made_up_for_and_a_test_cycle_asks_nobody() {
    let (world, ..) = taken().await;
    assert_eq!(asked_at(&world, &["2018-10-26T12:00:00Z"]).await, [1], "the last day alone");
    let (world, ..) = taken().await;
    assert_eq!(asked_at(&world, &["2018-11-02T07:00:00Z"]).await, [0], "a week late is too late");
    let (world, ..) = taken().await;
    sqlx::query("update cycle set trial = true").execute(&world.db).await.expect("a test cycle");
    assert_eq!(asked_at(&world, &["2018-10-20T20:00:00Z"]).await, [0]);
}

#[tokio::test]
async fn two_workers_at_once_ask_once_and_end_a_claim_once() {
    let (world, ..) = taken().await;
    let both = async || {
        let (mut one, mut two) =
            (world.db.acquire().await.expect("one"), world.db.acquire().await.expect("two"));
        let (one, two) =
            tokio::join!(tasks::check_in(&mut one, &world.app), tasks::check_in(&mut two, &world.app));
        one.expect("asked") + two.expect("asked")
    };
    world.set_clock("2018-10-20T20:00:00Z");
    assert_eq!(both().await, 1);
    world.set_clock("2018-10-26T07:00:00Z");
    assert_eq!(both().await, 1);
    assert_eq!((check_ins(&world).await, world.count("task_check_in").await), (2, 2));
    world.set_clock("2018-11-02T07:00:00Z");
    let (mut one, mut two) = (world.db.acquire().await.expect("one"), world.db.acquire().await.expect("two"));
    let (one, two) = tokio::join!(tasks::lapse(&mut one, &world.app), tasks::lapse(&mut two, &world.app));
    assert_eq!(one.expect("ended") + two.expect("ended"), 1);
    let acts: i64 = sqlx::query_scalar("select count(*) from activity where verb = 'task.lapsed'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(acts, 1);
}

#[tokio::test]
async fn an_answer_at_the_moment_the_claim_ends_comes_first_or_is_told_that_it_came_too_late() {
    for _ in 0..5 {
        let (world, ..) = taken().await;
        asked_at(&world, &["2018-10-20T20:00:00Z", "2018-10-26T07:00:00Z"]).await;
        let mut guest = world.public();
        guest.visit(&link_in(&last_mail(&world, EMAIL).await.1)).await;
        world.set_clock("2018-11-02T00:00:00Z");
        let mut db = world.db.acquire().await.expect("a connection");
        let (ended, _) = tokio::join!(tasks::lapse(&mut db, &world.app), guest.press("It is on track"));
        let (state, ..) = state_of(&world).await;
        match ended.expect("looked") {
            0 => assert_eq!((guest.status.as_u16(), state.as_str()), (200, "claimed")),
            _ => assert_eq!((guest.status.as_u16(), state.as_str()), (409, "open")),
        }
    }
}
