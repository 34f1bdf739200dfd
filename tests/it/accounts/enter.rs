//! Making an account, signing in by mail, choosing a new password; and what somebody meets who tries too often.

use super::{PASSWORD, administrator, sign_in};
use crate::harness::{Browser, World};

const ADMIN: &str = "admin@example.org";

async fn ask_for(browser: &mut Browser, page: &str, email: &str) {
    browser.visit(page).await.fill("Your e-mail address", email).press("Send me a mail").await;
}

fn code_in(mail: &str) -> String {
    let line = mail.lines().find(|line| line.starts_with("    ")).expect("a code in the mail");
    line.trim().to_owned()
}

#[tokio::test]
async fn an_account_is_made_by_the_link_that_was_mailed() {
    let world = World::new().await;
    let mut new = world.public();
    new.visit("/sign-in").await.click("Make an account").await;
    new.fill("Your name", "Sample Newcomer").fill("Your e-mail address", "New.Comer+bpf@Example.ORG");
    new.press("Send me a mail").await.gets(200).sees("new.comer+bpf@example.org");

    let link = world.mailed_link("new.comer+bpf@example.org").await;
    let mut scanner = world.public();
    scanner.visit(&link).await.gets(200).sees("Sample Newcomer");
    scanner.visit(&link).await.gets(200);

    new.visit(&link).await.press("Make the account").await.gets(200).sees("you are signed in");
    new.visit("/settings")
        .await
        .sees("Sample Newcomer")
        .sees("new.comer+bpf@example.org")
        .sees("mailed links sign you in");
    scanner.visit(&link).await.gets(410);
}

#[tokio::test]
async fn an_account_is_made_by_the_code_that_was_mailed() {
    let world = World::new().await;
    let mut new = world.public();
    new.visit("/sign-up")
        .await
        .fill("Your name", "Sample Newcomer")
        .fill("Your e-mail address", "new@example.org");
    new.press("Send me a mail").await;
    let (_, mail) = world.mails_to("new@example.org").await.remove(0);
    new.fill("Code", &code_in(&mail).to_lowercase().replace('-', " ")).press("Go on").await;
    new.gets(200).sees("Your account is made").sees("Settings");
    new.visit(&world.mailed_link("new@example.org").await).await.gets(410);
}

#[tokio::test]
async fn a_wrong_sign_up_keeps_what_was_typed() {
    let world = World::new().await;
    let mut new = world.public();
    for (name, email, sentence) in [
        ("\u{202E} ", "new@example.org", "Enter your name."),
        ("\u{200B}\u{2060}\u{FFFE}", "new@example.org", "Enter your name."),
        ("Sample", "nowhere", "Enter an e-mail address"),
        (&"x".repeat(10_000), "new@example.org", "Shorten your name: it has 10000 characters, and 200 fit."),
    ] {
        new.visit("/sign-up").await.fill("Your name", name).fill("Your e-mail address", email);
        new.press("Send me a mail").await.gets(422).sees(sentence);
        assert_eq!(new.field("Your e-mail address"), email);
    }
    new.visit("/sign-up")
        .await
        .fill("Your name", "<script>alert(1)</script>")
        .fill("Your e-mail address", "s@example.org");
    new.press("Send me a mail").await.gets(200);
    new.visit(&world.mailed_link("s@example.org").await).await.sees("<script>alert(1)</script>");
    assert!(!new.body.contains("<script>alert"), "the name is escaped");
}

#[tokio::test]
async fn nobody_is_told_whether_an_address_has_an_account() {
    let world = World::new().await;
    administrator(&world).await;
    for page in ["/sign-in/link", "/sign-in/reset"] {
        let mut pages = Vec::new();
        for email in [ADMIN, "nobody@example.org"] {
            let mut browser = world.public();
            ask_for(&mut browser, page, email).await;
            pages.push((browser.status, browser.words().replace(email, "ADDRESS")));
        }
        assert_eq!(pages[0], pages[1], "{page}");
    }
    let mut pages = Vec::new();
    for email in [ADMIN, "other@example.org"] {
        let mut browser = world.public();
        browser.visit("/sign-up").await.fill("Your name", "Sample").fill("Your e-mail address", email);
        pages.push((browser.press("Send me a mail").await.status, browser.words().replace(email, "ADDRESS")));
    }
    assert_eq!(pages[0], pages[1]);
    assert!(world.mails_to("nobody@example.org").await.is_empty());
    let (subject, _) = world.mails_to(ADMIN).await.pop().expect("a mail");
    assert_eq!(subject, "You have an account on Intersession");
}

