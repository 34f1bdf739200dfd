//! The program itself: started, killed, started again, told wrong things.

mod database;
mod fetch;

use std::{
    io::{BufRead, BufReader, Read},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Output, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};

use crate::harness;

/// A server that runs, in a folder of its own.
struct Server {
    child: Child,
    output: BufReader<ChildStdout>,
    /// What it printed up to the line that says where it listens.
    said: Vec<String>,
    address: String,
}

fn command(program: &Path, dir: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", dir)
        .env("DATA_DIR", dir.join("data"));
    command.env("LISTEN", "127.0.0.1:0").env("LOG", "error").current_dir(dir).stdin(Stdio::null());
    let programs = &harness::programs().dir;
    if programs.starts_with(env!("CARGO_TARGET_TMPDIR")) {
        // The machine has none: not every test is to fetch them again.
        command.env("PG_BIN", programs);
    }
    command
}

fn intersession(dir: &Path) -> Command {
    command(Path::new(env!("CARGO_BIN_EXE_intersession")), dir)
}

/// A folder that every user can reach.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::Builder::new().prefix("is").tempdir().expect("a folder");
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(dir.path(), open).expect("a folder that others can reach");
    dir
}

impl Server {
    #[expect(clippy::zombie_processes, reason = "stop and kill wait for it; a test that fails ends it all")]
    fn start(command: &mut Command) -> Self {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut said = Vec::new();
        loop {
            let mut line = String::new();
            if output.read_line(&mut line).expect("a line") == 0 {
                let mut errors = String::new();
                child.stderr.take().expect("its errors").read_to_string(&mut errors).expect("its errors");
                panic!("it stopped: {said:?} {errors}");
            }
            if let Some(address) = line.trim().strip_prefix("Listening on ") {
                return Self { child, output, said, address: address.to_owned() };
            }
            said.push(line.trim().to_owned());
        }
    }

    /// The one-time links that it printed, as addresses on the port that it listens on.
    fn links(&self) -> Vec<String> {
        let links = self.said.iter().filter_map(|line| line.split("http://localhost:").nth(1));
        links.map(|link| format!("{}{}", self.address, &link[link.find('/').expect("a path")..])).collect()
    }

    async fn get(&self, path: &str) -> (u16, String) {
        let answer = reqwest::get(format!("{}{path}", self.address)).await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a body"))
    }

    fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    fn stop(mut self) -> std::process::ExitStatus {
        signal(self.child.id(), Signal::TERM);
        let status = self.child.wait().expect("gone");
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).expect("the rest");
        status
    }
}

fn postgres_of(dir: &Path) -> Option<u32> {
    let file = std::fs::read_to_string(dir.join("data/postgres/cluster/postmaster.pid")).ok()?;
    file.lines().next()?.parse().ok()
}

fn is_running(pid: u32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}

fn signal(pid: u32, signal: Signal) {
    let pid = pid.try_into().ok().and_then(Pid::from_raw).expect("a process");
    kill_process(pid, signal).expect("signalled");
}

/// The processes whose command line holds these words.
fn processes_with(words: &str) -> Vec<u32> {
    let all = std::fs::read_dir("/proc").expect("the processes").flatten();
    let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let holds = |pid: &u32| {
        let line = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).replace('\0', " ").contains(words)
    };
    pids.filter(holds).collect()
}

fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    for _ in 0..600 {
        if done() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("waited in vain until {what}");
}

async fn make_first_administrator(server: &Server) {
    let link = server.links().pop().expect("a link for the first administrator");
    let page = reqwest::get(&link).await.expect("its page");
    assert_eq!(page.status(), 200);
    let fields =
        [("name", "Sample Admin"), ("email", "admin@example.org"), ("password", "a long sample password")];
    let client =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let answer = client.post(&link).form(&fields).send().await.expect("an answer");
    assert_eq!(answer.status(), 303, "{}", answer.text().await.expect("a body"));
}

fn refused(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");
    errors
}

#[tokio::test]
async fn one_command_serves_from_a_postgres_of_its_own_and_takes_it_along() {
    let dir = folder();
    let server = Server::start(&mut intersession(dir.path()));
    assert_eq!(server.get("/readyz").await.0, 200);
    assert_eq!(server.get("/healthz").await.0, 200);
    assert_eq!(server.get("/").await.0, 200);
    let postgres = postgres_of(dir.path()).expect("a PostgreSQL");
    assert!(is_running(postgres));

    assert!(server.stop().success());
    assert!(!is_running(postgres), "PostgreSQL was left running");
}

#[tokio::test]
async fn a_killed_server_leaves_its_data_and_no_postgres() {
    let dir = folder();
    let server = Server::start(&mut intersession(dir.path()));
    make_first_administrator(&server).await;
    let postgres = postgres_of(dir.path()).expect("a PostgreSQL");
    server.kill();
    wait_until("PostgreSQL is gone", || !is_running(postgres));

    let server = Server::start(&mut intersession(dir.path()));
    assert!(server.links().is_empty(), "the administrator is still there, so that no link is printed");
    server.stop();
}

