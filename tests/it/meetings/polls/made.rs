//! Making and changing a poll.

use super::*;

fn fill_days(browser: &mut Browser, days: &[&str]) {
    for (place, day) in days.iter().enumerate() {
        browser.fill(&format!("#day{place}"), day);
    }
}

#[tokio::test]
async fn times_typed_for_one_day_are_copied_to_all_days_without_script() {
    let world = World::new().await;
    let place = world.cycle().await;
    intended(&world, &place).await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(CALL).await.click("Ask people when they can come").await.gets(200);
    fill_days(&mut facilitator, &["2018-11-06", "2018-11-07", "2018-11-08"]);
    facilitator.fill("#times0", "14:00 15:30");
    facilitator.press("Copy to all days: the times of day 1").await.gets(200);
    assert_eq!(facilitator.field("#times2"), "14:00 15:30");
    assert_eq!(facilitator.field("#times3"), "", "a day that is empty stays empty");
    assert_eq!(world.count("poll").await, 0, "nothing is saved by it");
    facilitator.fill("#times1", "9.30").press("Make the poll").await.gets(200).sees("The poll is open.");
    let starts: Vec<String> = sqlx::query_scalar(
        "select to_char(starts_at at time zone 'UTC', 'DD HH24:MI') from poll_slot order by starts_at",
    )
    .fetch_all(&world.db)
    .await
    .expect("slots");
    assert_eq!(starts, ["06 14:00", "06 15:30", "07 09:30", "08 14:00", "08 15:30"]);
    world.public().visit(POLL).await.sees("open for answers").sees("Tuesday 6 November 2018, 14:00 UTC");
    world.public().visit(CALL).await.sees("finding a time");
    world.public().visit("/cybersecurity/2018").await.sees("Now: when can you come?");
}

#[tokio::test]
async fn slots_are_instants_whatever_zone_they_were_typed_in() {
    let world = World::new().await;
    let place = world.cycle().await;
    intended(&world, &place).await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{POLL}/new")).await.fill("Zone of all times here", "Africa/Nairobi");
    facilitator.fill("#day0", "2018-11-06").fill("#times0", "01:00").press("Make the poll").await.gets(200);
    let mut tokyo = world.public();
    tokyo.visit(POLL).await.sees("Monday 5 November 2018, 22:00 UTC");
    tokyo.fill("Your time zone", "Asia/Tokyo").press("Use it").await;
    tokyo
        .visit(POLL)
        .await
        .sees("Monday 5 November 2018, 22:00 UTC · Tuesday 6 November 2018, 07:00 in Tokyo");
    facilitator.visit(&format!("{POLL}/edit")).await.gets(200);
    assert_eq!(
        (facilitator.field("#day0"), facilitator.field("#times0")),
        ("2018-11-06".into(), "01:00".into())
    );
    assert_eq!(facilitator.field("Zone of all times here"), "Africa/Nairobi");
}

#[tokio::test]
async fn a_time_that_the_clock_skips_is_refused_and_one_that_comes_twice_is_asked_about() {
    let world = World::new().await;
    let place = world.cycle().await;
    intended(&world, &place).await;
    let mut facilitator = world.facilitator(&place).await;
    // New York goes back on 4 November 2018; Sao Paulo forward on the same day, at midnight.
    facilitator.visit(&format!("{POLL}/new")).await.fill("Zone of all times here", "America/Sao_Paulo");
    facilitator
        .fill("#day0", "2018-11-04")
        .fill("#times0", "00:30 14:00")
        .press("Make the poll")
        .await
        .gets(422);
    facilitator.sees("Sunday 4 November 2018, 00:30 does not exist in Sao Paulo").sees("such as 01:30");
    assert_eq!(facilitator.field("#times0"), "00:30 14:00", "what was typed stays");
    facilitator.fill("Zone of all times here", "America/New_York").fill("#times0", "01:30");
    facilitator.press("Make the poll").await.gets(422);
    facilitator.sees("Write 01:30-04:00 for the first, 01:30-05:00 for the second.");
    assert_eq!(world.count("poll").await, 0);
    facilitator.fill("#times0", "01:30-05:00").press("Make the poll").await.gets(200);
    facilitator.sees("Sunday 4 November 2018, 06:30 UTC");
    facilitator.visit(&format!("{POLL}/edit")).await;
    assert_eq!(facilitator.field("#times0"), "01:30-05:00", "it comes back as it must be typed");
}

