//! Scheduling, moving, cancelling, numbering; how to join.

use crate::harness::{World, at};
use intersession::meetings::Kind;

const CALLS: &str = "/cybersecurity/2018/meetings";

#[tokio::test]
async fn a_facilitator_schedules_a_call_in_a_browser() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(CALLS).await.click("Schedule a call").await;
    facilitator
        .fill("#day1", "2018-10-24")
        .fill("#time1", "15:00")
        .fill("#minutes1", "90")
        .press("Schedule the call")
        .await;
    facilitator
        .sees("The call is scheduled.")
        .sees("Virtual Meeting I")
        .sees("Wednesday 24 October 2018, 15:00 UTC")
        .sees("90 minutes");
    let mut public = world.public();
    public
        .visit("/cybersecurity/2018")
        .await
        .sees("Virtual Meeting I")
        .sees("Wednesday 24 October 2018, 15:00 UTC");
    public.visit(CALLS).await.sees("upcoming");
}

#[tokio::test]
async fn a_wrong_form_keeps_what_was_typed_and_says_what_to_mend() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{CALLS}/new")).await;
    facilitator
        .fill("#day1", "24 October")
        .fill("#time1", "3 pm")
        .fill("#minutes1", "0")
        .fill("#join_text1", "Dial 1234");
    facilitator.press("Schedule the call").await.gets(422);
    facilitator.sees("Enter the day as year-month-day").sees("Enter the length in minutes, from 5 to 1440.");
    assert_eq!(facilitator.field("#join_text1"), "Dial 1234");
    for (day, time) in
        [("2018-02-30", "15:00"), ("2018-10-24", "25:00"), ("9999-01-01", "15:00"), ("2018-10-24", "")]
    {
        facilitator
            .post(&format!("{CALLS}/new"), &[("kind", "virtual"), ("day", day), ("time", time)])
            .await
            .gets(422);
    }
    facilitator
        .post(&format!("{CALLS}/new"), &[("kind", "party"), ("day", "2018-10-24"), ("time", "15:00")])
        .await
        .gets(422);
}

