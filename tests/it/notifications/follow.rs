//! Following with and without an account.

use crate::harness::World;
use intersession::meetings::Kind;

const FOLLOWER: &str = "follower@example.org";

#[tokio::test]
async fn somebody_without_an_account_follows_by_an_address_that_they_confirm() {
    let world = World::new().await;
    world.cycle().await;
    let mut public = world.public();
    public.visit("/cybersecurity").await.click("Follow this forum by mail").await.gets(200);
    public.fill("Your name", "Sample Follower").fill("Your e-mail address", "Follower@Example.ORG");
    world.app.clock.set(world.app.now().plus_minutes(1));
    public.press("Follow").await.gets(200).sees("nothing is kept of the address").sees(FOLLOWER);
    assert_eq!(world.count("subscription").await, 0);

    let link = world.mailed_link(FOLLOWER).await;
    let mut scanner = world.public();
    scanner.visit(&link).await.gets(200).sees("its announcements");
    assert_eq!(world.count("subscription").await, 0, "a program that opens links confirms nothing");

    public.visit(&link).await.press("Follow").await.gets(200).sees("You follow");
    assert_eq!(world.count("subscription").await, 1);
    public.visit(&link).await.gets(410);
    let wording: String = sqlx::query_scalar("select wording from consent where how = 'follow'")
        .fetch_one(&world.db)
        .await
        .expect("a consent");
    assert_eq!(wording, "Announcements of the forums may be mailed to me.");
}

#[tokio::test]
async fn what_cannot_be_seen_cannot_be_followed() {
    let world = World::new().await;
    world.cycle().await;
    let mut public = world.public();
    for what in ["/nowhere", "/settings", "//example.org", "/cybersecurity/2018/plan"] {
        public.visit(&format!("/follow?what={what}")).await.gets(404);
    }
    public.visit("/follow").await.gets(400).sees("Open the page of a forum, a cycle or a call");
    public.does_not_see("what you typed");
}

/// Asks for mail about the forum.
async fn ask(world: &World, name: &str, email: &str) -> crate::harness::Browser {
    let mut public = world.public();
    public.visit("/follow?what=/cybersecurity").await.fill("Your name", name);
    public.fill("Your e-mail address", email);
    world.app.clock.set(world.app.now().plus_minutes(1));
    public.press("Follow").await;
    public
}

#[tokio::test]
async fn nobody_has_words_of_their_own_mailed_to_an_address_that_is_not_theirs() {
    let world = World::new().await;
    world.cycle().await;
    ask(&world, "Visit https://example.org/gift now", FOLLOWER).await.gets(200);
    let (subject, body) = world.mails_to(FOLLOWER).await.pop().expect("a mail");
    assert!(!subject.contains("gift") && !body.contains("gift"), "{body}");
    assert!(body.starts_with("Hello,\n"), "{body}");
    let link = world.mailed_link(FOLLOWER).await;
    world.public().visit(&link).await.press("Follow").await.gets(200);
    let name: String = sqlx::query_scalar("select name from person").fetch_one(&world.db).await.expect("one");
    assert_eq!(name, "Visit https://example.org/gift now", "it is theirs once they confirm");
}

#[tokio::test]
async fn six_who_ask_at_once_for_one_address_have_one_mail_sent_there() {
    let world = World::new().await;
    world.cycle().await;
    let mut windows = Vec::new();
    for _ in 0..6 {
        let mut public = world.public();
        public.visit("/follow?what=/cybersecurity").await.fill("Your name", "Sample Nuisance");
        public.fill("Your e-mail address", FOLLOWER);
        windows.push(public);
    }
    world.app.clock.set(world.app.now().plus_minutes(1));
    let pressed = windows.into_iter().map(|mut public| {
        tokio::spawn(async move {
            public.press("Follow").await.gets(200);
        })
    });
    for pressed in pressed.collect::<Vec<_>>() {
        pressed.await.expect("answered");
    }
    assert_eq!(world.mails_to(FOLLOWER).await.len(), 1);
    for _ in 0..5 {
        ask(&world, "Sample Follower", FOLLOWER).await.gets(200);
    }
    assert_eq!(world.mails_to(FOLLOWER).await.len(), 2, "and another after some minutes");
}

#[tokio::test]
async fn many_who_follow_from_one_network_keep_nobody_there_from_signing_in() {
    let world = World::new().await;
    world.cycle().await;
    world.member().await;
    let mut refused = 0;
    for n in 0..60 {
        let mut public = world.public();
        public.visit("/follow?what=/cybersecurity").await.fill("Your name", "Sample Follower");
        public.fill("Your e-mail address", &format!("follower-{n}@example.org"));
        world
            .app
            .clock
            .set(intersession::clock::Instant(world.app.now().0 + std::time::Duration::from_secs(5)));
        public.press("Follow").await;
        refused += usize::from(public.words().contains("Too many mails were asked for"));
    }
    assert!(refused > 0, "the network is held back");
    let mut public = world.public();
    public.visit("/sign-in/link").await.fill("Your e-mail address", "sample-member@example.org");
    public.press("Send me a mail").await.gets(200);
    assert_eq!(world.mails_to("sample-member@example.org").await.len(), 1);
}

#[tokio::test]
async fn a_third_party_is_not_flooded_with_requests_to_confirm() {
    let world = World::new().await;
    world.cycle().await;
    for round in 0..5 {
        let mut public = world.public();
        public.visit("/follow?what=/cybersecurity").await.fill("Your name", "Sample Nuisance");
        public.fill("Your e-mail address", FOLLOWER);
        world.app.clock.set(world.app.now().plus_minutes(1));
        // The page is the same, whether a mail went out or not.
        public.press("Follow").await.gets(200).sees("If follower@example.org can be reached");
        assert!(world.mails_to(FOLLOWER).await.len() <= 3, "round {round}");
    }
}

