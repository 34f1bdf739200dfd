//! A call that stands in the wrong cycle is moved to the right one, whole, and found from where it stood.

use axum::http::Method;
use intersession::{forum::CyclePlace, viewer::RoleKind};

use crate::harness::{Browser, World};

/// The calls of the cycle in which the call stands.
pub const HERE: &str = "/cybersecurity/2018/meetings";
/// The calls of the cycle that it is of.
pub const THERE: &str = "/cybersecurity/2017/meetings";

/// A report of the cycle of 2017.
pub const SOURCE: &str = "2017 Best Practice Forum on Cybersecurity – Virtual Meeting IV\n\nSummary Report\n\n20 September 2017, 15:00 UTC\n\n\
    1. The call was facilitated by Sample Chair. The purpose was to speak about norms, and about those who keep them.\n\n\
    2. A recording of the call is here:\nhttps://example.org/ldr.php?RCID=12345\n\n\
    3. It was agreed to go on. Sample Writer offered to draft a list of sources.\n\n\
    4. The next call will take place in about three weeks.\n\n\
    Participants\n\nSample Chair (Facilitator)\nSample Writer, Sample IGF\n";

/// The cycles of 2018 and 2017, and somebody who facilitates both.
pub async fn two_cycles(world: &World) -> (CyclePlace, CyclePlace, Browser) {
    let here = world.cycle().await;
    let there = world.cycle_of(&here.forum, 2017).await;
    let (person, account) = world.account("Sample Facilitator", false).await;
    for place in [&here, &there] {
        world.give_role(place, person, RoleKind::Facilitator).await;
    }
    let facilitator = world.signed_in(account).await;
    (here, there, facilitator)
}

/// Imports a report into the cycle of 2018.
pub async fn import(facilitator: &mut Browser, source: &str) {
    facilitator.visit(&format!("{HERE}/import")).await.fill("#source", source).press("Read it").await;
    facilitator.press("Save").await.gets(200).sees("Imported.");
}

/// Fills in the form of a call that is to go to the cycle of 2017.
pub async fn ask<'a>(facilitator: &'a mut Browser, call: &str) -> &'a mut Browser {
    facilitator.visit(&format!("{call}/move")).await.gets(200);
    facilitator.fill("#to", "/cybersecurity/2017").fill("Why", "It is of the cycle of 2017.")
}

#[tokio::test]
async fn an_import_in_the_wrong_cycle_moves_whole_with_report_versions_recordings_participants_and_next_call()
{
    let world = World::new().await;
    let (.., mut facilitator) = two_cycles(&world).await;
    import(&mut facilitator, SOURCE).await;
    facilitator.click("Write the report").await.press("Publish the report").await.gets(200);
    facilitator.press("Correct the report").await.gets(200);
    let mut public = world.public();
    let former = public.visit(&format!("{HERE}/1")).await.attributes(".para", "id");
    assert_eq!(former.len(), 4);
    let uid = "select uid from sitting";
    let before: String = sqlx::query_scalar(uid).fetch_one(&world.db).await.expect("a sitting");

    facilitator.visit(&format!("{HERE}/1")).await.click("Move it to the right one").await;
    facilitator.sees("The call goes whole");
    assert_eq!(facilitator.field("#ordinal"), "4", "as it is printed");
    facilitator.fill("#to", "/cybersecurity/2017").fill("Why", "It is of the cycle of 2017.");
    facilitator.press("Move the call").await.gets(200).sees("The call was moved to this cycle.");
    assert_eq!(facilitator.path, format!("{THERE}/1"));

    public.visit(&format!("{THERE}/1")).await.gets(200).sees("Virtual Meeting IV").sees("Sample Writer");
    public.sees("It was agreed to go on.");
    assert!(public.has("a[href='https://example.org/ldr.php?RCID=12345']"), "the recording");
    assert_eq!(public.attributes(".para", "id"), former, "what was cited keeps its name");
    public.visit(&format!("{THERE}/1/versions/1")).await.gets(200);
    facilitator.visit(&format!("{THERE}/1/report")).await.gets(200);
    assert!(facilitator.field("#source").contains("It was agreed to go on."), "the draft of the correction");
    facilitator.visit(&format!("{THERE}/import?onto=1")).await;
    assert!(facilitator.field("#source").contains("Summary Report"), "what was imported");
    let after: String = sqlx::query_scalar(uid).fetch_one(&world.db).await.expect("a sitting");
    assert_eq!(after, before, "calendars know it again");
    public.visit("/cybersecurity/2017").await.sees("in about three weeks");
    public.visit("/cybersecurity/2018").await.does_not_see("in about three weeks");
    for (table, count) in [("meeting", 2), ("text", 1), ("version", 2), ("attendance", 2), ("recording", 1)] {
        assert_eq!(world.count(table).await, count, "{table}");
    }
}

