//! One cluster: made when it is not there yet, started under a watcher, reached over its socket.

use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::{
        fs::{DirBuilderExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
};

use anyhow::{Context, bail, ensure};
use sqlx::postgres::PgConnectOptions;

use super::Binaries;

/// What a cluster is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder for all its files.
    pub dir: PathBuf,
    /// PostgreSQL's programs.
    pub binaries: Binaries,
    /// The program whose hidden command `watch-postgres` is the watcher: this one.
    pub watcher: PathBuf,
    /// For throw-away data: no flushing to disk, and the folder is removed in the end.
    pub throw_away: bool,
}

/// A running cluster. It stops when this value is dropped, or its process dies.
#[derive(Debug)]
pub struct Cluster {
    socket: PathBuf,
    watcher: Child,
    pipe: Option<ChildStdin>,
}

/// The longest path that a Unix socket may have, less the name that PostgreSQL gives it.
const SOCKET_DIR_MAX: usize = 107 - "/.s.PGSQL.5432".len();

/// What the folder of a cluster is called while it is being made.
const UNFINISHED: &str = "unfinished-";

impl Cluster {
    /// Starts the cluster, making it first where it is not there. Blocks until it takes connections.
    ///
    /// # Errors
    /// One message for a person, with the end of PostgreSQL's log where that says more.
    pub fn start(settings: &Settings) -> anyhow::Result<Self> {
        let user = service_user()?;
        make_dir(&settings.dir, user)?;
        let data = settings.dir.join("cluster");
        if data.join("PG_VERSION").is_file() {
            check_version(&data, settings.binaries.major)?;
        } else {
            init(settings, &data, user)?;
        }
        let socket = socket_dir(&settings.dir, user)?;

        let mut command = Command::new(&settings.watcher);
        command.arg("watch-postgres").arg("--dir").arg(&settings.dir).arg("--socket").arg(&socket);
        command.arg("--program").arg(settings.binaries.program("postgres"));
        if let Some((uid, gid)) = user {
            command.args(["--uid", &uid.to_string(), "--gid", &gid.to_string()]);
        }
        if settings.throw_away {
            command.arg("--throw-away");
        }
        // A group of its own, so that Ctrl-C reaches the server only and PostgreSQL stops after it.
        command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut watcher =
            command.spawn().context("The watcher of the private PostgreSQL could not be started.")?;
        let pipe = watcher.stdin.take();
        let mut answer = String::new();
        if let Some(stdout) = watcher.stdout.take() {
            BufReader::new(stdout).read_line(&mut answer)?;
        }
        if answer.trim() != "ready" {
            drop(pipe);
            watcher.wait()?;
            bail!("The private PostgreSQL did not start.{}", end_of_log(&settings.dir));
        }
        Ok(Self { socket, watcher, pipe })
    }

    /// How to reach one of its databases.
    #[must_use]
    pub fn options(&self, database: &str) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(&self.socket)
            .username("intersession")
            .database(database)
    }

    /// The same as a URL, for programs that want one.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://intersession@localhost/{database}?host={}", self.socket.display())
    }
}

/// How to reach a database of the cluster that another process runs in this folder; none where none is seen to run, or
/// its socket lies elsewhere as the path is too long.
#[must_use]
pub fn running(dir: &Path, database: &str) -> Option<PgConnectOptions> {
    let socket = dir.join("socket");
    let options =
        || PgConnectOptions::new_without_pgpass().socket(&socket).username("intersession").database(database);
    socket.join(".s.PGSQL.5432").exists().then(options)
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.pipe.take());
        // A failure here leaves nothing to do: the watcher goes by the closed pipe, not by us.
        let _ = self.watcher.wait();
    }
}

/// Whom PostgreSQL runs as when we are root, which it refuses: user and group number.
fn service_user() -> anyhow::Result<Option<(u32, u32)>> {
    if !rustix::process::geteuid().is_root() {
        return Ok(None);
    }
    let number = |flag: &str, user: &str| -> Option<u32> {
        let output = Command::new("id").args([flag, user]).output().ok()?;
        String::from_utf8_lossy(&output.stdout).trim().parse().ok()
    };
    for user in ["postgres", "nobody"] {
        if let (Some(uid), Some(gid)) = (number("-u", user), number("-g", user)) {
            return Ok(Some((uid, gid)));
        }
    }
    bail!("PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.")
}

