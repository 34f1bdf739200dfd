//! What comes back: counted against its address, once, and only where it is proven.

use intersession::{
    mail::{self, Letter, Received, health::BounceKind, store},
    privacy,
};

use super::{Manner, SmtpServer, World, queue_letter, sender, way, work};

/// Notices that Postfix 3.7 wrote.
const UNKNOWN_USER: &str = include_str!("notices/unknown-user.eml");
const MAILBOX_FULL: &str = include_str!("notices/mailbox-full.eml");
const EXPIRED: &str = include_str!("notices/expired.eml");
const DELAYED: &str = include_str!("notices/delayed.eml");
const DELIVERED: &str = include_str!("notices/delivered.eml");

/// The notice about this message.
fn about(notice: &str, message: i64) -> String {
    let sender = sender();
    notice
        .replace("RETURN-PATH", &sender.return_path(message))
        .replace("MESSAGE-ID", &sender.message_id(message))
}

async fn receive(world: &World, notice: &str) -> Received {
    let mut db = world.db.begin().await.expect("a transaction");
    let received =
        mail::receive(&mut db, &sender(), notice.as_bytes(), None, world.app.now()).await.expect("taken");
    db.commit().await.expect("committed");
    received
}

async fn queue(world: &World, kind: &'static str) -> i64 {
    queue_letter(world, &Letter::new(kind, "Sample-Member@example.org", None, "News\n\nHello")).await;
    sqlx::query_scalar("select max(id) from message").fetch_one(&world.db).await.expect("a message")
}

async fn score(world: &World) -> f64 {
    let query = "select coalesce(max(score), 0) from mail_address where email = 'sample-member@example.org'";
    sqlx::query_scalar(query).fetch_one(&world.db).await.expect("a score")
}

async fn is_suspended(world: &World) -> bool {
    world.count("mail_address where suspended_at is not null").await == 1
}

#[tokio::test]
async fn what_postfix_says_is_understood() {
    let world = World::new().await;
    for (notice, received, scores) in [
        (UNKNOWN_USER, Some(BounceKind::Hard), 1.0),
        (MAILBOX_FULL, Some(BounceKind::Hard), 2.0),
        (EXPIRED, Some(BounceKind::Soft), 2.5),
        (DELAYED, None, 2.5),
        (DELIVERED, None, 2.5),
    ] {
        let message = queue(&world, "sample").await;
        let expected = received.map_or(Received::Fine, |kind| Received::Counted(message, kind));
        let notice = about(notice, message);
        assert_eq!(receive(&world, &notice).await, expected, "{notice}");
        assert!((score(&world).await - scores).abs() < 1e-9, "{}", score(&world).await);
    }
}

#[tokio::test]
async fn a_notice_counts_once_however_often_and_by_whatever_way_it_comes() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    let message = queue(&world, "sample").await;
    let notice = about(UNKNOWN_USER, message);
    receive(&world, &notice).await;
    assert_eq!(receive(&world, &notice).await, Received::Known);
    let again = format!("Received: from elsewhere.example.org\n{}", about(EXPIRED, message));
    assert_eq!(receive(&world, &again).await, Received::Known);
    server.behave(Manner::Answers("RCPT", "550 5.1.1 nobody of that name"));
    work(&world, &way(&server)).await;
    assert!((score(&world).await - 1.0).abs() < 1e-9);
}

#[tokio::test]
async fn the_returned_message_id_is_a_proof_too_and_a_guess_is_none() {
    let world = World::new().await;
    let message = queue(&world, "sample").await;
    let sender = sender();
    let elsewhere =
        |id: &str| UNKNOWN_USER.replace("RETURN-PATH", "postmaster@example.org").replace("MESSAGE-ID", id);
    for guess in
        [format!("{message}.message@bpf.example.org"), format!("{message}.aaaaaaaaaa@bpf.example.org")]
    {
        assert_eq!(receive(&world, &elsewhere(&guess)).await, Received::Kept);
        sqlx::query("delete from bounce").execute(&world.db).await.expect("deleted");
    }
    assert!(score(&world).await < 1e-9, "nobody's address is suspended on a guess");
    let proven = elsewhere(&sender.message_id(message));
    assert_eq!(receive(&world, &proven).await, Received::Counted(message, BounceKind::Hard));
    let next = queue(&world, "sample").await;
    let told =
        mail::Notice::read(&sender, elsewhere("x@example.org").as_bytes(), Some(&sender.return_path(next)));
    assert_eq!(
        told.and_then(|notice| notice.message),
        Some(next),
        "the server says to whom it was delivered"
    );
}

