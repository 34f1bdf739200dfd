//! The next call, as people set it: dates, some time, or after something else; and that it becomes due.

use super::*;
use intersession::{
    db::MilestoneId,
    forum::{self, NewMilestone},
};

async fn acts(world: &World) -> Vec<String> {
    sqlx::query_scalar("select summary from activity where verb = 'meeting.due' order by id")
        .fetch_all(&world.db)
        .await
        .expect("acts")
}

async fn intend(browser: &mut Browser, when: &str, text: &str, fields: &[(&str, &str)]) {
    browser.visit("/cybersecurity/2018/meetings/intend").await.fill(when, "on").fill("In words", text);
    for (label, value) in fields {
        browser.fill(label, value);
    }
    browser.press("Note it").await.gets(200);
}

/// A milestone of 25 October: its number.
async fn questionnaire(world: &World, place: &CyclePlace) -> MilestoneId {
    let due = at("2018-10-25T00:00:00Z").day();
    let new = NewMilestone::planned("The questionnaire is out", forum::MilestoneKind::Input, due);
    let mut db = world.db.acquire().await.expect("a connection");
    forum::actions::add_milestone(&mut db, world.actor(place), &new).await.expect("a milestone")
}

#[tokio::test]
async fn some_time_becomes_due_two_weeks_before_its_first_day_and_the_facilitators_hear_at_once() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let window = [("First day, of some time", "2018-11-05"), ("Last day", "2018-11-07")];
    intend(&mut facilitator, "Some time", "early November", &window).await;
    world.set_clock("2018-10-21T23:59:59Z");
    world.work().await;
    assert!(acts(&world).await.is_empty());
    facilitator
        .visit(CALL)
        .await
        .sees("No time is set yet.")
        .sees("From Monday 5 November 2018 to Wednesday 7 November 2018");
    world.set_clock("2018-10-22T00:00:00Z");
    tokio::join!(world.work(), world.work());
    world.work().await;
    assert_eq!(
        acts(&world).await,
        ["It is time to find a time for the next call, of which was said: “early November”."]
    );
    let mails = world.mails_to("sample-facilitator@example.org").await;
    assert_eq!(
        mails.iter().filter(|(_, body)| body.contains("It is time to find a time")).count(),
        1,
        "{mails:?}"
    );

    facilitator.visit("/cybersecurity/2018/meetings").await.sees("time to find a time");
    facilitator.visit(CALL).await.sees("Time to find a time.");
    facilitator.visit("/cybersecurity/2018").await.sees("Now: time to find a time");
    world.public().visit("/cybersecurity/2018").await.does_not_see("Now: time to find a time");
    facilitator.click("Ask people when they can come").await.gets(200);
    let days = ["#day0", "#day1", "#day2"].map(|field| facilitator.field(field));
    assert_eq!(days, ["2018-11-05", "2018-11-06", "2018-11-07"], "the poll is ready");
    assert_eq!(
        (facilitator.field("Minutes"), facilitator.field("Last day for answers")),
        ("60".into(), "2018-10-29".into())
    );
}

#[tokio::test]
async fn dates_that_are_near_are_due_at_once() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let days = [("The days, if days were named", "2018-10-24 2018-10-26")];
    intend(&mut facilitator, "One of these days", "24 or 26 October", &days).await;
    world.work().await;
    assert_eq!(acts(&world).await.len(), 1);
    facilitator.visit(&format!("{POLL}/new")).await;
    assert_eq!(facilitator.field("#day1"), "2018-10-26");
    assert_eq!(facilitator.field("Last day for answers"), "2018-10-22", "two days before the first");
}

#[tokio::test]
async fn a_condition_becomes_due_when_its_milestone_is_done() {
    let world = World::new().await;
    let place = world.cycle().await;
    let id = questionnaire(&world, &place).await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/meetings/intend").await.sees("The questionnaire is out");
    let after = [("After which milestone, if after something else", id.to_string())];
    let after = after.each_ref().map(|(label, value)| (*label, value.as_str()));
    intend(&mut facilitator, "After something else", "after the questionnaire is out", &after).await;
    world.set_clock("2018-11-01T09:00:00Z");
    world.work().await;
    assert!(acts(&world).await.is_empty(), "the day of the milestone says nothing");
    facilitator.visit(&format!("/cybersecurity/2018/plan/{id}")).await.fill("Reached on", "2018-11-01");
    facilitator.press("Save").await.gets(200);
    world.work().await;
    assert_eq!(acts(&world).await.len(), 1);
}

#[tokio::test]
async fn what_was_said_is_changed_and_of_two_who_do_so_nothing_is_lost() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let window = [("First day, of some time", "2018-10-25"), ("Last day", "2018-10-26")];
    intend(&mut facilitator, "Some time", "late October", &window).await;
    world.work().await;
    assert_eq!(acts(&world).await.len(), 1);
    let mut other = world.secretariat().await;
    other.visit(&format!("{CALL}/said")).await;
    facilitator.visit(CALL).await.click("Change what was said").await.fill("In words", "early December");
    facilitator.fill("First day, of some time", "2018-12-03").fill("Last day", "2018-12-05");
    facilitator.press("Save").await.gets(200).sees("“early December”").does_not_see("Time to find a time.");
    world.work().await;
    assert_eq!(acts(&world).await.len(), 1, "December is far");

    other
        .fill("In words", "next year")
        .press("Save")
        .await
        .gets(409)
        .sees("Saved meanwhile")
        .sees("early December");
    assert_eq!(other.field("In words"), "next year", "nothing typed is lost");
    other.press("Save").await.gets(200).sees("“next year”");
    other.visit(&format!("{CALL}/said")).await.fill("In words", "").press("Save").await.gets(422);
    world.member().await.visit(&format!("{CALL}/said")).await.gets(403);
    facilitator.visit(&format!("{CALL}/edit")).await.fill("Day", "2018-12-03").fill("Time, UTC", "14:00");
    facilitator.press("Set the time").await.gets(200);
    facilitator.visit(&format!("{CALL}/said")).await.gets(409).sees("This call has a time");
}

