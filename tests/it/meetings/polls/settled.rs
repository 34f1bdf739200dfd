//! How a poll stands, and confirming a time.

use super::*;
use axum::http::StatusCode;

async fn answered(world: &World, name: &str, fits: &str) {
    let mut member = world.member_named(name).await;
    member.visit(POLL).await;
    choose(world, &mut member, fits).await.press("Answer").await.gets(200);
}

fn position(browser: &Browser, words: &str) -> usize {
    let words_of_page = browser.words();
    words_of_page.find(words).unwrap_or_else(|| panic!("no “{words}” in {words_of_page}"))
}

#[tokio::test]
async fn times_are_ranked_by_yes_by_if_need_be_and_by_the_required() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = intended(&world, &place).await;
    let (required, mut chair) = worker(&world, &place, "Sample Chair").await;
    opened(&world, &place, &call, &TIMES, &[required]).await;
    chair.visit(POLL).await;
    choose(&world, &mut chair, "nny").await.press("Answer").await.gets(200);
    for (name, fits) in [("Sample A", "yn-"), ("Sample B", "ymn"), ("Sample C", "nmn"), ("Sample D", "-mn")] {
        answered(&world, name, fits).await;
    }
    let mut public = world.public();
    let first = |browser: &Browser, words: &str| position(browser, &format!("1. {words}"));
    public.visit(POLL).await.sees("5 people have answered.");
    first(&public, "Tuesday 6 November 2018, 06:00 UTC");
    public.sees("2 yes · 0 if need be · 2 no · 0 of 1 required");
    public.click("Most yes and if need be").await;
    first(&public, "Tuesday 6 November 2018, 14:00 UTC");
    public.click("Most of the required").await;
    first(&public, "Wednesday 7 November 2018, 20:00 UTC");
    // Who is missing stands with the first three.
    public.sees("Sample Chair (required)").sees("Sample D did not say");
    public.visit(&format!("{POLL}?by=nonsense")).await.gets(400);
}

#[tokio::test]
async fn the_hours_around_the_world_say_in_words_who_would_sit_at_night() {
    let (world, ..) = polled().await;
    for name in ["Sample A", "Sample B", "Sample C"] {
        let mut browser = world.member_named(name).await;
        browser.visit(POLL).await.fill("Your time zone", "Asia/Kathmandu");
        browser.post("/zone", &[("zone", "Asia/Kathmandu"), ("back", POLL)]).await;
        browser.visit(POLL).await;
        choose(&world, &mut browser, "y").await.press("Answer").await.gets(200);
    }
    let mut public = world.public();
    public.visit(POLL).await.sees("at night in");
    let slot = slots(&world).await[1];
    public.visit(&format!("{POLL}/times/{slot}")).await.gets(200);
    public.sees("TokyoAsia and the Pacific Tuesday 6 November 2018, 23:00 at night");
    public.sees("NairobiAfrica Tuesday 6 November 2018, 17:00").sees("Kathmandu3 people answered from here");
    assert!(public.has("table.hours svg[aria-hidden=true]"), "drawn, with the table around it");
    public.visit(&format!("{POLL}/times/999999")).await.gets(404);
}

#[tokio::test]
async fn a_confirmed_time_schedules_the_call_and_invites_everybody_who_answered() {
    let (world, place, _) = polled().await;
    let mut cannot = world.member_named("Sample Cannot").await;
    cannot.visit(POLL).await;
    choose(&world, &mut cannot, "nnn").await.press("Answer").await.gets(200);
    guest(&world, "Sample Guest", "guest@example.org", "-y-").await;
    let mut reader = world.public();
    reader
        .visit(&world.mailed_link("guest@example.org").await)
        .await
        .press("Change my answer")
        .await
        .gets(200);
    guest(&world, "Sample Silent", "never-opened@example.org", "-y-").await;
    let (_, _) = worker(&world, &place, "Sample Worker").await;

    let mut facilitator = world.facilitator(&place).await;
    let slot = slots(&world).await[1];
    facilitator
        .visit(POLL)
        .await
        .sees("Choose this time")
        .visit(&format!("{POLL}/confirm?slot={slot}"))
        .await;
    facilitator.sees("will be on Tuesday 6 November 2018, 14:00 UTC").sees("those who cannot come too");
    assert_eq!(world.count("sitting").await, 0, "looking changes nothing");
    facilitator.press("Schedule the call").await.gets(200).sees("The time is set. Look at the mail");
    facilitator.sees("Invitation: 2018 Best Practice Forum on Cybersecurity – Virtual Meeting I");
    assert!(world.mails_to("guest@example.org").await.len() == 1, "nothing goes before it is looked at");
    facilitator.press("Send it to").await.gets(200);
    world.work().await;

    for email in ["sample-cannot@example.org", "guest@example.org", "sample-worker@example.org"] {
        let (subject, body) = world.mails_to(email).await.pop().expect("an invitation");
        assert!(subject.starts_with("Invitation: "), "{email}: {subject}");
        assert!(body.contains("Tuesday 6 November 2018, 14:00 UTC"), "{body}");
        let calendar: Option<String> =
            sqlx::query_scalar("select calendar from message where recipient = $1 order by id desc limit 1")
                .bind(email)
                .fetch_one(&world.db)
                .await
                .expect("a message");
        let calendar = calendar.expect("a calendar entry");
        assert!(
            calendar.contains("METHOD:REQUEST") && calendar.contains("DTSTART:20181106T140000Z"),
            "{calendar}"
        );
    }
    assert_eq!(world.mails_to("never-opened@example.org").await.len(), 1, "that address was not confirmed");

    let mut public = world.public();
    public.visit(POLL).await.sees("The time was found: Tuesday 6 November 2018, 14:00 UTC").sees("chosen");
    assert!(!public.has("input[type=radio]"));
    public
        .visit(CALL)
        .await
        .sees("Tuesday 6 November 2018, 14:00 UTC")
        .sees("upcoming")
        .sees("chosen from the poll");
}

