//! How many pages a second, beside a bare handler that asks the database as often and answers with as many bytes.
//!
//! Each page is measured twice: made anew each time, and as it is handed out once more while nothing changed.
//! `cargo bench --bench pages` makes two sites (the demonstration, and a large forum of 20 cycles, 2,000 calls, 100,000
//! people, 200,000 report paragraphs, 5,000 tasks and a poll of 200 times and 1,000 answers), then asks for each page and for its bare twin in turn, a second
//! each, over 16 connections, load generator and PostgreSQL on the same machine. It prints a table of medians and keeps
//! every round in `target/bench/pages.jsonl`. A number on the command line sets how many rounds (5). Names measure some
//! pages only: `cargo bench --bench pages -- 9 "large/call with report" demo/` asks for one page of the large site and all
//! of the demonstration, nine rounds each.
#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "it measures by the machine's clock, and the bare handler has none of our extractors"
)]

mod bare;
#[path = "../common/mod.rs"]
mod common;
mod large;
mod load;
mod queries;
mod site;

use std::{fs::File, io::Write, path::Path};

use common::server::Server;
use load::{Asking, Round};
use site::Site;

/// The pages of each site: what it is called, its path.
const PAGES: &[(&str, &[(&str, &str)])] = &[
    (
        "demo",
        &[
            ("front page", "/"),
            ("forum", "/cybersecurity"),
            ("cycle", "/cybersecurity/2018"),
            ("work plan", "/cybersecurity/2018/plan"),
            ("people", "/cybersecurity/2018/people"),
            ("calls", "/cybersecurity/2018/meetings"),
            ("call with report", "/cybersecurity/2018/meetings/2"),
            ("calls as calendar", "/cybersecurity/2018/meetings.ics"),
            ("poll", "/cybersecurity/2018/meetings/7/poll"),
            ("tasks", "/cybersecurity/2018/tasks"),
            ("feed", "/index.atom"),
        ],
    ),
    (
        "large",
        &[
            ("front page", "/"),
            ("forum", "/large"),
            ("cycle", "/large/2018"),
            ("people", "/large/2018/people"),
            ("calls", "/large/2018/meetings"),
            ("call with report", "/large/2018/meetings/50"),
            ("calls as calendar", "/large/2018/meetings.ics"),
            ("poll", "/large/2018/meetings/101/poll"),
            ("answers to a poll", "/large/2018/meetings/101/poll/answers"),
            ("tasks", "/large/2018/tasks"),
            ("tasks that ended", "/large/2018/tasks?show=ended"),
            ("my page", "/my"),
            ("feed", "/index.atom"),
        ],
    ),
];

/// A page that was measured.
struct Measured {
    site: &'static str,
    page: &'static str,
    how: &'static str,
    queries: usize,
    bytes: usize,
    ours: Vec<Round>,
    bare: Vec<Round>,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if arguments.first().is_some_and(|first| first == "serve-bare") {
        return runtime.block_on(bare::serve());
    }
    let (rounds, named) = asked_for(arguments);
    runtime.block_on(measure(rounds, &named))
}

/// How many rounds, and the names of the pages; none stand for all.
fn asked_for(arguments: Vec<String>) -> (usize, Vec<String>) {
    let (numbers, named): (Vec<_>, Vec<_>) =
        arguments.into_iter().partition(|argument| argument.parse::<usize>().is_ok());
    (numbers.first().and_then(|number| number.parse().ok()).unwrap_or(5), named)
}

async fn measure(rounds: usize, named: &[String]) -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../bench");
    std::fs::create_dir_all(&folder)?;
    let mut raw = File::create(folder.join("pages.jsonl"))?;
    let cluster = common::cluster()?;

    let mut all = Vec::new();
    for (name, pages) in PAGES {
        let is_asked_for = |page: &str| {
            named.is_empty() || named.iter().any(|asked| format!("{name}/{page}").starts_with(asked.as_str()))
        };
        let pages: Vec<_> = pages.iter().filter(|(page, _)| is_asked_for(page)).collect();
        if pages.is_empty() {
            continue;
        }
        eprintln!("Making the site “{name}”.");
        let site = Site::make(&cluster, name).await?;
        let ours = Server::ours(&site.url, &[])?;
        let bare = Server::part("serve-bare", &site.url)?;
        for (page, path) in pages {
            for how in ways(&site, path) {
                all.push(measure_page(&site, &ours, &bare, (name, page), &how, rounds, &mut raw).await?);
            }
        }
        eprintln!(
            "{name}: the server took {} MB at most, the bare one {} MB.",
            ours.peak_mb()?,
            bare.peak_mb()?
        );
    }
    print_table(&all);
    Ok(())
}

/// The ways in which a page is asked for. What is of one person is made anew each time.
fn ways(site: &Site, path: &str) -> Vec<(&'static str, Asking)> {
    let asking = |anew, cookies: &str| Asking { path: path.to_owned(), cookies: cookies.to_owned(), anew };
    if path == "/my" {
        return vec![("signed in", asking(false, &site.member))];
    }
    vec![("made anew", asking(true, "")), ("unchanged", asking(false, ""))]
}

async fn measure_page(
    site: &Site,
    ours: &Server,
    bare: &Server,
    (name, page): (&'static str, &'static str),
    (how, asking): &(&'static str, Asking),
    rounds: usize,
    raw: &mut File,
) -> anyhow::Result<Measured> {
    let bytes = load::size(ours.port, asking).await?;
    let queries = queries::count(&site.app, asking).await?;
    let twin = format!("/?queries={queries}&bytes={bytes}");
    let twin = Asking { path: twin, cookies: String::new(), anew: false };
    let mut measured = Measured { site: name, page, how, queries, bytes, ours: Vec::new(), bare: Vec::new() };
    load::round(ours.port, asking).await?;
    load::round(bare.port, &twin).await?;
    for _ in 0..rounds {
        measured.bare.push(load::round(bare.port, &twin).await?);
        measured.ours.push(load::round(ours.port, asking).await?);
    }
    for (who, rounds) in [("bare", &measured.bare), ("ours", &measured.ours)] {
        for Round { a_second, p50_ms, p99_ms } in rounds {
            let line = serde_json::json!({ "site": name, "page": page, "how": how, "who": who, "queries": queries, "bytes": bytes,
                "a_second": a_second, "p50_ms": p50_ms, "p99_ms": p99_ms });
            writeln!(raw, "{line}")?;
        }
    }
    Ok(measured)
}

fn median(rounds: &[Round], of: impl Fn(&Round) -> f64) -> f64 {
    let mut values: Vec<f64> = rounds.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn print_table(all: &[Measured]) {
    println!("| Site | Page | How | Queries | KB | A second | p50 ms | p99 ms | Bare a second | Share |");
    println!("|---|---|---|---:|---:|---:|---:|---:|---:|---:|");
    for Measured { site, page, how, queries, bytes, ours, bare } in all {
        let (mine, twin) = (median(ours, |round| round.a_second), median(bare, |round| round.a_second));
        let (p50, p99) = (median(ours, |round| round.p50_ms), median(ours, |round| round.p99_ms));
        println!(
            "| {site} | {page} | {how} | {queries} | {} | {mine:.0} | {p50:.1} | {p99:.1} | {twin:.0} | {:.0} % |",
            bytes / 1024,
            100.0 * mine / twin,
        );
    }
}
