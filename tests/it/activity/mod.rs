//! The audit: who changed what, readable by those who run a cycle, and never changed.

mod handlers;

use crate::harness::{Browser, World};
use intersession::viewer::RoleKind;

const AUDIT: &str = "/cybersecurity/2018/audit";

async fn run(world: &World, sql: &'static str) -> Result<(), String> {
    sqlx::query(sql).execute(&world.db).await.map(|_| ()).map_err(|error| error.to_string())
}

/// A cycle whose facilitator has changed something.
async fn changed(world: &World) -> (Browser, Browser) {
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator
        .visit("/cybersecurity/2018/edit")
        .await
        .fill("Theme", "Norms that worked")
        .press("Save")
        .await;
    (facilitator.gets(200).clone(), world.secretariat().await)
}

#[tokio::test]
async fn a_facilitator_reads_who_changed_what_and_when_with_before_and_after() {
    let world = World::new().await;
    let (mut facilitator, _) = changed(&world).await;
    facilitator.visit("/cybersecurity/2018").await.click("Audit").await;
    facilitator
        .sees("The cycle was changed.")
        .sees("Sample Facilitator")
        .sees("Monday 15 October 2018, 09:00 UTC");
    assert_eq!(facilitator.all("dl.facts del")[0], "Culture, norms and values");
    assert_eq!(facilitator.all("dl.facts ins")[0], "Norms that worked");
}

#[tokio::test]
async fn the_audit_is_for_those_who_run_the_cycle_and_the_whole_one_for_the_secretariat() {
    let world = World::new().await;
    let (mut facilitator, mut secretariat) = changed(&world).await;
    let place = world.cycle_of(&world.other_forum().await, 2018).await;
    let mut elsewhere = world.with_role(&place, RoleKind::CoFacilitator).await;
    for path in [AUDIT, "/cybersecurity/2018/audit.csv"] {
        world.public().visit(path).await.gets(401);
        elsewhere.visit(path).await.gets(403);
        facilitator.visit(path).await.gets(200);
        secretariat.visit(path).await.gets(200);
    }
    for path in ["/admin/audit", "/admin/audit.csv"] {
        facilitator.visit(path).await.gets(403);
        secretariat.visit(path).await.gets(200);
    }
    secretariat
        .visit("/admin")
        .await
        .click("Audit")
        .await
        .sees("The forum “Best Practice Forum on Sample” was opened.");
    facilitator.visit(AUDIT).await.does_not_see("The forum “Best Practice Forum on Sample” was opened.");
}

#[tokio::test]
async fn the_audit_is_narrowed_down_by_person_subject_and_time() {
    let world = World::new().await;
    let (mut facilitator, _) = changed(&world).await;
    world.set_clock("2018-10-17T09:00:00Z");
    let fields = [("title", "Draft"), ("kind", "draft"), ("due", "2018-10-29")];
    facilitator.post("/cybersecurity/2018/plan/new", &fields).await.gets(200);

    facilitator.visit(AUDIT).await.fill("About", "milestone");
    facilitator.visit(&format!("{AUDIT}?person=&family=milestone&from=&to=")).await;
    facilitator.sees("“Draft” is planned for").does_not_see("The cycle was changed.");
    facilitator.visit(&format!("{AUDIT}?from=2018-10-16")).await.does_not_see("The cycle was changed.");
    facilitator.visit(&format!("{AUDIT}?to=2018-10-16")).await.sees("The cycle was changed.");
    facilitator.does_not_see("is planned for");
    facilitator.visit(&format!("{AUDIT}?to=2018-10-17")).await.sees("is planned for");
    let everybody = facilitator.attributes("#person option", "value");
    assert_eq!(everybody.len(), 2, "{everybody:?}");
    facilitator.visit(&format!("{AUDIT}?person={}", everybody[1])).await.sees("The cycle was changed.");
    facilitator.does_not_see("is now running");
    facilitator.visit(&format!("{AUDIT}?person=99999")).await.sees("Nothing that fits.");
    for nonsense in ["person=x", "family=%3Cscript%3E", "from=2018-02-30", "to=-9999-01-01", "before=x"] {
        facilitator.visit(&format!("{AUDIT}?{nonsense}")).await.gets(400);
    }
}