#[tokio::test]
async fn each_kind_is_called_as_the_reports_call_it_and_only_numbered_calls_have_a_number() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    world.call(&place, Kind::Informal, &["2018-10-20T15:00:00Z"]).await;
    world.call(&place, Kind::Session, &["2018-11-06T15:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    let joint = [("kind", "joint"), ("audience", "the NRIs"), ("day", "2018-11-08"), ("time", "15:00")];
    facilitator.post(&format!("{CALLS}/new"), &joint).await.gets(200);
    let title = |body: &str| {
        serde_json::from_str::<serde_json::Value>(body).expect("JSON")["meeting"]["title"]
            .as_str()
            .expect("a title")
            .to_owned()
    };
    let mut public = world.public();
    let mut titles = Vec::new();
    for serial in 1..=4 {
        titles.push(title(&public.visit(&format!("{CALLS}/{serial}.json")).await.body));
    }
    insta::assert_debug_snapshot!(titles, @r#"
    [
        "2018 Best Practice Forum on Cybersecurity – Virtual Meeting I",
        "2018 Best Practice Forum on Cybersecurity – Informal meeting of Saturday 20 October 2018",
        "2018 Best Practice Forum on Cybersecurity – Session planning of Tuesday 6 November 2018",
        "2018 Best Practice Forum on Cybersecurity – Meeting with the NRIs",
    ]
    "#);
}

#[tokio::test]
async fn a_number_is_provisional_until_the_call_was_held_and_then_stays() {
    let world = World::new().await;
    let place = world.cycle().await;
    let later = world.call(&place, Kind::Virtual, &["2018-10-30T15:00:00Z"]).await;
    assert_eq!(later.short_title(), "Virtual Meeting I");
    let sooner = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    assert_eq!(world.reload(&later).await.short_title(), "Virtual Meeting II");

    world.set_clock("2018-10-24T16:00:00Z");
    let mut facilitator = world.facilitator(&place).await;
    facilitator
        .visit(&sooner.path(&place))
        .await
        .sees("over, not yet recorded")
        .press("Mark as held")
        .await
        .sees("Recorded as held: Virtual Meeting I.");
    facilitator
        .visit(&format!("{}/cancel", later.path(&place)))
        .await
        .fill("Why", "No host.")
        .press("Cancel the call")
        .await
        .gets(200);
    let next = world.call(&place, Kind::Virtual, &["2018-11-05T15:00:00Z"]).await;
    assert_eq!(next.short_title(), "Virtual Meeting II", "a cancelled call frees its number");
    let error =
        sqlx::query("update meeting set ordinal = 7 where state = 'cancelled'").execute(&world.db).await;
    assert!(error.is_err(), "only held calls have a fixed number");
}

#[tokio::test]
async fn a_call_that_was_cancelled_is_not_moved_any_more() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    let form = format!("{}/edit", call.path(&place));
    facilitator.visit(&format!("{}/cancel", call.path(&place))).await.fill("Why", "No host.");
    facilitator.press("Cancel the call").await.gets(200);
    facilitator.visit(&form).await.fill("Day", "2018-12-01").fill("Why the time moves", "A new host.");
    facilitator.press("Save").await.gets(422).sees("This was cancelled").sees("Schedule another call");
    assert_eq!(facilitator.field("Day"), "2018-12-01");
    assert_eq!(world.count("sitting_move").await, 0);
    facilitator.visit(&form).await.fill("In plain language (optional)", "What was to be.");
    facilitator.press("Save").await.gets(200);
}

#[tokio::test]
async fn a_cancelled_call_stays_on_show_struck_through_with_the_reason() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator
        .visit(&path)
        .await
        .click("Cancel")
        .await
        .press("Cancel the call")
        .await
        .gets(422)
        .sees("why: everybody who wanted to come will read it");
    facilitator
        .fill("Why", "The host is ill.")
        .press("Cancel the call")
        .await
        .sees("Cancelled. What was planned stays on show.");
    let mut public = world.public();
    public.visit(&path).await.sees("cancelled").sees("The host is ill.");
    assert_eq!(public.all(".lede s"), ["Wednesday 24 October 2018, 15:00 UTC"]);
    public.visit(CALLS).await.sees("cancelled");
    facilitator.post(&format!("{path}/cancel"), &[("sitting", ""), ("reason", "Twice.")]).await.gets(409);
    facilitator.post(&format!("{path}/held"), &[]).await.gets(409);
}

#[tokio::test]
async fn a_call_that_moves_says_from_when_and_why_and_asks_to_check_how_to_join() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let fields = [
        ("kind", "virtual"),
        ("day", "2018-10-24"),
        ("time", "15:00"),
        ("join_text", "Dial 1234"),
        ("join_shown", "signed_in"),
    ];
    facilitator.post(&format!("{CALLS}/new"), &fields).await.gets(200);
    facilitator
        .click("Change")
        .await
        .fill("#time1", "16:30")
        .press("Save")
        .await
        .gets(422)
        .sees("Say why the time moves");
    facilitator.fill("Why the time moves", "A clash with the MAG.").press("Save").await.gets(200);
    facilitator.sees("Wednesday 24 October 2018, 16:30 UTC").sees("A clash with the MAG.");
    assert!(facilitator.all(".lede s").contains(&"Wednesday 24 October 2018, 15:00 UTC".to_owned()));
    let recheck: bool =
        sqlx::query_scalar("select join_recheck from sitting").fetch_one(&world.db).await.expect("a sitting");
    assert!(recheck);
    facilitator.sees("how to join");
    facilitator.click("Change").await.fill("#join_text1", "Dial 5678").press("Save").await.gets(200);
    let recheck: bool =
        sqlx::query_scalar("select join_recheck from sitting").fetch_one(&world.db).await.expect("a sitting");
    assert!(!recheck);
}

