//! Cycles that are made to try things out, and drafts that were never shown.

use super::prepare::{drafted, former};
use crate::harness::World;

#[tokio::test]
async fn a_test_cycle_is_deleted_whole_and_its_addresses_say_that_it_is_gone() {
    let world = World::new().await;
    let mut secretariat = drafted(&world, true).await;
    secretariat.sees("test");
    secretariat.visit("/cybersecurity/2019/edit").await.press("Show it to everybody").await.gets(200);
    let place = world.place("cybersecurity", 2019).await;
    world.reported_call(&place, "2018-10-10T15:00:00Z", "1. It was said.\n\n2. It was noted.").await;
    let mut public = world.public();
    public.visit("/cybersecurity/2019/meetings/1").await.gets(200).sees("It was noted.");
    public.visit("/").await.sees("2019");

    secretariat.visit("/cybersecurity/2019/edit").await.click("Delete the test cycle").await;
    secretariat
        .sees("Everything in it goes")
        .press("Delete the test cycle")
        .await
        .sees("The test cycle is deleted");
    for path in ["", "/plan", "/people", "/meetings", "/meetings/1", "/meetings.ics", "/contact"] {
        public.visit(&format!("/cybersecurity/2019{path}")).await.gets(410).sees("test cycle");
    }
    for path in ["/", "/cybersecurity", "/index.atom"] {
        public.visit(path).await.gets(200).does_not_see("2019");
    }
    for table in ["meeting", "version", "revision", "text", "attribution"] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let left: i64 = sqlx::query_scalar(sql).fetch_one(&world.db).await.expect("counted");
        assert_eq!(left, 0, "{table}");
    }
    secretariat.visit("/admin/audit").await.sees("The test cycle 2019 was deleted.");
    secretariat.post("/cybersecurity/2019/delete", &[]).await.gets(410);

    secretariat
        .post("/cybersecurity/cycles/new", &[("year", "2019"), ("title", "The real one")])
        .await
        .gets(200);
    public.visit("/cybersecurity/2019").await.gets(200).sees("The real one");
}

#[tokio::test]
async fn a_real_cycle_cannot_be_deleted() {
    let world = World::new().await;
    let (_, mut secretariat) = former(&world).await;
    secretariat.visit("/cybersecurity/2018/delete").await.gets(409).sees("its record stays");
    secretariat.post("/cybersecurity/2018/delete", &[]).await.gets(409).sees("made as a test");
    world.public().visit("/cybersecurity/2018/plan").await.gets(200).sees("Call for input");
}

#[tokio::test]
async fn a_draft_that_was_never_shown_was_never_there() {
    let world = World::new().await;
    let mut secretariat = drafted(&world, true).await;
    secretariat.visit("/cybersecurity/2019/delete").await.press("Delete the test cycle").await.gets(200);
    world.public().visit("/cybersecurity/2019").await.gets(404);
    secretariat.visit("/cybersecurity/2019").await.gets(410);
}

#[tokio::test]
async fn a_test_cycle_mails_nobody_but_who_made_it() {
    let world = World::new().await;
    let (place, mut secretariat) = former(&world).await;
    let (colleague, account) = world.account("Sample Colleague", true).await;
    let mut colleague_browser = world.signed_in(account).await;
    let (member, _) = world.account("Sample Member", false).await;
    secretariat.visit("/cybersecurity/new-cycle").await.sees("It mails nobody but you");
    secretariat.fill("Theme", "Norms at work").fill("A test", "on").press("Look through it").await;
    secretariat.sees("nobody but you is mailed").press("Make the draft").await.gets(200);
    let path = "/cybersecurity/2019";
    secretariat.visit(&format!("{path}/people/new")).await;
    secretariat.fill("Somebody with an account", &member.to_string()).fill("Role", "co_facilitator");
    secretariat.press("Give the role").await.sees("In a test cycle nobody is mailed: tell them.");
    assert_eq!(world.count("message").await, 0, "two wait, for a former facilitator and a new one");
    colleague_browser.visit(&format!("{path}/people")).await.press("Confirm: Sample Member").await;
    let mailed: Vec<String> = sqlx::query_scalar("select recipient from message order by id")
        .fetch_all(&world.db)
        .await
        .expect("the outbox");
    assert_eq!(mailed, ["sample-secretariat@example.org"], "who made it reads what became of it");

    secretariat.visit(&format!("{path}/edit")).await.press("Show it to everybody").await;
    let mut public = world.public();
    public.visit(&format!("{path}/contact")).await.sees("by mail to who made it, and to nobody else");
    public.fill("Your name", "Sample Writer").fill("Your e-mail address", "writer@example.org");
    public.fill("Message", "How can I help?");
    world.set_clock("2018-10-15T09:01:00Z");
    public.press("Send the message").await.gets(200);
    let (_, body) = world.mails_to("sample-secretariat@example.org").await.pop().expect("a mail");
    assert!(body.contains("because you made this test cycle"), "{body}");
    assert_eq!(world.count("message").await, 2);

    // Of a real one, everybody who can confirm is mailed.
    let real =
        [("person", colleague.to_string()), ("kind", "facilitator".into()), ("from", "2018-10-15".into())];
    let real: Vec<(&str, &str)> = real.iter().map(|(name, value)| (*name, value.as_str())).collect();
    secretariat.post(&format!("{}/people/new", place.path()), &real).await.gets(200);
    assert_eq!(world.mails_to("sample-facilitator@example.org").await.len(), 1);
}

#[tokio::test]
async fn nobody_is_linked_in_a_test_cycle() {
    let world = World::new().await;
    let mut secretariat = drafted(&world, true).await;
    let (member, _) = world.account("Sample Member", false).await;
    let on_file = "/cybersecurity/2019/people/on-file";
    secretariat.visit(on_file).await.fill("Name", "Sample Entered").press("Enter the person").await;
    secretariat.sees("Nobody is linked in a test cycle");
    let entered: i64 = sqlx::query_scalar("select id from person where name = 'Sample Entered'")
        .fetch_one(&world.db)
        .await
        .expect("one");
    let fields = [("person", entered.to_string()), ("account", member.to_string())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    secretariat.post(&format!("{on_file}/link"), &fields).await.gets(409).sees("outlast it");
    assert_eq!(world.count("person_merge").await, 0);
}
