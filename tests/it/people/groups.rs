//! A forum's own words for the stakeholder groups.

use intersession::forum::CyclePlace;

use crate::harness::{Browser, World};

async fn facilitator(world: &World, place: &CyclePlace) -> Browser {
    let mut browser = world.facilitator(place).await;
    browser.visit("/cybersecurity").await.click("Stakeholder groups").await.gets(200);
    browser
}

/// The number of the row of a group.
fn row(browser: &Browser, group: &str) -> usize {
    let legends = browser.all("fieldset.repeat legend");
    1 + legends.iter().position(|legend| legend == group).unwrap_or_else(|| panic!("{group} in {legends:?}"))
}

#[tokio::test]
async fn facilitators_reword_hide_and_add_groups() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let mut browser = facilitator(&world, &place).await;
    let (private, media) = (row(&browser, "Private sector"), row(&browser, "Media"));
    let added = row(&browser, "A group to be added");
    browser.fill(&format!("#label{private}"), "Business").fill(&format!("#offered{media}"), "hidden");
    browser.fill(&format!("#label{added}"), "Youth").fill(&format!("#site{added}"), "civil_society");
    browser.press("Save the groups").await.sees("The groups are saved.").sees("Added: Youth");

    browser.visit(&format!("{}/participants", call.path(&place))).await;
    let offered = browser.all("#group1 option");
    assert!(offered.contains(&"Business".to_owned()) && offered.contains(&"Youth".to_owned()), "{offered:?}");
    assert!(!offered.contains(&"Media".to_owned()) && !offered.contains(&"Private sector".to_owned()));

    // The rest of the site keeps its own words.
    browser.visit("/settings/profile").await;
    assert!(browser.all("#group option").contains(&"Private sector".to_owned()));
}

#[tokio::test]
async fn what_was_stated_keeps_its_words_and_counts_as_it_did() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let participants = format!("{}/participants", call.path(&place));
    let mut browser = facilitator(&world, &place).await;
    let added = row(&browser, "A group to be added");
    browser.fill(&format!("#label{added}"), "Youth").fill(&format!("#site{added}"), "civil_society");
    browser.press("Save the groups").await.gets(200);
    browser.visit(&participants).await.fill("#name1", "Sample Person").fill("#group1", "civil_society:Youth");
    browser.press("Save the participants").await.gets(200);

    browser.visit("/cybersecurity/groups").await;
    let youth = row(&browser, "Added: Youth");
    browser.fill(&format!("#label{youth}"), "Young people").fill(&format!("#offered{youth}"), "hidden");
    browser.fill(&format!("#site{youth}"), "other").press("Save the groups").await.gets(200);

    browser.visit(&participants).await;
    assert_eq!(browser.field("#group1"), "civil_society:Youth");
    browser.fill("#affiliation1", "Sample IGF").press("Save the participants").await.gets(200);
    let stated: (String, String) = sqlx::query_as("select group_code, group_label from attribution")
        .fetch_one(&world.db)
        .await
        .expect("one");
    assert_eq!(stated, ("civil_society".into(), "Youth".into()));
}

#[tokio::test]
async fn a_group_that_does_not_fit_says_what_to_mend() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut browser = facilitator(&world, &place).await;
    let (media, added) = (row(&browser, "Media"), row(&browser, "A group to be added"));
    browser.fill(&format!("#label{added}"), "Youth").press("Save the groups").await.gets(422);
    browser.sees("Choose what the group counts as on the whole site.");
    assert_eq!(browser.field(&format!("#label{added}")), "Youth");
    browser.fill(&format!("#site{added}"), "other").fill(&format!("#label{added}"), "media");
    browser.press("Save the groups").await.gets(422).sees("Another group is called so.");
    browser.fill(&format!("#label{added}"), "").press("Save the groups").await.gets(200);

    for number in 1..=9 {
        browser.fill(&format!("#offered{number}"), "hidden");
    }
    browser.press("Save the groups").await.gets(422).sees("Offer at least one group.");
    browser.fill(&format!("#offered{media}"), "").press("Save the groups").await.gets(200);
    browser.fill(&format!("#label{media}"), "").press("Save the groups").await.gets(200);
    assert_eq!(browser.field(&format!("#label{media}")), "Media", "an emptied word is the site's again");
}

#[tokio::test]
async fn two_facilitators_do_not_overwrite_each_other() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut one = facilitator(&world, &place).await;
    let mut other = one.clone();
    let (media, academia) = (row(&one, "Media"), row(&one, "Academia"));
    one.fill(&format!("#label{media}"), "Press").press("Save the groups").await.gets(200);
    other.fill(&format!("#label{academia}"), "Science").press("Save the groups").await.gets(409);
    other.sees("Somebody else saved this while you were typing.").sees("Press");
    assert_eq!(other.field(&format!("#label{academia}")), "Science");
}

#[tokio::test]
async fn only_those_who_run_a_running_cycle_word_the_groups() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.public().visit("/cybersecurity/groups").await.gets(401);
    world
        .member()
        .await
        .visit("/cybersecurity/groups")
        .await
        .gets(403)
        .sees("The facilitators of a running cycle");
    let mut facilitator = facilitator(&world, &place).await;
    world.secretariat().await.visit("/cybersecurity/groups").await.gets(200);
    sqlx::query("update cycle set state = 'closed'").execute(&world.db).await.expect("closed");
    facilitator.visit("/cybersecurity/groups").await.gets(403);
    facilitator.post("/cybersecurity/groups", &[("edits", "0")]).await.gets(403);
    facilitator.visit("/cybersecurity").await.does_not_see("Stakeholder groups");
}