#[tokio::test]
async fn how_to_join_is_kept_from_the_public_until_half_an_hour_before() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    for shown in ["signed_in", "public"] {
        let fields = [
            ("kind", "virtual"),
            ("day", "2018-10-24"),
            ("time", "15:00"),
            ("join_text", "Dial 1234"),
            ("join_shown", shown),
        ];
        facilitator.post(&format!("{CALLS}/new"), &fields).await.gets(200).sees("Dial 1234");
    }
    let mut public = world.public();
    for (clock, for_members, for_all) in [
        ("2018-10-24T14:29:59Z", false, false),
        ("2018-10-24T14:30:00Z", false, true),
        ("2018-10-24T15:59:59Z", false, true),
        ("2018-10-24T16:00:00Z", false, false),
    ] {
        world.set_clock(clock);
        for (serial, expected) in [(1, for_members), (2, for_all)] {
            for suffix in ["", ".ics", ".json"] {
                public.visit(&format!("{CALLS}/{serial}{suffix}")).await;
                let shows = public.body.contains("Dial 1234");
                assert_eq!(shows, expected && suffix.is_empty(), "{serial}{suffix} at {clock}");
            }
        }
    }
}

#[tokio::test]
async fn a_call_in_two_sittings_has_one_page_one_number_and_two_times() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{CALLS}/new")).await;
    facilitator
        .fill("#day1", "2018-10-24")
        .fill("#time1", "08:00")
        .fill("#day2", "2018-10-24")
        .fill("#time2", "16:00");
    facilitator.press("Schedule the call").await;
    facilitator
        .sees("Wednesday 24 October 2018, 08:00 UTC")
        .sees("Wednesday 24 October 2018, 16:00 UTC")
        .sees("Virtual Meeting I");
    facilitator
        .visit(&format!("{CALLS}/1/cancel"))
        .await
        .fill("Why", "No host that early.")
        .fill("Sitting 1 alone", "yes")
        .press("Cancel the call")
        .await;
    facilitator.visit(&format!("{CALLS}/1")).await;
    assert_eq!(facilitator.all(".lede s"), ["Wednesday 24 October 2018, 08:00 UTC"]);
    let state: String =
        sqlx::query_scalar("select state from meeting").fetch_one(&world.db).await.expect("a meeting");
    assert_eq!(state, "scheduled", "the other sitting goes on");
}

#[tokio::test]
async fn what_was_said_about_the_next_call_becomes_a_call() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let path = format!("{CALLS}/intend");
    facilitator
        .post(&path, &[("kind", "virtual"), ("when", "dates"), ("text", "19 or 21 June"), ("dates", "")])
        .await
        .gets(422);
    facilitator
        .post(
            &path,
            &[
                ("kind", "virtual"),
                ("when", "dates"),
                ("text", "24 or 26 October"),
                ("dates", "2018-10-24, 2018-10-26"),
            ],
        )
        .await
        .gets(200);
    world.public().visit("/cybersecurity/2018").await.sees("24 or 26 October");
    facilitator
        .visit(&format!("{CALLS}/1/edit"))
        .await
        .fill("#day1", "2018-10-26")
        .fill("#time1", "15:00")
        .press("Set the time")
        .await;
    facilitator.sees("Virtual Meeting I").sees("Friday 26 October 2018, 15:00 UTC");
}

#[tokio::test]
async fn a_call_is_in_progress_by_the_clock_and_held_by_a_persons_word() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    let path = call.path(&place);
    facilitator.post(&format!("{path}/held"), &[]).await.gets(409).sees("The meeting has not begun.");
    let mut public = world.public();
    for (clock, state) in [
        ("2018-10-24T14:59:59Z", "upcoming"),
        ("2018-10-24T15:00:00Z", "in progress"),
        ("2018-10-24T16:00:00Z", "over, not yet recorded"),
    ] {
        world.set_clock(clock);
        public.visit(&path).await;
        assert_eq!(public.all(".lede .chip"), [state], "{clock}");
    }
    facilitator.post(&format!("{path}/held"), &[]).await.gets(200);
    public.visit(&path).await;
    assert_eq!(public.all(".lede .chip"), ["held"]);
}

#[tokio::test]
async fn two_people_who_change_a_call_at_once_see_both_versions() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let path = format!("{}/edit", call.path(&place));
    let mut one = world.facilitator(&place).await;
    let mut other = world.secretariat().await;
    one.visit(&path).await.fill("#summary", "Words of one.");
    other.visit(&path).await.fill("#summary", "Words of the other.");
    one.press("Save").await.gets(200);
    other.press("Save").await.gets(409).sees("Words of one.");
    assert_eq!(other.field("#summary"), "Words of the other.");
    other.press("Save").await.gets(200).sees("Words of the other.");
}

