//! The list of participants.

use crate::harness::World;

const PEOPLE: [(&str, &str, &str, &str, &str); 5] = [
    ("Sample Zeta", "Sample IGF", "Coordinator", "other", "full"),
    ("Another Alpha", "=Sample Org", "", "other", "name"),
    ("Hidden Person", "Secret Org", "", "other", "hidden"),
    ("Sample Chair", "", "Facilitator", "facilitator", "full"),
    ("Sample Clerk", "IGF Secretariat", "", "secretariat", "full"),
];

async fn world_with_annex() -> (World, String) {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", "1. Sample text.").await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    for (index, (name, affiliation, role, at, shown)) in PEOPLE.iter().enumerate() {
        facilitator.visit(&format!("{path}/participants")).await;
        let n = index + 1;
        facilitator
            .fill(&format!("#name{n}"), name)
            .fill(&format!("#affiliation{n}"), affiliation)
            .fill(&format!("#role{n}"), role);
        facilitator.fill(&format!("#place{n}"), at).fill(&format!("#shown{n}"), shown);
        facilitator.press("Save the participants").await.sees("The list of participants was saved.");
    }
    (world, path)
}

#[tokio::test]
async fn facilitators_stand_first_the_secretariat_last_the_others_by_name() {
    let (world, path) = world_with_annex().await;
    let mut public = world.public();
    public.visit(&path).await;
    assert_eq!(
        public.all("#participants ~ table tbody th, table.annex tbody th, tbody th[scope=row]"),
        ["Sample Chair", "Another Alpha", "Sample Zeta", "Sample Clerk"]
    );
}

#[tokio::test]
async fn who_hides_is_counted_and_shown_nowhere() {
    let (world, path) = world_with_annex().await;
    let mut public = world.public();
    for suffix in ["", ".json", ".md", ".txt", ".html"] {
        public.visit(&format!("{path}{suffix}")).await.gets(200);
        assert!(!public.body.contains("Hidden Person") && !public.body.contains("Secret Org"), "{suffix}");
        assert!(!public.body.contains("=Sample Org"), "{suffix}: a name only is a name only");
        assert!(public.body.contains('5'), "{suffix}: the count is right");
    }
    let json: serde_json::Value =
        serde_json::from_str(&public.visit(&format!("{path}.json")).await.body).expect("JSON");
    assert_eq!(json["meeting"]["participant_count"], 5);
    assert_eq!(json["meeting"]["participants"].as_array().expect("a list").len(), 4);
}

#[tokio::test]
async fn what_somebody_is_later_does_not_change_a_past_annex() {
    let (world, path) = world_with_annex().await;
    sqlx::query("update person set name = 'Renamed'").execute(&world.db).await.expect("renamed");
    let mut public = world.public();
    public.visit(&path).await.sees("Sample Zeta").sees("Sample IGF").does_not_see("Elsewhere");
    let error = sqlx::query("update attribution set affiliation = 'Elsewhere'")
        .execute(&world.db)
        .await
        .expect_err("final");
    assert!(error.to_string().contains("an attribution never changes"));
    let as_of: Vec<String> = sqlx::query_scalar("select distinct as_of::text from attribution")
        .fetch_all(&world.db)
        .await
        .expect("days");
    assert_eq!(as_of, ["2018-09-20"], "as of the day of the call");
}

#[tokio::test]
async fn a_list_that_is_replaced_leaves_no_names_behind() {
    let (world, path) = world_with_annex().await;
    let mut secretariat = world.secretariat().await;
    secretariat
        .visit(&format!("{path}/participants"))
        .await
        .fill("#name3", "")
        .fill("#affiliation3", "")
        .press("Save the participants")
        .await
        .gets(200);
    let hidden: i64 = sqlx::query_scalar("select count(*) from attribution where name = 'Hidden Person'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(hidden, 0);
}

#[tokio::test]
async fn hostile_names_are_shown_as_text_without_tricks() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{path}/participants")).await;
    facilitator
        .fill("#name1", "<img src=x onerror=alert(1)>")
        .fill("#affiliation1", "\u{202E}gro elpmaS")
        .press("Save the participants")
        .await
        .gets(200);
    assert!(!facilitator.body.contains("<img src=x") && !facilitator.body.contains('\u{202E}'));
    facilitator
        .visit(&format!("{path}/participants"))
        .await
        .fill("#name1", &"x".repeat(10_000))
        .press("Save the participants")
        .await
        .gets(422);
    facilitator.sees("10000 characters");
}

#[tokio::test]
async fn a_list_that_changes_after_the_report_is_out_says_so_and_when() {
    let (world, path) = world_with_annex().await;
    let mut secretariat = world.secretariat().await;
    let mut public = world.public();
    sqlx::query("delete from annex_change").execute(&world.db).await.expect("a clean slate");

    secretariat
        .visit(&format!("{path}/participants"))
        .await
        .fill("#group1", "civil_society")
        .press("Save the participants")
        .await
        .gets(200);
    public.visit(&path).await.does_not_see("This list changed");

    world.set_clock("2018-10-16T09:00:00Z");
    secretariat
        .visit(&format!("{path}/participants"))
        .await
        .sees("if the list changes, it says on which day")
        .fill("#shown1", "hidden")
        .press("Save the participants")
        .await
        .gets(200);
    let changed = "This list changed after the report was published";
    for (suffix, on) in [
        ("", ": on Tuesday 16 October 2018"),
        (".md", ", last on Tuesday 16 October 2018"),
        (".txt", ""),
        (".html", ""),
    ] {
        public.visit(&format!("{path}{suffix}")).await;
        public.sees(&format!("{changed}{on}"));
    }
    let json: serde_json::Value =
        serde_json::from_str(&public.visit(&format!("{path}.json")).await.body).expect("JSON");
    assert_eq!(json["meeting"]["participants_changed"][0], "2018-10-16T09:00:00Z");
    public
        .visit("/cybersecurity/2018")
        .await
        .sees("The list of participants of Virtual Meeting I was changed.");
}

#[tokio::test]
async fn a_list_that_changes_before_the_report_is_out_says_nothing() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    for name in ["Sample One", "Sample Two"] {
        facilitator.visit(&format!("{path}/participants")).await.fill("#name1", name);
        facilitator.press("Save the participants").await.gets(200);
    }
    world.publish(&place, &call, "1. Sample text.", "").await;
    world.public().visit(&path).await.sees("Sample Two").does_not_see("This list changed");
}
