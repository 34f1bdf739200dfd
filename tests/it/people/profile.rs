//! One's own profile.

use crate::harness::{Browser, World};
use intersession::people;

async fn profile(world: &World) -> Browser {
    let mut browser = world.member().await;
    browser.visit("/settings").await.click("your profile").await.gets(200);
    browser
}

#[tokio::test]
async fn a_name_is_all_that_a_profile_needs() {
    let world = World::new().await;
    let mut browser = profile(&world).await;
    browser.sees("Only a name is needed.").sees("Shown on no page.");
    browser.fill("Name", "Member Sample").press("Save the profile").await.sees("Your profile is saved.");
    assert_eq!(browser.field("Name"), "Member Sample");
    assert!(browser.has(".masthead .who"));
    browser.sees("Member Sample");

    browser.fill("Name", " \u{202E} ").press("Save the profile").await.gets(422).sees("Enter your name.");
    browser.fill("Name", &"ü".repeat(10_000)).press("Save the profile").await.gets(422);
    browser.sees("it has 10000 characters, and 200 fit.");
    browser.fill("Name", "<script>alert(1)</script>").press("Save the profile").await.gets(200);
    assert!(!browser.body.contains("<script>alert"));
}

#[tokio::test]
async fn somebody_speaks_for_several_from_when_to_when() {
    let world = World::new().await;
    let mut browser = profile(&world).await;
    browser
        .fill("#affiliation1", "Sample IGF, steering group")
        .fill("#organisation1", "Sample IGF")
        .fill("#kind1", "nri")
        .fill("#from1", "2016-01-01")
        .fill("#to1", "2017-12-31");
    browser.press("More rows").await.gets(200);
    assert_eq!(browser.field("#organisation1"), "Sample IGF", "more rows keep what was typed");
    browser.fill("#affiliation2", "Sample University").fill("#from2", "2018-01-01");
    browser.fill("Pronouns", "they / them").fill("Stakeholder group", "academia");
    browser.fill("Region", "africa").fill("Country", "KE");
    browser.press("Save the profile").await.sees("Your profile is saved.");

    browser.visit("/settings/profile").await;
    assert_eq!(browser.field("#affiliation1"), "Sample IGF, steering group");
    assert_eq!(browser.field("#kind1"), "nri");
    assert_eq!(browser.field("#to1"), "2017-12-31");
    assert_eq!(browser.field("#affiliation2"), "Sample University");
    assert_eq!(browser.field("Stakeholder group"), "academia");
    assert_eq!(browser.field("Region"), "africa");
    assert_eq!(browser.field("Country"), "KE");

    browser.fill("#affiliation1", "").fill("#organisation1", "").fill("#from1", "").fill("#to1", "");
    browser.press("Save the profile").await.sees("Your profile is saved.");
    assert_eq!(browser.field("#affiliation1"), "Sample University");
}

#[tokio::test]
async fn an_organisation_is_offered_to_the_next_and_none_is_made_one_with_another() {
    let world = World::new().await;
    let mut browser = profile(&world).await;
    browser.fill("#affiliation1", "Sample IGF").fill("#organisation1", "Sample IGF");
    browser.press("Save the profile").await.gets(200);

    let mut other = world.member_named("Another Member").await;
    other.visit("/settings/profile").await;
    assert!(other.has("datalist#organisations option[value='Sample IGF']"));
    other.fill("#affiliation1", "sample igf").fill("#organisation1", "sample igf").fill("#kind1", "nri");
    other.press("Save the profile").await.gets(200);
    browser.visit("/settings/profile").await;
    assert!(browser.has("datalist#organisations option[value='sample igf']"));
    assert_eq!(browser.field("#kind1"), "", "what is said of one holds for that one");

    // What nobody said of an organisation, the next may say.
    other.fill("#affiliation1", "Sample IGF").fill("#organisation1", "Sample IGF").fill("#kind1", "nri");
    other.press("Save the profile").await.gets(200);
    browser.visit("/settings/profile").await;
    assert_eq!(browser.field("#kind1"), "nri");
}

#[tokio::test]
async fn a_profile_that_does_not_fit_says_what_to_mend_and_keeps_what_was_typed() {
    let world = World::new().await;
    let mut browser = profile(&world).await;
    browser.fill("#affiliation1", "Sample IGF").fill("#from1", "2018-05-01").fill("#to1", "2018-04-30");
    browser.press("Save the profile").await.gets(422).sees("The last day lies before the first.");
    assert_eq!(browser.field("#from1"), "2018-05-01");
    assert!(browser.has("#to1[aria-invalid='true']"));

    browser.fill("#affiliation1", "").press("Save the profile").await.gets(422);
    browser.sees("Say for whom you speak, or empty the other fields of this row.");

    for (field, sentence) in [
        ("group", "Choose one of the groups, or none."),
        ("region", "Choose one of the regions, or none."),
        ("country", "Choose one of the countries, or none."),
    ] {
        browser.post("/settings/profile", &[("name", "Sample Member"), (field, "nowhere")]).await;
        browser.gets(422).sees(sentence);
    }
}

#[tokio::test]
async fn two_windows_lose_nothing() {
    let world = World::new().await;
    let mut one = profile(&world).await;
    let mut other = one.clone();
    one.fill("Pronouns", "she / her").press("Save the profile").await.gets(200);
    other.fill("Name", "Member Sample").press("Save the profile").await.gets(409);
    other.sees("Somebody else saved this while you were typing.").sees("she / her");
    assert_eq!(other.field("Name"), "Member Sample");
    other.press("Save the profile").await.gets(200).sees("Your profile is saved.");
}

#[tokio::test]
async fn a_profile_is_its_owners_alone() {
    let world = World::new().await;
    world.public().visit("/settings/profile").await.gets(401);
    let mut browser = profile(&world).await;
    browser.fill("Country", "KE").press("Save the profile").await.gets(200);
    let said: Vec<serde_json::Value> =
        sqlx::query_scalar("select diff from activity where verb = 'person.profile_changed'")
            .fetch_all(&world.db)
            .await
            .expect("the log");
    assert_eq!(said.len(), 1, "one act for one save");
    assert!(!said[0].to_string().contains("KE"), "the log does not say what people keep to themselves");
}

#[tokio::test]
async fn an_affiliation_that_somebody_was_entered_with_is_in_their_profile() {
    let world = World::new().await;
    let (person, account) = world.account("Sample Member", false).await;
    let mut db = world.db.acquire().await.expect("a connection");
    let entered =
        people::store::insert_person(&mut db, "Sample Entered", "Sample IGF", world.app.now()).await;
    let entered = entered.expect("entered");
    sqlx::query("update account set person_id = $1 where person_id = $2")
        .bind(entered.0)
        .bind(person.0)
        .execute(&world.db)
        .await
        .expect("theirs");
    let mut browser = world.signed_in(account).await;
    browser.visit("/settings/profile").await;
    assert_eq!(browser.field("#affiliation1"), "Sample IGF");
}
