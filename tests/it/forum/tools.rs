//! What the work plan opens and closes: on the day, by a person's word or by itself.

use crate::harness::{Browser, World};
use intersession::{forum::CyclePlace, meetings::Kind, viewer::RoleKind};

const PLAN: &str = "/cybersecurity/2018/plan";
const POLL: &str = "/cybersecurity/2018/meetings/1/poll";

/// A call without a time, with a poll about it that does not open yet: its times are on 6 and 7 November.
async fn prepared() -> (World, CyclePlace, Browser) {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/meetings/intend").await.fill("Some time", "on");
    facilitator.fill("In words", "in about three weeks").press("Note it").await.gets(200);
    facilitator.visit(&format!("{POLL}/new")).await.fill("Do not open it yet", "yes").fill("Minutes", "60");
    facilitator.fill("#day0", "2018-11-06").fill("#times0", "06:00 14:00").fill("#day1", "2018-11-07");
    facilitator.fill("#times1", "20:00").fill("Last day for answers", "2018-10-30");
    facilitator.press("Make the poll").await.gets(200).sees("The poll is ready.");
    (world, place, facilitator)
}

/// A milestone that opens the first tool offered, from 20 to 25 October.
async fn planned(facilitator: &mut Browser, more: &[(&str, &str)]) {
    let tool = window(facilitator).await;
    facilitator.fill("What is to be reached", "A time for the call").fill("What it is", "call");
    facilitator.fill("First day, if it lasts", "2018-10-20").fill("Day, or last day", "2018-10-25");
    facilitator.fill("#tool", &tool);
    for (label, value) in more {
        facilitator.fill(label, value);
    }
    facilitator.press("Add the milestone").await.gets(200).sees("The milestone was added.");
}

/// The value of the first tool that the form of a new milestone offers.
async fn window(facilitator: &mut Browser) -> String {
    facilitator.visit(&format!("{PLAN}/new")).await;
    facilitator.attributes("#tool option", "value").into_iter().nth(1).expect("a tool")
}

async fn acts(world: &World, verb: &str) -> Vec<String> {
    sqlx::query_scalar("select summary from activity where verb = $1 order by id")
        .bind(verb)
        .fetch_all(&world.db)
        .await
        .expect("acts")
}

async fn history(world: &World) -> Vec<String> {
    sqlx::query_scalar(
        "select edge || ' ' || to_at::date || ' ' || reason from time_window_change order by id",
    )
    .fetch_all(&world.db)
    .await
    .expect("the history")
}

#[tokio::test]
async fn the_work_plan_asks_for_a_word_on_the_day_and_a_press_opens_the_poll_until_the_end_of_the_last() {
    let (world, _, mut facilitator) = prepared().await;
    planned(&mut facilitator, &[]).await;
    facilitator
        .visit(PLAN)
        .await
        .sees("Opens and closes")
        .sees("the poll about")
        .sees("once the facilitators say so");

    world.set_clock("2018-10-19T23:59:59Z");
    world.work().await;
    facilitator.visit(PLAN).await.does_not_see("waits to be opened");
    assert!(acts(&world, "tool.waits").await.is_empty());

    world.set_clock("2018-10-20T00:00:00Z");
    tokio::join!(world.work(), world.work());
    world.set_clock("2018-10-20T08:00:00Z");
    world.work().await;
    assert_eq!(acts(&world, "tool.waits").await.len(), 1, "they are asked once");
    let mails = world.mails_to("sample-facilitator@example.org").await;
    assert_eq!(
        mails.iter().filter(|(_, body)| body.contains("that waits for your word")).count(),
        1,
        "{mails:?}"
    );
    world.public().visit(POLL).await.gets(200).sees("This poll is not open yet.").does_not_see("Open it now");
    world.public().visit(PLAN).await.sees("waits to be opened").does_not_see("Open it");

    facilitator.visit("/cybersecurity/2018").await.sees("waits for your word");
    facilitator.press("Open it").await.gets(200).sees("It is open now.").sees("open for answers");
    assert_eq!(acts(&world, "poll.opened").await.len(), 1);
    world.work().await;
    assert_eq!(acts(&world, "poll.opened").await.len(), 1, "what a person opened is not told of again");

    world.set_clock("2018-10-25T23:59:59Z");
    world.public().visit(POLL).await.sees("open for answers");
    world.set_clock("2018-10-26T00:00:00Z");
    world.public().visit(POLL).await.sees("This poll is closed.");
}

