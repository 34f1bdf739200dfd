//! What the public may know of somebody's work.

use intersession::{db::PersonId, viewer::RoleKind};

use crate::harness::World;

async fn person(world: &World, name: &str) -> PersonId {
    let id =
        sqlx::query_scalar("select id from person where name = $1").bind(name).fetch_one(&world.db).await;
    PersonId(id.expect("somebody of this name"))
}

/// Links whoever stands in a list of participants under a name to a person.
async fn link(world: &World, name: &str, person: PersonId, shown: &str) {
    sqlx::query("update attribution set person_id = $2 where name = $1")
        .bind(name)
        .bind(person.0)
        .execute(&world.db)
        .await
        .expect("linked");
    sqlx::query("update attendance set shown = $1").bind(shown).execute(&world.db).await.expect("shown");
}

#[tokio::test]
async fn everybody_reads_which_roles_somebody_holds_and_held() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.facilitator(&place).await;
    let facilitator = person(&world, "Sample Facilitator").await;
    let mut public = world.public();
    public.visit("/cybersecurity/2018/people").await;
    assert!(public.has(&format!("a[href='/people/{facilitator}'][rel=nofollow]")));
    public.click("Sample Facilitator").await.gets(200);
    public.sees("Cybersecurity 2018").sees("Facilitator").sees("Friday 1 January 2016");
    assert!(public.has("meta[name=robots][content=noindex]"));
    assert!(!public.body.contains("@example.org"));

    sqlx::query("update role set to_day = '2018-06-30'").execute(&world.db).await.expect("ended");
    public.visit(&format!("/people/{facilitator}")).await.gets(200).sees("Saturday 30 June 2018");
}

#[tokio::test]
async fn who_does_nothing_in_public_has_no_public_page() {
    let world = World::new().await;
    let mut member = world.member().await;
    let id = person(&world, "Sample Member").await;
    member.visit(&format!("/people/{id}")).await.gets(404);
    member.visit("/settings/profile").await.does_not_see("Your public page");
    for nowhere in ["/people/999999", "/people/0", "/people/-1", "/people/x", "/people/99999999999999999999"]
    {
        world.public().visit(nowhere).await.gets(404);
    }
}

#[tokio::test]
async fn a_call_counts_when_its_report_is_out_and_lists_them_in_full() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{path}/participants")).await;
    facilitator.fill("#name1", "Sample Member").fill("#affiliation1", "Sample IGF");
    facilitator.press("Save the participants").await.gets(200);
    world.member().await;
    let id = person(&world, "Sample Member").await;
    link(&world, "Sample Member", id, "full").await;
    let page = format!("/people/{id}");
    world.public().visit(&page).await.gets(404);

    world.publish(&place, &world.reload(&call).await, "1. Something was said.", "").await;
    let mut public = world.public();
    public.visit(&page).await.gets(200).sees("Sample IGF").sees("Thursday 20 September 2018");
    public.click("2018 Meeting I").await.gets(200);
    assert_eq!(public.path, path);

    for shown in ["name", "hidden"] {
        link(&world, "Sample Member", id, shown).await;
        world.public().visit(&page).await.gets(404);
    }
    link(&world, "Sample Member", id, "full").await;
    facilitator.visit(&format!("{path}/report/withdraw")).await;
    facilitator.fill("#reason", "It was of another call.").press("Take the report back").await.gets(200);
    world.public().visit(&page).await.gets(404);
}

#[tokio::test]
async fn a_public_page_says_nothing_that_people_keep_to_themselves() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut editor = world.with_role(&place, RoleKind::Editor).await;
    editor.visit("/settings/profile").await;
    editor.fill("Stakeholder group", "academia").fill("Region", "africa").fill("Country", "KE");
    editor.fill("Pronouns", "they / them").fill("#affiliation1", "Sample University");
    editor.press("Save the profile").await.gets(200);
    editor.click("Your public page").await.gets(200).sees("they / them");
    for kept in ["Academia", "Africa", "Kenya", "Sample University", "@"] {
        editor.does_not_see(kept);
    }
}

#[tokio::test]
async fn no_forum_takes_an_address_that_people_have() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    for taken in ["people", "settings", "sign-up", "l"] {
        secretariat.visit("/forums/new").await;
        secretariat.fill("Subject", "Samples").fill("Full name", "Best Practice Forum on Samples");
        secretariat.fill("Address", taken).press("Open the forum").await.gets(422);
    }
}
