//! Saying whether one comes: on the call's page, and by a personal link.

use std::path::Path;

use crate::harness::World;
use intersession::{
    db::PersonId,
    forum::CyclePlace,
    links::{self, Purpose},
    mail::Folder,
    meetings::{Kind, Meeting, actions},
    privacy::retention,
};

const CALL: &str = "/cybersecurity/2018/meetings/1";
const JOIN: &str = "https://calls.example.org/norms";

/// A call on 6 November 2018 at 15:00 UTC, with how to join it.
async fn call_ahead() -> (World, CyclePlace, Meeting) {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    sqlx::query("update sitting set join_text = $1").bind(JOIN).execute(&world.db).await.expect("written");
    let call = world.reload(&call).await;
    (world, place, call)
}

/// The personal link of somebody to the first sitting of a call.
async fn link_of(world: &World, person: PersonId, call: &Meeting) -> String {
    let mut db = world.db.acquire().await.expect("a connection");
    let purpose = Purpose::Rsvp { sitting: call.sittings[0].id };
    let now = world.app.now();
    links::standing_for(&mut db, &world.app.form_key, person, &purpose, now).await.expect("a link")
}

async fn answers(world: &World) -> Vec<(String, String)> {
    let answers = "select answer, note from rsvp order by id";
    sqlx::query_as(answers).fetch_all(&world.db).await.expect("answers")
}

#[tokio::test]
async fn a_member_says_that_they_come_changes_it_and_takes_it_back() {
    let (world, place, _) = call_ahead().await;
    let mut member = world.member().await;
    member.visit(CALL).await.sees("Nobody has said so far that they come.");
    member.fill("Yes", "yes").fill("Note to the facilitators (optional)", "I may be ten minutes late.");
    member.press("Answer").await.gets(200).sees("Noted: you come.").sees("You said that you come.");
    member.sees("1 comes.").sees(JOIN);

    let mut public = world.public();
    public.visit(CALL).await.sees("1 comes.").sees("Sample Member").does_not_see("ten minutes late");
    public.does_not_see(JOIN);
    let json: serde_json::Value =
        serde_json::from_str(&public.visit(&format!("{CALL}.json")).await.body).expect("JSON");
    let coming = &json["meeting"]["sittings"][0]["coming"];
    assert_eq!(coming, &serde_json::json!({ "yes": 1, "maybe": 0 }));
    assert!(!public.body.contains("ten minutes late"));
    world.facilitator(&place).await.visit(CALL).await.sees("I may be ten minutes late.");

    member.visit(CALL).await.fill("Perhaps", "maybe").press("Change my answer").await.gets(200);
    member.sees("Noted: you come perhaps.").sees("1 comes perhaps.");
    member.press("Take it back").await.gets(200).sees("Your answer is taken back.");
    member.sees("Nobody has said so far that they come.");
    assert_eq!(world.count("rsvp").await, 0);
}

#[tokio::test]
async fn the_same_answer_twice_and_from_two_windows_is_one() {
    let (world, ..) = call_ahead().await;
    let mut member = world.member().await;
    let mut other_window = member.clone();
    member.visit(CALL).await.fill("Yes", "yes");
    other_window.visit(CALL).await.fill("No", "no");
    member.press("Answer").await.gets(200);
    let fields = [("sitting", "1"), ("answer", "yes"), ("note", "")];
    let again = async |mut browser: crate::harness::Browser| {
        browser.post(&format!("{CALL}/rsvp"), &fields).await.gets(200);
    };
    tokio::join!(again(member.clone()), again(member.clone()), again(member.clone()));
    assert_eq!(answers(&world).await, [("yes".to_owned(), String::new())]);
    let acts = "select count(*) from activity where verb = 'rsvp.given'";
    let acts: i64 = sqlx::query_scalar(acts).fetch_one(&world.db).await.expect("counted");
    assert_eq!(acts, 1, "what changes nothing is no act");

    other_window.press("Answer").await.gets(200).sees("Noted: you do not come.");
    assert_eq!(answers(&world).await, [("no".to_owned(), String::new())]);
}

