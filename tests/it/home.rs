//! The front page, the frame around every page, and what guards the site.

use crate::harness::{World, at, fresh_database};
use intersession::meetings::Kind;

#[tokio::test]
async fn an_empty_site_says_what_will_be_here() {
    let world = World::new().await;
    world.public().visit("/").await.gets(200).sees("Sign in");
    world.secretariat().await.visit("/").await.sees("Open a forum");
    world.public().visit("/index.atom").await.gets(200);
}

#[tokio::test]
async fn the_front_page_shows_the_next_calls_and_what_happened() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let mut public = world.public();
    public.visit("/").await.sees("Wednesday 24 October 2018, 15:00 UTC").sees("was scheduled for");
    let calls = public.all(".columns > div a[href*='/meetings/']");
    assert_eq!(
        calls,
        ["Cybersecurity 2018: Virtual Meeting I"],
        "with the number that it will probably have"
    );
    public.click("Virtual Meeting I").await.sees("Virtual Meeting I");
    let feed = public.visit("/index.atom").await.body.clone();
    assert!(feed.contains("was scheduled for Wednesday 24 October 2018, 15:00 UTC"), "{feed}");
    public.visit("/").await;
    assert!(public.has("link[rel=alternate][type='application/atom+xml'][href='/index.atom']"));
}

#[tokio::test]
async fn the_front_page_and_a_cycle_tell_alike_what_happened_lately() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let mut public = world.public();
    let mut lately = async |path: &str| {
        let page = public.visit(path).await;
        assert!(page.all("aside .panel:last-child h2").contains(&"Lately".to_owned()));
        page.all("aside .panel:last-child li")
    };
    let (everywhere, here) = (lately("/").await, lately("/cybersecurity/2018").await);
    assert!(here[0].ends_with("15:00 UTC.Monday 15 October 2018"), "{here:?}");
    assert_eq!(everywhere[..here.len()], here, "the same acts in the same words");
    assert_eq!(everywhere.len(), here.len() + 1, "and that the forum was opened");
}

#[tokio::test]
async fn a_visitor_without_an_account_or_script_chooses_a_zone() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-10-24T21:30:00Z"]).await;
    let mut public = world.public();
    public.visit("/cybersecurity/2018/meetings/1").await.does_not_see("Nairobi:");
    public.fill("Your time zone", "Africa/Nairobi").press("Use it").await;
    assert_eq!(public.path, "/cybersecurity/2018/meetings/1");
    public.sees("Wednesday 24 October 2018, 21:30 UTC").sees("Thursday 25 October 2018, 00:30 in Nairobi");
    assert_eq!(public.cookies().len(), 1, "one cookie, for the zone");
    public.fill("Your time zone", "").press("Use it").await.does_not_see("in Nairobi");
    public.post("/zone", &[("zone", "Moon/Crater"), ("back", "/")]).await.gets(400);
    public.post("/zone", &[("zone", "Africa/Nairobi"), ("back", "//evil.example")]).await;
    assert_eq!(public.path, "/");
}

#[tokio::test]
async fn reading_sets_no_cookie_and_asks_no_third_party() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.reported_call(&place, "2018-09-20T15:00:00Z", "1. Sample text.").await;
    let mut public = world.public();
    for path in [
        "/",
        "/cybersecurity",
        "/cybersecurity/2018",
        "/cybersecurity/2018/meetings/1",
        "/sign-in",
        "/privacy",
    ] {
        public.visit(path).await.gets(200);
        assert!(public.cookies().is_empty(), "{path} sets a cookie");
        for attribute in ["src", "href"] {
            for css in ["script", "link[rel=stylesheet]", "link[rel=icon]", "img"] {
                let outside: Vec<_> = public
                    .attributes(css, attribute)
                    .into_iter()
                    .filter(|link| !link.starts_with('/'))
                    .collect();
                assert!(outside.is_empty(), "{path}: {outside:?}");
            }
        }
        let header = |name: &str| public.headers[name].to_str().expect("ASCII").to_owned();
        assert!(header("content-security-policy").starts_with("default-src 'none'"));
        assert!(!header("content-security-policy").contains("unsafe"));
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("cache-control").contains("private"));
    }
}

#[tokio::test]
async fn a_foreign_host_is_refused_with_a_line_that_names_the_variable() {
    let world = World::new().await;
    let mut public = world.public();
    for host in ["evil.example", "localhost.evil.example", "10.0.0.1:8080"] {
        public.visit_with("/", "host", host).await;
        assert_eq!(public.headers.get_all("host").iter().count(), 0);
    }
    let answer = |host: &'static str| {
        let router = world.router();
        async move {
            use tower::ServiceExt;
            let request = axum::http::Request::get("/")
                .header("host", host)
                .body(axum::body::Body::empty())
                .expect("a request");
            let response = router.oneshot(request).await.expect("an answer");
            let status = response.status().as_u16();
            let body = axum::body::to_bytes(response.into_body(), 1_000_000).await.expect("a body");
            (status, String::from_utf8_lossy(&body).into_owned())
        }
    };
    for host in ["evil.example", "localhost.evil.example", "10.0.0.1:8080", ""] {
        let (status, body) = answer(host).await;
        assert_eq!(status, 421, "{host}");
        assert!(body.contains("BASE_URL"), "{body}");
    }
    for host in ["localhost", "localhost:9999", "127.0.0.1:1", "[::1]:8080"] {
        assert_eq!(answer(host).await.0, 200, "{host}");
    }
}

