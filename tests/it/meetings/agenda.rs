//! The agenda, proposals for it, and recordings.

use crate::harness::World;
use intersession::meetings::Kind;

#[tokio::test]
async fn an_agenda_has_items_minutes_and_presenters_and_is_public_when_it_is_published() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&path).await.click("Agenda").await;
    facilitator
        .fill("#title1", "First findings")
        .fill("#minutes1", "40")
        .fill("#presenter1", "Sample Lead Expert");
    facilitator.fill("#title2", "Norms that worked").fill("#depth2", "1");
    facilitator
        .fill("#title3", "Next call")
        .fill("#minutes3", "30")
        .press("Save the agenda")
        .await
        .sees("The agenda was saved.");
    facilitator.sees("First findings").sees("70 of 60 min");
    world.public().visit(&path).await.does_not_see("First findings");

    facilitator
        .visit(&format!("{path}/agenda"))
        .await
        .fill("Everybody", "yes")
        .press("Save the agenda")
        .await;
    let mut public = world.public();
    public.visit(&path).await.sees("First findings").sees("Norms that worked").sees("Sample Lead Expert");
    assert!(public.has("ol.agenda > li ol"), "an item under another");
}

#[tokio::test]
async fn a_wrong_agenda_keeps_every_row() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{}/agenda", call.path(&place))).await;
    facilitator
        .fill("#title1", "Good")
        .fill("#title2", "")
        .fill("#presenter2", "Nobody's item")
        .fill("#title3", "Bad minutes")
        .fill("#minutes3", "soon");
    facilitator
        .press("Save the agenda")
        .await
        .gets(422)
        .sees("Enter what this item is about")
        .sees("Enter whole minutes");
    assert_eq!(facilitator.field("#title1"), "Good");
    assert_eq!(facilitator.field("#presenter2"), "Nobody's item");
    assert_eq!(facilitator.field("#minutes3"), "soon");
    facilitator.press("More items").await.gets(200);
    assert_eq!(facilitator.field("#title3"), "Bad minutes");
}

#[tokio::test]
async fn anybody_signed_in_proposes_an_item_until_the_call_begins() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let path = call.path(&place);
    world.public().visit(&path).await.sees("Sign in");
    let mut member = world.member().await;
    member
        .visit(&path)
        .await
        .fill("#title", "")
        .press("Propose")
        .await
        .gets(422)
        .sees("Enter what should be talked about.");
    member
        .fill("#title", "The digital divide")
        .fill("#reason", "Nobody spoke of it.")
        .press("Propose")
        .await
        .sees("Your proposal is with the facilitators.");

    let mut facilitator = world.facilitator(&place).await;
    facilitator
        .visit(&path)
        .await
        .sees("The digital divide")
        .press("Accept")
        .await
        .sees("Accepted: it stands at the end of the agenda.");
    let agenda: Vec<String> =
        sqlx::query_scalar("select title from agenda_item").fetch_all(&world.db).await.expect("items");
    assert_eq!(agenda, ["The digital divide"]);
    facilitator.post(&format!("{path}/proposals/1"), &[("decision", "decline")]).await.gets(409);
    facilitator.post(&format!("{path}/proposals/1"), &[("decision", "burn")]).await.gets(400);
}

#[tokio::test]
async fn a_proposal_that_was_being_typed_when_the_call_began_has_fifteen_minutes() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let path = call.path(&place);
    let mut member = world.member().await;
    world.set_clock("2018-10-24T14:55:00Z");
    let mut late = member.clone();
    member.visit(&path).await;
    late.visit(&path).await;
    world.set_clock("2018-10-24T15:00:00Z");
    world.member_named("Sample Other").await.visit(&path).await.does_not_see("Propose it");
    world.set_clock("2018-10-24T15:14:59Z");
    member
        .fill("#title", "Just in time")
        .press("Propose")
        .await
        .sees("Proposals closed while you were writing. Yours was taken, and is marked so.");
    world.set_clock("2018-10-24T15:15:00Z");
    late.fill("#title", "Too late")
        .press("Propose")
        .await
        .gets(409)
        .sees("Proposals for this agenda are closed.");
    let marked: Vec<bool> = sqlx::query_scalar("select in_grace from agenda_proposal")
        .fetch_all(&world.db)
        .await
        .expect("proposals");
    assert_eq!(marked, [true]);
}

#[tokio::test]
async fn recordings_are_typed_links_and_a_code_is_public_only_when_somebody_says_so() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = call.path(&place);
    let mut editor = world.with_role(&place, intersession::viewer::RoleKind::Editor).await;
    editor.visit(&path).await.click("Recordings").await;
    editor
        .fill("#url1", "https://example.org/watch")
        .fill("#kind1", "stream")
        .fill("#access_code1", "SECRET1");
    editor
        .fill("#url2", "https://example.org/keep")
        .fill("#kind2", "download")
        .fill("#access_code2", "OPEN2")
        .fill("#code_public2", "yes")
        .fill("#checked_on2", "2018-10-01");
    editor.press("Save the recordings").await.sees("The recordings were saved.").sees("SECRET1");

    editor.visit(&format!("{path}/recordings")).await;
    editor.fill("#url3", "https://example.org/old").fill("#available_until3", "2018-10-14");
    editor.press("Save the recordings").await.gets(200);
    let mut public = world.public();
    public
        .visit(&path)
        .await
        .sees("Watch")
        .sees("OPEN2")
        .sees("Monday 1 October 2018")
        .sees("no longer available");
    for suffix in ["", ".json", ".html", ".md", ".txt"] {
        public.visit(&format!("{path}{suffix}")).await;
        assert!(!public.body.contains("SECRET1"), "{suffix}");
    }
    for wrong in ["javascript:alert(1)", "ftp://example.org/x", "example.org", "https://"] {
        editor
            .visit(&format!("{path}/recordings"))
            .await
            .fill("#url1", wrong)
            .press("Save the recordings")
            .await
            .gets(422);
        assert_eq!(editor.field("#url1"), wrong);
    }
}

#[tokio::test]
async fn an_agenda_that_is_too_long_is_pointed_out_to_those_who_may_shorten_it() {
    let world = World::new().await;
    let place = world.cycle().await;
    let path = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    let agenda = [("title", "Everything"), ("minutes", "90"), ("published", "on"), ("edits", "0")];
    facilitator.post(&format!("{path}/agenda"), &agenda).await.sees("The agenda is longer than the call.");
    let mut editor = world.with_role(&place, intersession::viewer::RoleKind::Editor).await;
    editor.visit(&path).await.sees("90 of 60 min").does_not_see("longer than the call");
}
