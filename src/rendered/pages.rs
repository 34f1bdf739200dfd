//! Pages as everybody sees them who did not sign in, each as it was at one snapshot of the database and in one minute of
//! the clock. As long as both are the same, so is the page: what a transaction can see follows from its snapshot
//! (PostgreSQL, "System Information Functions"), and no page tells seconds. A page that was made while something was
//! committed is kept under the snapshot from before, which nobody has again.

use std::{fmt, sync::Arc};

use axum::http::HeaderMap;
use quick_cache::{Weighter, sync::Cache};

use super::Blanks;

/// How many bytes are kept.
const BYTES: u64 = 8 * 1024 * 1024;

/// About how many pages that is.
const PAGES: usize = 512;

/// What a page costs beside its body and its address, in bytes: about what its headers and its places take.
const AROUND: u64 = 512;

/// Which page was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The path with its query.
    pub path: String,
    /// The zone in which its times are shown beside UTC; empty for none.
    pub zone: String,
}

/// A page as it was.
#[derive(Debug)]
pub struct Page {
    /// What the database held: what `pg_current_snapshot` said before the page was made.
    pub snapshot: String,
    /// The minute in which it was made, since 1970.
    pub minute: i64,
    /// Its type, and how it is to be kept.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Blanks,
}

/// The pages.
pub struct Pages(Cache<Asked, Arc<Page>, Weight>);

#[derive(Clone)]
struct Weight;

impl Weighter<Asked, Arc<Page>> for Weight {
    fn weight(&self, asked: &Asked, page: &Arc<Page>) -> u64 {
        (asked.path.len() + asked.zone.len() + page.body.bytes()) as u64 + AROUND
    }
}

impl Default for Pages {
    fn default() -> Self {
        Self(Cache::with_weighter(PAGES, BYTES, Weight))
    }
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.0.len()).finish()
    }
}

impl Pages {
    /// The page, if it is still the same.
    #[must_use]
    pub fn find(&self, asked: &Asked, snapshot: &str, minute: i64) -> Option<Arc<Page>> {
        self.0.get(asked).filter(|page| page.minute == minute && page.snapshot == snapshot)
    }

    /// Keeps a page in place of what it was before.
    pub fn keep(&self, asked: Asked, page: Page) {
        self.0.insert(asked, Arc::new(page));
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;

    use super::*;

    fn page(snapshot: &str, minute: i64, body: &str) -> Page {
        let body = Blanks::of(&Bytes::copy_from_slice(body.as_bytes()), &[]);
        Page { snapshot: snapshot.to_owned(), minute, headers: HeaderMap::new(), body }
    }

    fn asked(path: &str) -> Asked {
        Asked { path: path.to_owned(), zone: String::new() }
    }

    #[test]
    fn a_page_is_the_same_in_its_minute_and_at_its_snapshot_only() {
        let pages = Pages::default();
        pages.keep(asked("/"), page("10:12:11", 7, "as it was"));
        assert!(pages.find(&asked("/"), "10:12:11", 7).is_some());
        assert!(pages.find(&asked("/"), "10:13:11", 7).is_none());
        assert!(pages.find(&asked("/"), "10:12:11", 8).is_none());
        assert!(pages.find(&asked("/privacy"), "10:12:11", 7).is_none());
        let elsewhere = Asked { zone: "Africa/Nairobi".to_owned(), ..asked("/") };
        assert!(pages.find(&elsewhere, "10:12:11", 7).is_none());
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let pages = Pages::default();
        let body = "x".repeat(usize::try_from(BYTES).unwrap_or(0) / 32);
        for number in 0..400 {
            pages.keep(asked(&format!("/{number}")), page("1:1:", 1, &body));
        }
        let is_kept = |number: &i32| pages.find(&asked(&format!("/{number}")), "1:1:", 1).is_some();
        let kept = (0..400).filter(is_kept).count();
        assert!((1..=32).contains(&kept), "32 fill it: {kept}");
    }
}
