//! How many personalised messages a second leave, while somebody reads a page.
//!
//! `cargo bench --bench mail` makes a site, queues 50,000 messages of some 2 KB, each with its own text and link, and lets
//! the real program send them to a sink on loopback, with PostgreSQL on the same machine; meanwhile one client asks for
//! a page again and again. It prints messages a second, the server's memory, how long the page took, and beside that
//! how many signatures of each kind are made in a second. A number on the command line sets how many messages.
#![expect(
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "it measures by the machine's clock, and counts some thousands"
)]

#[path = "../shared/mod.rs"]
mod shared;
mod sink;

use std::{
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::ensure;
use intersession::{
    clock::Clock,
    db,
    mail::{Letter, List, dkim, store},
};
use lettre::Message;
use shared::{
    ask::{ask, connect},
    filled,
    server::Server,
};
use sqlx::{ConnectOptions, Executor, PgPool};

const MESSAGES: usize = 50_000;

/// What is asked for meanwhile.
const PAGE: &str = "/cybersecurity/2018/meetings/2";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match arguments.first().map(String::as_str) {
        Some("serve-sink") => runtime.block_on(sink::serve()),
        count => runtime.block_on(measure(count.map_or(Ok(MESSAGES), str::parse)?)),
    }
}

async fn measure(count: usize) -> anyhow::Result<()> {
    let cluster = shared::cluster()?;
    let mut admin = cluster.options("postgres").connect().await?;
    admin.execute("create database bench_mail").await?;
    let options = cluster.options("bench_mail");
    let url = options.to_url_lossy().to_string();
    let pool = db::connect_with(options).await?;
    db::migrate(&pool).await?;
    filled(pool.clone()).await?;

    let began = Instant::now();
    queue(&pool, count).await?;
    let queued = began.elapsed();
    pool.execute("analyze message").await?;

    let sink = Server::part("serve-sink", &url)?;
    let smtp = format!("smtp://127.0.0.1:{}", sink.port);
    let began = Instant::now();
    let ours = Server::ours(&url, &[("SMTP_URL", &smtp), ("MAIL_DOMAIN", "bpf.example.org")])?;
    let done = Arc::new(AtomicBool::new(false));
    let reading = tokio::spawn(read(ours.port, Arc::clone(&done)));
    while sink::count(sink.port).await? < count {
        ensure!(began.elapsed() < Duration::from_mins(10), "not all messages arrive");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let sent = began.elapsed();
    done.store(true, Ordering::Relaxed);
    let mut took = reading.await??;
    took.sort();
    let within =
        |share: usize| took.get(took.len() * share / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0;

    println!("| Messages | Queued a second | Sent a second | Memory MB | Page p50 ms | Page p99 ms |");
    println!("|---:|---:|---:|---:|---:|---:|");
    println!(
        "| {count} | {:.0} | {:.0} | {} | {:.1} | {:.1} |",
        count as f64 / queued.as_secs_f64(),
        count as f64 / sent.as_secs_f64(),
        ours.peak_mb()?,
        within(50),
        within(99),
    );
    drop(ours);
    for (kind, arguments) in [
        ("Ed25519", &["genpkey", "-algorithm", "ed25519"][..]),
        ("RSA, 2048 bits", &["genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:2048"]),
    ] {
        println!("Signatures a second, {kind}, one core: {:.0}", signatures(arguments)?);
    }
    Ok(())
}

fn letter(n: usize) -> Letter {
    let news = "The call of Tuesday was reported; twelve paragraphs wait for your comments. ".repeat(20);
    let text =
        format!("News for you\n\nDear Sample Person {n},\n\n{news}\n\nYours: https://bpf.example.org/my/{n}");
    Letter::new("digest", &format!("sample-{n}@example.org"), None, &text)
        .unsubscribed_by(format!("https://bpf.example.org/u/{n:032x}"))
        .to_list(List { id: "cybersecurity".into(), name: "Cybersecurity".into(), ..List::default() })
        .about("/cybersecurity/2018")
        .bulk()
}

async fn queue(pool: &PgPool, count: usize) -> anyhow::Result<()> {
    let now = Clock::System.now();
    let mut tx = pool.begin().await?;
    for start in (0..count).step_by(1000) {
        let letters: Vec<Letter> = (start..count.min(start + 1000)).map(letter).collect();
        store::queue_many(&mut tx, &letters, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Asks for the page over one connection until all is sent.
async fn read(port: u16, done: Arc<AtomicBool>) -> anyhow::Result<Vec<Duration>> {
    let mut took = Vec::new();
    let mut reader = connect(port).await?;
    while !done.load(Ordering::Relaxed) {
        let asked = Instant::now();
        ask(&mut reader, PAGE).await?;
        took.push(asked.elapsed());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(took)
}

/// Signatures a second under a key that OpenSSL makes.
fn signatures(arguments: &[&str]) -> anyhow::Result<f64> {
    let dir = tempfile::tempdir()?;
    let file = dir.path().join("dkim.pem");
    let made = Command::new("openssl").args(arguments).arg("-out").arg(&file).output()?;
    ensure!(made.status.success(), "openssl makes no key: apt-get install openssl");
    let config = dkim::read(&file, "sample", "bpf.example.org")?;
    let text = letter(1);
    let message = Message::builder()
        .from("Intersession <no-reply@bpf.example.org>".parse()?)
        .to(text.to.parse()?)
        .subject(text.subject)
        .body(text.body)?;
    let (began, mut made) = (Instant::now(), 0_u32);
    while began.elapsed() < Duration::from_secs(2) {
        message.clone().sign(&config);
        made += 1;
    }
    Ok(f64::from(made) / began.elapsed().as_secs_f64())
}
