//! What lists of participants show of a person: their own word.

use super::{NAME, Somebody, somebody};
use crate::harness::{Browser, World};

#[tokio::test]
async fn one_chooses_what_lists_of_participants_show() {
    let Somebody { mut browser, world, place, calls, .. } = somebody().await;
    let (first, second) = (calls[0].path(&place), calls[1].path(&place));
    let mut public = world.public();
    public.visit(&first).await.sees("Leaving Org");

    browser.visit("/settings").await.click("In lists of participants").await;
    browser.fill("In general", "name").press("Save").await.sees("Lists that are published follow at once.");
    for path in [&first, &second] {
        public.visit(path).await.sees(NAME).does_not_see("Leaving Org");
        public.visit(&format!("{path}.md")).await;
        assert!(public.body.contains(NAME) && !public.body.contains("Leaving Org"), "{path}");
    }
    browser.fill("In general", "hidden").fill("#chosen1", "full").press("Save").await.gets(200);
    public.visit(&first).await.does_not_see(NAME);
    public.visit(&second).await.sees("Leaving Org");
    for path in [&first, &second] {
        public.visit(&format!("{path}.json")).await;
        let json: serde_json::Value = serde_json::from_str(&public.body).expect("JSON");
        assert_eq!(json["meeting"]["participant_count"], 2, "counted in any case");
    }
    browser.visit("/settings/data").await.sees("Not at all");

    // The list is written anew: the person's word stays, and nobody shows more than they want.
    browser.visit(&format!("{second}/participants")).await.press("Save the participants").await.gets(200);
    public.visit(&second).await.sees("Leaving Org");
    browser.visit("/settings/annex").await.fill("#chosen1", "").press("Save").await.gets(200);
    public.visit(&second).await.does_not_see(NAME);
    browser.post("/settings/annex", &[("shown", "everything")]).await.gets(422).sees("Choose what lists");
}

#[tokio::test]
async fn nobody_chooses_for_a_call_in_whose_list_they_do_not_stand() {
    let Somebody { world, .. } = somebody().await;
    let mut member = world.member().await;
    let id: i64 =
        sqlx::query_scalar("select min(id) from meeting").fetch_one(&world.db).await.expect("a call");
    member
        .post("/settings/annex", &[("shown", "full"), ("call", &id.to_string()), ("chosen", "hidden")])
        .await
        .gets(200);
    assert_eq!(world.count("annex_choice").await, 0);
    world.public().visit("/settings/annex").await.gets(401);
}

#[tokio::test]
async fn before_joining_a_call_one_reads_what_its_list_will_show() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, intersession::meetings::Kind::Virtual, &["2018-11-01T15:00:00Z"]).await;
    let mut member = world.member().await;
    member.visit(&call.path(&place)).await.sees("The report ends with a list of who took part");
    member.click("Choose what it shows of you").await.gets(200);
    assert_eq!(member.field("In general"), "full");
}

const CHANGED: &str = "This list changed after the report was published";

#[tokio::test]
async fn a_published_list_says_that_it_changed_when_somebody_chooses_to_show_less() {
    let Somebody { mut browser, world, place, calls, .. } = somebody().await;
    let (first, second) = (calls[0].path(&place), calls[1].path(&place));
    let mut public = world.public();
    for path in [&first, &second] {
        public.visit(path).await.does_not_see(CHANGED);
    }
    world.set_clock("2018-10-16T09:00:00Z");
    browser.visit("/settings/annex").await.fill("#chosen1", "name").press("Save").await.gets(200);
    public.visit(&second).await.sees(&format!("{CHANGED}: on Tuesday 16 October 2018"));
    public.visit(&first).await.does_not_see(CHANGED);
    assert_eq!(world.count("annex_change").await, 1, "once for a call, also where it was held twice");

    browser.visit("/settings/annex").await.press("Save").await.gets(200);
    assert_eq!(world.count("annex_change").await, 1, "nothing changed");
    browser.fill("In general", "hidden").press("Save").await.gets(200);
    public.visit(&first).await.sees(CHANGED).does_not_see(NAME);
    assert_eq!(world.count("annex_change").await, 2, "the one with a word of its own stays as it was");
}

#[tokio::test]
async fn a_published_list_says_that_it_changed_when_a_name_was_removed() {
    let Somebody { mut browser, world, place, calls, .. } = somebody().await;
    browser.visit("/settings/annex").await.fill("#chosen1", "hidden").press("Save").await.gets(200);
    sqlx::query("delete from annex_change").execute(&world.db).await.expect("a clean slate");
    world.set_clock("2018-10-16T09:00:00Z");
    delete(&world, &mut browser).await;
    let mut public = world.public();
    public.visit(&calls[0].path(&place)).await.sees(&format!("{CHANGED}: on Tuesday 16 October 2018"));
    public.visit(&calls[1].path(&place)).await.does_not_see(CHANGED);
}

#[tokio::test]
async fn where_somebody_was_hidden_nothing_stands_in_place_of_their_name() {
    let Somebody { mut browser, world, place, calls, .. } = somebody().await;
    browser.visit("/settings/annex").await.fill("In general", "hidden").press("Save").await.gets(200);
    delete(&world, &mut browser).await;
    for call in &calls {
        world.public().visit(&call.path(&place)).await.does_not_see("Name removed on request");
    }
}

async fn delete(world: &World, browser: &mut Browser) {
    browser.visit("/settings/delete").await.press("Mail me a link").await;
    let link = world.mailed_link(super::EMAIL).await;
    browser.visit(&link).await.press("Delete my account").await.gets(200);
}
