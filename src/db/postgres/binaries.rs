//! Finding PostgreSQL's programs.

use std::{
    cmp::Reverse,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;

/// A folder that holds `initdb` and `postgres`, and their major version.
#[derive(Debug, Clone)]
pub struct Binaries {
    /// The folder.
    pub dir: PathBuf,
    /// The major version, 15 or more.
    pub major: u32,
}

const OLDEST: u32 = 15;

/// In place of a folder in `PG_BIN`: a fetched build and no other.
pub(super) const FETCHED_ONLY: &str = "fetch";

impl Binaries {
    /// Looks in `configured`, where `pg_config` points, on the `PATH`, in the usual folders, and among the builds in
    /// `fetched`: those of the major version `wanted`, else the newest. `None` where there are none.
    ///
    /// # Errors
    /// When `configured` names a folder without them.
    pub fn find(
        configured: Option<&Path>,
        fetched: &Path,
        wanted: Option<u32>,
    ) -> anyhow::Result<Option<Self>> {
        let only_fetched = configured == Some(Path::new(FETCHED_ONLY));
        if let Some(dir) = configured.filter(|_| !only_fetched) {
            let found = Self::in_dir(dir).with_context(|| {
                format!("PG_BIN does not hold PostgreSQL 15 or newer: {}.", dir.display())
            })?;
            return Ok(Some(found));
        }
        let machines = if only_fetched { Vec::new() } else { candidates() };
        let mut found: Vec<Self> = machines.iter().filter_map(|dir| Self::in_dir(dir)).collect();
        // Another version than the wanted one is not worth keeping to when the right one can be fetched.
        let builds = builds(fetched).into_iter().filter_map(|dir| Self::in_dir(&dir));
        found.extend(builds.filter(|build| wanted.is_none_or(|major| major == build.major)));
        // The first place that has one wins among equals, the newest wins among places.
        found.sort_by_key(|binaries| (Some(binaries.major) != wanted, Reverse(binaries.major)));
        Ok(found.into_iter().next())
    }

    /// The programs in `dir`, where they are there, run, and are not too old.
    pub(super) fn in_dir(dir: &Path) -> Option<Self> {
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

/// A folder of builds has one folder for each version.
fn builds(fetched: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(fetched).into_iter().flatten().flatten();
    entries.map(|entry| entry.path().join("bin")).collect()
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
    use std::{fs, os::unix::fs::PermissionsExt, path::Path};

    use super::{Binaries, FETCHED_ONLY, major};

    #[test]
    fn the_major_version_is_read_from_what_postgres_prints() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 19beta1"), Some(19));
        assert_eq!(major("no number"), None);
    }

    fn write_program(path: &Path, text: &str) {
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("made a program");
    }

    #[test]
    fn the_build_of_the_wanted_version_is_taken_else_the_newest() {
        let dir = tempfile::tempdir().expect("a folder");
        for version in ["14.9", "15.8", "17.2", "16.4"] {
            let bin = dir.path().join(version).join("bin");
            write_program(&bin.join("initdb"), "");
            write_program(
                &bin.join("postgres"),
                &format!("#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n"),
            );
        }
        let find = |wanted| {
            let found =
                Binaries::find(Some(Path::new(FETCHED_ONLY)), dir.path(), wanted).expect("looked for");
            found.map(|binaries| binaries.major)
        };
        assert_eq!(find(None), Some(17));
        assert_eq!(find(Some(16)), Some(16));
        assert_eq!(find(Some(18)), None);
        assert_eq!(find(Some(14)), None, "too old");
    }
}
