//! What a message is made of, as others' programs read it.

use intersession::mail::{Letter, List, store};
use mail_parser::{MessageParser, MimeHeaders};

use super::{queue_letter, settings, way, work};
use crate::harness::{SmtpServer, World, at};

/// Queues a letter, sends it, and gives what arrived.
async fn sent(letter: &Letter) -> String {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    queue_letter(&world, letter).await;
    work(&world, &way(&server)).await;
    let [message] = <[String; 1]>::try_from(server.taken()).expect("one message");
    message
}

fn letter(rendered: &str) -> Letter {
    Letter::new("sample", "sample@example.org", None, rendered)
}

#[tokio::test]
async fn a_letter_carries_what_others_programs_look_for() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    let url = "https://bpf.example.org/u/0123456789abcdef0123456789abcdef0123456789abcdef?list=announcements";
    let list = List {
        id: "announcements.cybersecurity".into(),
        name: "Announcements, Cybersecurity".into(),
        archive: Some("https://bpf.example.org/cybersecurity".into()),
        help: None,
    };
    let letter =
        Letter::new("sample", "sample@example.org", None, &format!("News\n\nHello <you>.\n\nStop: {url}"))
            .with_html_of_text()
            .with_calendar("BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n")
            .written_by("Zoë\r\nBcc: victim@example.org\u{202E}")
            .answers_to("facilitator@example.org")
            .to_list(list)
            .unsubscribed_by(url)
            .about("/cybersecurity/2018/meetings/2")
            .bulk();
    queue_letter(&world, &letter).await;
    work(&world, &way(&server)).await;

    let [message] = <[String; 1]>::try_from(server.taken()).expect("one message");
    for line in [
        "Reply-To: facilitator@example.org\r\n",
        "Precedence: bulk\r\n",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        &format!("<{url}>\r\n"),
        "<announcements.cybersecurity.bpf.example.org>\r\n",
        "References: <cybersecurity.2018.meetings.2.thread@bpf.example.org>\r\n",
        "Date: Mon, 15 Oct 2018 09:00:00 +0000\r\n",
        "text/calendar; charset=utf-8; method=CANCEL",
        "invite.ics",
    ] {
        assert!(message.contains(line), "{line} in:\n{message}");
    }
    assert!(!message.contains("\r\nBcc:"), "{message}");
    let kept: (String, Option<String>, Option<String>, bool) =
        sqlx::query_as("select body, html, unsubscribe_url, blanked from message")
            .fetch_one(&world.db)
            .await
            .expect("a message");
    assert_eq!(kept, ("Hello <you>.\n\nStop: ••••••••\n".into(), None, None, true));
}

#[tokio::test]
async fn many_letters_are_queued_at_once_and_each_keeps_its_order_and_its_time() {
    let world = World::new().await;
    let mut db = world.db.acquire().await.expect("a connection");
    let later = at("2018-10-16T09:00:00Z");
    let letters: Vec<Letter> = (0..2500)
        .map(|n| Letter::new("sample", &format!("sample-{n}@example.org"), None, "News\n\nHello").bulk())
        .map(|letter| if letter.to.contains('7') { letter.not_before(later) } else { letter })
        .collect();
    store::queue_many(&mut db, &letters, world.app.now()).await.expect("queued");
    let recipients: Vec<String> = sqlx::query_scalar("select recipient from message order by id")
        .fetch_all(&world.db)
        .await
        .expect("rows");
    assert!(recipients.iter().zip(&letters).all(|(recipient, letter)| *recipient == letter.to));
    assert_eq!(recipients.len(), 2500);
    let wait: i64 = sqlx::query_scalar("select count(*) from message where due_at = '2018-10-16 09:00Z'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(usize::try_from(wait).ok(), Some(letters.iter().filter(|l| l.not_before.is_some()).count()));
    assert!(wait > 0);
}

#[tokio::test]
async fn plain_text_comes_first_and_an_invitation_last() {
    let invitation = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Zoë's call\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let letter = letter("A call\n\nHello <b>you</b> & all.\n.\nA dot above.").with_html_of_text();
    let raw = sent(&letter.with_calendar(invitation)).await;
    assert!(raw.is_ascii() && raw.lines().all(|line| line.len() <= 998), "{raw}");
    let message = MessageParser::default().parse(raw.as_bytes()).expect("a message");
    let kinds: Vec<String> = message
        .parts
        .iter()
        .filter_map(|part| part.content_type())
        .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()))
        .collect();
    assert_eq!(
        kinds,
        [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "text/calendar"
        ]
    );
    let text = message.body_text(0).expect("a text").replace("\r\n", "\n");
    assert_eq!(text, "Hello <b>you</b> & all.\n.\nA dot above.\n");
    let html = message.body_html(0).expect("html");
    assert!(html.contains("Hello &lt;b&gt;you&lt;/b&gt; &amp; all.") && !html.contains("<b>"), "{html}");
    assert!(!html.contains("<img") && !html.contains("src="), "nothing is fetched: {html}");
    let file =
        message.attachments().find(|part| part.attachment_name() == Some("invite.ics")).expect("a file");
    assert_eq!(file.content_type().and_then(|kind| kind.attribute("method")), Some("REQUEST"));
    assert_eq!(String::from_utf8_lossy(file.contents()), invitation);
}