#[tokio::test]
async fn ten_calls_scheduled_at_once_get_ten_addresses() {
    let world = World::new().await;
    let place = world.cycle().await;
    let one = |minute: usize| {
        let (world, place) = (&world, &place);
        async move { world.call(place, Kind::Virtual, &[&format!("2018-10-24T15:{minute:02}:00Z")]).await.serial }
    };
    let serials = futures_util::future::join_all((0..10).map(one)).await;
    let mut sorted = serials.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (1..=10).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_call_that_was_scheduled_by_mistake_is_deleted_and_its_address_says_why() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mistake = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let right = world.call(&place, Kind::Virtual, &["2018-10-30T15:00:00Z"]).await;
    assert_eq!(right.short_title(), "Virtual Meeting II");
    let path = mistake.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&path).await.click("Delete it").await.press("Delete the call").await.gets(422);
    facilitator.sees("Enter why: everybody who opens its address reads it.");
    facilitator
        .fill("Why", "It is the same call as the next.")
        .press("Delete the call")
        .await
        .sees("The call was deleted. Its address says why.");
    assert_eq!(facilitator.all("main .rows a"), ["Virtual Meeting I"], "its provisional number is free");
    let mut public = world.public();
    for gone in ["", ".ics", ".json", "/versions"] {
        public.visit(&format!("{path}{gone}")).await.gets(410).sees("It is the same call as the next.");
    }
    facilitator.visit(&format!("{path}/edit")).await.gets(410);
    public.visit("/cybersecurity/2018").await.sees("was deleted, having been scheduled by mistake.");
    assert!(!public.attributes("main a", "href").contains(&path), "nothing leads there any more");
    let calendar = public.visit(&format!("{CALLS}.ics")).await.body.clone();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1);
    let next = world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    assert_eq!(next.serial, 3, "its address is not given away again");
}

#[tokio::test]
async fn a_call_on_which_something_hangs_is_not_deleted_but_cancelled() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    let mut member = world.member().await;
    let delete = format!("{path}/delete");
    facilitator.visit(&delete).await.gets(200);
    let mut late = facilitator.clone();
    member.post(&delete, &[("reason", "I do not like it.")]).await.gets(403);
    member.visit(&path).await.fill("#title", "The digital divide").press("Propose").await.gets(200);
    late.fill("Why", "A mistake.").press("Delete the call").await.gets(409);
    late.sees("Somebody proposed an item for its agenda. Cancel the call instead.");
    facilitator.visit(&delete).await.gets(409).sees("Cancel the call instead.");
    facilitator.visit(&path).await.does_not_see("Scheduled by mistake?");

    let held = world.held_call(&place, "2018-09-20T15:00:00Z").await.path(&place);
    facilitator.post(&format!("{held}/delete"), &[("reason", "x")]).await.gets(409).sees("stays on record");
    let ahead = world.call(&place, Kind::Virtual, &["2018-10-25T15:00:00Z"]).await.path(&place);
    facilitator
        .visit(&format!("{ahead}/report"))
        .await
        .fill("#source", "1. Text.")
        .press("Save")
        .await
        .gets(200);
    facilitator
        .visit(&format!("{ahead}/delete"))
        .await
        .gets(409)
        .sees("Somebody wrote a report of this call.");
}