#[tokio::test]
async fn what_was_said_anew_becomes_due_anew() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let window = [("First day, of some time", "2018-10-25"), ("Last day", "2018-10-26")];
    intend(&mut facilitator, "Some time", "late October", &window).await;
    world.work().await;
    facilitator.visit(&format!("{CALL}/said")).await.fill("First day, of some time", "2018-11-05");
    facilitator.fill("Last day", "2018-11-06").press("Save").await.gets(200);
    world.set_clock("2018-10-21T23:59:59Z");
    world.work().await;
    assert_eq!(acts(&world).await.len(), 1);
    world.set_clock("2018-10-22T00:00:00Z");
    world.work().await;
    assert_eq!(acts(&world).await.len(), 2);
}

#[tokio::test]
async fn what_was_typed_under_another_choice_does_not_count_and_days_lie_ahead() {
    let world = World::new().await;
    let place = world.cycle().await;
    let id = questionnaire(&world, &place).await;
    let mut facilitator = world.facilitator(&place).await;
    let past = [("The days, if days were named", "2018-10-12 2018-10-10")];
    facilitator.visit("/cybersecurity/2018/meetings/intend").await.fill("One of these days", "on");
    facilitator.fill("In words", "soon").fill(past[0].0, past[0].1).press("Note it").await.gets(422);
    facilitator.sees("These days have passed.");
    let after = id.to_string();
    let fields = [
        ("After which milestone, if after something else", after.as_str()),
        ("The days, if days were named", "2018-10-20 2018-10-20"),
    ];
    intend(&mut facilitator, "After something else", "after the questionnaire", &fields).await;
    facilitator.sees("After the milestone The questionnaire is out").does_not_see("20 October 2018");
    world.work().await;
    assert!(acts(&world).await.is_empty());
}

#[tokio::test]
async fn a_condition_waits_again_when_its_milestone_is_opened_again() {
    let world = World::new().await;
    let place = world.cycle().await;
    let id = questionnaire(&world, &place).await;
    let mut facilitator = world.facilitator(&place).await;
    let after = id.to_string();
    let after = [("After which milestone, if after something else", after.as_str())];
    intend(&mut facilitator, "After something else", "after the questionnaire is out", &after).await;
    let plan = format!("/cybersecurity/2018/plan/{id}");
    facilitator.visit(&plan).await.fill("Reached on", "2018-10-15").press("Save").await.gets(200);
    world.work().await;
    facilitator.visit(CALL).await.sees("Time to find a time.");
    facilitator.visit(&plan).await.fill("Reached on", "").press("Save").await.gets(200);
    world.work().await;
    facilitator.visit(CALL).await.sees("No time is set yet.");
    facilitator.visit(&plan).await.fill("Reached on", "2018-10-15").press("Save").await.gets(200);
    world.work().await;
    facilitator.visit(CALL).await.sees("Time to find a time.");
    assert_eq!(acts(&world).await.len(), 2);
}

#[tokio::test]
async fn what_was_said_without_a_day_or_a_milestone_waits_for_a_person() {
    let world = World::new().await;
    let place = world.cycle().await;
    intended(&world, &place).await;
    world.set_clock("2019-10-15T09:00:00Z");
    world.work().await;
    assert!(acts(&world).await.is_empty());
}

#[tokio::test]
async fn what_cannot_be_meant_is_asked_for_again() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator
        .visit("/cybersecurity/2018/meetings/intend")
        .await
        .fill("Some time", "on")
        .fill("In words", "soon");
    facilitator
        .fill("First day, of some time", "2018-11-07")
        .fill("Last day", "2018-11-05")
        .press("Note it")
        .await;
    facilitator.gets(422).sees("This lies before the first day.");
    facilitator.fill("Last day", "2019-11-05").press("Note it").await.gets(422).sees("60 days at the most");
    facilitator.fill("First day, of some time", "").fill("Last day", "2018-11-05").press("Note it").await;
    facilitator.gets(422).sees("Enter the first day too.");
    assert_eq!(world.count("meeting").await, 0);
}

#[tokio::test]
async fn from_said_to_scheduled_the_call_says_where_it_stands() {
    let (world, place, _) = polled().await;
    let mut public = world.public();
    public.visit("/cybersecurity/2018/meetings").await.sees("finding a time");
    public
        .visit("/cybersecurity/2018")
        .await
        .sees("Now: when can you come?")
        .click("Answer the poll")
        .await
        .gets(200);
    let mut facilitator = world.facilitator(&place).await;
    let slot = slots(&world).await[0];
    facilitator.visit(&format!("{POLL}/confirm?slot={slot}")).await.press("Schedule the call").await;
    public.visit(CALL).await.sees("upcoming");
    world.set_clock("2018-11-06T06:30:00Z");
    public.visit(CALL).await.sees("in progress");
    world.set_clock("2018-11-06T09:00:00Z");
    facilitator.visit(CALL).await.press("Mark as held").await.gets(200).sees("held");
}
