//! Writing to the facilitators of a cycle.

use intersession::viewer::RoleKind;

use crate::harness::{Browser, World};

const CONTACT: &str = "/cybersecurity/2018/contact";
const FACILITATOR: &str = "sample-facilitator@example.org";

/// Opens the page, takes a minute, and sends a message.
async fn write(world: &World, browser: &mut Browser, minute: u32) {
    world.set_clock(&format!("2018-10-15T10:{minute:02}:00Z"));
    browser
        .visit(CONTACT)
        .await
        .fill("Your name", "Sample Writer")
        .fill("Message", "How can I help?\n\nTell me.");
    if browser.has("#email") {
        browser.fill("Your e-mail address", "Writer@example.org");
    }
    world.set_clock(&format!("2018-10-15T10:{minute:02}:30Z"));
    browser.press("Send the message").await;
}

async fn replies(world: &World, to: &str) -> Vec<Option<String>> {
    let sql = "select reply_to from message where recipient = $1 order by id";
    sqlx::query_scalar(sql).bind(to).fetch_all(&world.db).await.expect("the outbox")
}

#[tokio::test]
async fn anybody_writes_to_the_facilitators_and_no_address_is_shown() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.facilitator(&place).await;
    world.with_role(&place, RoleKind::CoFacilitator).await;
    world.with_role(&place, RoleKind::Editor).await;
    let mut public = world.public();
    public.visit("/cybersecurity/2018").await.click("Write to the facilitators").await;
    public.sees("Sample Facilitator").sees("Sample Co-facilitator").does_not_see("Sample Editor");
    write(&world, &mut public, 0).await;
    public.gets(200).sees("Your message is on its way.");
    assert!(!public.body.contains("@example.org"));

    let (subject, body) = world.mails_to(FACILITATOR).await.pop().expect("a mail");
    assert_eq!(subject, "A message about Cybersecurity 2018");
    insta::assert_snapshot!(body, @r"
    Sample Writer wrote this on the page of Cybersecurity 2018. If you answer this mail, your answer goes to them, and they see your address.

    How can I help?

    Tell me.

    --
    http://localhost:8080/cybersecurity/2018
    You get this because you facilitate the cycle. The writer does not see your address.
    ");
    assert_eq!(replies(&world, FACILITATOR).await, [Some("writer@example.org".to_owned())]);
    assert_eq!(world.mails_to("sample-co-facilitator@example.org").await.len(), 1);
    assert!(world.mails_to("sample-editor@example.org").await.is_empty());
    assert!(
        world.mails_to("writer@example.org").await.is_empty(),
        "no copy to an address that nobody proved"
    );
}

#[tokio::test]
async fn without_a_facilitator_who_can_be_mailed_it_goes_to_the_secretariat() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.secretariat().await;
    world.facilitator(&place).await;
    sqlx::query("update role set to_day = '2018-10-14'").execute(&world.db).await.expect("ended");
    let mut public = world.public();
    public.visit(CONTACT).await.sees("your message goes to the Secretariat");
    write(&world, &mut public, 0).await;
    public.sees("Your message is on its way.");
    assert!(world.mails_to(FACILITATOR).await.is_empty());
    let (_, body) = world.mails_to("sample-secretariat@example.org").await.pop().expect("a mail");
    assert!(body.contains("that is why it comes to the Secretariat"), "{body}");
}

#[tokio::test]
async fn where_nobody_can_be_mailed_it_says_so() {
    let world = World::new().await;
    world.cycle().await;
    let mut public = world.public();
    write(&world, &mut public, 0).await;
    public.gets(409).sees("Your message was not sent");
}

