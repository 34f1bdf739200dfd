//! What the benchmarks share: a PostgreSQL, a server in a process of its own, somebody who asks for pages.

pub mod ask;
pub mod server;

use std::path::Path;

use intersession::{
    app::{App, Inner},
    db::{
        self,
        postgres::{Binaries, Cluster, Settings},
    },
    demo,
    rendered::Rendered,
};
use sqlx::PgPool;

/// A PostgreSQL for the measuring, thrown away afterwards. It syncs to disk as any other does.
pub fn cluster() -> anyhow::Result<Cluster> {
    let dir = std::env::temp_dir().join(format!("intersession-bench-{}", std::process::id()));
    let programs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs");
    let binaries = Binaries::find(None, &programs, None)?;
    let binaries = binaries.ok_or_else(|| anyhow::anyhow!("PostgreSQL's programs are not found."))?;
    let watcher = Path::new(env!("CARGO_BIN_EXE_intersession")).to_owned();
    Cluster::start(&Settings { dir, binaries, watcher, throw_away: true })
}

/// The application on a database, filled as the demonstration is.
pub async fn filled(db: PgPool) -> anyhow::Result<App> {
    let app = App::new(Inner {
        form_key: db::form_key(&db).await?,
        db,
        clock: demo::clock(),
        base_url: None,
        port: 8080,
        demo: false,
        trusted_proxies: Vec::new(),
        mail_domain: "localhost".to_owned(),
        rendered: Rendered::default(),
    });
    demo::fill(&app).await?;
    Ok(app)
}