#[tokio::test]
async fn a_time_that_a_required_person_refused_needs_a_second_word() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = intended(&world, &place).await;
    let (required, mut chair) = worker(&world, &place, "Sample Chair").await;
    opened(&world, &place, &call, &TIMES, &[required]).await;
    chair.visit(POLL).await;
    choose(&world, &mut chair, "ny-").await.press("Answer").await.gets(200);
    let mut facilitator = world.facilitator(&place).await;
    let slots = slots(&world).await;
    facilitator.visit(&format!("{POLL}/confirm?slot={}", slots[1])).await.does_not_see("cannot come:");
    facilitator.visit(&format!("{POLL}/confirm?slot={}", slots[0])).await;
    facilitator.sees("Somebody who is required cannot come, or did not say: Sample Chair");
    facilitator.press("Schedule the call").await.gets(422).sees("Tick that it is to be then all the same.");
    assert_eq!(world.count("sitting").await, 0);
    facilitator.visit(&format!("{POLL}/confirm?slot={}", slots[2])).await;
    facilitator.sees("or did not say: Sample Chair").press("Schedule the call").await.gets(422);
    assert_eq!(world.count("sitting").await, 0);
    facilitator.visit(&format!("{POLL}/confirm?slot={}", slots[0])).await;
    facilitator.fill("It is to be then all the same", "yes").press("Schedule the call").await.gets(200);
    assert_eq!(world.count("sitting").await, 1);
}

#[tokio::test]
async fn a_call_that_has_a_time_is_moved_across_midnight_into_another_week() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-11-02T23:30:00Z"]).await;
    let (_, _) = worker(&world, &place, "Sample Worker").await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator
        .visit(&format!("{CALL}/invite"))
        .await
        .press("Look at it first")
        .await
        .press("Send it to")
        .await
        .gets(200);
    world.work().await;
    facilitator.visit(CALL).await.click("Find another time by a poll").await;
    facilitator
        .fill("Zone of all times here", "Pacific/Auckland")
        .fill("#day0", "2018-11-13")
        .fill("#times0", "00:30 09:00");
    facilitator.press("Make the poll").await.gets(200).sees("Monday 12 November 2018, 11:30 UTC");
    let mut member = world.member().await;
    member.visit(CALL).await.sees("A poll looks for another time").visit(POLL).await;
    choose(&world, &mut member, "y").await.press("Answer").await.gets(200);
    let slot = slots(&world).await[0];
    facilitator.visit(&format!("{POLL}/confirm?slot={slot}")).await.press("Move the call").await;
    facilitator.gets(422).sees("Say why the time moves");
    facilitator
        .fill("Why the time moves", "It clashed with the annual meeting.")
        .press("Move the call")
        .await
        .gets(200);
    facilitator.sees("Look at the mail").press("Send it to").await.gets(200);
    world.work().await;

    let moved = world.reload(&call).await;
    assert_eq!(moved.sittings.len(), 1);
    assert_eq!(moved.sittings[0].starts_at, at("2018-11-12T11:30:00Z"));
    world
        .public()
        .visit(CALL)
        .await
        .sees("was Friday 2 November 2018, 23:30 UTC")
        .sees("It clashed with the annual meeting.");
    for email in ["sample-worker@example.org", "sample-member@example.org"] {
        let (_, body) = world.mails_to(email).await.pop().expect("a mail");
        assert!(body.contains("Monday 12 November 2018, 11:30 UTC"), "{email}: {body}");
    }
}

