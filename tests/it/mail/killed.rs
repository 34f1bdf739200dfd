//! The real program: killed while it sends, two of them on one queue, woken or not, and at the end of a mail server's
//! pipe.

use std::{
    collections::BTreeMap,
    io::Write,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use intersession::{
    mail::{Letter, store},
    meetings::Kind,
    worker,
};
use sqlx::{ConnectOptions, postgres::PgListener};
use tokio::sync::watch;

use super::{Manner, SmtpServer, World, way};

/// How many lines a worker has, each with one message in hand that may be sent again.
const LINES: usize = 6;

fn program(world: &World, dir: &tempfile::TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_intersession"));
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("DATA_DIR", dir.path())
        .env("DATABASE_URL", world.db.connect_options().to_url_lossy().to_string())
        .env("MAIL_DOMAIN", "bpf.example.org")
        .env("LOG", "error")
        .current_dir(dir.path())
        .stdin(Stdio::null());
    command
}

fn start(world: &World, dir: &tempfile::TempDir, server: &SmtpServer) -> Child {
    let mut command = program(world, dir);
    command.args(["work", "--once"]).env("SMTP_URL", server.url()).stdout(Stdio::null());
    command.spawn().expect("the program starts")
}

async fn ends(mut child: Child) {
    let ended = tokio::task::spawn_blocking(move || child.wait());
    assert!(ended.await.expect("waited").expect("ended").success());
}

async fn queue_many(world: &World, count: usize) {
    let letters: Vec<Letter> = (0..count)
        .map(|n| Letter::new("sample", &format!("sample-{n}@example.org"), None, "News\n\nHello").bulk())
        .collect();
    let mut db = world.db.acquire().await.expect("a connection");
    store::queue_many(&mut db, &letters, intersession::clock::Clock::System.now()).await.expect("queued");
}

/// How often each message was taken.
fn copies(server: &SmtpServer) -> BTreeMap<String, usize> {
    let mut copies = BTreeMap::new();
    for message in server.taken() {
        let to = message.lines().find(|line| line.starts_with("To:")).expect("a recipient");
        *copies.entry(to.to_owned()).or_default() += 1;
    }
    copies
}

async fn wait_until(what: &str, done: impl AsyncFn() -> bool) {
    for _ in 0..600 {
        if done().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("waited in vain until {what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_sending_and_recording_it_sends_one_message_of_each_line_again() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    let dir = tempfile::tempdir().expect("a folder");
    queue_many(&world, 200).await;
    server.behave(Manner::SilentAfter(50));
    let mut first = start(&world, &dir, &server);
    wait_until("every line waits for an answer", async || server.taken().len() >= 50 + LINES).await;
    first.kill().expect("killed");
    first.wait().expect("gone");

    server.behave(Manner::Takes);
    let at_once = server.taken().len();
    let second = start(&world, &dir, &server);
    ends(second).await;
    let held = world.count("message where state = 'waiting'").await;
    assert!(
        held > 0 && server.taken().len() > at_once,
        "what was in its hand is left to it for a while: {held}"
    );
    sqlx::query("update message set leased_until = now() where state = 'waiting'")
        .execute(&world.db)
        .await
        .expect("time passes");
    ends(start(&world, &dir, &server)).await;

    let copies = copies(&server);
    assert_eq!(copies.len(), 200, "nothing is lost");
    assert!(copies.values().all(|count| *count <= 2));
    let twice = copies.values().filter(|count| **count == 2).count();
    assert!((1..=LINES).contains(&twice), "{twice} were sent twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_on_one_queue_send_each_message_once() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    let dirs = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    queue_many(&world, 600).await;
    let [one, two] = dirs.each_ref().map(|dir| start(&world, dir, &server));
    tokio::join!(ends(one), ends(two));
    let copies = copies(&server);
    assert_eq!((copies.len(), server.taken().len()), (600, 600));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_wakes_the_worker_and_is_found_without_too() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    let mut listener = PgListener::connect_with(&world.db).await.expect("a listener");
    listener.listen("message").await.expect("listening");
    queue_many(&world, 1).await;
    let rang = tokio::time::timeout(Duration::from_secs(10), listener.recv()).await;
    assert_eq!(rang.expect("it rings").expect("a notification").channel(), "message");

    // As behind a pooler, where nobody hears anything.
    sqlx::query("drop trigger message_wakes on message").execute(&world.db).await.expect("dropped");
    let (stop, stopping) = watch::channel(false);
    world.app.clock.set(intersession::clock::Clock::System.now().plus_minutes(10));
    let working = tokio::spawn(worker::run(world.app.clone(), way(&server), stopping));
    wait_until("the first is sent", async || server.taken().len() == 1).await;
    queue_many(&world, 30).await;
    wait_until("all are sent", async || server.taken().len() == 31).await;
    stop.send(true).expect("it works still");
    tokio::time::timeout(Duration::from_secs(10), working).await.expect("it stops").expect("well");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_told_to_stop_gives_back_what_it_has_not_begun() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    queue_many(&world, 100).await;
    server.behave(Manner::SilentAfter(0));
    let (stop, stopping) = watch::channel(false);
    world.app.clock.set(intersession::clock::Clock::System.now().plus_minutes(10));
    let working = tokio::spawn(worker::run(world.app.clone(), way(&server), stopping));
    wait_until("every line is busy", async || server.taken().len() >= LINES).await;
    stop.send(true).expect("it works");
    tokio::time::timeout(Duration::from_secs(20), working).await.expect("it stops").expect("well");
    assert_eq!(server.taken().len(), LINES, "nothing more was begun");
    assert_eq!(world.count("message where state = 'waiting' and leased_until is not null").await, 0);
}

fn receive(world: &World, dir: &tempfile::TempDir, input: &[u8]) -> Output {
    let mut command = program(world, dir);
    command.arg("receive-bounce").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // It may have read enough before the end.
    let _ = child.stdin.take().expect("its input").write_all(input);
    child.wait_with_output().expect("it ends")
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_end_of_a_pipe_it_says_what_became_of_a_notice() {
    let world = World::new().await;
    let dir = tempfile::tempdir().expect("a folder");
    queue_many(&world, 1).await;
    let key = intersession::db::form_key(&world.db).await.expect("a key");
    let sender = intersession::mail::Sender { domain: "bpf.example.org".into(), key };
    let notice = include_str!("notices/unknown-user.eml")
        .replace("RETURN-PATH", &sender.return_path(1))
        .replace("MESSAGE-ID", &sender.message_id(1));
    let huge = [notice.as_bytes(), &vec![b'x'; 11 * 1024 * 1024]].concat();
    for (input, code, says) in [
        (notice.as_bytes(), 0, "Message 1 came back: for good.\n"),
        (notice.as_bytes(), 0, "This notice is known already; it is not counted again.\n"),
        (b"", 65, "This is no message, or one of more than 10 MB.\n"),
        (&[0xff; 5000], 65, "This is no message, or one of more than 10 MB.\n"),
        (&huge, 65, "This is no message, or one of more than 10 MB.\n"),
    ] {
        let output = receive(&world, &dir, input);
        assert_eq!(
            (output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()),
            (Some(code), says)
        );
    }
    assert_eq!(world.count("mail_address").await, 1);

    let mut command = program(&world, &dir);
    command.arg("receive-bounce").env("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none");
    let output = command.output().expect("it ends");
    assert_eq!(output.status.code(), Some(75), "to be tried again later");
    let line = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(line.lines().count(), 1, "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_end_of_a_pipe_it_takes_what_a_calendar_answers() {
    let world = World::new().await;
    let dir = tempfile::tempdir().expect("a folder");
    let place = world.cycle().await;
    let (person, _) = world.account("Sample Reader", false).await;
    // The program goes by the machine's clock.
    let call = world.call(&place, Kind::Virtual, &["2199-11-06T15:00:00Z"]).await;
    let key = intersession::db::form_key(&world.db).await.expect("a key");
    let sender = intersession::mail::Sender { domain: "bpf.example.org".into(), key };
    let to = sender.answer_address(call.sittings[0].id.0, person.0);
    let email = "sample-reader@example.org";
    let answer = format!(
        "From: {email}\nTo: {to}\nSubject: Accepted\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nSEQUENCE:0\nATTENDEE;PARTSTAT=ACCEPTED:mailto:{email}\nEND:VEVENT\nEND:VCALENDAR\n"
    );

    let output = receive(&world, &dir, answer.as_bytes());
    let line = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(line, "A calendar answered whether somebody comes to a call; it is noted.\n");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(world.count("rsvp where answer = 'yes'").await, 1);
    world.public().visit("/cybersecurity/2018/meetings/1").await.sees("1 comes.");
}
