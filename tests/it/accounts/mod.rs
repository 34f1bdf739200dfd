//! Signing in, being invited, and who may do what.

mod enter;
mod settings;

use crate::harness::{Browser, World};
use intersession::{accounts, viewer::RoleKind};

const PASSWORD: &str = "a long sample password";

async fn first_link(world: &World) -> String {
    let mut db = world.db.acquire().await.expect("a connection");
    accounts::first_administrator(&mut db, world.app.now())
        .await
        .expect("made")
        .expect("nobody has an account")
}

/// The first administrator, made over the link that the server prints.
async fn administrator(world: &World) -> Browser {
    let link = first_link(world).await;
    let mut admin = world.public();
    admin.visit(&link).await.gets(200);
    admin
        .fill("Your name", "Sample Admin")
        .fill("Your e-mail address", "Admin@Example.org")
        .fill("Password", PASSWORD);
    admin.press("Make the account").await.sees("You are signed in.").sees("Sample Admin");
    admin
}

async fn sign_in(browser: &mut Browser, email: &str, password: &str) {
    browser.visit("/sign-in").await;
    browser.fill("Your e-mail address", email).fill("Password", password).press("Sign in").await;
}

#[tokio::test]
async fn the_printed_link_makes_the_first_administrator_once() {
    let world = World::new().await;
    let link = first_link(&world).await;
    let mut scanner = world.public();
    scanner.visit(&link).await.gets(200);
    scanner.visit(&link).await.gets(200).sees("Set up this site");

    let mut admin = world.public();
    admin.visit(&link).await;
    admin
        .fill("Your name", "Sample Admin")
        .fill("Your e-mail address", "admin@example.org")
        .fill("Password", PASSWORD);
    admin.press("Make the account").await.sees("You are signed in.");
    admin.visit("/admin").await.gets(200).sees("Sample Admin");

    scanner.visit(&link).await.gets(410).sees("This link was used, or its time is over.");
    let mut db = world.db.acquire().await.expect("a connection");
    assert!(accounts::first_administrator(&mut db, world.app.now()).await.expect("asked").is_none());
}

#[tokio::test]
async fn a_link_that_never_was_is_not_found_and_an_old_one_is_gone() {
    let world = World::new().await;
    let link = first_link(&world).await;
    world.public().visit("/l/never-made").await.gets(404);
    world.set_clock("2018-10-16T09:00:00Z");
    world.public().visit(&link).await.gets(410);
}

#[tokio::test]
async fn a_wrong_account_form_says_what_to_mend_and_keeps_what_was_typed() {
    let world = World::new().await;
    let link = first_link(&world).await;
    let mut admin = world.public();
    admin.visit(&link).await;
    admin.fill("Your name", "Sample Admin").fill("Your e-mail address", "nowhere").fill("Password", "short");
    admin.press("Make the account").await.gets(422);
    admin
        .sees("Enter an e-mail address, such as name@example.org.")
        .sees("Choose a longer password: at least 12 characters.");
    assert_eq!(admin.field("Your name"), "Sample Admin");
    assert_eq!(admin.field("Your e-mail address"), "nowhere");
    assert_eq!(admin.field("Password"), "", "a password never comes back");
    assert!(admin.has("#email[aria-invalid='true'][aria-describedby~='email-e']"));
    assert!(admin.attributes(".summary a", "href").contains(&"#password".to_owned()));
}

