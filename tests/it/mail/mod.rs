//! Mail that leaves: over SMTP or into files, tried again while it may go better, and shown to the Secretariat.

mod killed;
mod lines;
mod parts;
mod resumed;
mod returned;
mod stages;

use std::{path::Path, time::Duration};

use crate::harness::{Manner, SmtpServer, World};
use intersession::{
    mail::{Letter, Sender, Transport, TransportSettings, store},
    worker::work_once,
};

fn sender() -> Sender {
    Sender { domain: "bpf.example.org".into(), key: [7; 32] }
}

fn settings(smtp_url: Option<String>, folder: &Path) -> TransportSettings {
    let patience = Duration::from_secs(2);
    TransportSettings {
        smtp_url,
        ca_file: None,
        sender: sender(),
        folder: folder.to_owned(),
        dkim: None,
        patience,
    }
}

fn transport(smtp_url: Option<String>, folder: &Path) -> Transport {
    Transport::open(&settings(smtp_url, folder)).expect("a transport")
}

/// Over this server.
fn way(server: &SmtpServer) -> Transport {
    transport(Some(server.url()), Path::new("/nowhere"))
}

async fn queue_letter(world: &World, letter: &Letter) {
    let mut db = world.db.acquire().await.expect("a connection");
    store::queue(&mut db, letter, world.app.now()).await.expect("queued");
}

async fn queue(world: &World, to: &str) {
    let letter =
        Letter::new("sample", to, None, "Grüße from Kraków\n\nOpen https://bpf.example.org/l/s3cret now.")
            .secret("https://bpf.example.org/l/s3cret");
    queue_letter(world, &letter).await;
}

async fn work(world: &World, transport: &Transport) {
    work_once(&world.app, transport).await.expect("worked");
}

async fn state(world: &World) -> (String, i32, Option<String>) {
    let query = "select state, tries, secret_body from message order by id desc limit 1";
    sqlx::query_as(query).fetch_one(&world.db).await.expect("a message")
}

#[tokio::test]
async fn a_message_leaves_over_smtp_and_its_secret_goes_with_it() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    queue(&world, "sample@example.org").await;
    work(&world, &way(&server)).await;

    let [message] = <[String; 1]>::try_from(server.taken()).expect("one message");
    for line in [
        "From: Intersession <no-reply@bpf.example.org>",
        "To: sample@example.org",
        "Auto-Submitted: auto-generated",
        "Message-ID: <1.",
    ] {
        assert!(message.contains(line), "{line} in:\n{message}");
    }
    assert!(message.contains("=?utf-8?"), "a subject beyond ASCII is encoded:\n{message}");
    assert!(message.contains("/l/s3cret"));
    assert_eq!(state(&world).await, ("sent".into(), 1, None));
    let kept: String =
        sqlx::query_scalar("select body from message").fetch_one(&world.db).await.expect("a message");
    assert!(!kept.contains("s3cret") && kept.contains("••••••••"), "{kept}");
}

#[tokio::test]
async fn a_busy_server_is_asked_again_later_and_one_that_refuses_is_not() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    let way = way(&server);
    server.behave(Manner::Answers("MAIL", "451 4.3.2 busy, try later"));
    queue(&world, "sample@example.org").await;
    work(&world, &way).await;
    work(&world, &way).await;
    let (waits, tries, secret) = state(&world).await;
    assert_eq!((waits.as_str(), tries), ("waiting", 1), "not again before its time");
    assert!(secret.is_some());

    server.behave(Manner::Takes);
    world.set_clock("2018-10-15T09:06:00Z");
    work(&world, &way).await;
    assert_eq!(state(&world).await, ("sent".into(), 2, None));

    server.behave(Manner::Answers("RCPT", "550 5.1.1 nobody of that name"));
    queue(&world, "nobody@example.org").await;
    work(&world, &way).await;
    assert_eq!(state(&world).await, ("failed".into(), 1, None));
    let mut secretariat = world.secretariat().await;
    secretariat
        .visit("/admin/mail?state=failed")
        .await
        .sees("The mail server said: 550 5.1.1 nobody of that name")
        .does_not_see("permanent error");
}

