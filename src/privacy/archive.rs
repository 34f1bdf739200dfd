//! What is held about somebody as a ZIP: `data.json`, `acts.json`, `messages.json`, and a file for each message and
//! each import. Rows are read in portions, so that of a busy person too only the packed bytes stand in memory.

use std::io::{Cursor, Write};

use serde::Serialize;
use sqlx::PgConnection;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{model::Held, store::held};
use crate::web::Result;

/// How many rows are read at once.
const PORTION: i64 = 200;

/// How many imports are read at once: each may be half a megabyte.
const PORTION_OF_IMPORTS: i64 = 1;

/// What stands in the file that explains the others.
const READ_ME: &str = "What Intersession holds about you, as of the moment of the download.

data.json       your account, addresses, sessions, roles, where you stand by name, to which calls you come, what you
                answered to polls, what you follow, how you want your mail, and which links in it stand for you
acts.json       what you did on the site, newest first
messages.json   what was mailed to you, newest first; the texts lie in messages/
imports/        reports that you brought in, as they came

Times are UTC. Secrets, such as your password's hash, are left out.
";

type Archive = ZipWriter<Cursor<Vec<u8>>>;

/// Packs it.
pub async fn pack(db: &mut PgConnection, all: &Held) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    add(&mut zip, "README.txt", READ_ME.as_bytes())?;
    add(&mut zip, "data.json", &serde_json::to_vec_pretty(all)?)?;
    add_acts(&mut zip, db, all).await?;
    add_messages(&mut zip, db, all).await?;
    add_imports(&mut zip, db, all).await?;
    Ok(zip.finish().map_err(anyhow::Error::new)?.into_inner())
}

async fn add_acts(zip: &mut Archive, db: &mut PgConnection, all: &Held) -> Result<()> {
    let mut list = List::begin(zip, "acts.json")?;
    let mut before = None;
    loop {
        let acts = held::list_acts(db, all.person, before, PORTION).await?;
        let Some(last) = acts.last() else { break };
        before = Some(last.id);
        acts.iter().try_for_each(|act| list.add(act))?;
    }
    list.end()
}

/// The texts of a portion are kept until the list is written: files of an archive follow one another.
async fn add_messages(zip: &mut Archive, db: &mut PgConnection, all: &Held) -> Result<()> {
    let mut list = List::begin(zip, "messages.json")?;
    let mut before = None;
    loop {
        let messages = held::list_messages(db, all.person, before, PORTION).await?;
        let Some(last) = messages.last() else { break };
        before = Some(last.id);
        messages.iter().try_for_each(|message| list.add(message))?;
    }
    list.end()?;
    before = None;
    loop {
        let messages = held::list_messages(db, all.person, before, PORTION).await?;
        let Some(last) = messages.last() else { return Ok(()) };
        before = Some(last.id);
        for message in &messages {
            add(zip, &format!("messages/{:08}.txt", message.id), message.body.as_bytes())?;
        }
    }
}

async fn add_imports(zip: &mut Archive, db: &mut PgConnection, all: &Held) -> Result<()> {
    let mut before = None;
    loop {
        let imports = held::list_imports(db, all.person, before, PORTION_OF_IMPORTS).await?;
        let Some(import) = imports.last() else { return Ok(()) };
        before = Some(import.id);
        add(zip, &format!("imports/{:08}.txt", import.id), import.source.as_bytes())?;
    }
}

fn begin(zip: &mut Archive, name: &str) -> Result<()> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    Ok(zip.start_file(name, options).map_err(anyhow::Error::new)?)
}

fn add(zip: &mut Archive, name: &str, bytes: &[u8]) -> Result<()> {
    begin(zip, name)?;
    Ok(zip.write_all(bytes).map_err(anyhow::Error::new)?)
}

/// A JSON list that is written item by item.
struct List<'a> {
    zip: &'a mut Archive,
    is_empty: bool,
}

impl<'a> List<'a> {
    fn begin(zip: &'a mut Archive, name: &str) -> Result<Self> {
        begin(zip, name)?;
        Ok(Self { zip, is_empty: true })
    }

    fn add(&mut self, item: &impl Serialize) -> Result<()> {
        let between: &[u8] = if std::mem::take(&mut self.is_empty) { b"[\n" } else { b",\n" };
        self.zip.write_all(between).map_err(anyhow::Error::new)?;
        Ok(serde_json::to_writer(&mut *self.zip, item)?)
    }

    fn end(self) -> Result<()> {
        let end: &[u8] = if self.is_empty { b"[]\n" } else { b"\n]\n" };
        Ok(self.zip.write_all(end).map_err(anyhow::Error::new)?)
    }
}
