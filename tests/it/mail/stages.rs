//! A server that fails at each stage: nothing is lost, nothing is sent twice, and only what is said about a recipient or a
//! text is for good.

use std::path::Path;

use super::{Manner, SmtpServer, World, queue, state, transport, way, work};

/// What becomes of a message at a server that behaves like this, and of its address: its score.
async fn becomes(manner: Manner) -> (String, f64) {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    server.behave(manner);
    queue(&world, "sample@example.org").await;
    work(&world, &transport(Some(server.url_with("user:p%40ss@", "")), Path::new("/nowhere"))).await;
    let becomes = state(&world).await.0;
    if becomes == "waiting" {
        server.behave(Manner::Takes);
        world.set_clock("2018-10-15T12:00:00Z");
        work(&world, &way(&server)).await;
        assert_eq!((state(&world).await.0.as_str(), server.taken().len()), ("sent", 1), "{manner:?}");
    } else {
        assert_eq!(server.taken().len(), 0, "{manner:?}");
    }
    let score: Option<f64> = sqlx::query_scalar("select max(score) from mail_address")
        .fetch_one(&world.db)
        .await
        .expect("a score");
    (becomes, score.unwrap_or_default())
}

#[tokio::test]
async fn whatever_passes_is_waited_for() {
    for stage in ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "TEXT"] {
        let answers =
            [Manner::Answers(stage, "451 4.3.0 later"), Manner::Answers(stage, "421 4.3.2 closing")];
        for manner in [Manner::Drops(stage)].into_iter().chain(answers) {
            assert_eq!(becomes(manner).await, ("waiting".into(), 0.0), "{manner:?}");
        }
    }
}

#[tokio::test]
async fn a_server_that_hangs_is_left_after_a_while() {
    for stage in ["CONNECT", "MAIL", "TEXT"] {
        assert_eq!(becomes(Manner::Hangs(stage)).await, ("waiting".into(), 0.0), "{stage}");
    }
}

#[tokio::test]
async fn what_a_server_has_against_us_is_not_the_messages_fault() {
    for (stage, line) in [
        ("CONNECT", "554 5.3.2 no service"),
        ("EHLO", "550 5.5.0 who are you"),
        ("AUTH", "535 5.7.8 wrong password"),
        ("MAIL", "550 no such sender"),
        ("MAIL", "530 5.7.0 must issue STARTTLS first"),
        ("RCPT", "554 5.7.1 relay access denied"),
    ] {
        assert_eq!(becomes(Manner::Answers(stage, line)).await, ("waiting".into(), 0.0), "{line}");
    }
}

#[tokio::test]
async fn what_a_server_has_against_a_recipient_or_a_text_is_for_good() {
    for (stage, line, score) in [
        ("RCPT", "550 5.1.1 nobody of that name", 1.0),
        ("RCPT", "550 nobody of that name", 1.0),
        ("RCPT", "552-5.2.2 the mailbox\r\n552 5.2.2 is full", 1.0),
        ("DATA", "554 5.5.1 no", 0.0),
        ("TEXT", "554 5.6.0 this text does not please", 0.0),
        ("TEXT", "550 5.1.1 nobody of that name, found out late", 1.0),
        ("RCPT", "550 5.1.1 a line\u{0} with\u{1b}[2J no sense", 1.0),
    ] {
        assert_eq!(becomes(Manner::Answers(stage, line)).await, ("failed".into(), score), "{line}");
    }
}

#[tokio::test]
async fn a_server_that_takes_half_gets_the_other_half_later_and_nothing_twice() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    server.behave(Manner::TakesHalf);
    for n in 0..40 {
        queue(&world, &format!("{}-{n}@example.org", if n % 2 == 0 { "half" } else { "whole" })).await;
    }
    work(&world, &way(&server)).await;
    assert_eq!(server.taken().len(), 20);
    server.behave(Manner::Takes);
    world.set_clock("2018-10-15T12:00:00Z");
    work(&world, &way(&server)).await;
    let mut to: Vec<String> = server
        .taken()
        .iter()
        .filter_map(|m| m.lines().find(|line| line.starts_with("To:")).map(str::to_owned))
        .collect();
    to.sort();
    to.dedup();
    assert_eq!((to.len(), server.taken().len()), (40, 40));
}

#[tokio::test]
async fn one_connection_takes_one_message_after_another() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    for n in 0..10 {
        queue(&world, &format!("sample-{n}@example.org")).await;
    }
    work(&world, &way(&server)).await;
    let hellos = server.heard().iter().filter(|line| line.starts_with("EHLO")).count();
    assert_eq!((hellos, server.taken().len()), (1, 10));
    assert_eq!(server.heard().last().map(String::as_str), Some("QUIT"));
}

#[tokio::test]
async fn nothing_is_sent_in_the_clear_where_tls_is_asked_for() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    queue(&world, "sample@example.org").await;
    let strict = transport(Some(server.url_with("user:secret@", "?tls=required")), Path::new("/nowhere"));
    work(&world, &strict).await;
    assert_eq!(state(&world).await.0, "waiting");
    assert!(!server.heard().iter().any(|line| line.starts_with("AUTH") || line.starts_with("MAIL")));
}

#[tokio::test]
async fn a_password_is_decoded_and_told() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    queue(&world, "sample@example.org").await;
    work(&world, &transport(Some(server.url_with("user:p%40ss@", "")), Path::new("/nowhere"))).await;
    // The base64 of "\0user\0p@ss".
    assert!(server.heard().iter().any(|line| line == "AUTH PLAIN AHVzZXIAcEBzcw=="), "{:?}", server.heard());
}

#[tokio::test]
async fn a_message_comes_from_its_own_return_path() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    queue(&world, "sample@example.org").await;
    work(&world, &way(&server)).await;
    let mail = server.heard().into_iter().find(|line| line.starts_with("MAIL")).expect("a sender");
    let path = mail.trim_start_matches("MAIL FROM:").trim();
    assert_eq!(super::sender().message_of(path), Some(1), "{mail}");
}