#[tokio::test]
async fn two_times_that_together_serve_most_become_two_sittings_of_one_call() {
    let (world, place, _) = polled().await;
    for (name, fits) in [("Sample East", "ynn"), ("Sample North", "ynn"), ("Sample West", "nny")] {
        answered(&world, name, fits).await;
    }
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(POLL).await.sees("Held twice, the call would reach 3 of 3, instead of 2:");
    facilitator
        .click("Choose both, as two sittings of one call")
        .await
        .sees("in two sittings with one agenda");
    facilitator.press("Schedule the call").await.gets(200);
    let call = world.first_call(&place).await;
    let starts: Vec<_> = call.sittings.iter().map(|sitting| sitting.starts_at).collect();
    assert_eq!(starts, [at(TIMES[0]), at(TIMES[2])]);
    assert_eq!(call.short_title(), "Virtual Meeting I", "one number");
    let calendar = world.public().visit(&format!("{CALL}.ics")).await.body.clone();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 2);
    assert!(calendar.contains("RELATED-TO;RELTYPE=SIBLING"));
    world.public().visit(POLL).await.sees("and once more");
}

#[tokio::test]
async fn of_two_who_confirm_at_once_one_wins_and_the_other_is_told() {
    let (world, place, _) = polled().await;
    let slots = slots(&world).await;
    let mut both = Vec::new();
    let kinds = [RoleKind::Facilitator, RoleKind::CoFacilitator];
    let mut browsers = Vec::new();
    for kind in kinds {
        browsers.push(world.with_role(&place, kind).await);
    }
    for (mut browser, slot) in browsers.into_iter().zip(&slots) {
        browser.visit(&format!("{POLL}/confirm?slot={slot}")).await.gets(200);
        both.push(tokio::spawn(async move {
            let status = browser.press("Schedule the call").await.status;
            (status, browser.words())
        }));
    }
    let mut outcomes = Vec::new();
    for one in both {
        outcomes.push(one.await.expect("answered"));
    }
    outcomes.sort_by_key(|(status, _)| *status);
    assert_eq!((outcomes[0].0, outcomes[1].0), (StatusCode::OK, StatusCode::CONFLICT));
    assert!(
        outcomes[1].1.contains("Somebody else confirmed or withdrew this poll")
            || outcomes[1].1.contains("A time was chosen already"),
        "{}",
        outcomes[1].1
    );
    assert_eq!((world.count("sitting").await, world.count("mailing").await), (1, 1));
}

#[tokio::test]
async fn a_time_that_passed_or_was_taken_out_cannot_be_chosen() {
    let (world, place, _) = polled().await;
    let mut facilitator = world.facilitator(&place).await;
    let slots = slots(&world).await;
    facilitator.visit(&format!("{POLL}/confirm?slot={}", slots[0])).await;
    let mut stale = facilitator.clone();
    world.set_clock("2018-11-06T06:00:00Z");
    stale.press("Schedule the call").await.gets(409).sees("This time has passed. Choose another.");
    facilitator.visit(&format!("{POLL}/confirm?slot=999999")).await.gets(400);
    facilitator.visit(&format!("{POLL}/confirm")).await.gets(400);
    facilitator.visit(&format!("{POLL}/confirm?slot={}", slots[1])).await.gets(200);
    facilitator.press("Schedule the call").await.gets(200);
    facilitator
        .visit(&format!("{POLL}/confirm?slot={}", slots[2]))
        .await
        .gets(409)
        .sees("A time was chosen already");
}

#[tokio::test]
async fn a_time_that_suits_nobody_who_answered_needs_a_second_word() {
    let (world, place, _) = polled().await;
    guest(&world, "Sample Guest", "", "nny").await;
    let mut facilitator = world.facilitator(&place).await;
    let slot = slots(&world).await[0];
    facilitator.visit(&format!("{POLL}/confirm?slot={slot}")).await.sees("Nobody said that they can come.");
    facilitator.press("Schedule the call").await.gets(422);
    facilitator.fill("It is to be then all the same", "yes").press("Schedule the call").await.gets(200);
}

#[tokio::test]
async fn of_a_call_with_two_sittings_one_is_chosen_to_move() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-11-02T08:00:00Z", "2018-11-02T20:00:00Z"]).await;
    opened(&world, &place, &call, &TIMES, &[]).await;
    guest(&world, "Sample Guest", "", "yyy").await;
    let mut facilitator = world.facilitator(&place).await;
    let slot = slots(&world).await[1];
    facilitator.visit(&format!("{POLL}/confirm?slot={slot}")).await.sees("Which sitting moves");
    facilitator.fill("Why the time moves", "A holiday.").press("Move the call").await.gets(422);
    facilitator.sees("Choose which sitting moves.");
    facilitator.fill("Sitting 2", "on").press("Move the call").await.gets(200);
    let starts: Vec<String> =
        sqlx::query_scalar("select to_char(starts_at, 'MM-DD HH24:MI') from sitting order by starts_at")
            .fetch_all(&world.db)
            .await
            .expect("sittings");
    assert_eq!(starts, ["11-02 08:00", "11-06 14:00"], "the other stays where it was");
}
