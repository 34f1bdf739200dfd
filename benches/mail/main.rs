//! How many personalised messages a second leave, while somebody reads a page.
//!
//! `cargo bench --bench mail` lets the real program send to a sink on loopback, with PostgreSQL on the same machine;
//! meanwhile one client asks for a page again and again. Once 50,000 messages of some 2 KB wait in the outbox, each with
//! its own text and link; once a facilitator confirms an announcement to 50,000 people who follow a forum, and it goes
//! the whole way: the page that is looked at, the press of the button, a letter to each in chunks, the sink. It prints
//! messages a second, the server's memory, how long the page took, and beside that how many signatures of each kind are
//! made in a second. A number on the command line sets how many messages.
#![expect(
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "it measures by the machine's clock, and counts some thousands"
)]

mod announcement;
#[path = "../common/mod.rs"]
mod common;
mod outbox;
mod signatures;
mod sink;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::ensure;
use common::{
    ask::{ask, connect},
    server::Server,
};
use intersession::{
    app::App,
    db::{self, postgres::Cluster},
};
use sqlx::{ConnectOptions, Executor};

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
    let cluster = common::cluster()?;
    println!("| What | Messages | Sent a second | Memory MB | Page p50 ms | Page p99 ms | Beside |");
    println!("|---|---:|---:|---:|---:|---:|---|");

    let (app, url) = site(&cluster, "bench_outbox").await?;
    let queued = outbox::fill(&app.db, count).await?;
    let mut run = Run::begin(&url)?;
    let sent = run.until(count).await?;
    run.end(
        "A full outbox",
        count,
        sent,
        &format!("{:.0} queued a second", count as f64 / queued.as_secs_f64()),
    )
    .await?;

    let (app, url) = site(&cluster, "bench_announcement").await?;
    let draft = announcement::prepare(&app, count).await?;
    let mut run = Run::begin(&url)?;
    run.again();
    let times = announcement::confirm(run.port(), &draft, count).await?;
    let sent = run.until(count).await?;
    run.end("An announcement, from the button on", count, sent, &times).await?;

    signatures::print()
}

/// A site on a new database, and where that is.
async fn site(cluster: &Cluster, name: &str) -> anyhow::Result<(App, String)> {
    let mut admin = cluster.options("postgres").connect().await?;
    admin.execute(sqlx::AssertSqlSafe(format!("create database {name}"))).await?;
    let options = cluster.options(name);
    let url = options.to_url_lossy().to_string();
    let pool = db::connect_with(options).await?;
    db::migrate(&pool).await?;
    Ok((common::filled(pool).await?, url))
}

/// The program at work, its sink, and somebody who reads.
struct Run {
    sink: Server,
    ours: Server,
    began: Instant,
    done: Arc<AtomicBool>,
    reading: tokio::task::JoinHandle<anyhow::Result<Vec<Duration>>>,
}

impl Run {
    fn begin(url: &str) -> anyhow::Result<Self> {
        let sink = Server::part("serve-sink", url)?;
        let smtp = format!("smtp://127.0.0.1:{}", sink.port);
        let began = Instant::now();
        let ours = Server::ours(url, &[("SMTP_URL", &smtp), ("MAIL_DOMAIN", "bpf.example.org")])?;
        let done = Arc::new(AtomicBool::new(false));
        let reading = tokio::spawn(read(ours.port, Arc::clone(&done)));
        Ok(Self { sink, ours, began, done, reading })
    }

    /// Measures from now on.
    fn again(&mut self) {
        self.began = Instant::now();
    }

    fn port(&self) -> u16 {
        self.ours.port
    }

    /// Waits until the sink took so many; how long that was.
    async fn until(&mut self, count: usize) -> anyhow::Result<Duration> {
        while sink::count(self.sink.port).await? < count {
            ensure!(self.began.elapsed() < Duration::from_mins(10), "not all messages arrive");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(self.began.elapsed())
    }

    /// Prints a row.
    async fn end(self, what: &str, count: usize, sent: Duration, beside: &str) -> anyhow::Result<()> {
        self.done.store(true, Ordering::Relaxed);
        let mut took = self.reading.await??;
        took.sort();
        let within = |share: usize| {
            took.get(took.len() * share / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0
        };
        println!(
            "| {what} | {count} | {:.0} | {} | {:.1} | {:.1} | {beside} |",
            count as f64 / sent.as_secs_f64(),
            self.ours.peak_mb()?,
            within(50),
            within(99),
        );
        Ok(())
    }
}

/// Asks for the page over one connection until all is sent.
async fn read(port: u16, done: Arc<AtomicBool>) -> anyhow::Result<Vec<Duration>> {
    let mut took = Vec::new();
    let mut reader = connect(port).await?;
    while !done.load(Ordering::Relaxed) {
        let asked = Instant::now();
        ask(&mut reader, PAGE, "").await?;
        took.push(asked.elapsed());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(took)
}