#[tokio::test]
async fn a_long_audit_is_read_in_pages_of_fifty_and_nothing_is_left_out() {
    let world = World::new().await;
    let (mut facilitator, _) = changed(&world).await;
    let more = "insert into activity (at, verb, forum_id, cycle_id, visibility, summary)
        select '2018-10-15', 'sample.act', 1, 1, 'audit', 'Act ' || n || '.' from generate_series(1, 120) as n";
    run(&world, more).await.expect("acts");
    facilitator.visit(&format!("{AUDIT}?family=sample")).await.sees("Act 120.").sees("Act 71.");
    assert_eq!(facilitator.all("tbody tr").len(), 50);
    facilitator.click("Older").await.sees("Act 70.").does_not_see("Act 71.");
    facilitator.click("Older").await.sees("Act 1.");
    assert_eq!(facilitator.all("tbody tr").len(), 20);
    assert!(!facilitator.has("a[rel=next]"));
}

#[tokio::test]
async fn the_audit_is_a_table_in_which_no_cell_is_a_formula() {
    let world = World::new().await;
    let (mut facilitator, _) = changed(&world).await;
    let hostile = "insert into activity (at, verb, forum_id, cycle_id, visibility, summary, diff)
        values ('2018-10-15T08:00:00Z', 'sample.act', 1, 1, 'audit', '=HYPERLINK(\"https://evil.example\")',
            '{\"title\": [\"=1+1\", \"<script>alert(1)</script>\"]}')";
    run(&world, hostile).await.expect("an act");
    facilitator.visit(&format!("{AUDIT}?family=sample")).await.sees("=HYPERLINK").click("As a table").await;
    assert!(facilitator.path.ends_with("audit.csv?family=sample"), "{}", facilitator.path);
    let lines: Vec<&str> = facilitator.body.lines().collect();
    assert_eq!(lines[0], "number,at,who,verb,what,cycle,changes");
    let rest = lines[1].split_once(',').expect("a number").1;
    insta::assert_snapshot!(rest, @r#"2018-10-15T08:00:00Z,,sample.act,"'=HYPERLINK(""https://evil.example"")",Cybersecurity 2018,title: =1+1 → <script>alert(1)</script>"#);
    facilitator.visit(AUDIT).await;
    assert!(!facilitator.body.contains("<script>alert"), "shown, not run");
}

#[tokio::test]
async fn the_log_is_only_ever_added_to() {
    let world = World::new().await;
    changed(&world).await;
    for sql in [
        "update activity set summary = 'Nothing happened.'",
        "update activity set summary = '', diff = '{}'",
        "delete from activity",
        "truncate activity cascade",
    ] {
        let refused = run(&world, sql).await.expect_err(sql);
        assert!(refused.contains("the log of activity never changes"), "{sql}: {refused}");
    }
    let beyond = "begin; set local intersession.erasing = 'on'; update activity set actor_id = null, at = now(); commit";
    assert!(sqlx::raw_sql(beyond).execute(&world.db).await.is_err(), "blanking is all that is allowed");
}

#[tokio::test]
async fn erasing_a_person_blanks_what_the_log_says_of_them_and_keeps_that_it_was_done() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    world.with_role(&place, RoleKind::Editor).await;
    let fields = [("title", "Ask Sample Editor, again"), ("kind", "draft"), ("due", "2018-10-29")];
    facilitator.post("/cybersecurity/2018/plan/new", &fields).await.gets(200);
    facilitator.visit(AUDIT).await.sees("Sample Editor: Editor from");
    let before: i64 =
        sqlx::query_scalar("select count(*) from activity").fetch_one(&world.db).await.expect("counted");

    let blanked: i64 =
        sqlx::query_scalar("select erase_activity(id) from person where name = 'Sample Editor'")
            .fetch_one(&world.db)
            .await
            .expect("erased");
    assert_eq!(blanked, 2);
    facilitator.visit(AUDIT).await.does_not_see("Sample Editor").sees("What it said was erased.");
    facilitator.sees("Sample Facilitator: Facilitator from");
    world.public().visit("/cybersecurity/2018").await.does_not_see("Sample Editor: Editor");
    let after: i64 =
        sqlx::query_scalar("select count(*) from activity").fetch_one(&world.db).await.expect("counted");
    assert_eq!(after, before);
}
