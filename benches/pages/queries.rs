//! What a page costs the database: the statements that the pool logs while it is made.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{body::Body, http::Request};
use intersession::{app::App, router::router};
use tower::ServiceExt;
use tracing::{Event, Metadata, Subscriber, span};

use crate::load::Asking;

/// How many statements a page sends that was asked for before, as those are that are measured.
pub async fn count(app: &App, asking: &Asking) -> anyhow::Result<usize> {
    let count = Arc::new(AtomicUsize::new(0));
    let request = || {
        Request::get(asking.next())
            .header("host", "localhost")
            .header("cookie", &asking.cookies)
            .body(Body::empty())
    };
    router(app.clone()).oneshot(request()?).await?;
    let guard = tracing::subscriber::set_default(Counter(Arc::clone(&count)));
    let response = router(app.clone()).oneshot(request()?).await?;
    drop(guard);
    anyhow::ensure!(response.status().is_success(), "{asking:?} answers {}", response.status());
    Ok(count.load(Ordering::SeqCst))
}

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