#[tokio::test]
async fn links_are_built_from_the_configuration_alone_and_cookies_are_secure_over_tls() {
    let world = World::with_base_url(fresh_database().await, Some("https://bpf.example.org"));
    let router = world.router();
    let answer = |method: &'static str, path: &'static str, body: &'static str| {
        let router = router.clone();
        async move {
            use tower::ServiceExt;
            let request =
                axum::http::Request::builder().method(method).uri(path).header("host", "bpf.example.org");
            let request = request
                .header("content-type", "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin");
            router
                .oneshot(request.body(axum::body::Body::from(body)).expect("a request"))
                .await
                .expect("an answer")
        }
    };
    let page = answer("GET", "/", "").await;
    assert!(page.headers().contains_key("strict-transport-security"));
    let body = axum::body::to_bytes(page.into_body(), 1_000_000).await.expect("a body");
    assert!(String::from_utf8_lossy(&body).contains("rel=\"canonical\" href=\"https://bpf.example.org/\""));
    let zone = answer("POST", "/zone", "zone=Africa/Nairobi&back=/").await;
    let cookies: Vec<_> = zone
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|one| one.to_str().expect("ASCII").to_owned())
        .collect();
    let cookie =
        cookies.iter().find(|cookie| cookie.starts_with("__Host-zone=")).expect("a cookie for the zone");
    assert!(cookie.contains("Secure") && cookie.contains("HttpOnly"), "{cookie}");
}

#[tokio::test]
async fn what_another_site_makes_a_browser_send_is_refused() {
    let world = World::new().await;
    let mut public = world.public();
    let fields = [("zone", "Africa/Nairobi"), ("back", "/")];
    for headers in [
        [("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "same-site")],
        [("origin", "https://evil.example")],
        [("origin", "null")],
    ] {
        let page = public.post_with("/zone", &fields, &headers).await.gets(403);
        page.sees("This was sent from another site. Open the page here and send it again.");
    }
    for headers in [vec![("sec-fetch-site", "same-origin")], vec![("origin", "http://localhost")], vec![]] {
        public.post_with("/zone", &fields, &headers).await.gets(200);
    }
}

#[tokio::test]
async fn one_instant_reads_the_same_everywhere() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.reported_call(&place, "2018-07-17T15:00:00Z", "1. Sample text.").await;
    let path = "/cybersecurity/2018/meetings/1";
    let whole = "Tuesday 17 July 2018, 15:00 UTC";
    let mut public = world.public();
    for suffix in ["", ".md", ".txt", ".html"] {
        public.visit(&format!("{path}{suffix}")).await.gets(200);
        assert!(public.body.contains(whole), "{path}{suffix}");
    }
    let calendar = public.visit(&format!("{path}.ics")).await.body.replace("\r\n ", "");
    assert!(calendar.contains("DTSTART:20180717T150000Z"), "{calendar}");
    assert!(calendar.contains("Tuesday 17 July 2018\\, 15:00 UTC"), "{calendar}");
    assert_eq!(at("2018-07-17T15:00:00Z").as_second(), 1_531_839_600);
}

#[tokio::test]
async fn an_error_says_what_to_do_and_not_what_went_wrong_inside() {
    let world = World::new().await;
    let mut public = world.public();
    public.visit("/nowhere/%3Cscript%3E").await.gets(404).sees("There is nothing at this address");
    assert!(!public.body.contains("<script>"));
    public.post("/privacy", &[]).await.gets(405);
    world.db.close().await;
    public.visit("/").await.gets(500).sees("Something went wrong on our side").sees("Request");
    assert!(!public.body.contains("pool") && !public.body.contains("sqlx"));
}

#[tokio::test]
async fn a_number_in_an_address_is_written_in_one_way() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", "1. It was said.").await.path(&place);
    let mut secretariat = world.secretariat().await;
    let person: i64 =
        sqlx::query_scalar("select id from person").fetch_one(&world.db).await.expect("a person");
    sqlx::query("insert into role (cycle_id, person_id, kind, from_day) select id, $1, 'editor', '2018-01-01' from cycle")
        .bind(person)
        .execute(&world.db)
        .await
        .expect("a role");
    for (good, number) in [
        (format!("/people/{person}"), person.to_string()),
        (call.clone(), "1".to_owned()),
        (format!("{call}.json"), "1".to_owned()),
        (format!("{call}/versions/1"), "1".to_owned()),
        (format!("{call}/edit"), "1".to_owned()),
    ] {
        secretariat.visit(&good).await.gets(200);
        for other in
            [format!("+{number}"), format!("0{number}"), format!("%2B{number}"), format!("-{number}")]
        {
            let start = good.rfind(&format!("/{number}")).expect("a number");
            let (before, after) = good.split_at(start + 1);
            let path = format!("{before}{other}{}", &after[number.len()..]);
            secretariat.visit(&path).await;
            assert_eq!(secretariat.status.as_u16(), 404, "{path}");
        }
    }
}
