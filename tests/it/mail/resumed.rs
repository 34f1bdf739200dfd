//! The Secretariat mails to a suspended address again.

use crate::harness::World;

#[tokio::test]
async fn the_secretariat_resumes_an_address_for_its_reader_and_it_is_recorded() {
    let world = World::new().await;
    let (person, _) = world.account("Sample Member", false).await;
    let suspended = "insert into mail_address values ($1, 3.2, $2, $2, '550 no such user')";
    sqlx::query(suspended)
        .bind("sample-member@example.org")
        .bind(world.app.now())
        .execute(&world.db)
        .await
        .expect("suspended");
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin/mail/addresses").await.sees("Suspended");
    secretariat.press("Mail again").await.gets(200).sees("Mail goes to sample-member@example.org again.");
    secretariat.sees("No address is in trouble.");
    let (verb, about, summary): (String, i64, String) =
        sqlx::query_as("select verb, subject_id, summary from activity order by id desc limit 1")
            .fetch_one(&world.db)
            .await
            .expect("an act");
    assert_eq!((verb.as_str(), about), ("mail.resumed", person.0));
    assert_eq!(summary, "Mail to a suspended address was resumed by the Secretariat.");

    let form = [("email", "sample-member@example.org")];
    secretariat.post("/admin/mail/addresses/resume", &form).await.gets(409);
    secretariat.sees("This address is not suspended any more.");
    world.member_named("Sample Other").await.post("/admin/mail/addresses/resume", &form).await.gets(403);
    secretariat.post("/admin/mail/addresses/resume", &[("email", "nowhere")]).await.gets(404);
}
