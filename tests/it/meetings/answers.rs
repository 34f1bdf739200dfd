//! What odd requests are answered: addresses with a slash too many, forms that are not whole, things that are too late.

use axum::{
    body::Body,
    http::{Request, header},
};
use intersession::meetings::Kind;
use tower::ServiceExt;

use crate::harness::{Browser, World};

const CALLS: &str = "/cybersecurity/2018/meetings";

/// The status and the `Location` of a GET, not followed.
async fn get(world: &World, path: &str) -> (u16, String) {
    let request =
        Request::get(path).header(header::HOST, "localhost").body(Body::empty()).expect("a request");
    let answer = world.router().oneshot(request).await.expect("an answer");
    let to = answer.headers().get(header::LOCATION).map(|to| to.to_str().expect("ASCII").to_owned());
    (answer.status().as_u16(), to.unwrap_or_default())
}

#[tokio::test]
async fn an_address_with_a_slash_at_its_end_leads_to_the_one_without() {
    let world = World::new().await;
    world.cycle().await;
    let to = |path: &str| (301, path.to_owned());
    assert_eq!(get(&world, &format!("{CALLS}/")).await, to(CALLS));
    assert_eq!(
        get(&world, &format!("{CALLS}/import/?onto=1&x=/")).await,
        to(&format!("{CALLS}/import?onto=1&x=/"))
    );
    assert_eq!(get(&world, "/cybersecurity///").await, to("/cybersecurity"));
    assert_eq!(get(&world, "/nothing/here/").await, to("/nothing/here"));
    assert_eq!(get(&world, "/").await.0, 200);
    for away in ["//evil.example/", "//evil.example//", "//"] {
        assert_eq!(get(&world, away).await, (404, String::new()), "{away}");
    }
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_refused_for_want_of_the_right_first() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await.path(&place);
    let member = world.member().await;
    let facilitator = world.facilitator(&place).await;
    let send = async |browser: Option<&Browser>, path: &str| {
        let mut request = Request::post(path)
            .header(header::HOST, "localhost")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "text/plain");
        if let Some(browser) = browser {
            request = request.header(header::COOKIE, format!("session={}", browser.cookies()["session"]));
        }
        let request = request.body(Body::from("no form")).expect("a request");
        world.router().oneshot(request).await.expect("an answer").status().as_u16()
    };
    let forms = [
        "edit",
        "cancel",
        "delete",
        "held",
        "agenda",
        "proposals/1",
        "recordings",
        "participants",
        "report",
        "report/publish",
        "report/correct",
        "report/discard",
        "report/withdraw",
    ];
    for form in forms {
        let path = format!("{call}/{form}");
        assert_eq!(send(None, &path).await, 401, "{form}: the public");
        assert_eq!(send(Some(&member), &path).await, 403, "{form}: a member without the right");
        assert_eq!(
            send(Some(&facilitator), &path).await,
            400,
            "{form}: who has the right learns what is wrong"
        );
    }
    for form in ["new", "intend", "import", "import/save", "import/file"] {
        assert_eq!(send(Some(&member), &format!("{CALLS}/{form}")).await, 403, "{form}");
    }
}

#[tokio::test]
async fn a_report_without_the_number_of_its_version_is_not_saved_and_is_kept() {
    let world = World::new().await;
    let place = world.cycle().await;
    let path = format!("{}/report", world.held_call(&place, "2018-09-20T15:00:00Z").await.path(&place));
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&path).await.fill("#source", "1. What is saved.").press("Save").await.gets(200);
    for fields in [vec![("source", "1. Mine.")], vec![("source", "1. Mine."), ("edits", "soon")]] {
        facilitator
            .post(&path, &fields)
            .await
            .gets(422)
            .sees("Part of the page was missing")
            .sees("What is saved.");
        assert_eq!(facilitator.field("#source"), "1. Mine.");
    }
    let saved: Vec<String> =
        sqlx::query_scalar("select body from revision").fetch_all(&world.db).await.expect("revisions");
    assert_eq!(saved, ["What is saved."]);
    facilitator.press("Save").await.gets(200);
}

#[tokio::test]
async fn what_cannot_be_done_now_says_so_calmly_and_leads_back() {
    let world = World::new().await;
    let place = world.cycle().await;
    let path = world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.post(&format!("{path}/held"), &[]).await.gets(409).sees("The meeting has not begun.");
    facilitator.does_not_see("faster").click("Back to where you were").await.gets(200);
    assert_eq!(facilitator.path, path);
    let from = "http://localhost/cybersecurity/2018?x=1";
    facilitator
        .post_with(&format!("{path}/held"), &[], &[("sec-fetch-site", "same-origin"), ("referer", from)])
        .await
        .gets(409);
    assert!(facilitator.has("a.button[href='/cybersecurity/2018?x=1']"));
    facilitator
        .post_with(&format!("{path}/held"), &[], &[("referer", "http://evil.example/cybersecurity")])
        .await
        .gets(409);
    assert!(facilitator.has(&format!("a.button[href='{path}']")));
}