#[tokio::test]
async fn what_cannot_be_read_is_asked_for_again_and_what_was_typed_stays() {
    let (world, ..) = call_ahead().await;
    let mut member = world.member().await;
    member.visit(CALL).await.fill("Note to the facilitators (optional)", &"x".repeat(301));
    member.press("Answer").await.gets(422).sees("Choose whether you come.").sees("it has 301 characters");
    assert_eq!(member.field("Note to the facilitators (optional)").len(), 301);
    member.post(&format!("{CALL}/rsvp"), &[("sitting", "7"), ("answer", "yes")]).await.gets(400);
    member.post(&format!("{CALL}/rsvp"), &[("sitting", "1"), ("answer", "always")]).await.gets(422);
    world.public().post(&format!("{CALL}/rsvp"), &[("sitting", "1"), ("answer", "yes")]).await.gets(401);
    assert_eq!(world.count("rsvp").await, 0);
}

#[tokio::test]
async fn names_are_shown_as_people_want_it_and_everybody_is_counted() {
    let (world, _, call) = call_ahead().await;
    let mut shy = world.member_named("Sample Shy").await;
    sqlx::query("update person set annex_shown = 'hidden' where name = 'Sample Shy'")
        .execute(&world.db)
        .await
        .expect("hidden");
    shy.visit(CALL).await.fill("Yes", "yes").press("Answer").await.gets(200);
    world.follower(CALL, "follower@example.org").await;
    let follower: i64 =
        sqlx::query_scalar("select person_id from address where email = 'follower@example.org'")
            .fetch_one(&world.db)
            .await
            .expect("a person");
    let link = link_of(&world, PersonId(follower), &call).await;
    world.public().visit(&link).await.fill("Perhaps", "maybe").press("Answer").await.gets(200);
    world.member().await.visit(CALL).await.fill("Yes", "yes").press("Answer").await.gets(200);

    let mut public = world.public();
    public.visit(CALL).await.sees("2 come, 1 perhaps.").sees("Sample Member");
    public.sees("2 whose names are not shown").does_not_see("Sample Shy").does_not_see("Sample Follower");
}

#[tokio::test]
async fn nobody_says_anything_once_it_has_begun() {
    let (world, ..) = call_ahead().await;
    let mut member = world.member().await;
    member.visit(CALL).await.fill("Yes", "yes");
    world.set_clock("2018-11-06T14:59:59Z");
    member.press("Answer").await.gets(200);
    world.set_clock("2018-11-06T15:00:00Z");
    let mut late = member.clone();
    late.visit(CALL).await.sees("It has begun: answers are closed.");
    world.set_clock("2018-11-06T15:15:00Z");
    member.press("Take it back").await.gets(409).sees("It has begun: answers are closed.");
    member.visit(CALL).await.sees("It has begun: answers are closed.").sees("1 comes.");
    assert!(!member.has("[name=answer]"));
}

#[tokio::test]
async fn who_had_the_form_open_when_it_began_has_a_quarter_of_an_hour() {
    let (world, _, call) = call_ahead().await;
    let (person, _) = world.account("Sample Invited", false).await;
    let mut reader = world.public();
    world.set_clock("2018-11-06T14:59:59Z");
    reader.visit(&link_of(&world, person, &call).await).await.fill("Yes", "yes");
    let mut member = world.member().await;
    member.visit(CALL).await.fill("Perhaps", "maybe");
    let mut later = world.member_named("Sample Late").await;
    later.visit(CALL).await.fill("No", "no");
    world.set_clock("2018-11-06T15:00:15Z");
    reader.press("Answer").await.gets(200).sees("You said that you come.");
    world.set_clock("2018-11-06T15:14:59Z");
    member.press("Answer").await.gets(200).sees("Noted: you come perhaps.");
    world.set_clock("2018-11-06T15:15:00Z");
    later.press("Answer").await.gets(409).sees("It has begun: answers are closed.");
    assert_eq!(answers(&world).await.len(), 2);
}