#[tokio::test]
async fn what_is_not_open_yet_takes_no_answer_asks_nobody_and_waits_on_nobodys_page() {
    let (world, _, mut facilitator) = prepared().await;
    let slot: i64 =
        sqlx::query_scalar("select min(id) from poll_slot").fetch_one(&world.db).await.expect("a slot");
    let mut guest = world.public();
    guest.visit(POLL).await.sees("not open yet").does_not_see("Your name");
    guest.post(POLL, &[("name", "Sample Guest"), (&format!("slot-{slot}"), "yes")]).await.gets(409);
    guest.sees("The poll is not open yet");
    assert_eq!(world.count("poll_reply").await, 0);
    facilitator.visit(&format!("{POLL}/invite")).await.gets(409).sees("Open it first");
    facilitator.visit("/my").await.does_not_see("When can you come to");
    facilitator.visit("/cybersecurity/2018").await.does_not_see("Answer the poll");
    facilitator.visit("/cybersecurity/2018/meetings/1").await.sees("A poll is ready").sees("no date yet");

    let opened = facilitator.visit(POLL).await.press("Open it now").await.gets(200);
    opened.sees("open for answers");
    facilitator.visit("/my").await.sees("When can you come to");
    world.public().visit("/cybersecurity/2018").await.sees("Answer the poll");
}

#[tokio::test]
async fn a_tool_that_opens_by_itself_opens_to_the_moment_and_is_told_of_once() {
    let (world, _, mut facilitator) = prepared().await;
    planned(&mut facilitator, &[("Open it by itself", "on")]).await;
    facilitator.visit(PLAN).await.sees("by itself");
    world.set_clock("2018-10-19T23:59:59Z");
    world.work().await;
    world.public().visit(POLL).await.sees("This poll is not open yet.").sees("20 October 2018");
    assert!(acts(&world, "poll.opened").await.is_empty());

    world.set_clock("2018-10-20T00:00:00Z");
    world.public().visit(POLL).await.sees("open for answers");
    tokio::join!(world.work(), world.work());
    world.work().await;
    assert_eq!(acts(&world, "poll.opened").await.len(), 1);
    assert!(acts(&world, "tool.waits").await.is_empty());
    world
        .public()
        .visit("/cybersecurity/2018")
        .await
        .sees("is open until the end of Thursday 25 October 2018 UTC");
}

#[tokio::test]
async fn a_milestone_that_moves_takes_its_tool_along_and_the_reason_is_kept() {
    let (world, _, mut facilitator) = prepared().await;
    planned(&mut facilitator, &[]).await;
    facilitator.visit(PLAN).await.click("Change").await;
    facilitator.fill("First day, if it lasts", "2018-10-22").fill("Day, or last day", "2018-10-28");
    facilitator.fill("Why the day moves", "The agenda is late.").press("Save").await.gets(200);
    let before = "By the work plan: A time for the call";
    let moved = "The agenda is late.";
    let expected = [
        format!("open 2018-10-20 {before}"),
        format!("close 2018-10-26 {before}"),
        format!("open 2018-10-22 {moved}"),
        format!("close 2018-10-29 {moved}"),
    ];
    let mut found = history(&world).await;
    found.sort();
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(found, expected);
    world.set_clock("2018-10-20T12:00:00Z");
    world.work().await;
    assert!(acts(&world, "tool.waits").await.is_empty(), "its day is another one now");
}

#[tokio::test]
async fn a_milestone_that_is_reached_closes_its_tool_and_one_that_is_dropped_opens_nothing() {
    let (world, _, mut facilitator) = prepared().await;
    planned(&mut facilitator, &[("Open it by itself", "on")]).await;
    world.set_clock("2018-10-21T10:00:00Z");
    world.public().visit(POLL).await.sees("open for answers");
    facilitator.visit(PLAN).await.click("Change").await.fill("Reached on", "2018-10-21");
    facilitator
        .press("Save")
        .await
        .gets(200)
        .sees("The milestone was changed. The poll about")
        .sees("closed now.");
    world.public().visit(POLL).await.sees("This poll is closed.");

    let (world, _, mut facilitator) = prepared().await;
    planned(&mut facilitator, &[("Open it by itself", "on")]).await;
    facilitator.visit(PLAN).await.click("Change").await.fill("Dropped", "on").press("Save").await.gets(200);
    world.set_clock("2018-10-21T10:00:00Z");
    world.work().await;
    world.public().visit(POLL).await.sees("This poll is not open yet.");
    assert!(acts(&world, "poll.opened").await.is_empty() && acts(&world, "tool.waits").await.is_empty());
    facilitator.visit(POLL).await.press("Open it now").await.gets(200).sees("open for answers");
}

#[tokio::test]
async fn proposals_for_an_agenda_open_and_close_by_the_plan_also_when_the_call_moves() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T14:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    let call = "/cybersecurity/2018/meetings/1";
    let mut member = world.member().await;
    member.visit(call).await.sees("Propose it");
    planned(&mut facilitator, &[("Open it by itself", "on")]).await;
    member
        .visit(call)
        .await
        .does_not_see("Propose it")
        .sees("Proposals are taken from")
        .sees("20 October 2018");
    member.post(&format!("{call}/proposals"), &[("title", "Norms"), ("reason", "Long.")]).await.gets(409);
    member.sees("not open yet");
    let kept = (member.field("What should be talked about?"), member.field("Why (optional)"));
    assert_eq!(kept, ("Norms".to_owned(), "Long.".to_owned()), "nothing typed is lost");

    facilitator.visit(&format!("{call}/edit")).await.fill("Day", "2018-11-08");
    facilitator.fill("Why the time moves", "The hall is taken.").press("Save").await.gets(200);
    world.set_clock("2018-10-25T23:00:00Z");
    world.work().await;
    assert_eq!(acts(&world, "proposals.opened").await.len(), 1);
    member
        .visit(call)
        .await
        .fill("What should be talked about?", "Norms")
        .press("Propose it")
        .await
        .gets(200);
    world.set_clock("2018-10-26T00:00:00Z");
    member.visit(call).await.does_not_see("Propose an item");
}