#[tokio::test]
async fn a_day_without_a_time_moves_to_a_day_and_never_reads_midnight() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T00:00:00Z").await;
    sqlx::query("update sitting set time_known = false, minutes = null")
        .execute(&world.db)
        .await
        .expect("a day");
    let edit = format!("{}/edit", call.path(&place));
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&edit).await.fill("#day1", "2018-09-21").press("Save").await.gets(422);
    facilitator.fill("#reason", "The report had the wrong day.").press("Save").await.gets(200);
    facilitator.sees("was Thursday 20 September 2018").sees("to Friday 21 September 2018");
    assert!(!facilitator.words().contains("00:00"), "{}", facilitator.words());
    let mut public = world.public();
    public.visit("/cybersecurity/2018").await.sees("moved to Friday 21 September 2018. The report");

    facilitator.visit(&edit).await.fill("#time1", "15:00").press("Save").await.gets(200);
    facilitator.sees("Friday 21 September 2018, 15:00 UTC");
    assert!(!facilitator.words().contains(" 00:00"), "a time that becomes known is no move");
    public.visit("/cybersecurity/2018").await.sees("is set: Friday 21 September 2018, 15:00 UTC.");
}

#[tokio::test]
async fn a_call_that_was_dropped_before_it_had_a_time_says_why() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let fields = [("kind", "virtual"), ("when", "window"), ("text", "in about three weeks")];
    facilitator.post(&format!("{CALLS}/intend"), &fields).await.gets(200).click("Drop it").await;
    facilitator.fill("Why", "The IGF is too near.").press("Drop it").await.gets(200);
    let mut public = world.public();
    for path in ["/cybersecurity/2018", CALLS, "/cybersecurity/2018/meetings/1"] {
        for reader in [&mut public, &mut facilitator] {
            reader.visit(path).await.sees("The IGF is too near.").sees("in about three weeks");
        }
    }
    for path in ["/cybersecurity/2018", CALLS] {
        public.visit(path).await;
        assert_eq!(public.all("s"), ["in about three weeks"], "{path}");
    }
    world.set_clock("2018-11-20T09:00:00Z");
    let mut public = world.public();
    public.visit("/cybersecurity/2018").await;
    assert!(public.all("s").is_empty(), "old news leave the card; the list keeps them");
    public.visit(CALLS).await.sees("The IGF is too near.");
}

#[tokio::test]
async fn what_was_said_of_another_call_stands_apart_from_the_next_one() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let fields = [("kind", "virtual"), ("when", "condition"), ("text", "once the draft is out")];
    facilitator.post(&format!("{CALLS}/intend"), &fields).await.gets(200);
    let mut public = world.public();
    public.visit("/cybersecurity/2018").await;
    let card = |public: &crate::harness::Browser| {
        let panels = public.all("aside section.panel");
        panels.into_iter().find(|panel| panel.starts_with("Next call")).expect("the card")
    };
    assert!(card(&public).contains("once the draft is out"));
    world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    public.visit("/cybersecurity/2018").await.sees("What was said about another call");
    assert!(card(&public).contains("Wednesday 24 October 2018") && !card(&public).contains("once the draft"));
}

#[tokio::test]
async fn lists_show_where_the_report_stands_and_drafts_only_to_those_who_write() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.reported_call(&place, "2018-09-20T15:00:00Z", "1. Sample text.").await;
    let drafted = world.held_call(&place, "2018-09-27T15:00:00Z").await;
    let mut facilitator = world.facilitator(&place).await;
    let report = format!("{}/report", drafted.path(&place));
    facilitator.visit(&report).await.fill("#source", "1. Sample draft.").press("Save").await.gets(200);
    let mut public = world.public();
    for page in [CALLS, "/cybersecurity/2018"] {
        public.visit(page).await;
        assert_eq!(public.all(".rows .chip"), ["held", "report", "held"], "{page}");
        facilitator.visit(page).await;
        assert_eq!(facilitator.all(".rows .chip"), ["report in draft", "held", "report", "held"], "{page}");
    }
    facilitator.visit(&format!("{CALLS}/1")).await.press("Correct").await.gets(200);
    public.visit(CALLS).await;
    assert_eq!(public.all(".rows .chip"), ["held", "report", "held"], "what is published stays published");
    facilitator.visit(CALLS).await.sees("report, correction in draft");
}