#[tokio::test]
async fn a_name_or_a_subject_that_is_no_line_stays_in_its_header() {
    let mut hostile = letter("News\n\nHello");
    hostile.subject = format!("Grüße\r\nBcc: victim@example.org\u{202E}{}", " und mehr".repeat(60));
    let raw =
        sent(&hostile.written_by("Sample \"Q\" <x@example.org>\nBcc: victim@example.org\u{2066}, Zoë")).await;
    let head = raw.split("\r\n\r\n").next().expect("a head");
    assert!(head.lines().all(|line| line.len() <= 78), "folded:\n{head}");
    assert!(!head.to_lowercase().contains("\r\nbcc:"), "{head}");
    let message = MessageParser::default().parse(raw.as_bytes()).expect("a message");
    let subject = message.subject().expect("a subject");
    assert!(
        subject.starts_with("Grüße Bcc: victim@example.org und mehr") && subject.ends_with('…'),
        "{subject}"
    );
    let from = message.from().and_then(|from| from.first()).expect("a sender");
    assert_eq!(from.address(), Some("no-reply@bpf.example.org"));
    assert_eq!(
        from.name(),
        Some("Sample \"Q\" <x@example.org> Bcc: victim@example.org, Zoë via Intersession")
    );
    assert_eq!(message.from().map(|from| from.iter().count()), Some(1));
}

#[tokio::test]
async fn a_message_about_a_thing_stays_with_the_others_about_it() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    for n in 1..=2 {
        queue_letter(&world, &letter(&format!("News {n}\n\nHello")).about("/cybersecurity/2018/meetings/2"))
            .await;
    }
    work(&world, &way(&server)).await;
    let taken = server.taken();
    let parsed: Vec<_> =
        taken.iter().map(|raw| MessageParser::default().parse(raw.as_bytes()).expect("a message")).collect();
    let threads: Vec<_> = parsed.iter().map(|message| message.references().as_text()).collect();
    assert_eq!(threads, [Some("cybersecurity.2018.meetings.2.thread@bpf.example.org"); 2]);
    assert_ne!(parsed[0].message_id(), parsed[1].message_id());
    assert!(taken.iter().all(|raw| !raw.contains("In-Reply-To")), "none of them answers a message");
}

#[tokio::test]
async fn what_is_for_one_person_goes_before_what_is_for_many() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    for (subject, which) in [("Bulk", 2), ("Ordinary", 1), ("Asked", 0)] {
        let letter = letter(&format!("{subject}\n\nHello"));
        let letter = match which {
            2 => letter.bulk(),
            0 => letter.asked_for(),
            _ => letter,
        };
        queue_letter(&world, &letter).await;
    }
    work(&world, &way(&server)).await;
    let subjects: Vec<String> = server
        .taken()
        .iter()
        .filter_map(|raw| raw.lines().find_map(|line| line.strip_prefix("Subject: ")).map(str::to_owned))
        .collect();
    assert_eq!(subjects, ["Asked", "Ordinary", "Bulk"]);
}

#[tokio::test]
async fn what_is_not_due_yet_waits() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    queue_letter(&world, &letter("Soon\n\nHello").not_before(at("2018-10-15T10:00:00Z"))).await;
    work(&world, &way(&server)).await;
    assert_eq!(server.taken().len(), 0);
    world.set_clock("2018-10-15T10:00:00Z");
    work(&world, &way(&server)).await;
    assert_eq!(server.taken().len(), 1);
}

/// Makes a key with OpenSSL, as the documentation says.
fn key(arguments: &[&str]) -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("dkim.pem");
    let made = std::process::Command::new("openssl")
        .args([&arguments[..1], &["-out"]].concat())
        .arg(&file)
        .args(&arguments[1..])
        .output();
    let made = made.expect("openssl: apt-get install openssl");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (dir, file)
}

#[tokio::test]
async fn a_message_is_signed_by_either_kind_of_key() {
    for (arguments, algorithm) in [
        (&["genpkey", "-algorithm", "ed25519"][..], "ed25519-sha256"),
        (&["genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:2048"], "rsa-sha256"),
        (&["genrsa", "-traditional", "2048"], "rsa-sha256"),
    ] {
        let (_dir, file) = key(arguments);
        let (world, server) = (World::new().await, SmtpServer::start().await);
        let mut settings = settings(Some(server.url()), std::path::Path::new("/nowhere"));
        settings.dkim = Some((file, "sample".into()));
        let signing = intersession::mail::Transport::open(&settings).expect("a transport");
        queue_letter(&world, &letter("Grüße\n\nHello").unsubscribed_by("https://bpf.example.org/u/1").bulk())
            .await;
        work(&world, &signing).await;
        let [raw] = <[String; 1]>::try_from(server.taken()).expect("one message");
        let message = MessageParser::default().parse(raw.as_bytes()).expect("a message");
        let signature =
            message.header_raw("DKIM-Signature").expect("a signature").replace(['\r', '\n', ' ', '\t'], "");
        for part in [&format!("a={algorithm}"), "d=bpf.example.org", "s=sample", "list-unsubscribe-post"] {
            assert!(signature.contains(part), "{part} in {signature}");
        }
    }
}

#[tokio::test]
async fn a_key_that_cannot_sign_stops_the_start_with_one_sentence() {
    let (_dir, small) = key(&["genrsa", "512"]);
    let dir = tempfile::tempdir().expect("a folder");
    let text = dir.path().join("text.pem");
    std::fs::write(&text, "hello").expect("a file");
    for (file, selector, says) in [
        (dir.path().join("none"), "sample", "DKIM_KEY names"),
        (text, "sample", "DKIM_KEY must name a file with a private key"),
        (small.clone(), "sample", "DKIM_KEY is an RSA key of 512 bits"),
        (small, "not a name", "DKIM_SELECTOR must be"),
    ] {
        let mut settings = settings(None, dir.path());
        settings.dkim = Some((file, selector.into()));
        let error = intersession::mail::Transport::open(&settings).expect_err("refused").to_string();
        assert!(error.starts_with(says), "{error}");
    }
}
