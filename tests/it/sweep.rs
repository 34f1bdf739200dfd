//! The sweep: every link, as every role, on the demo's data. No server error, no dead link, no person's address, no
//! page over its budget; and no route or template that nobody visits.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs,
    path::Path,
};

use intersession::{
    app::{App, Inner},
    clock::Clock,
    demo,
    router::router,
};

use crate::harness::{Browser, at, fresh_database};

/// HTML and style sheet over the wire, compressed, in bytes.
const BUDGET: usize = 60 * 1024;

/// How many of the addresses that differ only in a number are visited for each role.
const OF_A_KIND: usize = 6;

struct Site {
    app: App,
    browsers: Vec<(String, Browser)>,
}

async fn site() -> Site {
    let db = fresh_database().await;
    let clock = Clock::standing_at(at("2018-10-15T09:00:00Z"));
    let app = App::new(Inner {
        db,
        clock,
        base_url: None,
        port: 8080,
        demo: true,
        trusted_proxies: Vec::new(),
        form_key: [7; 32],
    });
    let links = demo::fill(&app).await.expect("the demo");
    let mut browsers = vec![("the public".to_owned(), Browser::new(router(app.clone())))];
    for (name, link) in links {
        let mut browser = Browser::new(router(app.clone()));
        browser.visit(&link).await.gets(200).press("Sign in").await.sees("You are signed in.");
        browsers.push((name.to_owned(), browser));
    }
    Site { app, browsers }
}

/// The address with its numbers taken out, so that alike ones are counted together.
fn shape(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path);
    let part = |part: &str| {
        let (stem, suffix) =
            part.split_once('.').map_or((part, String::new()), |(stem, end)| (stem, format!(".{end}")));
        if !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_digit()) {
            format!("N{suffix}")
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn local_links(browser: &Browser) -> Vec<String> {
    let mut links = browser.attributes("a[href], link[href]", "href");
    links.extend(browser.attributes("script[src]", "src"));
    let local = links.into_iter().filter(|link| link.starts_with('/') && !link.starts_with("//"));
    local.map(|link| link.split('#').next().unwrap_or_default().to_owned()).collect()
}

fn addresses(body: &str) -> Vec<String> {
    let word = |c: char| c.is_ascii_alphanumeric() || ".-_+@".contains(c);
    let words = body.split(|c: char| !word(c));
    words
        .filter(|word| {
            word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        })
        .map(str::to_owned)
        .collect()
}

/// Everything that one visitor reaches by links: each address with its status.
async fn crawl(name: &str, browser: &mut Browser) -> BTreeMap<String, u16> {
    let mut waiting = VecDeque::from(["/".to_owned()]);
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen = BTreeMap::new();
    while let Some(path) = waiting.pop_front() {
        let kind = kinds.entry(shape(&path)).or_default();
        if seen.contains_key(&path) || *kind >= OF_A_KIND {
            continue;
        }
        *kind += 1;
        browser.visit(&path).await;
        seen.insert(path.clone(), browser.status.as_u16());
        assert!(
            browser.status.is_success(),
            "{name}: {path} answers {}:\n{}",
            browser.status,
            browser.words()
        );
        // Addresses stand where their owner and the Secretariat look after them, nowhere else.
        let is_for_few = path.starts_with("/settings") || path.starts_with("/admin");
        let found = if is_for_few { Vec::new() } else { addresses(&browser.body) };
        assert!(found.is_empty(), "{name}: {path} shows {found:?}");
        let is_page = browser.headers["content-type"].to_str().expect("ASCII").starts_with("text/html");
        let is_exempt = browser.headers.contains_key("content-disposition");
        if is_page && !is_exempt {
            check_page(name, &path, browser);
            waiting.extend(local_links(browser));
        }
    }
    seen
}

fn check_page(name: &str, path: &str, browser: &Browser) {
    use std::io::Write;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(browser.body.as_bytes()).expect("compressed");
    gzip.write_all(include_bytes!("../../static/app.css")).expect("compressed");
    let bytes = gzip.finish().expect("compressed").len();
    assert!(bytes <= BUDGET, "{name}: {path} takes {bytes} bytes");
    assert_eq!(browser.all("h1").len(), 1, "{name}: {path} has one h1");
    assert!(browser.has("html[lang]") && browser.has("main") && browser.has("a.skip"), "{name}: {path}");
    assert!(
        !browser.has("[style]") && !browser.has("script:not([src])"),
        "{name}: {path} has inline style or script"
    );
    let ids: Vec<String> = browser.attributes("[id]", "id");
    let once: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(once.len(), ids.len(), "{name}: {path} gives an id twice: {ids:?}");
    for target in browser.attributes("a[href^='#']", "href") {
        assert!(
            ids.contains(&target[1..].to_owned()),
            "{name}: {path} links to {target}, which is not there"
        );
    }
}

#[tokio::test]
async fn every_link_works_for_every_role() {
    let mut site = site().await;
    let mut reached = BTreeSet::new();
    for (name, browser) in &mut site.browsers {
        let seen = crawl(name, browser).await;
        assert!(seen.len() > 40, "{name} reached only {}", seen.len());
        reached.extend(seen.keys().map(|path| shape(path)));
    }
    let routes = routes();
    let posts_only =
        ["/sign-out", "/state", "/end", "/held", "/proposals", "/publish", "/correct", "/save", "/file"];
    let by_hand = [
        "/healthz",
        "/readyz",
        "/l/{token}",
        "/static/{name}",
        "/versions/{version}",
        "/versions",
        "/proposals/{proposal}",
        "/withdraw",
    ];
    let unvisited: Vec<&String> = routes
        .iter()
        .filter(|route| !posts_only.iter().chain(&by_hand).any(|end| route.ends_with(end)))
        .filter(|route| !reached.iter().any(|path| fits(route, path)))
        .collect();
    assert!(unvisited.is_empty(), "visited by nobody: {unvisited:?}");
}

/// The routes that the slices' `router()`s name.
fn routes() -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    for slice in ["accounts", "forum", "home", "links", "meetings"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(slice).join("mod.rs");
        let source = fs::read_to_string(path).expect("a slice");
        for quoted in source.split('"').skip(1).step_by(2).filter(|quoted| quoted.starts_with('/')) {
            routes.insert(quoted.to_owned());
        }
        for under in source.split("under(\"").skip(1) {
            routes.insert(format!(
                "/{{forum}}/{{year}}/meetings/{{serial}}/{}",
                under.split('"').next().unwrap_or_default()
            ));
        }
    }
    assert!(routes.len() > 40, "{routes:?}");
    routes
}

