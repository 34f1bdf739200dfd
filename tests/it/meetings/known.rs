//! What is not known, what is withheld and what is none read differently wherever they occur.

use crate::harness::World;
use intersession::meetings::Kind;

const CALLS: &str = "/cybersecurity/2018/meetings";

async fn json(world: &World, path: &str) -> serde_json::Value {
    serde_json::from_str(&world.public().visit(path).await.body).expect("JSON")
}

#[tokio::test]
async fn a_call_whose_length_nobody_said_claims_none() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{CALLS}/new")).await;
    assert_eq!(facilitator.field("#minutes1"), "60", "an hour is proposed");
    facilitator.fill("#day1", "2018-10-24").fill("#time1", "15:00").fill("#minutes1", "");
    facilitator.press("Schedule the call").await.gets(200);
    let mut public = world.public();
    for page in [CALLS.to_owned(), format!("{CALLS}/1")] {
        public.visit(&page).await.sees("length –").does_not_see("60");
    }
    public.visit("/").await.sees("Wednesday 24 October 2018, 15:00 UTC").does_not_see("minutes");
    let entry = public.visit(&format!("{CALLS}/1.ics")).await.body.clone();
    assert!(entry.contains("DTSTART:20181024T150000Z") && !entry.contains("DTEND"), "{entry}");
    assert!(json(&world, &format!("{CALLS}.json")).await["meetings"][0]["sittings"][0]["minutes"].is_null());
    facilitator.visit(&format!("{CALLS}/1/edit")).await;
    assert_eq!(facilitator.field("#minutes1"), "");
    facilitator.fill("#minutes1", "90").press("Save").await.sees("90 minutes");

    world.set_clock("2018-10-24T16:00:00Z");
    world.call(&place, Kind::Virtual, &["2018-10-24T15:30:00Z"]).await;
    sqlx::query("update sitting set minutes = null").execute(&world.db).await.expect("forgotten");
    public.visit(&format!("{CALLS}/1")).await.sees("over, not yet recorded");
    public.visit(&format!("{CALLS}/2")).await.sees("in progress");
}

#[tokio::test]
async fn in_the_list_of_participants_unknown_withheld_and_none_differ() {
    let world = World::new().await;
    let place = world.cycle().await;
    let path = world.held_call(&place, "2018-09-20T15:00:00Z").await.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    let mut public = world.public();
    public.visit(&path).await.sees("Participants (0)").sees("Nobody is on the list yet.");
    assert_eq!(json(&world, &format!("{path}.json")).await["meeting"]["participant_count"], 0);

    facilitator.visit(&format!("{path}/participants")).await;
    facilitator.fill("#name1", "Sample Unknown");
    facilitator.fill("#name2", "Sample Withheld").fill("#affiliation2", "Sample Org").fill("#shown2", "name");
    facilitator.fill("#name3", "Sample Hidden").fill("#shown3", "hidden");
    facilitator.press("Save the participants").await.gets(200);
    public.visit(&path).await.sees("3, of whom 1 is not shown.");
    let cells = public.all("tbody tr");
    assert_eq!(cells, ["Sample Unknown–not known–not known", "Sample Withheldwithheldwithheld"]);

    sqlx::query("update meeting set record_waits = true").execute(&world.db).await.expect("held back");
    public.visit(&path).await.sees("Participants (withheld)").does_not_see("Sample Unknown");
    assert!(json(&world, &format!("{path}.json")).await["meeting"]["participant_count"].is_null());
    public.visit(&format!("{path}.json")).await;
    assert!(!public.body.contains("Sample"));
}
