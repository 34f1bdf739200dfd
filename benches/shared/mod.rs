//! What the benchmarks share: a PostgreSQL, a server in a process of its own, somebody who asks for pages.

pub mod ask;
pub mod server;

use std::path::Path;

use intersession::db::postgres::{Binaries, Cluster, Settings};

/// A PostgreSQL for the measuring, thrown away afterwards. It syncs to disk as any other does.
pub fn cluster() -> anyhow::Result<Cluster> {
    let dir = std::env::temp_dir().join(format!("intersession-bench-{}", std::process::id()));
    let programs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs");
    let binaries = Binaries::find(None, &programs, None)?;
    let binaries = binaries.ok_or_else(|| anyhow::anyhow!("PostgreSQL's programs are not found."))?;
    let watcher = Path::new(env!("CARGO_BIN_EXE_intersession")).to_owned();
    Cluster::start(&Settings { dir, binaries, watcher, throw_away: true })
}