#[tokio::test]
async fn what_cannot_be_a_poll_is_asked_for_again_and_what_was_typed_stays() {
    let world = World::new().await;
    let place = world.cycle().await;
    intended(&world, &place).await;
    let mut facilitator = world.facilitator(&place).await;
    let new = format!("{POLL}/new");
    facilitator
        .visit(&new)
        .await
        .press("Make the poll")
        .await
        .gets(422)
        .sees("Enter at least one day with its times.");
    facilitator.fill("#day0", "2018-10-14").fill("#times0", "14:00").press("Make the poll").await;
    facilitator.gets(422).sees("14:00 has passed already.");
    facilitator.fill("#times0", "14:00").fill("#day0", "").press("Make the poll").await;
    facilitator.gets(422).sees("Enter the day of these times.");
    facilitator.fill("#day0", "2018-11-06").fill("#times0", "noon").press("Make the poll").await;
    facilitator.gets(422).sees("“noon” is no time of day.");
    facilitator.fill("#times0", "").press("Make the poll").await.gets(422).sees("Enter times for this day");
    facilitator.fill("#times0", "14:00").fill("Minutes", "3").press("Make the poll").await;
    facilitator.gets(422).sees("from 5 to 1440");
    facilitator.fill("Minutes", "60").fill("Last day for answers", "2018-11-07").press("Make the poll").await;
    facilitator.gets(422).sees("All times would have passed by then.");
    facilitator.fill("Last day for answers", "2018-10-14").press("Make the poll").await;
    facilitator.gets(422).sees("nobody could answer");
    let every_minute: Vec<String> =
        (0..201).map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60)).collect();
    facilitator.fill("Last day for answers", "2018-10-20").fill("#times0", &every_minute.join(" "));
    facilitator.press("Make the poll").await.gets(422).sees("These are 201 times, and 200 fit");
    facilitator.fill("#times0", &every_minute[1..].join(",")).press("Make the poll").await.gets(200);
    assert_eq!(world.count("poll_slot").await, 200);
    facilitator.visit(&new).await.gets(409).sees("A poll is running already about this call.");
}

#[tokio::test]
async fn slots_come_and_go_after_answers_came_in_and_no_answer_is_lost() {
    let (world, place, _) = polled().await;
    let mut member = world.member().await;
    member.visit(POLL).await;
    choose(&world, &mut member, "ynm").await.press("Answer").await.gets(200);
    world.set_clock("2018-10-16T09:00:00Z");
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{POLL}/edit")).await;
    assert_eq!(facilitator.field("#times0"), "06:00 14:00");
    facilitator.fill("#times0", "06:00 16:00").fill("Minutes", "90");
    facilitator.fill("Last day for answers", "2018-10-24").press("Save").await.gets(200);
    facilitator.sees("The poll was changed.");

    member
        .visit(POLL)
        .await
        .sees("Tuesday 6 November 2018, 16:00 UTC new: not answered yet")
        .sees("90 minutes");
    member.sees("Tuesday 6 November 2018, 14:00 UTC taken out 0 yes · 0 if need be · 1 no");
    assert_eq!(record(&world).await, ["Sample Member: yes no - if_need_be"]);
    let dropped = slots(&world).await[1];
    assert!(!member.has(&format!("[name=slot-{dropped}]")), "it is no longer asked about");
    let told: Vec<String> = sqlx::query_scalar("select summary from activity where verb = 'poll.changed'")
        .fetch_all(&world.db)
        .await
        .expect("acts");
    assert_eq!(
        told,
        [
            "The poll about Virtual Meeting was changed. 1 time was added. 1 time was taken out. The call is to take 90 minutes. It closes on Wednesday 24 October 2018, 18:00 UTC."
        ]
    );
    let moved: i64 = world.count("time_window_change").await;
    assert_eq!(moved, 1, "the change of the deadline is on record");

    // Who answered hears of it, without following anything.
    world.work().await;
    world.set_clock("2018-10-17T07:00:00Z");
    world.work().await;
    let mails = world.mails_to("sample-member@example.org").await;
    assert!(mails.iter().any(|(_, body)| body.contains("1 time was added.")), "{mails:?}");

    // A time that is typed again comes back with its answers.
    facilitator
        .visit(&format!("{POLL}/edit"))
        .await
        .fill("#times0", "06:00 14:00 16:00")
        .press("Save")
        .await
        .gets(200);
    member.visit(POLL).await.does_not_see("taken out");
    assert_eq!(record(&world).await, ["Sample Member: yes no - if_need_be"]);
}

