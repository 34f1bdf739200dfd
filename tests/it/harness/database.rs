//! A database for each test, cloned from a migrated template in a private cluster. `TEST_DATABASE_URL` names another
//! server to use.

use std::{
    path::Path,
    str::FromStr,
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use intersession::db::{
    self,
    postgres::{self, Binaries, Releases, Settings},
};
use sqlx::{ConnectOptions, Connection, Executor, PgPool, postgres::PgConnectOptions};

/// The server that the tests use.
pub enum Cluster {
    /// One of our own: it stops when the tests are over.
    Private(postgres::Cluster),
    /// One that runs already.
    Given(Box<PgConnectOptions>),
}

impl Cluster {
    /// How to reach one of its databases.
    pub fn options(&self, database: &str) -> PgConnectOptions {
        match self {
            Self::Private(cluster) => cluster.options(database),
            Self::Given(options) => (**options).clone().database(database),
        }
    }
}

/// PostgreSQL's programs: the machine's, or a build that is fetched once.
pub fn programs() -> &'static Binaries {
    static PROGRAMS: OnceLock<Binaries> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs");
        let found = Binaries::find(None, &dir, None).expect("looked for");
        found.unwrap_or_else(|| Releases { list: None, dir }.fetch(None).expect("PostgreSQL's programs"))
    })
}

/// The server, started by the first test that asks.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        if let Ok(url) = std::env::var("TEST_DATABASE_URL") {
            Cluster::Given(Box::new(PgConnectOptions::from_str(&url).expect("TEST_DATABASE_URL is a URL")))
        } else {
            let dir = std::env::temp_dir().join(format!("intersession-tests-{}", std::process::id()));
            let settings = Settings {
                dir,
                binaries: programs().clone(),
                watcher: Path::new(env!("CARGO_BIN_EXE_intersession")).to_owned(),
                throw_away: true,
            };
            Cluster::Private(postgres::Cluster::start(&settings).expect("a cluster for the tests"))
        }
    })
}

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A new database with all migrations.
pub async fn fresh_database() -> PgPool {
    let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let template = template().await;
    let mut admin = cluster().options("postgres").connect().await.expect("the server answers");
    // Cloning a template that another connection is cloning waits; it does not fail.
    let create = format!("create database {name} template {template}");
    admin.execute(sqlx::AssertSqlSafe(create)).await.expect("a database of its own");
    admin.close().await.expect("closed");
    db::connect_with(cluster().options(&name)).await.expect("the new database answers")
}

async fn template() -> String {
    static TEMPLATE: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    let make = || async {
        let name = format!("template_{}", std::process::id());
        let mut admin = cluster().options("postgres").connect().await.expect("the server answers");
        admin.execute(sqlx::AssertSqlSafe(format!("create database {name}"))).await.expect("a template");
        let pool = db::connect_with(cluster().options(&name)).await.expect("the template answers");
        db::migrate(&pool).await.expect("all migrations run");
        pool.close().await;
        name
    };
    TEMPLATE.get_or_init(make).await.clone()
}