#[tokio::test]
async fn who_is_signed_in_answers_for_their_own_address_and_may_have_a_copy() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.facilitator(&place).await;
    let mut member = world.member().await;
    member.visit(CONTACT).await.sees("Answers go to the address of your account.");
    assert!(!member.has("#email"));
    assert_eq!(member.field("Your name"), "Sample Member");
    member.fill("Message", "A question.").fill("Send me a copy", "on");
    world.set_clock("2018-10-15T10:00:00Z");
    member.press("Send the message").await.gets(200);
    assert_eq!(replies(&world, FACILITATOR).await, [Some("sample-member@example.org".to_owned())]);
    let (subject, body) = world.mails_to("sample-member@example.org").await.pop().expect("a copy");
    assert_eq!(subject, "Your message about Cybersecurity 2018");
    assert!(body.contains("A question.") && !body.contains("facilitator@"), "{body}");
}

#[tokio::test]
async fn a_program_that_fills_in_forms_is_held_up_and_a_person_loses_nothing() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.facilitator(&place).await;
    let mut public = world.public();
    let fields = [("name", "Bot"), ("email", "bot@example.org"), ("message", "Buy this.")];
    public.post(CONTACT, &fields).await.gets(422).sees("Send it once more.");
    public.visit(CONTACT).await.fill("Your name", "Fast").fill("Your e-mail address", "fast@example.org");
    world.set_clock("2018-10-15T09:00:03Z");
    public.fill("Message", "Quick words.").press("Send the message").await.gets(422).sees("That was fast.");
    assert_eq!(public.field("Message"), "Quick words.");
    assert!(world.mails_to(FACILITATOR).await.is_empty());
    world.set_clock("2018-10-15T09:00:08Z");
    public.press("Send the message").await.gets(200);
    assert_eq!(world.mails_to(FACILITATOR).await.len(), 1);
}

#[tokio::test]
async fn a_flood_is_stopped_by_address_and_by_network_and_the_text_is_kept() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.facilitator(&place).await;
    let mut public = world.public();
    for minute in 0..3 {
        public.calls_from(&format!("192.0.{minute}.1"));
        write(&world, &mut public, minute).await;
        public.gets(200);
    }
    public.calls_from("198.51.100.1");
    write(&world, &mut public, 3).await;
    public.gets(429).sees("Yours was not sent");
    assert_eq!(public.field("Message"), "How can I help?\n\nTell me.");
    assert_eq!(world.mails_to(FACILITATOR).await.len(), 3);

    let mut sent = 3;
    for number in 0..12 {
        world.set_clock("2018-10-15T11:00:00Z");
        public.calls_from("203.0.113.9");
        public.visit(CONTACT).await.fill("Your name", "N").fill("Message", "M");
        public.fill("Your e-mail address", &format!("n{number}@example.org"));
        world.set_clock("2018-10-15T11:00:05Z");
        public.press("Send the message").await;
        sent += usize::from(public.status == 200);
    }
    assert_eq!(sent, 3 + 10, "ten from one network");
    assert_eq!(world.mails_to(FACILITATOR).await.len(), sent);
}

#[tokio::test]
async fn a_hostile_message_stays_a_text_and_says_nothing_to_other_servers() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.facilitator(&place).await;
    let mut public = world.public();
    for (name, email, message, sentence) in [
        ("", "a@example.org", "Words", "Enter your name."),
        ("Sample", "a@example.org\nBcc: b@example.org", "Words", "Enter an e-mail address"),
        ("Sample", "a@example.org", "  ", "Enter your message."),
        ("Sample", "a@example.org", "x".repeat(10_001).as_str(), "10001 characters"),
    ] {
        public
            .post(CONTACT, &[("name", name), ("email", email), ("message", message)])
            .await
            .gets(422)
            .sees(sentence);
    }
    world.set_clock("2018-10-15T10:00:00Z");
    public.visit(CONTACT).await.fill("Your name", "Sample\nBcc: everybody@example.org");
    public.fill("Your e-mail address", "a@example.org").fill("Message", "<script>alert(1)</script>");
    world.set_clock("2018-10-15T10:01:00Z");
    public.press("Send the message").await.gets(200);
    let (subject, body) = world.mails_to(FACILITATOR).await.pop().expect("a mail");
    assert_eq!(subject, "A message about Cybersecurity 2018");
    assert!(body.starts_with("Sample Bcc: everybody@example.org wrote"), "{body}");
}