#[tokio::test]
async fn every_address_that_a_moved_call_had_leads_to_it_and_is_not_given_away_again() {
    let world = World::new().await;
    let (.., mut facilitator) = two_cycles(&world).await;
    import(&mut facilitator, SOURCE).await;
    facilitator.visit(&format!("{HERE}/1/report")).await.press("Publish the report").await.gets(200);
    ask(&mut facilitator, &format!("{HERE}/1")).await.press("Move the call").await.gets(200);
    let mut public = world.public();
    for rest in ["/1", "/1.json", "/1.md", "/1.ics", "/1/versions/1", "/1?lang=en", "/2"] {
        public.ask(Method::GET, &format!("{HERE}{rest}")).await.gets(301);
        assert_eq!(public.headers["location"], format!("{THERE}{rest}"));
        public.visit(&format!("{HERE}{rest}")).await.gets(200);
    }
    public.ask(Method::POST, &format!("{HERE}/1/rsvp")).await.gets(308);
    public.visit(&format!("{HERE}/17")).await.gets(404);
    import(&mut facilitator, SOURCE).await;
    assert_eq!(facilitator.path, format!("{HERE}/3"), "the number is free, the address is not");
    facilitator.sees("Virtual Meeting IV");

    facilitator
        .visit(&format!("{THERE}/1/move"))
        .await
        .fill("#to", "/cybersecurity/2018")
        .fill("#ordinal", "9");
    facilitator.fill("Why", "It was of 2018 after all.").press("Move the call").await.gets(200);
    assert_eq!(facilitator.path, format!("{HERE}/5"), "no browser that remembers runs in a circle");
    for former in [format!("{HERE}/1"), format!("{THERE}/1")] {
        public.ask(Method::GET, &former).await.gets(301);
        assert_eq!(public.headers["location"], format!("{HERE}/5"), "at once, not from one to the next");
    }
}

#[tokio::test]
async fn what_was_cited_and_what_is_followed_goes_along_and_both_cycles_have_the_move_on_record() {
    let world = World::new().await;
    let (here, _, mut facilitator) = two_cycles(&world).await;
    import(&mut facilitator, SOURCE).await;
    facilitator.visit(&format!("{HERE}/1/report")).await.press("Publish the report").await.gets(200);
    let references = "select id, path, label from reference where kind = 'report_paragraph' order by id";
    let rows = || sqlx::query_as::<_, (i64, String, String)>(references).fetch_all(&world.db);
    let before = rows().await.expect("references");
    ask(&mut facilitator, &format!("{HERE}/1")).await.fill("#ordinal", "").press("Move the call").await;
    facilitator.gets(200).sees("Virtual Meeting I");
    let after = rows().await.expect("references");
    assert_eq!((before.len(), after.len()), (4, 4));
    for ((id, path, label), (same, now, label_now)) in before.iter().zip(&after) {
        assert_eq!((id, path.replace("/2018/", "/2017/")), (same, now.clone()));
        assert_eq!(label.replace("2018 Meeting IV", "2017 Meeting I"), *label_now);
    }

    for (year, sentence) in [
        ("2018", "Virtual Meeting IV was moved to Cybersecurity 2017. It is of the cycle of 2017."),
        ("2017", "Virtual Meeting I was moved here from Cybersecurity 2018. It is of the cycle of 2017."),
    ] {
        let mut public = world.public();
        public.visit(&format!("/cybersecurity/{year}")).await.sees(sentence);
        facilitator.visit(&format!("/cybersecurity/{year}/audit")).await.sees(sentence);
    }
    let follow = format!("/follow?what={THERE}/1");
    world.public().visit(&follow).await.gets(200).sees("2017 Meeting I");
    let acts = "select count(*) from activity where verb = 'meeting.refiled'";
    let acts: i64 = sqlx::query_scalar(acts).fetch_one(&world.db).await.expect("counted");
    assert_eq!(acts, 2);
    let left = "select count(*) from reference where kind like '%me%t%' and cycle_id = $1 and path like '%/meetings/%'";
    let left: i64 =
        sqlx::query_scalar(left).bind(here.cycle.id.0).fetch_one(&world.db).await.expect("counted");
    assert_eq!(left, 0, "nothing to cite stays behind");
}

#[tokio::test]
async fn a_call_moves_to_another_forum_and_can_be_taken_back_there() {
    let world = World::new().await;
    let here = world.cycle().await;
    let other = world.other_forum().await;
    world.cycle_of(&other, 2018).await;
    let mut secretariat = world.secretariat().await;
    import(&mut secretariat, SOURCE).await;
    secretariat
        .visit(&format!("{HERE}/1/move"))
        .await
        .fill("#to", "/sample/2018")
        .fill("Why", "Wrong forum.");
    secretariat.press("Move the call").await.gets(200);
    assert_eq!(secretariat.path, "/sample/2018/meetings/1");
    secretariat
        .click("Take it back")
        .await
        .fill("Why", "Twice.")
        .press("Take the import back")
        .await
        .gets(200);
    let mut public = world.public();
    for gone in [format!("{HERE}/1"), "/sample/2018/meetings/1".to_owned()] {
        public.visit(&gone).await.gets(410).sees("Twice.");
    }
    assert_eq!(world.count("meeting").await, 0);
    assert!(!here.cycle.is_gone());
}

#[tokio::test]
async fn a_call_that_is_moved_by_a_double_click_is_moved_once() {
    let world = World::of_double_clicks().await;
    let (here, _, mut facilitator) = two_cycles(&world).await;
    world.held_call(&here, "2018-09-01T15:00:00Z").await;
    let mut late = ask(&mut facilitator, &format!("{HERE}/1")).await.clone();
    for window in [&mut facilitator, &mut late] {
        window.press("Move the call").await.gets(200).sees("The call was moved to this cycle.");
        assert_eq!(window.path, format!("{THERE}/1"));
    }
    assert_eq!(world.count("moved_meeting").await, 1);
}
