//! What pages cost the database.

use std::{cell::Cell, sync::Once};

use tracing::{Event, Metadata, Subscriber, span};

use super::{Site, site};

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
        ("/cybersecurity/2018/meetings/7/poll", 6),
        ("/cybersecurity/2018/tasks", 8),
        ("/cybersecurity/2018/meetings.ics", 4),
        ("/index.atom", 4),
    ];
    for (path, limit) in limits {
        // A text is rendered once; another query makes it another page, which is made anew.
        count_queries(&site, path).await;
        let path = format!("{path}?anew");
        let count = count_queries(&site, &path).await;
        assert!(count <= limit, "{path}: {count} queries");
        assert!(count >= 2, "{path}: queries are counted, and it was made anew");
    }
}

#[tokio::test]
async fn a_page_that_did_not_change_costs_one_query() {
    let site = site().await;
    let paths = [
        "/",
        "/cybersecurity/2018/meetings/2",
        "/cybersecurity/2018/meetings/7/poll",
        "/cybersecurity/2018/meetings.ics",
        "/index.atom",
    ];
    for path in paths {
        // Other tests write in the same cluster meanwhile, and every commit makes another snapshot.
        let mut counts = Vec::new();
        while counts.len() < 100 && counts.last() != Some(&1) {
            counts.push(count_queries(&site, path).await);
        }
        assert_eq!(counts.last(), Some(&1), "{path}: {counts:?}");
        assert!(counts[0] > 1, "{path}: the first was made");
    }
}

/// How many statements a request sends: the pool's log says each, on the thread of the test that asks.
async fn count_queries(site: &Site, path: &str) -> usize {
    static HEARD: Once = Once::new();
    HEARD.call_once(|| tracing::subscriber::set_global_default(Counter).expect("nobody else listens"));
    let mut browser = site.browsers[0].1.clone();
    COUNT.set(0);
    browser.visit(path).await.gets(200);
    COUNT.get()
}

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// Hears what the pool logs, and counts it.
struct Counter;

impl Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("sqlx::query")
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, _: &Event<'_>) {
        COUNT.set(COUNT.get() + 1);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}