#[tokio::test]
async fn what_no_machine_can_read_is_kept_for_a_person() {
    let world = World::new().await;
    let message = queue(&world, "sample").await;
    let old = format!(
        "From: MAILER-DAEMON@old.example.org\nTo: {}\nSubject: failure notice\n\nHi. This is the qmail-send program.\n<script>alert(1)</script> No mailbox here by that name.\n",
        sender().return_path(message)
    );
    assert_eq!(receive(&world, &old).await, Received::Kept);
    assert_eq!(receive(&world, &old).await, Received::Known);
    assert!(score(&world).await < 1e-9);
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin/mail/returned").await.sees("qmail-send").sees("Unknown").sees("News");
    assert!(!secretariat.body.contains("<script>alert"));
    world.member().await.visit("/admin/mail/returned").await.gets(403);
    world.public().visit("/admin/mail/addresses").await.gets(401);
}

#[tokio::test]
async fn what_is_no_message_is_said_to_be_none() {
    let world = World::new().await;
    let binary: String = (0..5000_u32).filter_map(|n| char::from_u32(n * 7 % 256)).collect();
    let nested = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(3000);
    for input in ["", "\n\n\n", "hello", &binary, &nested] {
        assert_eq!(receive(&world, input).await, Received::NoMessage, "{:?}", &input[..input.len().min(40)]);
    }
    let hostile =
        about(UNKNOWN_USER, 1).replace("Status: 5.1.1", &format!("Status: {}", "5".repeat(100_000)));
    let hostile = hostile.replace("unknown user", "\u{0}\u{202E}\u{1b}[2J unknown user");
    assert_ne!(receive(&world, &hostile).await, Received::NoMessage);
}

#[tokio::test]
async fn an_address_that_always_bounces_is_warned_then_suspended_and_resumes() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    let mut member = world.member().await;
    for day in 1..=4 {
        world.set_clock(&format!("2018-10-{}T09:00:00Z", 14 + day));
        let message = queue(&world, "digest").await;
        work(&world, &way(&server)).await;
        receive(&world, &about(UNKNOWN_USER, message)).await;
        member.visit("/settings").await;
        match day {
            1 => assert!(!member.words().contains("came back"), "one alone is no reason"),
            2 | 3 => assert!(member.words().contains("Mail to you came back"), "{day}"),
            _ => assert!(member.words().contains("You get no mail"), "{day}"),
        }
    }
    assert!(is_suspended(&world).await);
    member.visit("/").await.sees("You get no mail.");
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin/mail").await.sees("Suspended");
    secretariat.visit("/admin/mail/addresses").await.sees("sample-member@example.org").sees("Suspended");

    let before = server.taken().len();
    queue(&world, "digest").await;
    work(&world, &way(&server)).await;
    assert_eq!(server.taken().len(), before, "nothing is mailed");
    let settled: (String, String) =
        sqlx::query_as("select state, failure from message order by id desc limit 1")
            .fetch_one(&world.db)
            .await
            .expect("a message");
    assert_eq!(settled.0, "cancelled");
    assert!(settled.1.contains("suspended"), "{}", settled.1);

    world
        .public()
        .visit("/sign-in/link")
        .await
        .fill("Your e-mail address", "sample-member@example.org")
        .press("Send me a mail")
        .await;
    work(&world, &way(&server)).await;
    assert_eq!(server.taken().len(), before + 1, "what its reader asks for goes out");

    member.visit("/settings").await.press("Mail me again").await.sees("You are mailed again.");
    assert!(!member.words().contains("You get no mail"));
    queue(&world, "digest").await;
    work(&world, &way(&server)).await;
    assert_eq!(server.taken().len(), before + 2);
}

#[tokio::test]
async fn three_for_good_within_a_minute_suspend() {
    let world = World::new().await;
    for n in 0..3 {
        assert!(!is_suspended(&world).await, "after {n}");
        let message = queue(&world, "sample").await;
        receive(&world, &about(UNKNOWN_USER, message)).await;
        world.app.clock.set(world.app.now().plus_minutes(1));
    }
    assert!(is_suspended(&world).await);
}

