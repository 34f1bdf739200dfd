//! What pages cost the database.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

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
    let count = Arc::new(AtomicUsize::new(0));
    let mut browser = site.browsers[0].1.clone();
    let guard = tracing::subscriber::set_default(Counter(Arc::clone(&count)));
    browser.visit(path).await.gets(200);
    drop(guard);
    count.load(Ordering::SeqCst)
}

/// Hears what the pool logs, and counts it.
struct Counter(Arc<AtomicUsize>);

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
        self.0.fetch_add(1, Ordering::SeqCst);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}
