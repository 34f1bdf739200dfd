//! Sending what is due, and taking what comes back.

use std::{
    io::{Read, Write},
    process::ExitCode,
};

use anyhow::Context;

use super::{
    database::{Database, lock, open},
    serve,
};
use crate::{
    clock::Clock,
    config::Config,
    db::{self, postgres},
    mail::{self, CalendarAnswer, Received, Sender, Transport, TransportSettings},
    meetings, worker,
};

/// What mail servers understand (sysexits.h): it was taken; it makes no sense; try again later.
const TAKEN: u8 = 0;
const NO_SENSE: u8 = 65;
const LATER: u8 = 75;

pub(super) async fn open_transport(config: &Config, database: &Database) -> anyhow::Result<Transport> {
    let settings = TransportSettings {
        smtp_url: config.smtp_url.clone(),
        ca_file: config.smtp_ca_file.clone(),
        sender: sender(config, &database.pool).await?,
        folder: database.dir.join("mail"),
        dkim: config.dkim_key.clone().zip(config.dkim_selector.clone()),
        patience: mail::PATIENCE,
    };
    if settings.smtp_url.is_none() {
        println!("SMTP_URL is not set: mail is written to files in {}", settings.folder.display());
    }
    Transport::open(&settings)
}

async fn sender(config: &Config, pool: &sqlx::PgPool) -> anyhow::Result<Sender> {
    Ok(Sender { domain: config.mail_domain().to_owned(), key: db::form_key(pool).await? })
}

pub(super) async fn work(config: &Config) -> anyhow::Result<()> {
    let database = open(config).await?;
    let transport = open_transport(config, &database).await?;
    let app = serve::app(config, &database, Clock::System, serve::port_of(config), false).await?;
    let done = worker::work_once(&app, &transport).await.map_err(serve::into_anyhow)?;
    println!(
        "Acts told of: {}. Digests: {}. Letters of mailings: {}.",
        done.told, done.digests, done.letters
    );
    println!("Messages sent: {}. Put off or given up: {}.", done.mail.sent, done.mail.failed);
    match done.erased {
        Some(erased) => println!("{}", erased.summary()),
        None => println!("Erasing is not due: it was done within the last day."),
    }
    database.pool.close().await;
    Ok(())
}

/// Takes a notice from standard input. What the mail server is told by the exit code makes it keep the notice while
/// we cannot take it; what became of it is one line on standard error.
pub(super) fn receive_bounce(config: &Config, recipient: Option<&str>) -> ExitCode {
    let (line, code) = match read().and_then(|raw| match raw {
        Some(raw) => super::with_runtime(config, || receive(config, raw, recipient)),
        None => Ok(Came::Notice(Received::NoMessage)),
    }) {
        Ok(Came::Answer) => {
            ("A calendar answered whether somebody comes to a call; it is noted.".to_owned(), TAKEN)
        }
        Ok(Came::Notice(Received::Counted(message, kind))) => {
            (format!("Message {message} came back: {}.", kind.label().to_lowercase()), TAKEN)
        }
        Ok(Came::Notice(Received::Known)) => {
            ("This notice is known already; it is not counted again.".to_owned(), TAKEN)
        }
        Ok(Came::Notice(Received::Fine)) => ("This notice says that nothing came back.".to_owned(), TAKEN),
        Ok(Came::Notice(Received::Kept)) => {
            ("This notice cannot be counted; it is kept in the log of mail.".to_owned(), TAKEN)
        }
        Ok(Came::Notice(Received::NoMessage)) => {
            let largest = mail::LARGEST / 1024 / 1024;
            (format!("This is no message, or one of more than {largest} MB."), NO_SENSE)
        }
        Err(error) => (format!("{error:#}"), LATER),
    };
    // Nobody may be there to read it: the code says it too.
    let _ = writeln!(std::io::stderr(), "{line}");
    ExitCode::from(code)
}

fn read() -> anyhow::Result<Option<Vec<u8>>> {
    let mut raw = Vec::new();
    let size = std::io::stdin().take(mail::LARGEST + 1).read_to_end(&mut raw);
    let size = size.context("Standard input cannot be read.")? as u64;
    Ok((size <= mail::LARGEST).then_some(raw))
}

/// What arrived.
enum Came {
    Answer,
    Notice(Received),
}

async fn receive(config: &Config, raw: Vec<u8>, recipient: Option<&str>) -> anyhow::Result<Came> {
    let database = open_beside(config).await?;
    let sender = sender(config, &database.pool).await?;
    let mut db = database.pool.begin().await?;
    let now = Clock::System.now();
    let answered = match CalendarAnswer::read(&sender, &raw, recipient) {
        Some(answer) => {
            let taken = meetings::actions::take_calendar_answer(&mut db, &answer, now).await;
            taken.map_err(serve::into_anyhow)?
        }
        None => false,
    };
    let came = if answered {
        Came::Answer
    } else {
        Came::Notice(mail::receive(&mut db, &sender, &raw, recipient, now).await?)
    };
    db.commit().await?;
    database.pool.close().await;
    Ok(came)
}

/// The database, also while a server runs on the PostgreSQL of our own.
async fn open_beside(config: &Config) -> anyhow::Result<Database> {
    let dir = config.data_dir();
    if config.database_url.is_none()
        && lock(&dir).is_err()
        && let Some(running) = postgres::running(&dir.join("postgres"), "intersession")
    {
        return Ok(Database { pool: db::connect_with(running).await?, dir, cluster: None, _lock: None });
    }
    open(config).await
}
