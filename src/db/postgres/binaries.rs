//! Finding PostgreSQL's programs.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A folder that holds `initdb` and `postgres`, and their major version.
#[derive(Debug, Clone)]
pub struct Binaries {
    /// The folder.
    pub dir: PathBuf,
    /// The major version, 15 or more.
    pub major: u32,
}

const OLDEST: u32 = 15;

const HOW_TO_INSTALL: &str = "No PostgreSQL 15 or newer was found. Install it (Debian, Ubuntu: apt install postgresql; \
Fedora: dnf install postgresql-server; macOS: brew install postgresql@17), name the folder of its programs in PG_BIN, \
or set DATABASE_URL to a server that runs.";

impl Binaries {
    /// Looks in `configured`, where `pg_config` points, on the `PATH`, and in the usual folders, newest first.
    ///
    /// # Errors
    /// One message that says how to install it.
    pub fn find(configured: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(dir) = configured {
            return Self::in_dir(dir).ok_or_else(|| {
                anyhow::anyhow!("PG_BIN does not hold PostgreSQL 15 or newer: {}.", dir.display())
            });
        }
        let mut found: Vec<Self> = candidates().iter().filter_map(|dir| Self::in_dir(dir)).collect();
        // The first place that has one wins among equals, the newest wins among places.
        found.sort_by_key(|binaries| std::cmp::Reverse(binaries.major));
        found.into_iter().next().ok_or_else(|| anyhow::anyhow!(HOW_TO_INSTALL))
    }

    fn in_dir(dir: &Path) -> Option<Self> {
        if !dir.join("initdb").is_file() {
            return None;
        }
        let output = Command::new(dir.join("postgres")).arg("--version").output().ok()?;
        let major = major(&String::from_utf8_lossy(&output.stdout))?;
        (major >= OLDEST).then(|| Self { dir: dir.to_owned(), major })
    }

    /// The path of one program.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }
}

/// `postgres (PostgreSQL) 15.18 (Debian …)` is 15.
fn major(version: &str) -> Option<u32> {
    let number = version.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn candidates() -> Vec<PathBuf> {
    let mut dirs = Vec::new();
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output() {
        dirs.push(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    }
    dirs.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    for (parent, inside) in [
        ("/usr/lib/postgresql", "bin"),
        ("/opt/homebrew/opt", "bin"),
        ("/usr/local/opt", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "bin"),
    ] {
        let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
        dirs.extend(entries.map(|entry| entry.path().join(inside)));
    }
    dirs
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read_from_what_postgres_prints() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 19beta1"), Some(19));
        assert_eq!(major("no number"), None);
    }
}