#[tokio::test]
async fn a_mailed_link_signs_in_once_and_a_scanner_uses_nothing_up() {
    let world = World::new().await;
    administrator(&world).await;
    let mut browser = world.public();
    ask_for(&mut browser, "/sign-in/link?next=/admin", ADMIN).await;
    let link = world.mailed_link(ADMIN).await;
    for _ in 0..3 {
        world.public().visit(&link).await.gets(200);
    }
    let mut elsewhere = world.public();
    elsewhere.visit(&link).await.press("Sign in").await.sees("You are signed in.");
    world.public().visit(&link).await.gets(410);

    ask_for(&mut browser, "/sign-in/link?next=/admin", ADMIN).await;
    let (_, mail) = world.mails_to(ADMIN).await.pop().expect("a mail");
    browser.fill("Code", &code_in(&mail)).press("Go on").await.gets(200).sees("Administration");
    assert_eq!(browser.path, "/admin");

    ask_for(&mut elsewhere, "/sign-in/link", ADMIN).await;
    world.set_clock("2018-10-15T10:01:00Z");
    elsewhere.visit(&world.mailed_link(ADMIN).await).await.gets(410);
}

#[tokio::test]
async fn a_code_is_good_for_five_tries_and_only_in_the_page_that_asked() {
    let world = World::new().await;
    administrator(&world).await;
    let mut browser = world.public();
    ask_for(&mut browser, "/sign-in/link", ADMIN).await;
    let (_, mail) = world.mails_to(ADMIN).await.remove(0);
    let mut thief = world.public();
    ask_for(&mut thief, "/sign-in/link", "nobody@example.org").await;
    thief.fill("Code", &code_in(&mail)).press("Go on").await.gets(422).sees("This is not the code");

    for _ in 0..5 {
        browser.fill("Code", "0000-0000").press("Go on").await.gets(422);
    }
    browser.fill("Code", &code_in(&mail)).press("Go on").await.gets(422).sees("tried too often");
    browser.visit(&world.mailed_link(ADMIN).await).await.press("Sign in").await.sees("You are signed in.");
}

#[tokio::test]
async fn who_guesses_codes_from_one_network_is_stopped_whichever_page_they_use() {
    let world = World::new().await;
    let mut guesser = world.public();
    for n in 0..31 {
        guesser.calls_from(&format!("192.0.2.{n}"));
        let ticket = format!("a-page-of-{n}");
        guesser.post("/sign-in/code", &[("ticket", &ticket), ("code", "K7F2-9QXM")]).await;
        guesser.gets(if n < 30 { 422 } else { 429 });
    }
    guesser.calls_from("198.51.100.1");
    guesser.post("/sign-in/code", &[("ticket", "another"), ("code", "K7F2-9QXM")]).await.gets(422);
    world.set_clock("2018-10-15T09:00:20Z");
    guesser.calls_from("192.0.2.1");
    guesser.post("/sign-in/code", &[("ticket", "another"), ("code", "K7F2-9QXM")]).await.gets(422);
}

