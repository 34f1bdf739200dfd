//! The watcher: starts PostgreSQL, and stops it when the server that asked for it is gone.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI32, Ordering},
    },
    thread,
    time::Duration,
};

use anyhow::Context;
use clap::Args;
use rustix::process::{Pid, Signal, kill_process, test_kill_process};

/// What the hidden command `watch-postgres` is told.
#[derive(Debug, Clone, Args)]
pub struct Watch {
    /// The folder with `cluster/`.
    #[arg(long)]
    dir: PathBuf,
    /// The folder for the socket.
    #[arg(long)]
    socket: PathBuf,
    /// `postgres`.
    #[arg(long)]
    program: PathBuf,
    /// The user to run it as.
    #[arg(long)]
    uid: Option<u32>,
    /// The group to run it as.
    #[arg(long)]
    gid: Option<u32>,
    /// Do not flush to disk, and remove the folder in the end.
    #[arg(long)]
    throw_away: bool,
}

/// Runs PostgreSQL until standard input ends. Prints `ready` once it takes connections.
///
/// # Errors
/// When the folder cannot be used.
pub fn watch(watch: &Watch) -> anyhow::Result<()> {
    // The watcher of a server that was killed may still be stopping PostgreSQL: wait for it.
    let lock = File::create(watch.dir.join("watcher.lock"))?;
    lock.lock().context("The folder is watched by another process.")?;
    stop_orphan(&watch.dir)?;

    let stopping = Arc::new(AtomicBool::new(false));
    let running = Arc::new(AtomicI32::new(0));
    stop_at_end_of_input(Arc::clone(&stopping), Arc::clone(&running));
    let mut announced = false;
    while !stopping.load(Ordering::SeqCst) {
        let mut postgres = start(watch)?;
        running.store(postgres.id().cast_signed(), Ordering::SeqCst);
        if stopping.load(Ordering::SeqCst) {
            interrupt(postgres.id().cast_signed());
        }
        if wait_until_ready(watch, &mut postgres) && !announced {
            println!("ready");
            announced = true;
        }
        postgres.wait()?;
        if !announced {
            break;
        }
        // It went by itself: start it again, but not in a tight loop.
        if !stopping.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(500));
        }
    }
    let _ = fs::remove_dir_all(&watch.socket);
    if watch.throw_away {
        fs::remove_dir_all(&watch.dir)?;
    }
    Ok(())
}

/// What the private PostgreSQL is set to. No statement of a page runs for as long as it takes to compile one (`jit`); what
/// pages read lies in memory, where a page is cheap and one is as near as the next (the two costs).
const SETTINGS: [&str; 7] = [
    "listen_addresses=",
    "max_connections=120",
    "unix_socket_permissions=0700",
    "timezone=UTC",
    "jit=off",
    "seq_page_cost=0.5",
    "random_page_cost=0.5",
];

fn start(watch: &Watch) -> anyhow::Result<Child> {
    let log = OpenOptions::new().create(true).append(true).open(watch.dir.join("postgres.log"))?;
    let mut command = Command::new(&watch.program);
    command.arg("-D").arg(watch.dir.join("cluster")).arg("-k").arg(&watch.socket);
    let unsafe_ones = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
    for setting in SETTINGS.iter().chain(unsafe_ones.iter().filter(|_| watch.throw_away)) {
        command.arg("-c").arg(setting);
    }
    if let (Some(uid), Some(gid)) = (watch.uid, watch.gid) {
        command.uid(uid).gid(gid);
    }
    command.current_dir(&watch.dir).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    command.spawn().context("postgres could not be started.")
}

/// PostgreSQL writes its state as the last line of `postmaster.pid`.
fn wait_until_ready(watch: &Watch, postgres: &mut Child) -> bool {
    let pid_file = watch.dir.join("cluster/postmaster.pid");
    while matches!(postgres.try_wait(), Ok(None)) {
        let state = fs::read_to_string(&pid_file).unwrap_or_default();
        let ours = state.lines().next() == Some(&postgres.id().to_string());
        if ours && state.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
            return true;
        }
        thread::sleep(Duration::from_millis(5));
    }
    false
}

fn stop_at_end_of_input(stopping: Arc<AtomicBool>, running: Arc<AtomicI32>) {
    thread::spawn(move || {
        let mut nothing = [0_u8; 64];
        while matches!(io::stdin().read(&mut nothing), Ok(1..)) {}
        stopping.store(true, Ordering::SeqCst);
        interrupt(running.load(Ordering::SeqCst));
        let _ = io::stdout().flush();
    });
}

/// Fast shutdown: connections are closed, what was committed is kept.
fn interrupt(process: i32) {
    if let Some(pid) = (process > 0).then(|| Pid::from_raw(process)).flatten() {
        let _ = kill_process(pid, Signal::INT);
    }
}

/// Stops a PostgreSQL that runs on the folder although its watcher is gone.
fn stop_orphan(dir: &Path) -> anyhow::Result<()> {
    let pid_file = dir.join("cluster/postmaster.pid");
    let Ok(state) = fs::read_to_string(&pid_file) else { return Ok(()) };
    let Some(pid) = state.lines().next().and_then(|line| line.parse().ok()).and_then(Pid::from_raw) else {
        return Ok(());
    };
    if !is_postgres(pid) {
        // Left by a crash, and the number may be another program's by now: PostgreSQL would refuse to start.
        fs::remove_file(&pid_file)?;
        return Ok(());
    }
    kill_process(pid, Signal::INT)?;
    for _ in 0..600 {
        if test_kill_process(pid).is_err() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    anyhow::bail!("A PostgreSQL that was left running in {} does not stop.", dir.display())
}

fn is_postgres(pid: Pid) -> bool {
    if test_kill_process(pid).is_err() {
        return false;
    }
    // Where it cannot be known, it is not stopped: a PostgreSQL that runs refuses a second one on its folder by itself.
    let pid = pid.as_raw_nonzero();
    let name = fs::read_to_string(format!("/proc/{pid}/comm")).or_else(|_| {
        let listed = Command::new("ps").args(["-o", "comm=", "-p", &pid.to_string()]).output()?;
        Ok::<_, io::Error>(String::from_utf8_lossy(&listed.stdout).into_owned())
    });
    name.is_ok_and(|name| name.contains("postgres"))
}