fn make_dir(dir: &Path, user: Option<(u32, u32)>) -> anyhow::Result<()> {
    let explain =
        || format!("The folder {} cannot be made or written; set DATA_DIR to one that can.", dir.display());
    fs::DirBuilder::new().recursive(true).mode(0o755).create(dir).with_context(explain)?;
    if let Some((uid, gid)) = user {
        chown(dir, Some(uid), Some(gid)).with_context(explain)?;
        let reached =
            as_user(Command::new("test").arg("-x").arg(dir), user).status().is_ok_and(|s| s.success());
        ensure!(
            reached,
            "PostgreSQL does not run as root, and the user that it runs as cannot reach {}; set DATA_DIR to a folder that it can.",
            dir.display()
        );
    }
    Ok(())
}

fn as_user(command: &mut Command, user: Option<(u32, u32)>) -> &mut Command {
    match user {
        Some((uid, gid)) => command.uid(uid).gid(gid),
        None => command,
    }
}

fn init(settings: &Settings, data: &Path, user: Option<(u32, u32)>) -> anyhow::Result<()> {
    // Into a folder of this start beside it, then renamed: a start that is killed half-way leaves no half cluster,
    // and its initdb, which may still be at work, does not write into ours.
    for left in fs::read_dir(&settings.dir)?.flatten() {
        if left.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let _ = fs::remove_dir_all(left.path());
        }
    }
    let unfinished = settings.dir.join(format!("{UNFINISHED}{}", std::process::id()));
    let mut command = Command::new(settings.binaries.program("initdb"));
    command.arg("-D").arg(&unfinished).args(["-U", "intersession", "--auth=trust", "--encoding=UTF8"]);
    command.args(["--locale=C.UTF-8", "--no-instructions"]).current_dir(&settings.dir);
    if settings.throw_away {
        command.arg("--no-sync");
    }
    let output = as_user(&mut command, user).output().context("initdb could not be started.")?;
    ensure!(
        output.status.success(),
        "The private PostgreSQL could not be set up: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    fs::rename(&unfinished, data)?;
    Ok(())
}

/// The major version of the PostgreSQL that made the cluster in `dir`; `None` where there is none yet.
#[must_use]
pub fn major_of(dir: &Path) -> Option<u32> {
    fs::read_to_string(dir.join("cluster/PG_VERSION")).ok()?.trim().parse().ok()
}

fn check_version(data: &Path, major: u32) -> anyhow::Result<()> {
    let made_by = fs::read_to_string(data.join("PG_VERSION"))?;
    ensure!(
        made_by.trim() == major.to_string(),
        "The data in {} is PostgreSQL {}'s, and the programs found are PostgreSQL {major}'s: name the right ones in PG_BIN, or convert it with pg_upgrade.",
        data.display(),
        made_by.trim()
    );
    Ok(())
}

/// A folder for the socket that only its user can enter; beside the data where the path is short enough.
fn socket_dir(dir: &Path, user: Option<(u32, u32)>) -> anyhow::Result<PathBuf> {
    let beside = dir.join("socket");
    let socket = if beside.as_os_str().len() <= SOCKET_DIR_MAX {
        if beside.exists() {
            fs::remove_dir_all(&beside)?;
        }
        beside
    } else {
        let mut random = [0_u8; 8];
        getrandom::fill(&mut random).map_err(|error| anyhow::anyhow!("No randomness: {error}"))?;
        std::env::temp_dir().join(format!("is-{:016x}", u64::from_ne_bytes(random)))
    };
    // `create` fails when somebody else was first, so that nobody can put a folder of theirs there.
    fs::DirBuilder::new().mode(0o700).create(&socket)?;
    if let Some((uid, gid)) = user {
        chown(&socket, Some(uid), Some(gid))?;
    }
    Ok(socket)
}

fn end_of_log(dir: &Path) -> String {
    let log = fs::read_to_string(dir.join("postgres.log")).unwrap_or_default();
    let lines: Vec<&str> = log.lines().rev().take(5).collect();
    lines.into_iter().rev().fold(String::new(), |text, line| text + "\n  " + line)
}