#[tokio::test]
async fn a_notice_from_nobody_is_counted() {
    let world = World::new().await;
    for from in ["From: <>\n", ""] {
        let message = queue(&world, "sample").await;
        let head_less = |line: &&str| {
            !["From:", "Date:", "Message-Id:", "\tid "].iter().any(|start| line.starts_with(start))
        };
        let (head, body) = UNKNOWN_USER.split_once("\n\n").expect("a head");
        let head: Vec<&str> = head.lines().filter(head_less).collect();
        let notice = about(&format!("{from}{}\n\n{body}", head.join("\n")), message);
        assert_eq!(receive(&world, &notice).await, Received::Counted(message, BounceKind::Hard), "{notice}");
    }
}

#[tokio::test]
async fn what_no_machine_can_read_is_shown_with_who_wrote_it_and_about_what() {
    let world = World::new().await;
    let message = queue(&world, "sample").await;
    let to = sender().return_path(message);
    let answer = format!(
        "From: Zoë Sample <zoe@example.org>\nTo: {to}\nSubject: Re: News\nContent-Type: text/calendar; method=COUNTER\n\nBEGIN:VCALENDAR\nMETHOD:COUNTER\nEND:VCALENDAR\n"
    );
    assert_eq!(receive(&world, &answer).await, Received::Kept);
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin/mail/returned").await.sees("Zoë Sample").sees("zoe@example.org");
    secretariat.sees("Re: News").sees("METHOD:COUNTER");
}

#[tokio::test]
async fn a_score_fades() {
    let world = World::new().await;
    let first = queue(&world, "sample").await;
    receive(&world, &about(UNKNOWN_USER, first)).await;
    world.set_clock("2018-10-29T09:00:00Z");
    let second = queue(&world, "sample").await;
    receive(&world, &about(UNKNOWN_USER, second)).await;
    assert!((score(&world).await - 1.5).abs() < 1e-9, "half of the first, the whole of the second");
    let mut db = world.db.acquire().await.expect("a connection");
    let warned = store::list_in_trouble(&mut db, world.app.now(), 10).await.expect("a list");
    assert_eq!(warned.len(), 1);
    world.set_clock("2018-11-05T09:00:00Z");
    let warned = store::list_in_trouble(&mut db, world.app.now(), 10).await.expect("a list");
    assert_eq!(warned.len(), 0);
}

#[tokio::test]
async fn what_came_back_is_held_and_erased_with_the_person() {
    let world = World::new().await;
    let (person, account) = world.account("Sample Member", false).await;
    let message = queue(&world, "sample").await;
    receive(&world, &about(UNKNOWN_USER, message)).await;
    let mut db = world.db.acquire().await.expect("a connection");
    let held = privacy::store::held::find_held(&mut db, account).await.expect("found").expect("there");
    assert_eq!(held.addresses[0].mail_came_back_at, Some(world.app.now()));
    let emails = ["Sample-Member@example.org".to_owned(), "sample-member@example.org".to_owned()];
    privacy::store::erase::erase_messages(&mut db, person, &emails, world.app.now()).await.expect("erased");
    assert_eq!(world.count("mail_address").await, 0);
    assert_eq!(world.count("bounce where said <> ''").await, 0);
}

#[tokio::test]
async fn one_that_was_given_up_is_tried_again_unless_it_lost_its_secrets() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    server.behave(Manner::Answers("TEXT", "554 5.6.0 no"));
    let plain = Letter::new("sample", "sample@example.org", None, "Plain\n\nHello").with_html_of_text();
    queue_letter(&world, &plain).await;
    queue_letter(&world, &Letter::new("sample", "sample@example.org", None, "Secret\n\nabc").secret("abc"))
        .await;
    work(&world, &way(&server)).await;
    server.behave(Manner::Takes);
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin/mail?state=failed").await.sees("Plain").sees("Secret");
    assert_eq!(secretariat.body.matches("Try again").count(), 1);
    secretariat.press("Try again").await.sees("The message is tried again now.");
    secretariat.post("/admin/mail/2/hurry", &[]).await.gets(409);
    work(&world, &way(&server)).await;
    let [message] = <[String; 1]>::try_from(server.taken()).expect("one message");
    assert!(message.contains("Subject: Plain") && message.contains("text/html"), "{message}");
}
