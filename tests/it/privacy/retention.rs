//! For how long things are kept, and what is erased when their time is over.

use std::path::Path;

use intersession::{
    mail::{Folder, PATIENCE, Sender, Transport, TransportSettings},
    privacy::retention::{self, Erased},
    worker::work_once,
};

use super::{EMAIL, somebody};
use crate::harness::World;

/// The daily job, where no mail is written to files.
async fn run(world: &World) -> Option<Erased> {
    let folder = Folder::at(Path::new("/nowhere"));
    retention::run_if_due(&world.db, &folder, world.app.now()).await.expect("run")
}

/// A site on which some things are over and some are not.
async fn site_with_things_that_are_over() -> World {
    let world = World::new().await;
    let (_, account) = world.account("Sample Runner", true).await;
    world.signed_in(account).await;
    let mut visitor = world.public();
    visitor
        .visit("/sign-up")
        .await
        .fill("Your name", "Sample Doubter")
        .fill("Your e-mail address", "doubter@example.org");
    visitor.press("Send me a mail").await.gets(200);
    visitor.visit("/sign-in/link").await.fill("Your e-mail address", "sample-runner@example.org");
    visitor.press("Send me a mail").await.gets(200);
    sqlx::query("update message set state = 'sent', secret_body = null, settled_at = created_at")
        .execute(&world.db)
        .await
        .expect("sent");
    world
}

