//! The commands.

mod database;
mod mail;
mod serve;

use std::{io::Read, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Parser, Subcommand};

use crate::{
    config::Config,
    db::postgres::{Watch, watch},
    meetings,
};

/// Where the Best Practice Forums do their work.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    config: Config,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts the server (the same as no command).
    Serve,
    /// Starts a throw-away server filled with the cybersecurity cycles of 2016 to 2018.
    Demo,
    /// Brings the database up to date and stops.
    Migrate,
    /// Prints a one-time link that makes the first administrator.
    CreateAdmin,
    /// Does what is due, mail to be sent and data to be erased, and stops. For where no server runs all the time; with a
    /// PostgreSQL of its own, stop the server first.
    Work {
        /// Does it once.
        #[arg(long, required = true)]
        once: bool,
    },
    /// Takes what a mail server sends back about a message of ours from standard input, and counts it against the
    /// address. For a pipe of the mail server: exit code 65 is no message, 75 is to be tried again later.
    ReceiveBounce {
        /// The address that it was delivered to, where the mail server says so.
        #[arg(long)]
        recipient: Option<String>,
    },
    /// Reads a report of a call (`-`: standard input) and prints what it says as JSON.
    ParseReport {
        /// The file.
        file: PathBuf,
    },
    /// Starts PostgreSQL and stops it when standard input ends.
    #[command(hide = true)]
    WatchPostgres(Watch),
}

/// Runs the command of this process. What goes wrong is one sentence on standard error, and exit code 1.
#[must_use]
pub fn run() -> ExitCode {
    dotenvy::dotenv().ok();
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Command::WatchPostgres(args)) => watch(&args),
        Some(Command::ParseReport { file }) => parse_report(&file),
        Some(Command::ReceiveBounce { recipient }) => {
            return mail::receive_bounce(&cli.config, recipient.as_deref());
        }
        command => with_runtime(&cli.config, || run_command(command, &cli.config)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn with_runtime<T, F: Future<Output = anyhow::Result<T>>>(
    config: &Config,
    command: impl FnOnce() -> F,
) -> anyhow::Result<T> {
    config.check()?;
    let filter = std::env::var("LOG").unwrap_or_else(|_| "intersession=info,tower_http=warn".to_owned());
    let filter = tracing_subscriber::EnvFilter::try_new(filter)
        .context("LOG cannot be read; try LOG=intersession=debug.")?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(command())
}

async fn run_command(command: Option<Command>, config: &Config) -> anyhow::Result<()> {
    match command {
        Some(Command::Demo) => serve::serve_demo(config).await,
        Some(Command::Migrate) => database::open(config).await.map(drop),
        Some(Command::CreateAdmin) => serve::create_admin(config).await,
        Some(Command::Work { .. }) => mail::work(config).await,
        _ => serve::serve(config).await,
    }
}

fn parse_report(file: &std::path::Path) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(file).with_context(|| format!("{} cannot be read.", file.display()))?;
    }
    println!("{}", serde_json::to_string_pretty(&meetings::import::parse_bytes(&bytes))?);
    Ok(())
}
