//! A database of somebody else's: used, refused, left alone.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
};

use super::{Server, folder, intersession, make_first_administrator, postgres_of, refused};
use crate::harness::{Cluster, cluster, fresh_database};

#[tokio::test]
async fn a_database_from_a_newer_version_is_left_alone() {
    let Cluster::Private(private) = cluster() else { return };
    let pool = fresh_database().await;
    let name: String =
        sqlx::query_scalar("select current_database()").fetch_one(&pool).await.expect("its name");
    let newer = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'newer', true, '', 0)";
    sqlx::query(newer).execute(&pool).await.expect("a migration of the future");
    let dir = folder();
    let said =
        refused(&intersession(dir.path()).env("DATABASE_URL", private.url(&name)).output().expect("an end"));
    assert!(
        said.starts_with("The database has migration 9999, which this version of Intersession does not know"),
        "{said}"
    );
}

#[tokio::test]
async fn an_existing_server_is_used_where_one_is_configured() {
    let Cluster::Private(private) = cluster() else { return };
    let pool = fresh_database().await;
    let name: String =
        sqlx::query_scalar("select current_database()").fetch_one(&pool).await.expect("its name");
    let dir = folder();
    let server = Server::start(intersession(dir.path()).env("DATABASE_URL", private.url(&name)));
    make_first_administrator(&server).await;
    let accounts: i64 =
        sqlx::query_scalar("select count(*) from account").fetch_one(&pool).await.expect("counted");
    assert_eq!(accounts, 1);
    assert!(postgres_of(dir.path()).is_none(), "no private PostgreSQL was started");
    server.stop();
}

/// A server that greets as PostgreSQL of this version does, and takes no query.
fn greets_as(version: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            greet(stream.expect("a connection"), version);
        }
    });
    format!("postgres://somebody@{address}/intersession")
}

/// PostgreSQL's protocol 3.0: a length and a message, which all but the first have a letter before.
fn greet(mut stream: TcpStream, version: &str) {
    fn message(letter: u8, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 4).expect("short").to_be_bytes();
        [&[letter], &length[..], body].concat()
    }
    const TLS: [u8; 4] = 80_877_103_u32.to_be_bytes();
    let read = |stream: &mut TcpStream, letter: bool| -> Option<(u8, Vec<u8>)> {
        let mut head = [0_u8; 5];
        let head = if letter { &mut head[..] } else { &mut head[1..] };
        stream.read_exact(head).ok()?;
        let length = u32::from_be_bytes(head[head.len() - 4..].try_into().expect("four bytes"));
        let mut body = vec![0_u8; length as usize - 4];
        stream.read_exact(&mut body).ok()?;
        Some((head[0], body))
    };
    if read(&mut stream, false).is_some_and(|(_, body)| body == TLS) {
        stream.write_all(b"N").expect("no TLS");
        read(&mut stream, false);
    }
    let parameter = format!("server_version\0{version}\0");
    let ready = message(b'Z', b"I");
    let greeting = [message(b'R', &[0; 4]), message(b'S', parameter.as_bytes()), message(b'K', &[0; 8])];
    let mut open = stream.write_all(&[&greeting.concat()[..], &ready].concat()).is_ok();
    // A sync is answered; anything else ends it.
    while open {
        let sync = read(&mut stream, true).is_some_and(|(letter, _)| letter == b'S');
        open = sync && stream.write_all(&ready).is_ok();
    }
}

#[test]
fn a_postgres_that_is_too_old_is_one_clear_sentence() {
    let dir = folder();
    for (version, major) in [("14.11 (Debian 14.11-1.pgdg120+2)", 14), ("9.6.24", 9)] {
        let said = refused(
            &intersession(dir.path()).env("DATABASE_URL", greets_as(version)).output().expect("an end"),
        );
        assert_eq!(said, format!("The database is PostgreSQL {major}; 15 or newer is needed."));
    }
}

#[test]
fn the_oldest_supported_postgres_is_asked_further() {
    let dir = folder();
    let url = greets_as("15.0");
    let said = refused(&intersession(dir.path()).env("DATABASE_URL", url).output().expect("an end"));
    assert!(said.starts_with("The database could not be brought up to date."), "{said}");
}

#[test]
fn a_database_that_cannot_be_reached_is_one_clear_sentence() {
    let dir = folder();
    let url = "postgres://nobody@127.0.0.1:1/x";
    let said = refused(&intersession(dir.path()).env("DATABASE_URL", url).output().expect("an end"));
    assert!(said.starts_with("The database cannot be reached: "), "{said}");
    assert!(said.contains("refused") && said.lines().count() == 1, "{said}");

    let Cluster::Private(private) = cluster() else { return };
    let url = private.url("not_there");
    let said = refused(&intersession(dir.path()).env("DATABASE_URL", url).output().expect("an end"));
    assert!(said.starts_with("The database cannot be reached: "), "{said}");
    assert!(said.contains("\"not_there\" does not exist"), "{said}");
}

#[tokio::test]
async fn work_once_sends_what_is_due_erases_what_is_over_and_ends() {
    let Cluster::Private(private) = cluster() else { return };
    let pool = fresh_database().await;
    let name: String =
        sqlx::query_scalar("select current_database()").fetch_one(&pool).await.expect("its name");
    sqlx::query(
        "insert into message (kind, recipient, subject, body, state, due_at, created_at, settled_at)
         values ('sample', 'sample@example.org', 'Sample', 'Text', 'waiting', now(), now(), null),
                ('sample', 'sample@example.org', 'Old', 'Text', 'sent', now(), now(), now() - interval '31 days')",
    )
    .execute(&pool)
    .await
    .expect("queued");
    let dir = folder();
    let mut command = intersession(dir.path());
    command.env("DATABASE_URL", private.url(&name)).args(["work", "--once"]);
    let mut says = || {
        let output = command.output().expect("an end");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("text")
    };
    let first = says();
    assert!(first.contains("Messages sent: 1.") && first.contains("Erased: 1 message."), "{first}");
    assert_eq!(std::fs::read_dir(dir.path().join("data/mail")).expect("a folder").count(), 1);
    let second = says();
    assert!(second.contains("Messages sent: 0.") && second.contains("Erasing is not due"), "{second}");
}
