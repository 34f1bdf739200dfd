//! What is held about somebody, on a page and as an archive.

use std::io::{Cursor, Read};

use axum::{
    body::Body,
    http::{Request, header},
};
use tower::ServiceExt;

use super::{EMAIL, NAME, Somebody, somebody};
use crate::harness::{Browser, World};

pub(super) async fn bytes(world: &World, browser: &Browser, path: &str) -> Vec<u8> {
    let cookies: Vec<String> =
        browser.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request =
        Request::get(path).header(header::HOST, "localhost").header(header::COOKIE, cookies.join("; "));
    let response =
        world.router().oneshot(request.body(Body::empty()).expect("a request")).await.expect("answered");
    assert_eq!(response.status(), 200);
    axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec()
}

pub(super) fn unpack(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a file");
        let mut text = String::new();
        let name = file.name().expect("a name").into_owned();
        file.read_to_string(&mut text).expect("a text");
        files.push((name, text));
    }
    files
}

#[tokio::test]
async fn one_sees_everything_that_is_held_and_where_to_correct_it() {
    let Somebody { mut browser, place, world, .. } = somebody().await;
    browser.visit("/settings").await.click("My data").await.gets(200).sees(NAME).sees(EMAIL);
    browser.sees("Facilitator").sees("Leaving Org").sees("Academia").sees("The list of participants of");
    let links = browser.attributes("#content a", "href");
    for correct in ["/settings/address", "/settings/password", "/settings#sessions", "/settings/data.zip"] {
        assert!(links.iter().any(|link| link == correct), "{correct} in {links:?}");
    }
    assert!(links.contains(&format!("{}/people", place.path())));
    world.public().visit("/settings/data").await.gets(401);
    world.member().await.visit("/settings/data").await.gets(200).does_not_see("Leaving Org");
}

#[tokio::test]
async fn one_sees_and_downloads_what_mail_one_gets_without_the_secrets_of_its_links() {
    let Somebody { mut browser, world, person, .. } = somebody().await;
    browser.visit("/follow?what=/cybersecurity").await.press("Follow").await.gets(200);
    browser.visit("/settings/mail").await.fill("Weekly ones on", "3").fill("At", "9").press("Save").await;
    let mut db = world.db.acquire().await.expect("a connection");
    let purpose = intersession::links::Purpose::Mail;
    let now = world.app.now();
    let link = intersession::links::standing_for(&mut db, &world.app.form_key, person, &purpose, now)
        .await
        .expect("a link");
    let secret = link.trim_start_matches("/l/").to_owned();

    browser.visit("/settings/data").await.gets(200).sees("What mail you get");
    browser.sees("Best Practice Forum on Cybersecurity: daily digest, since");
    browser.sees("Digests come at 09:00 in the time of UTC, weekly ones on Wednesday.");
    browser.sees("Links that stand for you").sees("Chooses what mail you get: made on");
    assert!(!browser.body.contains(&secret));

    let files = unpack(bytes(&world, &browser, "/settings/data.zip").await);
    let data = &files.iter().find(|(file, _)| file == "data.json").expect("the file").1;
    assert!(!data.contains(&secret) && !data.contains("nonce") && !data.contains("hash\""), "{data}");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data["mail"]["settings"]["hour"], 9);
    assert_eq!(data["mail"]["follows"][0]["what"], "Best Practice Forum on Cybersecurity");
    assert_eq!(data["mail"]["follows"][0]["pace"], "daily");
    assert_eq!(data["mail"]["standing_links"][0]["does"]["purpose"], "mail");
}

#[tokio::test]
async fn one_downloads_it_as_an_archive_without_secrets() {
    let Somebody { browser, world, .. } = somebody().await;
    let mut other = world.public();
    other.visit("/sign-in/link").await.fill("Your e-mail address", EMAIL).press("Send me a mail").await;
    let link = world.mailed_link(EMAIL).await;

    let files = unpack(bytes(&world, &browser, "/settings/data.zip").await);
    let text = |name: &str| {
        let file = files.iter().find(|(file, _)| file == name);
        file.unwrap_or_else(|| panic!("{name} in {files:?}")).1.clone()
    };
    let data: serde_json::Value = serde_json::from_str(&text("data.json")).expect("JSON");
    assert_eq!(data["name"], NAME);
    assert_eq!(data["addresses"][0]["email"], EMAIL);
    assert_eq!(data["roles"][0]["kind"], "facilitator");
    assert_eq!(data["attributions"].as_array().expect("a list").len(), 3);
    assert_eq!(data["attributions"][0]["call"]["slug"], "cybersecurity");
    let acts: serde_json::Value = serde_json::from_str(&text("acts.json")).expect("JSON");
    assert_eq!(acts.as_array().expect("a list").len(), 2, "two lists were saved");
    let messages: serde_json::Value = serde_json::from_str(&text("messages.json")).expect("JSON");
    assert_eq!(messages[0]["recipient"], EMAIL);
    let mail = text(&format!("messages/{:08}.txt", messages[0]["id"].as_i64().expect("a number")));
    assert!(mail.contains("sign"), "{mail}");

    let session = browser.cookies()["session"].clone();
    let token = link.trim_start_matches("/l/");
    for (name, text) in &files {
        assert!(!text.contains(token) && !text.contains(&session), "{name} has a secret");
        assert!(!text.contains("Sample Stayer"), "{name} names somebody else");
    }
}

#[tokio::test]
async fn a_browser_is_called_as_people_call_it_and_the_file_has_its_own_words() {
    let Somebody { mut browser, world, .. } = somebody().await;
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    sqlx::query("update session set agent = $1").bind(agent).execute(&world.db).await.expect("a browser");
    browser.visit("/settings/data").await.sees("Firefox on Linux, since").does_not_see("Gecko");
    let files = unpack(bytes(&world, &browser, "/settings/data.zip").await);
    assert!(files.iter().any(|(name, text)| name == "data.json" && text.contains(agent)));
}

#[tokio::test]
async fn a_long_history_is_downloaded_whole() {
    let Somebody { browser, world, person, .. } = somebody().await;
    sqlx::query(
        "insert into activity (at, actor_id, verb, visibility, summary)
         select now(), $1, 'sample.done', 'audit', 'Act ' || n from generate_series(1, 1001) as n",
    )
    .bind(person.0)
    .execute(&world.db)
    .await
    .expect("inserted");
    let files = unpack(bytes(&world, &browser, "/settings/data.zip").await);
    let (_, acts) = files.iter().find(|(name, _)| name == "acts.json").expect("the acts");
    let acts: Vec<serde_json::Value> = serde_json::from_str(acts).expect("JSON");
    assert_eq!(acts.len(), 1003);
    assert_eq!(acts[0]["summary"], "Act 1001");
}
