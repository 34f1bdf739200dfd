//! Mail through a real mail server, read by a parser that is not ours, and back.

mod postfix;
mod signed;

use std::{
    io::Write,
    process::{Command, Stdio},
    time::Duration,
};

use intersession::{
    clock::Clock,
    db::{self, postgres},
    mail::{Letter, List, store},
};
use postfix::{INSTALL, Postfix};
use serde_json::Value;
use sqlx::PgPool;

use crate::site::Site;

/// A site, and the Postfix that it mails through.
struct Post {
    postfix: Postfix,
    pool: PgPool,
    _site: Site,
}

impl Post {
    async fn open() -> Self {
        Self::open_with(&[]).await
    }

    /// With these variables more.
    async fn open_with(variables: &[(&'static str, String)]) -> Self {
        let postfix = Postfix::prepare();
        let domain = ("MAIL_DOMAIN", "bpf.example.org".to_owned());
        let usual = [
            ("SMTP_URL", format!("smtp://localhost:{}?tls=required", postfix.port)),
            ("SMTP_CA_FILE", postfix.authority().display().to_string()),
            domain.clone(),
        ];
        let site = Site::with(&[&usual[..], variables].concat());
        // As the documentation says: the pipe runs as the user whom the database belongs to.
        let database = site.data().join("postgres");
        let user =
            Command::new("stat").args(["-c", "%U"]).arg(database.join("socket")).output().expect("stat");
        let user = String::from_utf8(user.stdout).expect("a name");
        let data = ("DATA_DIR", site.data().display().to_string());
        postfix.start(user.trim(), &[data, domain, ("LOG", "error".to_owned())]);
        let running = postgres::running(&database, "intersession").expect("its database");
        Self { postfix, pool: db::connect_with(running).await.expect("its database"), _site: site }
    }

    /// Queues a letter; the site sends it.
    async fn send(&self, letter: &Letter) {
        let mut db = self.pool.acquire().await.expect("a connection");
        store::queue(&mut db, letter, Clock::System.now()).await.expect("queued");
    }

    /// Waits until so many messages are delivered.
    async fn delivered(&self, count: usize) -> Vec<Vec<u8>> {
        self.wait_until("it is delivered", async || self.postfix.delivered().len() >= count).await;
        self.postfix.delivered()
    }

    async fn wait_until(&self, what: &str, done: impl AsyncFn() -> bool) {
        for _ in 0..300 {
            if done().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("waited in vain until {what}:\n{}", self.postfix.log());
    }
}

/// What Python makes of a message.
fn read(message: &[u8]) -> Value {
    let mut python = Command::new("python3");
    python.args(["-c", include_str!("read.py")]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut python = python.spawn().unwrap_or_else(|error| panic!("python3: {error}. {INSTALL}"));
    python.stdin.take().expect("its input").write_all(message).expect("read");
    let output = python.wait_with_output().expect("it ends");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[tokio::test]
async fn a_letter_goes_through_postfix_and_another_parser_finds_everything() {
    let post = Post::open().await;
    let invitation = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
    let letter = Letter::new(
        "sample",
        "games@example.org",
        None,
        "Grüße aus Kraków\n\nHello <you>,\n.\nhttps://example.org/a",
    )
    .with_html_of_text()
    .with_calendar(invitation)
    .written_by("Bartholomäus \"Z\" Sonnenschein-Müller\r\nBcc")
    .answers_to("facilitator@example.org")
    .to_list(List { id: "news.cybersecurity".into(), name: "News".into(), ..List::default() })
    .unsubscribed_by("https://bpf.example.org/u/secret")
    .about("/cybersecurity/2018")
    .bulk();
    post.send(&letter).await;
    let [raw] = <[Vec<u8>; 1]>::try_from(post.delivered(1).await).expect("one message");
    let message = read(&raw);
    assert_eq!(message["defects"], serde_json::json!([]), "{message:#}");
    assert_eq!(message["from"], serde_json::json!(["no-reply@bpf.example.org"]));
    assert_eq!(message["files"], serde_json::json!(["invite.ics"]));
    assert_eq!(
        message["kinds"],
        serde_json::json!([
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "text/calendar"
        ])
    );
    let header = |name: &str| message["headers"][name].as_str().unwrap_or_default().to_owned();
    assert_eq!(header("subject"), "Grüße aus Kraków");
    assert_eq!(
        header("from"),
        "\"Bartholomäus \\\"Z\\\" Sonnenschein-Müller Bcc via Intersession\" <no-reply@bpf.example.org>"
    );
    assert_eq!(header("bcc"), "");
    assert_eq!(header("reply-to"), "facilitator@example.org");
    assert_eq!(header("auto-submitted"), "auto-generated");
    assert_eq!(header("precedence"), "bulk");
    assert_eq!(header("list-id"), "\"News\" <news.cybersecurity.bpf.example.org>");
    assert_eq!(header("list-unsubscribe"), "<https://bpf.example.org/u/secret>");
    assert_eq!(header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
    assert_eq!(header("references"), "<cybersecurity.2018.thread@bpf.example.org>");
    assert_eq!(header("in-reply-to"), "");
    assert!(header("return-path").starts_with("<bounce+"), "{message:#}");
    let texts = message["texts"].as_array().expect("texts");
    assert_eq!(texts[0], "Hello <you>,\n.\nhttps://example.org/a\n");
    assert!(texts[1].as_str().expect("html").contains("Hello &lt;you&gt;,"));
}

#[tokio::test]
async fn a_letter_to_nobody_comes_back_from_postfix_and_is_counted() {
    let post = Post::open().await;
    post.send(&Letter::new("sample", "nobody-here@example.org", None, "News\n\nHello")).await;
    let score = async || -> Option<f64> {
        sqlx::query_scalar("select score from mail_address where email = 'nobody-here@example.org'")
            .fetch_optional(&post.pool)
            .await
            .expect("asked")
    };
    post.wait_until("it came back", async || score().await.is_some()).await;
    assert_eq!(score().await, Some(1.0));
    let status: String =
        sqlx::query_scalar("select status from bounce").fetch_one(&post.pool).await.expect("one");
    assert_eq!(status, "5.1.1");
    post.wait_until("the pipe ends", async || post.postfix.path("back/codes").exists()).await;
    let said = std::fs::read_to_string(post.postfix.path("back/said")).expect("said");
    assert!(said.contains("came back: for good."), "{said}");
}