#[tokio::test]
async fn a_password_signs_in_and_signing_out_ends_the_session() {
    let world = World::new().await;
    administrator(&world).await;
    let mut browser = world.public();
    sign_in(&mut browser, " ADMIN@example.org ", PASSWORD).await;
    browser.sees("Sample Admin");
    let session = browser.cookies()["session"].clone();

    browser.press("Sign out").await.sees("You are signed out.");
    let mut thief = world.public();
    thief.keep_cookie("session", &session);
    thief.visit("/admin").await.gets(401);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let world = World::new().await;
    administrator(&world).await;
    let mut answers = Vec::new();
    for (email, password) in [
        ("admin@example.org", "another long password"),
        ("nobody@example.org", PASSWORD),
        ("no address", "x"),
    ] {
        let mut browser = world.public();
        sign_in(&mut browser, email, password).await;
        browser.gets(422).sees("Address and password do not belong together.");
        answers.push(browser.words());
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[tokio::test]
async fn secrets_are_kept_as_hashes_only() {
    let world = World::new().await;
    let admin = administrator(&world).await;
    let hash: String =
        sqlx::query_scalar("select password_hash from account").fetch_one(&world.db).await.expect("a hash");
    assert!(hash.starts_with("$argon2id$"));
    let tokens: Vec<Vec<u8>> =
        sqlx::query_scalar("select token_hash from session").fetch_all(&world.db).await.expect("hashes");
    let session = admin.cookies()["session"].as_bytes();
    assert!(tokens.iter().all(|token| token.len() == 32 && token != session));
}

#[tokio::test]
async fn a_session_ends_after_thirty_days() {
    let world = World::new().await;
    let mut admin = administrator(&world).await;
    world.set_clock("2018-11-14T08:59:00Z");
    admin.visit("/admin").await.gets(200);
    world.set_clock("2018-11-14T09:00:00Z");
    admin.visit("/admin").await.gets(401);
}

#[tokio::test]
async fn a_colleague_is_invited_by_a_link_that_works_once() {
    let world = World::new().await;
    let mut admin = administrator(&world).await;
    admin.visit("/admin").await.click("Invite a colleague").await;
    admin.fill("Their name", "Sample Colleague").fill("Their e-mail address", "colleague@example.org");
    let page = admin.press("Make the link").await.gets(200).body.clone();
    let start = page.find("http://localhost:8080/l/").expect("the link");
    let link: String = page[start + "http://localhost:8080".len()..]
        .chars()
        .take_while(|c| !matches!(c, '"' | '<' | ' '))
        .collect();

    let mut colleague = world.public();
    colleague.visit(&link).await.gets(200);
    assert_eq!(colleague.field("Your name"), "Sample Colleague");
    colleague.fill("Password", PASSWORD).press("Make the account").await.sees("You are signed in.");
    colleague.visit("/admin").await.gets(403).sees("Only the Secretariat can do this.");
    world.public().visit(&link).await.gets(410);
}

#[tokio::test]
async fn an_address_that_has_an_account_cannot_make_another() {
    let world = World::new().await;
    let mut admin = administrator(&world).await;
    admin.visit("/admin/invitations").await;
    admin.fill("Their name", "Sample Again").fill("Their e-mail address", "admin@example.org");
    let page = admin.press("Make the link").await.body.clone();
    let start = page.find("/l/").expect("the link");
    let link: String = page[start..].chars().take_while(|c| !matches!(c, '"' | '<' | ' ')).collect();
    let mut again = world.public();
    again.visit(&link).await.fill("Password", PASSWORD).press("Make the account").await.gets(422);
    again.sees("This address belongs to an account already.");
}

#[tokio::test]
async fn after_signing_in_one_comes_back_to_where_one_was_and_nowhere_else() {
    let world = World::new().await;
    administrator(&world).await;
    let mut browser = world.public();
    browser.visit("/admin").await.gets(401);
    browser
        .fill("Your e-mail address", "admin@example.org")
        .fill("Password", PASSWORD)
        .press("Sign in")
        .await;
    assert_eq!(browser.path, "/admin");

    for evil in ["javascript:alert(1)", "//evil.example", "https://evil.example/", "/\\evil.example"] {
        let mut browser = world.public();
        browser
            .post("/sign-in", &[("email", "admin@example.org"), ("password", PASSWORD), ("next", evil)])
            .await;
        assert_eq!(browser.path, "/", "{evil}");
    }
}

#[tokio::test]
async fn what_was_typed_outlives_the_session() {
    let world = World::new().await;
    let mut admin = administrator(&world).await;
    admin.visit("/forums/new").await;
    admin.forget_cookies();
    admin
        .fill("Subject", "Samples")
        .fill("Full name", "Best Practice Forum on Samples")
        .fill("Address", "samples");
    admin.fill("What it is about", "Typed for an hour.");
    admin.press("Open the forum").await.gets(401).sees("What you typed is kept.");

    admin
        .fill("Your e-mail address", "admin@example.org")
        .fill("Password", "wrong at first try")
        .press("Sign in")
        .await
        .gets(422);
    admin.fill("Password", PASSWORD).press("Sign in").await.gets(200).sees("Typed for an hour.");
    let forums: i64 =
        sqlx::query_scalar("select count(*) from forum").fetch_one(&world.db).await.expect("counted");
    assert_eq!(forums, 0, "nothing is sent without a person's word");
    admin.press("Go on with it").await.sees("The forum is open.").sees("Typed for an hour.");
}

#[tokio::test]
async fn a_role_that_ended_yesterday_gives_no_right_today() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/meetings/new").await.gets(200);
    sqlx::query("update role set to_day = '2018-10-14' where kind = 'facilitator'")
        .execute(&world.db)
        .await
        .expect("ended");
    facilitator
        .visit("/cybersecurity/2018/meetings/new")
        .await
        .gets(403)
        .sees("The facilitators of this cycle can do this");
    sqlx::query("update role set to_day = '2018-10-15'").execute(&world.db).await.expect("moved");
    facilitator.visit("/cybersecurity/2018/meetings/new").await.gets(200);
}

#[tokio::test]
async fn a_facilitator_of_one_cycle_does_nothing_in_another() {
    let world = World::new().await;
    let forum = world.forum().await;
    let own = world.cycle_of(&forum, 2017).await;
    world.cycle_of(&forum, 2018).await;
    let mut facilitator = world.facilitator(&own).await;
    facilitator.visit("/cybersecurity/2017/meetings/new").await.gets(200);
    facilitator.visit("/cybersecurity/2018/meetings/new").await.gets(403);
    facilitator
        .post(
            "/cybersecurity/2018/meetings/new",
            &[("kind", "virtual"), ("day", "2018-11-01"), ("time", "15:00")],
        )
        .await
        .gets(403);
}

#[tokio::test]
async fn each_right_is_denied_to_everybody_who_does_not_have_it() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = call.path(&place);
    let site = [
        "/forums/new",
        "/admin",
        "/admin/invitations",
        "/cybersecurity/edit",
        "/cybersecurity/cycles/new",
        "/cybersecurity/2018/people/new",
    ];
    let running = [
        "/cybersecurity/2018/edit",
        "/cybersecurity/2018/plan/new",
        "/cybersecurity/2018/meetings/new",
        "/cybersecurity/2018/meetings/intend",
        "/cybersecurity/2018/meetings/import",
    ];
    let of_call = ["edit", "agenda", "report/withdraw"].map(|under| format!("{path}/{under}"));
    let ahead = world.call(&place, intersession::meetings::Kind::Virtual, &["2018-11-01T15:00:00Z"]).await;
    let cancel = format!("{}/cancel", ahead.path(&place));
    let writing = ["report", "participants", "recordings"].map(|under| format!("{path}/{under}"));

    let mut public = world.public();
    let mut member = world.member().await;
    let mut focal = world.with_role(&place, RoleKind::FocalPoint).await;
    let mut editor = world.with_role(&place, RoleKind::Editor).await;
    let mut facilitator = world.facilitator(&place).await;
    let mut secretariat = world.secretariat().await;
    let run: Vec<&str> =
        running.into_iter().chain(of_call.iter().map(String::as_str)).chain([cancel.as_str()]).collect();
    for address in site.iter().chain(&run).copied().chain(writing.iter().map(String::as_str)) {
        public.visit(address).await.gets(401);
        member.visit(address).await.gets(403);
        focal.visit(address).await.gets(403);
        secretariat.visit(address).await.gets(200);
    }
    for address in &site {
        editor.visit(address).await.gets(403);
        facilitator.visit(address).await.gets(403);
    }
    for address in &run {
        editor.visit(address).await.gets(403);
        facilitator.visit(address).await.gets(200);
    }
    for address in &writing {
        editor.visit(address).await.gets(200);
        facilitator.visit(address).await.gets(200);
    }
}
