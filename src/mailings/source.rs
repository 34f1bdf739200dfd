//! What a feature adds to the mailings about its things. Mailings stand above the features and know none of them: the
//! router and the worker hand in who does.

use std::future::Future;

use sqlx::PgConnection;

use super::{Addressee, Kind, Mailing, Reader, fields::Values, store};
use crate::{app::App, clock::Instant, forum::CyclePlace, web::Result};

/// A mailing that is looked at or sent.
#[derive(Debug, Clone, Copy)]
pub struct Sending<'a> {
    /// The application.
    pub app: &'a App,
    /// Its cycle.
    pub place: &'a CyclePlace,
    /// The mailing.
    pub mailing: &'a Mailing,
    /// When.
    pub now: Instant,
}

/// To whom a mailing would go now.
#[derive(Debug, Clone, Default)]
pub struct Addressed {
    /// Who, by part.
    pub to: Vec<Addressee>,
    /// How what it is about stands, for the seal: it changes whenever that does.
    pub stand: String,
}

/// What one reader is told beside what all are.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The fields that only mailings of this kind have.
    pub values: Values,
    /// What of them nobody but the reader may see.
    pub secrets: Vec<String>,
    /// iCalendar whose `METHOD` is `REQUEST` or `CANCEL`.
    pub calendar: Option<String>,
}

/// Which personal links stand in a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// The reader's own.
    Own,
    /// None that does anything: somebody else looks at it.
    Shown,
}

impl Links {
    /// Stands in the place of a personal link.
    pub const SHOWN: &str = "/l/…";
}

/// Who knows the things that mailings are about.
pub trait Source: Send + Sync + 'static {
    /// To whom a mailing goes now.
    fn addressed(db: &mut PgConnection, of: Sending<'_>) -> impl Future<Output = Result<Addressed>> + Send;

    /// What each of these readers is told, in their order; none where it would not be true any more.
    fn told(
        db: &mut PgConnection,
        of: Sending<'_>,
        readers: &[Reader],
        links: Links,
    ) -> impl Future<Output = Result<Vec<Option<Told>>>> + Send;

    /// Notes that these are told, in the transaction that sends it.
    ///
    /// # Errors
    /// Conflict when one of them was told meanwhile.
    fn note(
        db: &mut PgConnection,
        of: Sending<'_>,
        to: &[Addressee],
    ) -> impl Future<Output = Result<()>> + Send;
}

/// Announcements, which are about nothing but their cycle.
struct Announcements;

impl Source for Announcements {
    async fn addressed(db: &mut PgConnection, of: Sending<'_>) -> Result<Addressed> {
        let persons = store::list_audience(db, of.place, of.mailing.audience, of.now.day()).await?;
        let to = persons.into_iter().map(|person| Addressee { part: 0, person }).collect();
        Ok(Addressed { to, stand: String::new() })
    }

    async fn told(
        _: &mut PgConnection,
        _: Sending<'_>,
        readers: &[Reader],
        _: Links,
    ) -> Result<Vec<Option<Told>>> {
        Ok(vec![Some(Told::default()); readers.len()])
    }

    async fn note(_: &mut PgConnection, _: Sending<'_>, _: &[Addressee]) -> Result<()> {
        Ok(())
    }
}

impl Sending<'_> {
    pub(super) async fn addressed<S: Source>(self, db: &mut PgConnection) -> Result<Addressed> {
        match self.mailing.kind {
            Kind::Announcement => Announcements::addressed(db, self).await,
            _ => S::addressed(db, self).await,
        }
    }

    pub(super) async fn told<S: Source>(
        self,
        db: &mut PgConnection,
        readers: &[Reader],
        links: Links,
    ) -> Result<Vec<Option<Told>>> {
        match self.mailing.kind {
            Kind::Announcement => Announcements::told(db, self, readers, links).await,
            _ => S::told(db, self, readers, links).await,
        }
    }

    pub(super) async fn note<S: Source>(self, db: &mut PgConnection, to: &[Addressee]) -> Result<()> {
        match self.mailing.kind {
            Kind::Announcement => Announcements::note(db, self, to).await,
            _ => S::note(db, self, to).await,
        }
    }
}