#[tokio::test]
async fn a_server_that_is_gone_is_tried_ten_times_and_then_no_more() {
    let world = World::new().await;
    let way = transport(Some("smtp://127.0.0.1:1".into()), Path::new("/nowhere"));
    queue(&world, "sample@example.org").await;
    for day in 15..=25 {
        world.set_clock(&format!("2018-10-{day}T09:00:00Z"));
        work(&world, &way).await;
    }
    assert_eq!(state(&world).await, ("failed".into(), 10, None));
}

#[tokio::test]
async fn a_message_whose_fate_is_unknown_is_sent_again() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    let way = way(&server);
    server.behave(Manner::Drops("TEXT"));
    queue(&world, "sample@example.org").await;
    work(&world, &way).await;
    assert_eq!(state(&world).await.0, "waiting");
    server.behave(Manner::Takes);
    world.set_clock("2018-10-15T10:00:00Z");
    work(&world, &way).await;
    assert_eq!((state(&world).await.0.as_str(), server.taken().len()), ("sent", 1));
}

#[tokio::test]
async fn without_a_server_mail_is_written_to_files_that_nobody_else_can_read() {
    use std::os::unix::fs::PermissionsExt;
    let (world, folder) = (World::new().await, tempfile::tempdir().expect("a folder"));
    queue(&world, "sample@example.org").await;
    work(&world, &transport(None, folder.path())).await;

    let file = folder.path().join("00000001.eml");
    let message = std::fs::read_to_string(&file).expect("a file");
    assert!(message.contains("/l/s3cret"), "{message}");
    let mode = std::fs::metadata(&file).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(state(&world).await.0, "sent");
}

#[tokio::test]
async fn two_servers_on_one_queue_send_each_message_once() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    for n in 0..30 {
        queue(&world, &format!("sample-{n}@example.org")).await;
    }
    let way = way(&server);
    tokio::join!(work(&world, &way), work(&world, &way), work(&world, &way));

    let mut to: Vec<String> = server
        .taken()
        .iter()
        .map(|message| message.lines().find(|line| line.starts_with("To:")).expect("a recipient").to_owned())
        .collect();
    assert_eq!(to.len(), 30);
    to.sort();
    to.dedup();
    assert_eq!(to.len(), 30);
}

#[tokio::test]
async fn the_secretariat_sees_each_message_without_its_secrets_and_takes_one_back() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin/mail").await.sees("No message.");
    queue(&world, "sample@example.org").await;
    secretariat.visit("/admin/mail").await.sees("Grüße from Kraków").sees("Waiting (1)");
    assert!(!secretariat.body.contains("s3cret"));

    let mut late = secretariat.clone();
    secretariat.press("Take back").await.sees("The message is taken back.").sees("Cancelled (1)");
    late.press("Try now")
        .await
        .gets(409)
        .sees("This message was sent, given up or taken back in the meantime, or is being sent right now.");
    assert_eq!(state(&world).await, ("cancelled".into(), 0, None));
    world.member().await.visit("/admin/mail").await.gets(403);
    world.public().visit("/admin/mail").await.gets(401);
}

#[tokio::test]
async fn a_hostile_subject_is_only_text_in_the_log() {
    let world = World::new().await;
    let mut db = world.db.acquire().await.expect("a connection");
    let hostile = "<script>alert(1)</script>\r\nBcc: victim@example.org\n\n<img src=x onerror=alert(1)>";
    let letter = Letter::new("sample", "sample@example.org", None, hostile);
    store::queue(&mut db, &letter, world.app.now()).await.expect("queued");
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin/mail").await.sees("<script>alert(1)</script>");
    assert!(!secretariat.body.contains("<script>alert") && !secretariat.body.contains("<img src=x"));
}
