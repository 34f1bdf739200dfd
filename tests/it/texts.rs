//! What the database itself holds about texts: published versions never change.

use crate::harness::World;
use intersession::texts::{self, Which};

async fn refused(world: &World, sql: &str) {
    let error = sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&world.db).await.expect_err(sql);
    assert!(error.to_string().contains("is published and cannot change"), "{sql}: {error}");
}

#[tokio::test]
async fn a_published_version_cannot_change_whoever_asks() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.reported_call(&place, "2018-09-20T15:00:00Z", "1. Sample one.\n\n2. Sample two.").await;
    for sql in [
        "update version_paragraph set number = 7",
        "delete from version_paragraph",
        "update revision set body = 'other'",
        "delete from revision",
        "update version set note = 'other'",
        "update version set state = 'working', number = null",
        "update version set number = 9",
    ] {
        refused(&world, sql).await;
    }
}

#[tokio::test]
async fn drafting_steps_are_not_kept() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let mut editor = world.facilitator(&place).await;
    let path = format!("{}/report", call.path(&place));
    for text in ["1. A first try.", "1. A second try.", "1. A third try."] {
        editor.visit(&path).await.fill("#source", text).press("Save").await.gets(200);
    }
    let bodies: Vec<String> =
        sqlx::query_scalar("select body from revision").fetch_all(&world.db).await.expect("revisions");
    assert_eq!(bodies, ["A third try."]);
}

#[tokio::test]
async fn a_paragraph_keeps_its_code_when_it_is_edited_moved_split_and_merged() {
    let world = World::new().await;
    let place = world.cycle().await;
    let first = "1. The first paragraph speaks of norms and of those who keep them.\n\n\
                 2. The second paragraph speaks of lists and how they close. Old lists close in June after a vote of all.\n\n\
                 3. The third paragraph speaks of mail and of the archive that it leaves behind.";
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", first).await;
    let second = "1. A new paragraph comes first and says something that nobody said.\n\n\
                  2. The third paragraph speaks of mail and of the archive that it leaves behind.\n\n\
                  3. The first paragraph speaks of norms and of everybody who keeps them.\n\n\
                  4. The second paragraph speaks of lists and how they close.\n\n\
                  5. Old lists close in June after a vote of all.";
    world.publish(&place, &call, second, "Corrected the order.").await;
    let mut db = world.db.acquire().await.expect("a connection");
    let text = world.reload(&call).await.report.expect("a report");
    let mut codes = Vec::new();
    for number in [1, 2] {
        let version = texts::store::find_version(&mut db, text, Which::Number(number))
            .await
            .expect("found")
            .expect("there");
        codes.push(version.paragraphs.iter().map(|paragraph| paragraph.code).collect::<Vec<_>>());
    }
    assert_eq!(codes[1][1], codes[0][2], "moved");
    assert_eq!(codes[1][2], codes[0][0], "edited");
    assert_eq!(codes[1][3], codes[0][1], "the first part of what was split");
    assert!(!codes[0].contains(&codes[1][0]) && !codes[0].contains(&codes[1][4]), "new ones");
    let lineage: i64 =
        sqlx::query_scalar("select count(*) from lineage").fetch_one(&world.db).await.expect("counted");
    assert_eq!(lineage, 1, "where the second part came from");
}

#[tokio::test]
async fn what_was_taken_out_stays_on_record_as_a_removal() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world
        .reported_call(
            &place,
            "2018-09-20T15:00:00Z",
            "1. What stays here for good.\n\n2. Something quite different that goes.",
        )
        .await;
    world.publish(&place, &call, "1. What stays here for good.", "Took out ¶2.").await;
    let removed: i64 = sqlx::query_scalar("select count(*) from version_paragraph join revision on revision.id = revision_id where kind = 'removed'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(removed, 1);
}
