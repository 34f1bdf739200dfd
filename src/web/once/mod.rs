//! A form acts once, however often it is sent: by two clicks, by a page that was reloaded, on two servers at a time.
//!
//! Each form of a page has a number in its stamp. Whoever sends it claims that number in the transaction of what the form
//! does ([`Once::begin`]); who comes second waits for that transaction, and is then answered as the first was. Table:
//! `form_use`. A form whose stamp is missing or no longer good claims nothing.

mod store;

use std::ops::{Deref, DerefMut};

use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, Postgres, Transaction};

pub use store::erase_used;

use super::{Error, Result, see_other, stamp::Nonce};
use crate::{
    app::{App, Db},
    clock::Instant,
};

/// What a form was answered that did what it does.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Where its sender was sent on to; none where a page of its own was the answer.
    pub path: Option<String>,
    /// What its sender was told.
    pub sentence: String,
}

/// A form that was sent, as what acts once.
#[derive(Debug)]
pub struct Once {
    app: App,
    nonce: Option<Nonce>,
    content: Vec<u8>,
    now: Instant,
}

impl Once {
    /// Of a form with these fields, sent to `path`.
    pub(super) fn new(app: &App, nonce: Option<Nonce>, path: &str, fields: &[(String, String)]) -> Self {
        let mut content = Sha256::new_with_prefix(path);
        for text in fields.iter().flat_map(|(name, value)| [name, value]) {
            // No field holds a NUL.
            content.update([0]);
            content.update(text);
        }
        Self { app: app.clone(), nonce, content: content.finalize().to_vec(), now: app.now() }
    }

    /// Begins what the form does. While another transaction does it for the same form, waits for its end.
    ///
    /// # Errors
    /// [`Error::SentAlready`] when it was done; a conflict when it was done and the form now holds something else.
    pub async fn begin<'a>(&self, db: &'a mut Db) -> Result<Act<'a>> {
        match self.claim(db).await? {
            Claim::First(act) => Ok(act),
            Claim::Again(answer) => Err(Error::SentAlready(answer)),
            Claim::Changed(_) => Err(Error::Conflict(
                "This form was sent already, and did what it does. What it holds now was not taken: open the form anew for it."
                    .to_owned(),
            )),
        }
    }

    /// Begins a change whose form tells how often the thing had been saved, and so is refused by itself when it was sent
    /// before with something else in it.
    ///
    /// # Errors
    /// [`Error::SentAlready`] when the same was saved.
    pub async fn begin_change<'a>(&self, db: &'a mut Db) -> Result<Act<'a>> {
        match self.claim(db).await? {
            Claim::First(act) | Claim::Changed(act) => Ok(act),
            Claim::Again(answer) => Err(Error::SentAlready(answer)),
        }
    }

    async fn claim<'a>(&self, db: &'a mut Db) -> Result<Claim<'a>> {
        let mut tx = db.begin().await?;
        let act = |tx, nonce| Act { tx, nonce, app: self.app.clone() };
        let Some(nonce) = self.nonce else { return Ok(Claim::First(act(tx, None))) };
        if store::claim(&mut tx, nonce, &self.content, self.now).await? {
            return Ok(Claim::First(act(tx, Some(nonce))));
        }
        match store::find_answer(&mut tx, nonce, &self.content).await? {
            Some(answer) => Ok(Claim::Again(answer)),
            None => Ok(Claim::Changed(act(tx, None))),
        }
    }
}

/// What came of claiming a form.
enum Claim<'a> {
    /// It does what it does now.
    First(Act<'a>),
    /// It did, with the same in it.
    Again(Answer),
    /// It did, with something else in it.
    Changed(Act<'a>),
}

/// The transaction of what a form does. What is not committed is undone, and the form can be sent again.
#[derive(Debug)]
pub struct Act<'a> {
    tx: Transaction<'a, Postgres>,
    nonce: Option<Nonce>,
    app: App,
}

impl Act<'_> {
    /// Commits, and goes on to a local path (303), where a sentence says what was done.
    ///
    /// # Errors
    /// When the database is gone: then nothing was done.
    pub async fn done(self, path: impl Into<String>, sentence: impl Into<String>) -> Result<Response> {
        let (app, path, sentence) = (self.app.clone(), path.into(), sentence.into());
        self.commit(Some(&path), &sentence).await?;
        Ok(see_other(path).flash(&app, sentence).into_response())
    }

    /// Commits what a page of its own answers. Who sends the form again is told the sentence.
    ///
    /// # Errors
    /// When the database is gone: then nothing was done.
    pub async fn shown(self, sentence: &str) -> Result<()> {
        self.commit(None, sentence).await
    }

    async fn commit(mut self, path: Option<&str>, sentence: &str) -> Result<()> {
        if let Some(nonce) = self.nonce {
            store::set_answer(&mut self.tx, nonce, path, sentence).await?;
        }
        Ok(self.tx.commit().await?)
    }
}

impl Deref for Act<'_> {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.tx
    }
}

impl DerefMut for Act<'_> {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.tx
    }
}
