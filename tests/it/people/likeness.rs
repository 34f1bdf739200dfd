//! Names that look like somebody's on file: offered, chosen by a person, never taken by themselves.

use crate::harness::World;

const REPORT: &str = "2018 Best Practice Forum on Cybersecurity – Virtual Meeting IV\n\n20 September 2018, 15:00 UTC\n\n\
    1. Something was said about norms, and about those who keep them.\n\n\
    2. It was agreed to go on.\n\n\
    Participants\n\nMEMBER, Sample van\nSample Other, Sample IGF\n";

#[tokio::test]
async fn an_imported_name_is_offered_the_person_that_it_looks_like_and_linked_by_choice_only() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut member = world.member_named("Sample Van Member").await;
    member.visit("/settings/profile").await.fill("#affiliation1", "Sample University");
    member.press("Save the profile").await.gets(200);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/meetings/import").await;
    facilitator.fill("#source", REPORT).press("Read it").await.gets(200);
    facilitator.fill("#name1", "member, Sample van").fill("#name2", "Sample Other").press("Save").await;
    let linked: i64 = sqlx::query_scalar("select count(*) from attribution where person_id is not null")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(linked, 0, "nobody is linked by likeness");

    // The list can be looked through again: the same people are offered there.
    facilitator.visit("/cybersecurity/2018/meetings/1/participants").await;
    assert!(facilitator.all("#person1 option").contains(&"Sample Van Member (Sample University)".to_owned()));
    assert!(!facilitator.has("#person2"), "nobody is like Sample Other");
    let number = facilitator.attributes("#person1 option", "value")[1].clone();
    facilitator.fill("#person1", &number).press("Save the participants").await.gets(200);
    world.publish(&place, &world.first_call(&place).await, "1. Said.", "").await;
    world.public().visit(&format!("/people/{number}")).await.gets(200).sees("Calls");

    // Saving the list again keeps the link.
    facilitator.visit("/cybersecurity/2018/meetings/1/participants").await.fill("#role1", "Speaker");
    facilitator.press("Save the participants").await.gets(200);
    world.public().visit(&format!("/people/{number}")).await.gets(200);
}

#[tokio::test]
async fn the_review_of_an_import_asks_who_is_the_same_person() {
    let world = World::new().await;
    world.cycle().await;
    world.member_named("Sample Van Member").await;
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/cybersecurity/2018/meetings/import").await;
    let report = REPORT.replace("MEMBER, Sample van", "S. van Member (Speaker)");
    secretariat.fill("#source", &report).press("Read it").await.gets(200).sees("The same person as");
    assert_eq!(secretariat.field("#person1"), "", "nobody is chosen beforehand");
    let number = secretariat.attributes("#person1 option", "value")[1].clone();
    secretariat.fill("#person1", &number).fill("#ordinal", "x").press("Save").await.gets(422);
    assert_eq!(secretariat.field("#person1"), number, "the choice is kept");
    secretariat.fill("#ordinal", "4").press("Save").await.sees("Imported.");
    let linked: Vec<(String, i64)> =
        sqlx::query_as("select name, person_id from attribution where person_id is not null")
            .fetch_all(&world.db)
            .await
            .expect("read");
    assert_eq!(linked, [("S. van Member".to_owned(), number.parse().expect("a number"))]);
}

#[tokio::test]
async fn nobody_is_linked_under_a_name_that_is_not_theirs() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let (person, _) = world.account("Sample Member", false).await;
    let mut facilitator = world.facilitator(&place).await;
    let path = format!("{}/participants", call.path(&place));
    for somebody in [person.to_string(), "999999".to_owned(), "x".to_owned()] {
        facilitator
            .post(&path, &[("name", "Another Name"), ("sitting", "1"), ("person", &somebody), ("edits", "1")])
            .await
            .gets(422)
            .sees("This person’s name is another one.");
    }
}