#[tokio::test]
async fn a_reset_sets_a_new_password_and_ends_every_session() {
    let world = World::new().await;
    let mut admin = administrator(&world).await;
    let mut browser = world.public();
    ask_for(&mut browser, "/sign-in/reset", ADMIN).await;
    let link = world.mailed_link(ADMIN).await;
    ask_for(&mut browser, "/sign-in/link", ADMIN).await;
    let sign_in_link = world.mailed_link(ADMIN).await;

    let mut phone = world.public();
    phone.visit(&link).await.fill("New password", "password1234").press("Set the password").await;
    phone.gets(422).sees("this one is common");
    phone.fill("New password", "nine herons read maps").press("Set the password").await;
    phone.gets(200).sees("Your password is changed");

    admin.visit("/admin").await.gets(401);
    world.public().visit(&link).await.gets(410);
    world.public().visit(&sign_in_link).await.gets(410);
    sign_in(&mut browser, ADMIN, PASSWORD).await;
    browser.gets(422);
    sign_in(&mut browser, ADMIN, "nine herons read maps").await;
    browser.sees("Sample Admin");
    let (subject, _) = world.mails_to(ADMIN).await.pop().expect("a mail");
    assert_eq!(subject, "Your password on Intersession was changed");
}

#[tokio::test]
async fn ten_passwords_may_be_tried_on_one_address_whichever_server_is_asked() {
    let world = World::new().await;
    administrator(&world).await;
    let other_server = World::on(world.db.clone());
    for n in 0..10 {
        let server = if n % 2 == 0 { &world } else { &other_server };
        let mut browser = server.public();
        browser.calls_from(&format!("192.0.{n}.1"));
        sign_in(&mut browser, ADMIN, "another long password").await;
        browser.gets(422);
    }
    let mut owner = other_server.public();
    owner.calls_from("198.51.100.1");
    sign_in(&mut owner, ADMIN, PASSWORD).await;
    owner.gets(429).sees("Too many passwords were tried. Have a link mailed to you");
    ask_for(&mut owner, "/sign-in/link", ADMIN).await;
    owner.visit(&world.mailed_link(ADMIN).await).await.press("Sign in").await.sees("You are signed in.");

    world.set_clock("2018-10-15T09:05:00Z");
    let mut later = world.public();
    sign_in(&mut later, ADMIN, PASSWORD).await;
    later.sees("Sample Admin");
}

#[tokio::test]
async fn one_password_on_many_addresses_is_stopped_for_the_network() {
    let world = World::new().await;
    administrator(&world).await;
    let mut crowd = world.public();
    for n in 0..60 {
        crowd.calls_from(&format!("203.0.113.{n}"));
        try_a_password(&mut crowd, n).await;
    }
    sign_in(&mut crowd, ADMIN, PASSWORD).await;
    crowd.gets(429);
    let mut neighbour = world.public();
    neighbour.calls_from("198.51.100.1");
    sign_in(&mut neighbour, ADMIN, PASSWORD).await;
    neighbour.sees("Sample Admin");
}

async fn try_a_password(browser: &mut Browser, n: usize) {
    let email = format!("sample-{n}@example.org");
    browser.post("/sign-in", &[("email", &email), ("password", "one long password")]).await;
}

#[tokio::test]
async fn a_third_party_is_not_flooded_with_mail() {
    let world = World::new().await;
    let mut pages = Vec::new();
    for n in 0..8 {
        let mut browser = world.public();
        browser.calls_from(&format!("192.0.{n}.1"));
        browser
            .visit("/sign-up")
            .await
            .fill("Your name", "Sample")
            .fill("Your e-mail address", "victim@example.org");
        browser.press("Send me a mail").await.gets(200);
        pages.push(browser.words());
    }
    assert_eq!(pages[0], pages[7], "whoever asks does not learn that no more is mailed");
    assert_eq!(world.mails_to("victim@example.org").await.len(), 3);
    let wait = "After 3 mails an address gets the next one only 20 minutes later";
    assert!(pages[0].contains(wait), "it says how long to wait: {}", pages[0]);

    let mut one = world.public();
    one.calls_from("198.51.100.1");
    let mut stopped = 0;
    for n in 0..30 {
        ask_for(&mut one, "/sign-in/link", &format!("sample-{n}@example.org")).await;
        stopped += i32::from(one.status == 429);
    }
    assert_eq!(stopped, 10);
    one.sees("Too many mails were asked for from where you are. Wait a minute, then ask again.");
    assert_eq!(one.field("Your e-mail address"), "sample-29@example.org");
}
