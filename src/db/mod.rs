//! The database: the pool, the migrations, a type for each identity, and the private PostgreSQL that
//! `serve` starts when none is configured.

mod ids;
pub mod postgres;

use std::{fmt::Display, str::FromStr, time::Duration};

use anyhow::{Context, bail};
use sqlx::{
    Connection, PgConnection, PgPool,
    migrate::{MigrateError, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
};

pub use ids::*;

/// All migrations, compiled in. They only go up.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// The oldest PostgreSQL that is supported.
const OLDEST: u32 = 15;

/// How long a connection may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// For how long a connection that came back to the pool is taken to be alive. The pool asks each one when it comes back;
/// to ask it once more before the next use costs every page a way to the database.
const ALIVE: Duration = Duration::from_secs(1);

/// Opens a pool on the database at `url` and checks that its PostgreSQL is new enough.
///
/// # Errors
/// One sentence for a person: it cannot be reached, or it is too old.
pub async fn connect(url: &str) -> anyhow::Result<PgPool> {
    let options = PgConnectOptions::from_str(url).map_err(|_| {
        anyhow::anyhow!("DATABASE_URL cannot be read; its form is postgres://user:password@host/name.")
    })?;
    connect_with(options).await
}

/// As [`connect`], with options.
///
/// # Errors
/// As [`connect`].
pub async fn connect_with(options: PgConnectOptions) -> anyhow::Result<PgPool> {
    let unreachable = |cause: &dyn Display| {
        anyhow::anyhow!("The database cannot be reached: {cause}. Is DATABASE_URL right, and is it running?")
    };
    let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(PATIENCE).test_before_acquire(false);
    let pool = pool.before_acquire(|connection, known| {
        Box::pin(async move { Ok(known.idle_for < ALIVE || connection.ping().await.is_ok()) })
    });
    let pool = match pool.connect_with(options.clone()).await {
        Ok(pool) => pool,
        // The pool tries again and again, and does not say what came of it.
        Err(sqlx::Error::PoolTimedOut) => {
            match tokio::time::timeout(PATIENCE, PgConnection::connect_with(&options)).await {
                Ok(Err(error)) => return Err(unreachable(&error)),
                _ => return Err(unreachable(&"it does not answer in time")),
            }
        }
        Err(error) => return Err(unreachable(&error)),
    };
    // Every PostgreSQL tells its version in its greeting, before the first query.
    let version =
        pool.acquire().await?.server_version_num().context("The database did not tell its version.")?;
    let major = version / 10_000;
    if major < OLDEST {
        bail!("The database is PostgreSQL {major}; {OLDEST} or newer is needed.");
    }
    Ok(pool)
}

/// Brings the database up to date.
///
/// # Errors
/// One sentence: the database was made by a newer version of this program, or a migration failed.
pub async fn migrate(pool: &PgPool) -> anyhow::Result<()> {
    MIGRATOR.run(pool).await.map_err(|error| match error {
        MigrateError::VersionMissing(number) | MigrateError::VersionMismatch(number) => anyhow::anyhow!(
            "The database has migration {number}, which this version of Intersession does not know: start the newer version that made it."
        ),
        other => anyhow::Error::new(other).context("The database could not be brought up to date."),
    })
}

/// Says which answer a broken constraint stands for, where a person can mend it.
pub trait OnConstraint<T> {
    /// Maps an error raised by the constraint `name` through `meant`; any other error passes.
    ///
    /// # Errors
    /// What `meant` gives, or the database's own error.
    fn on_constraint<E: From<sqlx::Error>>(self, name: &str, meant: impl FnOnce() -> E) -> Result<T, E>;
}

impl<T> OnConstraint<T> for Result<T, sqlx::Error> {
    fn on_constraint<E: From<sqlx::Error>>(self, name: &str, meant: impl FnOnce() -> E) -> Result<T, E> {
        self.map_err(|error| match error.as_database_error().and_then(|cause| cause.constraint()) {
            Some(constraint) if constraint == name => meant(),
            _ => error.into(),
        })
    }
}

/// The key that signs the stamps of forms: made once, the same for all servers on this database.
///
/// # Errors
/// When there is no randomness, or the database is gone.
pub async fn form_key(pool: &PgPool) -> anyhow::Result<[u8; 32]> {
    let mut fresh = [0_u8; 32];
    getrandom::fill(&mut fresh).map_err(|error| anyhow::anyhow!("No randomness: {error}"))?;
    sqlx::query("insert into site (form_key) values ($1) on conflict do nothing")
        .bind(&fresh[..])
        .execute(pool)
        .await?;
    let key: Vec<u8> = sqlx::query_scalar("select form_key from site").fetch_one(pool).await?;
    key.try_into().map_err(|_| anyhow::anyhow!("the form key has another length"))
}
