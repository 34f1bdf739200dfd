//! Which database a command works on: the one that is configured, or a PostgreSQL of our own.

use std::path::PathBuf;

use anyhow::Context;

use crate::{
    config::Config,
    db::{
        self,
        postgres::{self, Binaries, Cluster, Releases, Settings},
    },
};

/// A database that is up to date, and the cluster that it lies in where that is our own.
pub(super) struct Database {
    pub(super) pool: sqlx::PgPool,
    /// Where files go.
    pub(super) dir: PathBuf,
    pub(super) cluster: Option<Cluster>,
    pub(super) _lock: Option<std::fs::File>,
}

/// The database that is configured, or our own.
pub(super) async fn open(config: &Config) -> anyhow::Result<Database> {
    let database = if let Some(url) = &config.database_url {
        Database { pool: db::connect(url).await?, dir: config.data_dir(), cluster: None, _lock: None }
    } else {
        let dir = config.data_dir();
        let lock = lock(&dir)?;
        let cluster = start_cluster(config, dir.join("postgres"), false)?;
        Database { pool: our_database(&cluster).await?, dir, cluster: Some(cluster), _lock: Some(lock) }
    };
    db::migrate(&database.pool).await?;
    Ok(database)
}

/// One server at a time on a data folder.
pub(super) fn lock(dir: &std::path::Path) -> anyhow::Result<std::fs::File> {
    let explain =
        || format!("The folder {} cannot be made or written; set DATA_DIR to one that can.", dir.display());
    std::fs::create_dir_all(dir).with_context(explain)?;
    let file = std::fs::File::create(dir.join("lock")).with_context(explain)?;
    file.try_lock().map_err(|_| {
        anyhow::anyhow!("Another server uses the folder {}. Stop it, or set DATA_DIR.", dir.display())
    })?;
    Ok(file)
}

fn start_cluster(config: &Config, dir: PathBuf, throw_away: bool) -> anyhow::Result<Cluster> {
    let made_by = postgres::major_of(&dir);
    let fetched = config.data_dir().join("programs");
    let binaries = match Binaries::find(config.pg_bin.as_deref(), &fetched, made_by)? {
        Some(binaries) => binaries,
        None => Releases { list: config.postgres_releases.clone(), dir: fetched }.fetch(made_by)?,
    };
    let watcher = std::env::current_exe().context("This program does not find itself.")?;
    Cluster::start(&Settings { dir, binaries, watcher, throw_away })
}

async fn our_database(cluster: &Cluster) -> anyhow::Result<sqlx::PgPool> {
    let admin = db::connect_with(cluster.options("postgres")).await?;
    let exists: bool =
        sqlx::query_scalar("select exists(select from pg_database where datname = 'intersession')")
            .fetch_one(&admin)
            .await?;
    if !exists {
        sqlx::query("create database intersession").execute(&admin).await?;
    }
    admin.close().await;
    db::connect_with(cluster.options("intersession")).await
}

/// A throw-away database, gone when this process is.
pub(super) async fn open_throw_away(config: &Config, dir: PathBuf) -> anyhow::Result<Database> {
    let cluster = start_cluster(config, dir.clone(), true)?;
    let database = Database { pool: our_database(&cluster).await?, dir, cluster: Some(cluster), _lock: None };
    db::migrate(&database.pool).await?;
    Ok(database)
}