#[tokio::test]
async fn what_its_time_is_over_is_erased_once_a_day_and_the_counts_are_read_by_the_secretariat() {
    let world = site_with_things_that_are_over().await;
    let first = run(&world).await.expect("due");
    assert_eq!(first.summary(), "Erased: nothing.");
    assert_eq!(run(&world).await, None, "once a day");

    world.set_clock("2018-11-14T08:59:00Z");
    let almost = run(&world).await.expect("due");
    assert_eq!((almost.messages, almost.sign_ups, almost.links, almost.sessions), (0, 0, 0, 0));
    world.set_clock("2018-11-15T08:59:59Z");
    let over = run(&world).await.expect("due");
    assert_eq!(over.summary(), "Erased: 1 session, 1 link, 1 request for an account, 2 messages.");
    let mut secretariat = world.secretariat().await;
    secretariat
        .visit("/admin")
        .await
        .click("Retention")
        .await
        .sees("Erased: 1 session, 1 link, 1 request for an account, 2 messages.");
    let runs: i64 = sqlx::query_scalar("select count(*) from activity where verb = 'retention.ran'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(runs, 3);
    world.member().await.visit("/admin/retention").await.gets(403);
    world.public().visit("/admin/retention").await.gets(401);
}

#[tokio::test]
async fn of_several_servers_one_erases() {
    let world = site_with_things_that_are_over().await;
    world.set_clock("2018-12-15T09:00:00Z");
    let (now, folder) = (world.app.now(), Folder::at(Path::new("/nowhere")));
    let (one, two, three) = tokio::join!(
        retention::run_if_due(&world.db, &folder, now),
        retention::run_if_due(&world.db, &folder, now),
        retention::run_if_due(&world.db, &folder, now)
    );
    let ran = [one, two, three].into_iter().filter_map(|run| run.expect("run"));
    assert_eq!(ran.count(), 1);
}

#[tokio::test]
async fn the_secretariat_says_for_how_long_within_safe_bounds() {
    let world = site_with_things_that_are_over().await;
    let mut secretariat = world.secretariat().await;
    for (field, days) in
        [("sign_ups", "31"), ("messages", "6"), ("links", "0"), ("links", "many"), ("messages", "")]
    {
        secretariat
            .visit("/admin/retention")
            .await
            .fill(&format!("#{field}"), days)
            .press("Save")
            .await
            .gets(422);
        secretariat.sees("Enter a number of days from");
        assert_eq!(secretariat.field(&format!("#{field}")), days);
    }
    secretariat
        .visit("/admin/retention")
        .await
        .fill("#messages", "7")
        .press("Save")
        .await
        .sees("The next run goes by it.");
    world
        .public()
        .visit("/privacy")
        .await
        .sees("Messages that were settled: 7 days")
        .sees("Requests for an account: 30 days");
    world.set_clock("2018-10-22T09:00:01Z");
    let run = run(&world).await.expect("due");
    assert_eq!((run.messages, run.sign_ups), (2, 0));
    let error =
        sqlx::query("update retention set days = 365 where kind = 'messages'").execute(&world.db).await;
    assert!(error.expect_err("bounds").to_string().contains("retention_bounds"));
}

#[tokio::test]
async fn of_two_who_set_for_how_long_at_once_both_versions_are_seen() {
    let world = World::new().await;
    let mut one = world.secretariat().await;
    let mut two = world.signed_in(world.account("Sample Second", true).await.1).await;
    two.visit("/admin/retention").await.fill("#messages", "50").fill("#links", "5");
    one.visit("/admin/retention").await.fill("#messages", "60").press("Save").await.gets(200);

    two.press("Save").await.gets(409).sees("Somebody else saved this while you were typing.");
    two.sees("Messages that were settled60");
    assert_eq!((two.field("#messages"), two.field("#links")), ("50".into(), "5".into()));
    one.visit("/admin/retention").await;
    assert_eq!((one.field("#messages"), one.field("#links")), ("60".into(), "30".into()), "nothing is lost");
    two.press("Save").await.gets(200).sees("Saved.");
    assert_eq!(two.visit("/admin/retention").await.field("#messages"), "50");
}

/// The files of mail in a folder.
fn files(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn mail_that_was_written_to_files_is_erased_with_its_messages() {
    let world = World::new().await;
    let dir = tempfile::tempdir().expect("a folder");
    let settings = TransportSettings {
        smtp_url: None,
        ca_file: None,
        sender: Sender { domain: "bpf.example.org".into(), key: world.app.form_key },
        folder: dir.path().join("mail"),
        dkim: None,
        patience: PATIENCE,
    };
    let transport = Transport::open(&settings).expect("a transport");
    let ask = async |email: &str| {
        let mut visitor = world.public();
        visitor.visit("/sign-up").await.fill("Your name", "Sample Asker").fill("Your e-mail address", email);
        visitor.press("Send me a mail").await.gets(200);
        work_once(&world.app, &transport).await.expect("worked")
    };
    ask("one@example.org").await;
    world.set_clock("2018-11-01T09:00:00Z");
    ask("two@example.org").await;
    std::fs::write(settings.folder.join("notes.txt"), "not ours").expect("a file of somebody else");
    assert_eq!(files(&settings.folder), ["00000001.eml", "00000002.eml", "notes.txt"]);

    world.set_clock("2018-11-15T09:00:00Z");
    let done = work_once(&world.app, &transport).await.expect("worked");
    let summary = done.erased.expect("due").summary();
    assert_eq!(
        summary,
        "Erased: 1 request for an account, 1 message, 1 file of mail, 2 rows of limits, 1 note of a form that was sent."
    );
    assert_eq!(files(&settings.folder), ["00000002.eml", "notes.txt"]);
    world.secretariat().await.visit("/admin/retention").await.sees(&summary);
}

#[tokio::test]
async fn mail_to_somebody_who_deleted_their_account_leaves_no_file() {
    let somebody = somebody().await;
    let world = &somebody.world;
    let dir = tempfile::tempdir().expect("a folder");
    let folder = Folder::at(dir.path());
    let mut browser = somebody.browser;
    browser.visit("/settings/delete").await.press("Mail me a link").await;
    let (id, link): (i64, String) = (world.count("message").await, world.mailed_link(EMAIL).await);
    std::fs::write(dir.path().join(format!("{id:08}.eml")), "To: sample-leaver").expect("as it was written");
    browser.visit(&link).await.press("Delete my account").await.gets(200);

    let erased = retention::run_if_due(&world.db, &folder, world.app.now()).await.expect("run").expect("due");
    assert_eq!(erased.files, 1);
    assert_eq!(files(dir.path()), Vec::<String>::new());
}