#[tokio::test]
async fn a_postgres_whose_watcher_was_killed_too_is_taken_over() {
    let dir = folder();
    let server = Server::start(&mut intersession(dir.path()));
    make_first_administrator(&server).await;
    let postgres = postgres_of(dir.path()).expect("a PostgreSQL");
    let watchers = processes_with(&format!("watch-postgres --dir {}", dir.path().display()));
    assert!(!watchers.is_empty());
    for watcher in watchers {
        signal(watcher, Signal::KILL);
    }
    server.kill();
    assert!(is_running(postgres), "nobody was there to stop it");

    let server = Server::start(&mut intersession(dir.path()));
    assert!(server.links().is_empty());
    assert!(!is_running(postgres));
    server.stop();
}

#[tokio::test]
async fn a_server_killed_while_it_makes_its_cluster_starts_the_next_time() {
    let dir = folder();
    let mut child =
        intersession(dir.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started");
    wait_until("the cluster is being made", || {
        let entries = std::fs::read_dir(dir.path().join("data/postgres")).into_iter().flatten().flatten();
        entries
            .into_iter()
            .any(|entry| entry.path().join("PG_VERSION").exists() || entry.path().join("base").exists())
    });
    child.kill().expect("killed");
    child.wait().expect("gone");

    let server = Server::start(&mut intersession(dir.path()));
    assert_eq!(server.get("/readyz").await.0, 200);
    server.stop();
}

#[tokio::test]
async fn a_second_server_on_the_folder_says_so_and_exits() {
    let dir = folder();
    let server = Server::start(&mut intersession(dir.path()));
    let said = refused(&intersession(dir.path()).output().expect("an end"));
    assert!(said.starts_with("Another server uses the folder"), "{said}");
    assert_eq!(server.get("/readyz").await.0, 200);
    server.stop();
}

#[test]
fn a_port_that_is_taken_is_one_clear_sentence() {
    let dir = folder();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let said = refused(&intersession(dir.path()).env("LISTEN", &address).output().expect("an end"));
    assert!(said.starts_with(&format!("{address} cannot be listened on")), "{said}");
}

#[test]
fn wrong_settings_stop_the_start_with_one_sentence_each() {
    let dir = folder();
    let wrong = [
        ("BASE_URL", "https://example.org/path", "BASE_URL must be"),
        ("DATABASE_URL", "mysql://localhost/x", "DATABASE_URL must start with postgres://"),
        ("LISTEN", "nowhere", "LISTEN must be"),
        ("POSTGRES_RELEASES", "file:///srv/releases", "POSTGRES_RELEASES must start with"),
        ("PG_BIN", "/nonexistent", "PG_BIN does not hold PostgreSQL"),
        ("LOG", "=[", "LOG cannot be read"),
    ];
    for (name, value, sentence) in wrong {
        let said = refused(&intersession(dir.path()).env(name, value).output().expect("an end"));
        assert!(said.starts_with(sentence), "{name}={value}: {said}");
    }
}

#[tokio::test]
async fn it_runs_as_an_ordinary_user_as_well_as_root() {
    if !is_root() {
        // The other tests of this file run as an ordinary user already.
        return;
    }
    let dir = folder();
    let program: PathBuf = dir.path().join("intersession");
    // By another process: a file that is open for writing here, and so in what we start meanwhile, cannot be run.
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_intersession")).arg(&program).status();
    assert!(copied.expect("cp").success());
    let home = dir.path().join("home");
    std::fs::create_dir(&home).expect("a home");
    std::os::unix::fs::chown(&home, Some(65_534), Some(65_534)).expect("given away");
    let server = Server::start(command(&program, &home).uid(65_534).gid(65_534));
    assert_eq!(server.get("/readyz").await.0, 200);
    server.stop();
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().expect("id");
    String::from_utf8_lossy(&output.stdout).trim() == "0"
}

#[tokio::test]
async fn the_demo_prints_a_sign_in_link_for_each_role_and_leaves_nothing_behind() {
    let dir = folder();
    let server = Server::start(intersession(dir.path()).arg("demo").env("TMPDIR", dir.path()));
    let links = server.links();
    assert_eq!(links.len(), 6, "{:?}", server.said);
    let (status, page) = server.get("/cybersecurity/2018").await;
    assert_eq!(status, 200);
    assert!(page.contains("Demonstration."));
    for link in links {
        let page = reqwest::get(&link).await.expect("its page");
        assert_eq!(page.status(), 200);
    }
    server.stop();
    let left: Vec<_> =
        std::fs::read_dir(dir.path()).expect("the folder").flatten().map(|entry| entry.file_name()).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn parse_report_prints_json_from_a_file_and_from_standard_input() {
    let dir = folder();
    let report = "Best Practice Forum on Samples – Virtual Meeting III\n\n4 May 2018\n\n1. The call was facilitated by Sample Person.\n";
    std::fs::write(dir.path().join("report.txt"), report).expect("written");
    let output = intersession(dir.path()).args(["parse-report", "report.txt"]).output().expect("an end");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["ordinal"], 3);
    assert_eq!(json["date"], "2018-05-04");

    let said =
        refused(&intersession(dir.path()).args(["parse-report", "missing.txt"]).output().expect("an end"));
    assert!(said.starts_with("missing.txt cannot be read."), "{said}");
}