fn fits(route: &str, path: &str) -> bool {
    let (route, path): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), path.split('/').collect());
    let part = |(route, path): (&&str, &&str)| match route.split_once('{') {
        Some((before, _)) => path.starts_with(before),
        None => route == path,
    };
    route.len() == path.len() && route.iter().zip(&path).all(part)
}

/// Forms that change something, with enough in them to be understood.
fn posts() -> Vec<&'static str> {
    vec![
        "/forums/new",
        "/cybersecurity/edit",
        "/cybersecurity/cycles/new",
        "/cybersecurity/2018/edit",
        "/cybersecurity/2018/state",
        "/cybersecurity/2018/plan/new",
        "/cybersecurity/2018/plan/1",
        "/cybersecurity/2018/people/new",
        "/cybersecurity/2018/people/1/end",
        "/cybersecurity/2018/meetings/new",
        "/cybersecurity/2018/meetings/intend",
        "/cybersecurity/2018/meetings/import",
        "/cybersecurity/2018/meetings/import/save",
        "/cybersecurity/2018/meetings/1/edit",
        "/cybersecurity/2018/meetings/1/cancel",
        "/cybersecurity/2018/meetings/1/held",
        "/cybersecurity/2018/meetings/1/agenda",
        "/cybersecurity/2018/meetings/1/proposals",
        "/cybersecurity/2018/meetings/1/proposals/1",
        "/cybersecurity/2018/meetings/1/recordings",
        "/cybersecurity/2018/meetings/1/participants",
        "/cybersecurity/2018/meetings/1/report",
        "/cybersecurity/2018/meetings/1/report/publish",
        "/cybersecurity/2018/meetings/1/report/correct",
        "/cybersecurity/2018/meetings/1/report/withdraw",
        "/admin/invitations",
    ]
}

async fn counts(app: &App) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in [
        "forum",
        "cycle",
        "milestone",
        "role",
        "meeting",
        "agenda_item",
        "recording",
        "attendance",
        "version",
        "link",
        "activity",
    ] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        counts.push(sqlx::query_scalar(sql).fetch_one(&app.db).await.expect("counted"));
    }
    counts
}

#[tokio::test]
async fn every_change_is_refused_without_the_right_from_elsewhere_and_without_a_session() {
    let mut site = site().await;
    let before = counts(&site.app).await;
    let powerless = ["the public", "Sample Focal Point", "Sample Volunteer"];
    for (name, browser) in &mut site.browsers {
        for path in posts() {
            browser.post_with(path, &[("reason", "x")], &[("sec-fetch-site", "cross-site")]).await.gets(403);
            browser
                .post_with(path, &[("reason", "x")], &[("origin", "https://evil.example")])
                .await
                .gets(403);
            let may_propose = path.ends_with("/proposals");
            if powerless.contains(&name.as_str()) && !(may_propose && name != "the public") {
                browser.post(path, &[("reason", "x"), ("decision", "accept"), ("edits", "0")]).await;
                let expected = if name == "the public" { 401 } else { 403 };
                assert!(
                    [expected, 404].contains(&browser.status.as_u16()),
                    "{name}: {path} answers {}",
                    browser.status
                );
            }
        }
    }
    assert_eq!(counts(&site.app).await, before, "nothing changed");
}

