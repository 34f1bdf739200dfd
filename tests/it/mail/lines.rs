//! Several lines to the mail server: one that waits keeps no other waiting, and a slow server gets all of them.

use std::{path::Path, time::Duration};

use intersession::{mail::Transport, worker};
use tokio::{sync::watch, time};

use super::{Manner, SmtpServer, World, queue, settings, state, way, work};

async fn wait_until(what: &str, done: impl Fn() -> bool) {
    for _ in 0..200 {
        if done() {
            return;
        }
        time::sleep(Duration::from_millis(25)).await;
    }
    panic!("waited in vain until {what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_message_that_hangs_keeps_no_other_waiting() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    let mut patient = settings(Some(server.url()), Path::new("/nowhere"));
    patient.patience = Duration::from_mins(1);
    let patient = Transport::open(&patient).expect("a transport");
    server.behave(Manner::Hangs("MAIL"));
    queue(&world, "one@example.org").await;
    let (stop, stopping) = watch::channel(false);
    let working = tokio::spawn(worker::run(world.app.clone(), patient, stopping));
    wait_until("the first hangs", || server.heard().iter().any(|line| line.starts_with("MAIL"))).await;
    time::sleep(Duration::from_millis(100)).await;

    server.behave(Manner::Takes);
    for to in ["two@example.org", "three@example.org"] {
        queue(&world, to).await;
    }
    // Five seconds at the most; the first is waited for a minute.
    wait_until("the others are sent", || server.taken().len() == 2).await;
    assert!(server.taken().iter().all(|message| !message.contains("To: one@example.org")));
    stop.send(true).expect("it works still");
    working.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_behind_one_that_hangs_goes_over_another_line() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    for n in 0..10 {
        queue(&world, &format!("sample-{n}@example.org")).await;
    }
    // Whoever is first stays away; then it is as ever.
    server.behave(Manner::Hangs("MAIL"));
    let (app, way) = (world.app.clone(), way(&server));
    let working = tokio::spawn(async move { worker::work_once(&app, &way).await.expect("worked") });
    wait_until("the first hangs", || server.heard().iter().any(|line| line.starts_with("MAIL"))).await;
    server.behave(Manner::Takes);
    wait_until("the others are sent", || server.taken().len() >= 4).await;
    assert!(!working.is_finished(), "the first is still waited for");
    working.await.expect("it ends");
    assert!(server.taken().len() >= 4, "{}", server.taken().len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_server_gets_six_lines_and_a_quick_one_no_more_than_it_needs() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    server.behave(Manner::Slow(400));
    for n in 0..30 {
        queue(&world, &format!("sample-{n}@example.org")).await;
    }
    work(&world, &way(&server)).await;
    assert_eq!((server.taken().len(), server.most_at_once()), (30, 6));
}

#[tokio::test]
async fn an_address_beyond_ascii_goes_only_to_a_server_that_takes_such() {
    let (world, server) = (World::new().await, SmtpServer::start().await);
    queue(&world, "grüße@example.org").await;
    queue(&world, "sample@example.org").await;
    work(&world, &way(&server)).await;
    assert_eq!(server.taken().len(), 1, "the line is used for the next");
    assert!(!server.heard().iter().any(|line| line.contains("grüße")), "{:?}", server.heard());
    let failed: (String, String) =
        sqlx::query_as("select state, failure from message where recipient like 'gr%'")
            .fetch_one(&world.db)
            .await
            .expect("a message");
    assert_eq!(failed.0, "failed");
    assert!(failed.1.contains("SMTPUTF8") && failed.1.contains("another address"), "{}", failed.1);
    assert_eq!(world.count("mail_address").await, 0, "the address may be as good as any");

    server.behave(Manner::OffersUtf8);
    queue(&world, "grüße@example.org").await;
    work(&world, &way(&server)).await;
    assert_eq!(state(&world).await.0, "sent");
    assert!(server.heard().iter().any(|line| line.starts_with("MAIL") && line.ends_with("SMTPUTF8")));
}
