//! What every handler can reach: [`App`] and, per request, a connection [`Db`].

use std::{ops::Deref, ops::DerefMut, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts};
use ipnet::IpNet;
use sqlx::{Connection, PgConnection, PgPool, Postgres, Transaction, pool::PoolConnection};
use url::Url;

use crate::{
    clock::{Clock, Instant},
    rendered::Rendered,
};

/// The application: cheap to clone, the same for all requests.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] holds.
#[derive(Debug)]
pub struct Inner {
    /// The pool.
    pub db: PgPool,
    /// The time.
    pub clock: Clock,
    /// The address that people see; none when only loopback names are served.
    pub base_url: Option<Url>,
    /// The port that is listened on, for links while there is no `base_url`.
    pub port: u16,
    /// Whether this is the demo, whose banner every page shows.
    pub demo: bool,
    /// Whose word counts about where a request came from.
    pub trusted_proxies: Vec<IpNet>,
    /// The name after the `@` of our addresses.
    pub mail_domain: String,
    /// Signs the stamp of forms, and hides whom a limit is counted to.
    pub form_key: [u8; 32],
    /// Reports that are out and pages that did not change, as they were rendered.
    pub rendered: Rendered,
}

impl App {
    /// Wraps its parts.
    #[must_use]
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// An absolute address, built from the configuration alone, never from the request.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        match &self.base_url {
            Some(url) => format!("{}{path}", url.as_str().trim_end_matches('/')),
            None => format!("http://localhost:{}{path}", self.port),
        }
    }

    /// Whether people reach the site over TLS, so that cookies must be `Secure`.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.as_ref().is_some_and(|url| url.scheme() == "https")
    }
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl FromRequestParts<App> for App {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(_: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Ok(app.clone())
    }
}

/// A connection for this request.
#[derive(Debug)]
pub struct Db(pub PoolConnection<Postgres>);

impl Db {
    /// Begins a transaction; what is not committed is undone.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn begin(&mut self) -> sqlx::Result<Transaction<'_, Postgres>> {
        Connection::begin(&mut *self.0).await
    }
}

impl Deref for Db {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.0
    }
}

impl DerefMut for Db {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.0
    }
}

impl FromRequestParts<App> for Db {
    type Rejection = crate::web::Error;
    async fn from_request_parts(_: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Ok(Self(app.db.acquire().await?))
    }
}