#[tokio::test]
async fn who_was_invited_by_mail_and_did_not_answer_reads_how_to_join_once_it_has_begun() {
    let (world, _, call) = call_ahead().await;
    let (person, _) = world.account("Sample Invited", false).await;
    let link = link_of(&world, person, &call).await;
    let mut reader = world.public();
    world.set_clock("2018-11-06T14:59:00Z");
    reader.visit(&link).await.does_not_see(JOIN);
    world.set_clock("2018-11-06T15:00:00Z");
    reader.visit(&link).await.sees("Who wants to come joins.").sees(JOIN);
    world.set_clock("2018-11-06T16:00:00Z");
    reader.visit(&link).await.does_not_see(JOIN);
}

#[tokio::test]
async fn a_personal_link_answers_without_signing_in_as_often_as_one_likes() {
    let (world, _, call) = call_ahead().await;
    let (person, _) = world.account("Sample Invited", false).await;
    let link = link_of(&world, person, &call).await;
    assert_eq!(link_of(&world, person, &call).await, link, "every mail carries the same link");
    let mut reader = world.public();
    reader.visit(&link).await.gets(200).sees("This link answers for Sample Invited");
    reader.sees("Tuesday 6 November 2018, 15:00 UTC").does_not_see(JOIN);
    assert_eq!(world.count("rsvp").await, 0, "looking changes nothing");
    reader.fill("Yes", "yes").press("Answer").await.gets(200).sees("You said that you come.").sees(JOIN);
    reader.fill("No", "no").press("Change my answer").await.gets(200).does_not_see(JOIN);
    assert_eq!(answers(&world).await, [("no".to_owned(), String::new())]);
    reader.press("Take it back").await.gets(200);
    reader.press("Answer").await.gets(422).sees("Choose whether you come.");
    assert_eq!(world.count("rsvp").await, 0);
    reader.visit("/settings").await.gets(401);
}

#[tokio::test]
async fn a_link_that_was_passed_on_acts_for_its_own_person_and_says_so() {
    let (world, _, call) = call_ahead().await;
    let (person, _) = world.account("Sample Invited", false).await;
    let link = link_of(&world, person, &call).await;
    let mut other = world.member().await;
    other.visit(&link).await.sees("This link answers for Sample Invited").sees("You are somebody else?");
    other.fill("Yes", "yes").press("Answer").await.gets(200);
    other.visit(CALL).await.sees("Sample Invited").sees("Do you come?").does_not_see("You said that");
}

#[tokio::test]
async fn a_link_says_what_became_of_its_call() {
    let (world, place, call) = call_ahead().await;
    let (person, _) = world.account("Sample Invited", false).await;
    let link = link_of(&world, person, &call).await;
    let mut reader = world.public();
    reader.visit(&link).await.fill("Yes", "yes");
    let mut late = reader.clone();
    reader.press("Answer").await.gets(200);
    world.set_clock("2018-11-06T15:20:00Z");
    late.press("Answer").await.gets(409).sees("It has begun");
    reader.visit(&link).await.gets(200).sees("It has begun").sees(JOIN);
    world.set_clock("2018-11-06T16:00:00Z");
    reader.visit(&link).await.gets(200).sees("It is over").does_not_see(JOIN);

    world.set_clock("2018-10-15T09:00:00Z");
    let mut db = world.db.acquire().await.expect("a connection");
    actions::cancel(&mut db, world.actor(&place), &call, None, "No host was found.")
        .await
        .expect("cancelled");
    reader.visit(&link).await.gets(200).sees("It was cancelled").sees("No host was found.");
    assert!(!reader.has("[name=answer]"));

    sqlx::query("update link set expires_at = created_at").execute(&world.db).await.expect("expired");
    reader.visit(&link).await.gets(410).sees("the call is long over").sees("answer on the call’s page");
}