#[tokio::test]
async fn senseless_forms_get_a_clear_answer_from_everybody_and_never_a_server_error() {
    let mut site = site().await;
    let long = "ü".repeat(20_000);
    let hostile = [
        "",
        "\u{0}",
        "<script>alert(1)</script>",
        "-1",
        "99999999999999999999",
        "2018-02-30",
        "'; drop table forum; --",
        long.as_str(),
    ];
    let (_, browser) =
        site.browsers.iter_mut().find(|(name, _)| name == "Sample Secretariat").expect("the Secretariat");
    let fields = [
        "name", "title", "slug", "year", "day", "time", "minutes", "due", "kind", "reason", "from", "to",
        "source", "report", "edits", "url", "when", "person", "email", "sitting",
    ];
    for path in posts() {
        for value in hostile {
            let form: Vec<(&str, &str)> = fields.iter().map(|field| (*field, value)).collect();
            browser.post(path, &form).await;
            assert!(!browser.status.is_server_error(), "{path} with {value:.20} answers {}", browser.status);
            assert!(!browser.body.contains("<script>alert"), "{path}");
        }
        browser.post(path, &[]).await;
        assert!(!browser.status.is_server_error(), "{path} empty answers {}", browser.status);
    }
    for path in [
        "/cybersecurity/2018/meetings/-1",
        "/cybersecurity/2018/meetings/99999999999",
        "/%00",
        "/%F0%9F%98%80",
        "/cybersecurity/2018/plan/abc",
        "/cybersecurity/0000",
        "/l/%2e%2e",
    ] {
        browser.visit(path).await;
        assert!(browser.status.is_client_error(), "{path} answers {}", browser.status);
    }
}

#[tokio::test]
async fn every_template_belongs_to_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    let mut templates = Vec::new();
    collect(&root.join("src"), &mut |_, text| sources.push_str(text));
    collect(&root.join("templates"), &mut |path, text| {
        sources.push_str(text);
        templates.push(path.to_owned());
    });
    let unused: Vec<&String> =
        templates.iter().filter(|path| !sources.contains(&format!("\"{path}\""))).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

fn collect(dir: &Path, found: &mut impl FnMut(&str, &str)) {
    for entry in fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.display().to_string();
            let name = name.split_once("/templates/").map_or(name.clone(), |(_, name)| name.to_owned());
            found(&name, &text);
        }
    }
}

#[tokio::test]
async fn a_page_costs_a_constant_number_of_queries() {
    let site = site().await;
    let limits = [
        ("/", 8),
        ("/cybersecurity", 4),
        ("/cybersecurity/2018", 8),
        ("/cybersecurity/2018/plan", 4),
        ("/cybersecurity/2018/people", 4),
        ("/cybersecurity/2018/meetings", 4),
        ("/cybersecurity/2018/meetings/2", 4),
        ("/cybersecurity/2016/meetings/7", 4),
        ("/cybersecurity/2018/meetings.ics", 4),
        ("/index.atom", 4),
    ];
    for (path, limit) in limits {
        let count = count_queries(&site, path).await;
        assert!(count <= limit, "{path}: {count} queries");
        assert!(count >= 1, "{path}: queries are counted");
    }
}

/// How many statements a request sends: the pool's log says each.
async fn count_queries(site: &Site, path: &str) -> usize {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };
    use tracing::{Metadata, field::Visit, span};

    struct Counter(Arc<AtomicUsize>);
    struct Nothing;
    impl Visit for Nothing {
        fn record_debug(&mut self, _: &tracing::field::Field, _: &dyn std::fmt::Debug) {}
    }
    impl tracing::Subscriber for Counter {
        fn enabled(&self, metadata: &Metadata<'_>) -> bool {
            metadata.target().starts_with("sqlx::query")
        }
        fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
            span::Id::from_u64(1)
        }
        fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
        fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
        fn event(&self, event: &tracing::Event<'_>) {
            event.record(&mut Nothing);
            self.0.fetch_add(1, Ordering::SeqCst);
        }
        fn enter(&self, _: &span::Id) {}
        fn exit(&self, _: &span::Id) {}
    }

    let count = Arc::new(AtomicUsize::new(0));
    let mut browser = site.browsers[0].1.clone();
    let guard = tracing::subscriber::set_default(Counter(Arc::clone(&count)));
    browser.visit(path).await.gets(200);
    drop(guard);
    count.load(Ordering::SeqCst)
}