#[tokio::test]
async fn the_sittings_of_a_call_stand_in_the_order_of_time_whichever_was_typed_first() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{CALLS}/new")).await;
    facilitator.fill("#day1", "2018-10-25").fill("#time1", "15:00");
    facilitator.fill("#day2", "2018-10-24").fill("#time2", "08:00").press("Schedule").await.gets(200);
    let call = world.first_call(&place).await;
    let starts = |call: &intersession::meetings::Meeting| {
        call.sittings.iter().map(|sitting| (sitting.position, sitting.starts_at.day())).collect::<Vec<_>>()
    };
    let day = |text: &str| at(&format!("{text}T00:00:00Z")).day();
    assert_eq!(starts(&call), [(1, day("2018-10-24")), (2, day("2018-10-25"))]);
    let uids: Vec<String> = call.sittings.iter().map(|sitting| sitting.uid.clone()).collect();

    let edit = format!("{CALLS}/1/edit");
    facilitator.visit(&edit).await;
    assert_eq!(facilitator.field("#day1"), "2018-10-24");
    facilitator.fill("#day1", "2018-10-26").fill("Why the time moves", "A holiday.").press("Save").await;
    facilitator.gets(200);
    let call = world.reload(&call).await;
    assert_eq!(starts(&call), [(1, day("2018-10-25")), (2, day("2018-10-26"))]);
    let moved: Vec<String> = call.sittings.iter().map(|sitting| sitting.uid.clone()).collect();
    assert_eq!(moved, [uids[1].as_str(), &uids[0]], "each keeps its entry in people's calendars");
    let mut public = world.public();
    let words = public.visit(&format!("{CALLS}/1")).await.words();
    let place_of = |text: &str| words.find(text).unwrap_or_else(|| panic!("{text} is not in {words}"));
    assert!(place_of("25 October 2018") < place_of("26 October 2018"));
    public.sees("A holiday.");

    // A third one, between the two.
    facilitator.visit(&edit).await.fill("#day3", "2018-10-25").fill("#time3", "20:00").press("Save").await;
    assert_eq!(
        starts(&world.reload(&call).await),
        [(1, day("2018-10-25")), (2, day("2018-10-25")), (3, day("2018-10-26"))]
    );
}

#[tokio::test]
async fn two_sittings_at_one_time_or_overlapping_are_refused_at_the_field() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{CALLS}/new")).await;
    facilitator.fill("#day1", "2018-10-24").fill("#time1", "15:00");
    facilitator.fill("#day2", "2018-10-24").fill("#time2", "15:00").press("Schedule").await.gets(422);
    facilitator.sees("Sitting 1 begins at this time too.");
    assert!(facilitator.has("#time2[aria-invalid]") && !facilitator.has("#time1[aria-invalid]"));
    facilitator.fill("#time2", "15:30").press("Schedule").await.gets(422);
    facilitator.sees("This sitting and sitting 1 overlap.");
    assert_eq!(facilitator.field("#time2"), "15:30");
    facilitator.fill("#time2", "16:00").press("Schedule").await.gets(200).sees("The call is scheduled.");

    // What was cancelled is in nobody's way.
    facilitator
        .visit(&format!("{CALLS}/1/cancel"))
        .await
        .fill("#sitting", "1")
        .fill("Why", "The line is down.");
    facilitator.press("Cancel").await.gets(200);
    facilitator.visit(&format!("{CALLS}/1/edit")).await.fill("#day3", "2018-10-24").fill("#time3", "15:00");
    facilitator.press("Save").await.gets(200);
}

#[tokio::test]
async fn an_impossible_year_is_blamed_on_the_day_and_the_years_that_fit_are_named() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    for day in ["9999-10-24", "0001-10-24", "1900-10-24"] {
        facilitator.visit(&format!("{CALLS}/new")).await.fill("#day1", day).fill("#time1", "15:00");
        facilitator.press("Schedule").await.gets(422).sees("Check the year: it can be from 2000 to 2200.");
        assert!(facilitator.has("#day1[aria-invalid]") && !facilitator.has("#time1[aria-invalid]"), "{day}");
        assert_eq!(facilitator.field("#day1"), day);
    }
    facilitator.visit(&format!("{CALLS}/intend")).await.fill("#when", "on").fill("#text", "One of two days");
    facilitator
        .fill("#dates", "2018-10-24 9999-10-25")
        .press("Note it")
        .await
        .gets(422)
        .sees("Check the year");
    assert_eq!(world.count("meeting").await, 0);
}