#[tokio::test]
async fn proposals_that_the_plan_has_ended_stay_closed_when_the_call_is_changed_or_moved() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T14:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    planned(&mut facilitator, &[("Open it by itself", "on")]).await;
    world.set_clock("2018-10-21T10:00:00Z");
    facilitator.visit(PLAN).await.click("Change").await.fill("Reached on", "2018-10-21");
    facilitator.press("Save").await.gets(200).sees("closed now.");

    let (call, mut member) = ("/cybersecurity/2018/meetings/1", world.member().await);
    facilitator.visit(&format!("{call}/edit")).await.fill("How to join", "https://example.org/join");
    facilitator.press("Save").await.gets(200);
    member.visit(call).await.does_not_see("Propose an item");
    facilitator.visit(&format!("{call}/edit")).await.fill("Day", "2018-11-08");
    facilitator.fill("Why the time moves", "The hall is taken.").press("Save").await.gets(200);
    member.visit(call).await.does_not_see("Propose an item");
}

#[tokio::test]
async fn of_two_who_open_at_once_one_is_told_and_it_is_on_record_once() {
    let (world, place, mut facilitator) = prepared().await;
    let (person, account) = world.account("Sample Second", false).await;
    world.give_role(&place, person, RoleKind::CoFacilitator).await;
    let mut second = world.signed_in(account).await;
    facilitator.visit(POLL).await;
    second.visit(POLL).await;
    tokio::join!(facilitator.press("Open it now"), second.press("Open it now"));
    let told = [&facilitator, &second].map(|browser| browser.words().contains("This is open already"));
    assert_eq!(told.iter().filter(|told| **told).count(), 1, "{told:?}");
    assert_eq!(acts(&world, "poll.opened").await.len(), 1);
}

#[tokio::test]
async fn a_tool_belongs_to_one_milestone_and_what_is_settled_or_over_is_not_opened() {
    let (world, place, mut facilitator) = prepared().await;
    let tool = window(&mut facilitator).await;
    planned(&mut facilitator, &[]).await;
    facilitator.visit(&format!("{PLAN}/new")).await.sees("Nothing yet. A poll");
    let fields = [("title", "Again"), ("kind", "call"), ("due", "2018-10-29"), ("tool", tool.as_str())];
    facilitator.post(&format!("{PLAN}/new"), &fields).await.gets(422).sees("another milestone opens it");
    let fields = [("title", "Again"), ("kind", "call"), ("due", "2018-10-29"), ("tool", "nonsense")];
    facilitator.post(&format!("{PLAN}/new"), &fields).await.gets(422).sees("Choose something else.");

    let open = format!("/cybersecurity/2018/tools/{tool}/open");
    facilitator.post("/cybersecurity/2018/tools/999999/open", &[]).await.gets(404);
    world.set_clock("2018-10-26T00:00:00Z");
    facilitator.post(&open, &[]).await.gets(409).sees("Its last day has passed.");
    facilitator.visit(&format!("{POLL}/withdraw")).await.fill("Why", "No longer needed.");
    facilitator.press("Withdraw the poll").await.gets(200);
    facilitator.post(&open, &[]).await.gets(409).sees("This is settled");
    facilitator.visit(PLAN).await.gets(200).sees("the poll about").sees("which is settled");

    let mut participant = world.with_role(&place, RoleKind::Participant).await;
    participant.post(&open, &[]).await.gets(403);
    let next = world.cycle_of(&place.forum, 2019).await;
    let (person, account) = world.account("Sample Successor", false).await;
    world.give_role(&next, person, RoleKind::Facilitator).await;
    let elsewhere = format!("/cybersecurity/2019/tools/{tool}/open");
    world.signed_in(account).await.post(&elsewhere, &[]).await.gets(404);
    assert!(acts(&world, "poll.opened").await.is_empty());
}

#[tokio::test]
async fn while_a_poll_waits_for_a_word_nothing_says_that_it_is_open_and_its_deadline_is_that_of_the_plan() {
    let (world, _, mut facilitator) = prepared().await;
    planned(&mut facilitator, &[]).await;
    world.set_clock("2018-10-21T09:00:00Z");
    world.public().visit("/cybersecurity/2018").await.does_not_see("Open now");
    world.public().visit(POLL).await.sees("Tuesday 6 November 2018, 06:00 UTC");
    facilitator.visit(&format!("{POLL}/edit")).await.sees("with the milestone A time for the call");
    facilitator.fill("What people should know (optional)", "An hour.").press("Save").await.gets(200);
    facilitator.sees("the end of Thursday 25 October 2018 UTC").press("Open it now").await.gets(200);
    world.public().visit("/cybersecurity/2018").await.sees("Open now").sees("A time for the call");
}
