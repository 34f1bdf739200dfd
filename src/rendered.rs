//! HTML of texts that never change, kept so that it is rendered once. Each server keeps its own, by the version's
//! identity: nothing in it can become stale, and what is lost is rendered again.

use std::{
    collections::HashMap,
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use crate::db::VersionId;

/// How many bytes of HTML one of the two shelves takes.
const SHELF: usize = 8 * 1024 * 1024;

/// What is kept. What was asked for lately stands on the first shelf; when that is full, it becomes the second, and what
/// stood there goes.
#[derive(Debug, Default)]
pub struct Rendered(Mutex<Shelves>);

#[derive(Debug, Default)]
struct Shelves {
    first: HashMap<VersionId, Arc<str>>,
    second: HashMap<VersionId, Arc<str>>,
    /// Bytes on the first.
    bytes: usize,
}

impl Rendered {
    /// The HTML of a version, if it is kept.
    #[must_use]
    pub fn find(&self, version: VersionId) -> Option<Arc<str>> {
        let mut shelves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(html) = shelves.first.get(&version) {
            return Some(Arc::clone(html));
        }
        let html = shelves.second.remove(&version)?;
        shelves.put(version, Arc::clone(&html));
        Some(html)
    }

    /// Keeps the HTML of a version that is out: only such a one never changes.
    pub fn keep(&self, version: VersionId, html: Arc<str>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(version, html);
    }
}

impl Shelves {
    fn put(&mut self, version: VersionId, html: Arc<str>) {
        if self.bytes + html.len() > SHELF {
            self.second = mem::take(&mut self.first);
            self.bytes = 0;
        }
        self.bytes += html.len();
        self.first.insert(version, html);
    }
}

#[cfg(test)]
mod tests {
    use super::{Rendered, SHELF};
    use crate::db::VersionId;

    #[test]
    fn what_is_asked_for_stays_and_what_is_not_goes() {
        let rendered = Rendered::default();
        let html = "x".repeat(SHELF / 4);
        for number in 0..40 {
            rendered.keep(VersionId(number), html.as_str().into());
            assert!(rendered.find(VersionId(0)).is_some(), "asked for all the time, after {number}");
        }
        assert!(rendered.find(VersionId(20)).is_none());
        let kept = (0..40).filter(|number| rendered.find(VersionId(*number)).is_some()).count();
        assert!(kept <= 8, "two shelves of four: {kept}");
    }
}
