//! Ticking who was at a call.

use crate::harness::{Browser, World};
use intersession::{
    forum::CyclePlace,
    meetings::{Kind, Meeting},
    viewer::RoleKind,
};

const PARTICIPANTS: &str = "/cybersecurity/2018/meetings/2/participants";
const CALL: &str = "/cybersecurity/2018/meetings/2";

/// A former call that “Sample Guest” was in, and one on 6 November 2018 to which a member said yes.
async fn two_calls() -> (World, CyclePlace, Meeting, Browser) {
    let world = World::new().await;
    let place = world.cycle().await;
    world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let (guest, _) = world.account("Sample Guest", false).await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/meetings/1/participants").await;
    facilitator.fill("#name1", "Sample Guest").fill("#affiliation1", "Sample Org").press("Save the").await;
    facilitator
        .visit("/cybersecurity/2018/meetings/1/participants")
        .await
        .fill("#person1", &guest.to_string());
    facilitator.press("Save the participants").await.gets(200);
    let call = world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.member().await.visit(CALL).await.fill("Yes", "yes").press("Answer").await.gets(200);
    world.member_named("Sample Stranger").await.visit(CALL).await.fill("No", "no").press("Answer").await;
    world.set_clock("2018-11-06T16:30:00Z");
    (world, place, call, facilitator)
}

#[tokio::test]
async fn who_is_ticked_stands_in_the_annex_with_role_and_affiliation_of_the_day() {
    let (world, place, call, mut facilitator) = two_calls().await;
    world.with_role(&place, RoleKind::Secretariat).await;
    let former = "update role set to_day = '2018-10-31' where kind = 'editor'";
    world.with_role(&place, RoleKind::Editor).await;
    sqlx::query(former).execute(&world.db).await.expect("an end");
    let affiliations = "insert into affiliation (person_id, position, name, from_day, to_day)
        select id, 1, 'Sample Then', null::date, '2018-11-06'::date from person where name = 'Sample Member'
        union all select id, 2, 'Sample Later', '2018-11-07', null from person where name = 'Sample Member'";
    sqlx::query(affiliations).execute(&world.db).await.expect("affiliations");

    facilitator.visit(PARTICIPANTS).await.gets(200).sees("Tick who was there");
    let offered = facilitator.all(".ticks span > bdi");
    assert_eq!(offered, ["Sample Member", "Sample Facilitator", "Sample Guest", "Sample Secretariat"]);
    for name in ["Sample Member", "Sample Facilitator", "Sample Secretariat"] {
        facilitator.fill(name, "on");
    }
    facilitator.press("Save the participants").await.sees("The list of participants was saved.");
    facilitator.sees("Annex: participants (3)");
    world.public().visit(CALL).await.does_not_see("Annex: participants");
    facilitator.visit(PARTICIPANTS).await;
    assert_eq!(facilitator.all(".ticks span > bdi"), ["Sample Guest"]);

    facilitator.visit(CALL).await.press("Mark as held").await.gets(200);
    world.publish(&place, &call, "1. Sample.", "").await;
    let mut public = world.public();
    let annex = public.visit(CALL).await.all("table.cards tbody tr");
    assert_eq!(annex.len(), 3, "{annex:?}");
    assert!(annex[0].starts_with("Sample Facilitator") && annex[0].ends_with("Facilitator"), "{annex:?}");
    assert!(annex[1].contains("Sample Then") && !annex[1].contains("Sample Later"), "{annex:?}");
    assert!(annex[2].starts_with("Sample Secretariat"), "{annex:?}");
}

#[tokio::test]
async fn who_was_not_offered_cannot_be_ticked_and_nobody_stands_twice() {
    let (world, _, _, mut facilitator) = two_calls().await;
    let stranger: i64 = sqlx::query_scalar("select id from person where name = 'Sample Stranger'")
        .fetch_one(&world.db)
        .await
        .expect("a person");
    let member: i64 = sqlx::query_scalar("select id from person where name = 'Sample Member'")
        .fetch_one(&world.db)
        .await
        .expect("a person");
    let (stranger, member) = (format!("1-{stranger}"), format!("1-{member}"));
    let edits = facilitator.visit(PARTICIPANTS).await.attributes("input[name=edits]", "value").remove(0);
    let fields =
        [("edits", edits.as_str()), ("came", &stranger), ("came", &member), ("came", &member), ("came", "x")];
    facilitator.post(PARTICIPANTS, &fields).await.gets(200);
    let names: Vec<String> = sqlx::query_scalar(
        "select name from attribution join attendance on attribution_id = attribution.id
         join sitting on sitting.id = sitting_id join meeting on meeting.id = meeting_id where serial = 2",
    )
    .fetch_all(&world.db)
    .await
    .expect("names");
    assert_eq!(names, ["Sample Member"]);
}

#[tokio::test]
async fn ticks_stay_when_something_is_to_be_mended() {
    let (world, _, _, mut facilitator) = two_calls().await;
    facilitator.visit(PARTICIPANTS).await.fill("Sample Guest", "on");
    facilitator.fill("#role1", "Speaker").press("Save the participants").await.gets(422);
    facilitator.sees("Enter the name, or empty the other fields of this row.");
    assert_eq!(facilitator.attributes("input[name=came][checked]", "value").len(), 1);
    facilitator.fill("#name1", "Sample Walk-in").press("Save the participants").await.gets(200);
    assert_eq!(world.count("attendance").await, 3, "one in September, two now");
}