#[tokio::test]
async fn of_two_who_change_a_poll_the_second_sees_both() {
    let (world, place, _) = polled().await;
    let mut one = world.facilitator(&place).await;
    let mut other = world.with_role(&place, RoleKind::CoFacilitator).await;
    one.visit(&format!("{POLL}/edit")).await.fill("Minutes", "45");
    other
        .visit(&format!("{POLL}/edit"))
        .await
        .fill("Minutes", "75")
        .fill("What people should know (optional)", "Mine");
    one.press("Save").await.gets(200);
    other.press("Save").await.gets(409).sees("Somebody else saved this while you were typing.").sees("45");
    assert_eq!(other.field("Minutes"), "75");
    other.press("Save").await.gets(200).sees("75 minutes");
}

#[tokio::test]
async fn who_runs_the_cycle_makes_polls_and_nobody_else() {
    let (world, place, _) = polled().await;
    let paths = ["new", "edit", "confirm?slot=1", "withdraw", "invite", "merge?keep=1&gone=2"];
    for kind in RoleKind::ALL {
        let mut browser = world.with_role(&place, kind).await;
        for path in paths {
            let status = browser.visit(&format!("{POLL}/{path}")).await.status.as_u16();
            assert_eq!(status == 403, !kind.runs_cycle(), "{kind:?} gets {status} at {path}");
        }
        browser.visit(POLL).await.gets(200);
    }
    for path in paths {
        world.public().visit(&format!("{POLL}/{path}")).await.gets(401);
        world.member_named(&format!("Sample {path}")).await.visit(&format!("{POLL}/{path}")).await.gets(403);
    }
    let (_, runs_site) = world.account("Sample Site", true).await;
    world.signed_in(runs_site).await.visit(&format!("{POLL}/edit")).await.gets(200);
}

#[tokio::test]
async fn a_poll_is_withdrawn_with_a_reason_and_stays_on_show() {
    let (world, place, _) = polled().await;
    guest(&world, "Sample Guest", "", "yyn").await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(POLL).await.click("Withdraw it").await.press("Withdraw the poll").await;
    facilitator.gets(422).sees("Enter why it is withdrawn.");
    facilitator.fill("Why", "The annual meeting moved.").press("Withdraw the poll").await.gets(200);
    let mut public = world.public();
    public.visit(POLL).await.sees("This poll was withdrawn. The annual meeting moved.").sees("1 yes");
    assert!(!public.has("input[type=radio]"));
    facilitator.visit(POLL).await.click("Ask anew").await.gets(200);
    facilitator.visit(CALL).await.sees("no date yet");
}

#[tokio::test]
async fn a_call_that_is_cancelled_or_set_by_hand_ends_its_poll() {
    let (world, place, _) = polled().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{CALL}/edit")).await.fill("#day1", "2018-11-09").fill("#time1", "15:00");
    facilitator.press("Set the time").await.gets(200);
    world.public().visit(POLL).await.sees("This poll was withdrawn. A time was set without it.");
    facilitator.visit(&format!("{POLL}/new")).await.fill("#day0", "2018-11-12").fill("#times0", "15:00");
    facilitator.press("Make the poll").await.gets(200);
    facilitator
        .visit(&format!("{CALL}/cancel"))
        .await
        .fill("Why", "Nobody can.")
        .press("Cancel the call")
        .await;
    world.public().visit(POLL).await.sees("This poll was withdrawn. The call was cancelled.");
}