#[tokio::test]
async fn wrong_input_keeps_what_was_typed() {
    let world = World::new().await;
    world.cycle().await;
    let mut public = world.public();
    public.visit("/follow?what=/cybersecurity").await.fill("Your name", "\u{202E} ");
    public.fill("Your e-mail address", "nowhere");
    public.press("Follow").await.gets(422).sees("Enter your name.").sees("Enter an e-mail address");
    assert_eq!(public.field("Your e-mail address"), "nowhere");
    public.fill("Your name", "Sample").fill("Your e-mail address", FOLLOWER);
    public.press("Follow").await.gets(422).sees("That was fast.");
    assert_eq!(world.count("message").await, 0);
}

#[tokio::test]
async fn who_is_signed_in_follows_at_once_changes_the_pace_and_leaves() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let mut member = world.member().await;
    member.visit("/cybersecurity/2018/meetings/1").await.click("Follow this call by mail").await;
    member
        .press("Follow")
        .await
        .gets(200)
        .sees("You follow 2018 Meeting I. What happens comes in your daily digest.");
    member.visit("/settings/mail").await.sees("2018 Meeting I");
    assert_eq!(member.field("How often, 2018 Meeting I"), "daily");
    member.fill("How often, 2018 Meeting I", "weekly").press("Save").await.gets(200).sees("Saved.");
    assert_eq!(member.field("How often, 2018 Meeting I"), "weekly");
    member.visit("/follow?what=/cybersecurity/2018/meetings/1").await.fill("No mail", "off");
    member.press("Save").await.sees("You get no mail about 2018 Meeting I any more.");
    member.visit("/settings/mail").await;
    assert_eq!(member.field("How often, 2018 Meeting I"), "off");
}

#[tokio::test]
async fn who_follows_agrees_to_be_mailed_until_they_leave_the_last() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let mut member = world.member().await;
    for what in ["/cybersecurity", "/cybersecurity/2018/meetings/1"] {
        member.visit(&format!("/follow?what={what}")).await;
        member.sees("Announcements of the forums may be mailed to me.").press("Follow").await.gets(200);
    }
    assert_eq!(world.count("consent where purpose = 'list' and withdrawn_at is null").await, 1);
    for (left, agreed) in [("/cybersecurity", 1), ("/cybersecurity/2018/meetings/1", 0)] {
        member.visit(&format!("/follow?what={left}")).await.fill("No mail", "off").press("Save").await;
        let stands = world.count("consent where purpose = 'list' and withdrawn_at is null").await;
        assert_eq!(stands, agreed, "{left}");
    }
}

#[tokio::test]
async fn who_withdraws_the_consent_to_be_mailed_follows_nothing_any_more() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let mut member = world.member().await;
    for what in ["/cybersecurity", "/cybersecurity/2018/meetings/1"] {
        member.visit(&format!("/follow?what={what}")).await.press("Follow").await.gets(200);
    }
    member.visit("/settings/consents").await.sees("Withdraw it, and you follow nothing any more.");
    let withdraw = [("purpose", "list"), ("agree", "no")];
    member.post("/settings/consents", &withdraw).await.gets(200).sees("You follow nothing any more.");
    assert_eq!(world.count("subscription where pace <> 'off'").await, 0);
    assert_eq!(world.count("activity where verb = 'subscription.left'").await, 2);
    assert_eq!(world.count("consent where purpose = 'list' and withdrawn_at is null").await, 0);
    member.visit("/settings/mail").await;
    assert_eq!(member.field("How often, 2018 Meeting I"), "off");
}

#[tokio::test]
async fn nobody_begins_to_follow_without_mail() {
    let world = World::new().await;
    world.cycle().await;
    let mut public = world.public();
    let form = [("what", "/cybersecurity"), ("name", "Sample"), ("email", FOLLOWER), ("pace", "off")];
    public.post("/follow", &form).await.gets(422).sees("Choose how often you want to hear of it.");
}

#[tokio::test]
async fn who_turns_out_to_be_two_people_on_file_keeps_what_both_followed() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let (kept, _) = world.account("Sample Kept", false).await;
    let (gone, _) = world.account("Sample Gone", false).await;
    let follow = "insert into subscription (person_id, reference_id, pace, began_at, changed_at)
        select $1, id, $2, now(), now() from reference where kind = any($3)";
    for (person, pace, kinds) in [(kept, "weekly", vec!["forum"]), (gone, "daily", vec!["forum", "meeting"])]
    {
        sqlx::query(follow).bind(person.0).bind(pace).bind(kinds).execute(&world.db).await.expect("followed");
    }
    sqlx::query("select repoint_person($1, $2, array['account', 'role'])")
        .bind(gone.0)
        .bind(kept.0)
        .execute(&world.db)
        .await
        .expect("one person");
    let follows: Vec<(String, String)> = sqlx::query_as(
        "select kind, pace from subscription join reference on reference.id = reference_id where person_id = $1 order by kind",
    )
    .bind(kept.0)
    .fetch_all(&world.db)
    .await
    .expect("follows");
    let expected =
        [("forum", "weekly"), ("meeting", "daily")].map(|(kind, pace)| (kind.to_owned(), pace.to_owned()));
    assert_eq!(follows, expected);
    assert_eq!(call.serial, 1);
}