#[tokio::test]
async fn a_call_to_which_somebody_comes_is_cancelled_not_deleted_and_a_deleted_one_says_why() {
    let (world, place, call) = call_ahead().await;
    let (person, _) = world.account("Sample Invited", false).await;
    let link = link_of(&world, person, &call).await;
    let mut reader = world.public();
    reader.visit(&link).await.fill("Yes", "yes").press("Answer").await.gets(200);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{CALL}/delete")).await.sees("Somebody said whether they come to it.");
    reader.press("Take it back").await.gets(200);
    facilitator.visit(&format!("{CALL}/delete")).await.fill("Why", "It was entered twice.");
    facilitator.press("Delete the call").await.gets(200);
    reader.visit(&link).await.gets(410).sees("deleted. It was entered twice.");
    reader.post(&link, &[("sitting", "1"), ("answer", "yes")]).await.gets(410);
}

#[tokio::test]
async fn behind_a_link_times_are_in_the_zone_that_its_reader_chose_for_their_mail() {
    let world = World::new().await;
    let place = world.cycle().await;
    // In Paris the clock is set back on 28 October.
    let call = world.call(&place, Kind::Virtual, &["2018-10-27T15:00:00Z", "2018-10-28T15:00:00Z"]).await;
    let (person, account) = world.account("Sample Invited", false).await;
    let mut invited = world.signed_in(account).await;
    invited
        .visit("/settings/mail")
        .await
        .fill("In the time of", "Europe/Paris")
        .press("Save")
        .await
        .gets(200);
    let mut reader = world.public();
    for (sitting, there) in call.sittings.iter().zip(["17:00 in Paris", "16:00 in Paris"]) {
        let purpose = Purpose::Rsvp { sitting: sitting.id };
        let mut db = world.db.acquire().await.expect("a connection");
        let key = &world.app.form_key;
        let link =
            links::standing_for(&mut db, key, person, &purpose, world.app.now()).await.expect("a link");
        reader.visit(&link).await.sees("15:00 UTC").sees(there);
    }
}

#[tokio::test]
async fn what_one_said_is_among_what_is_held_and_goes_with_the_account() {
    let (world, ..) = call_ahead().await;
    let (_, account) = world.account("Sample Leaver", false).await;
    let mut leaver = world.signed_in(account).await;
    leaver
        .visit(CALL)
        .await
        .fill("Yes", "yes")
        .fill("Note to the facilitators (optional)", "A note of mine.");
    leaver.press("Answer").await.gets(200);
    leaver.visit("/settings/data").await.sees("Calls to which you come").sees("A note of mine.");
    leaver.visit("/settings/delete").await.press("Mail me a link").await.gets(200);
    let link = world.mailed_link("sample-leaver@example.org").await;
    leaver.visit(&link).await.press("Delete my account").await.gets(200);
    assert_eq!(world.count("rsvp").await, 0);
    world.public().visit(CALL).await.sees("Nobody has said so far");
}

#[tokio::test]
async fn half_a_year_later_the_note_and_the_link_are_gone_and_the_count_stays() {
    let (world, _, call) = call_ahead().await;
    let (person, _) = world.account("Sample Invited", false).await;
    let link = link_of(&world, person, &call).await;
    let mut reader = world.public();
    reader.visit(&link).await.fill("Yes", "yes").fill("Note to the facilitators (optional)", "A note.");
    reader.press("Answer").await.gets(200);
    world.set_clock("2019-05-05T15:00:00Z");
    let folder = Folder::at(Path::new("/nowhere"));
    retention::run_if_due(&world.db, &folder, world.app.now()).await.expect("run").expect("due");
    assert_eq!(answers(&world).await, [("yes".to_owned(), "A note.".to_owned())]);
    world.set_clock("2019-05-06T15:00:00Z");
    let erased = retention::run_if_due(&world.db, &folder, world.app.now()).await.expect("run").expect("due");
    assert_eq!(erased.answers, 2, "the note and the link: {}", erased.summary());
    assert_eq!(answers(&world).await, [("yes".to_owned(), String::new())]);
    reader.visit(&link).await.gets(404);
}
