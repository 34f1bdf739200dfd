//! HTML of texts that never change, by the version's identity: nothing in it can become stale.

use std::{fmt, sync::Arc};

use quick_cache::{Weighter, sync::Cache};

use crate::db::VersionId;

/// How many bytes of HTML are kept.
const BYTES: u64 = 16 * 1024 * 1024;

/// About how many texts that is.
const TEXTS: usize = 1024;

/// The HTML of versions that are out: only such a one never changes.
pub struct Texts(Cache<VersionId, Arc<str>, Bytes>);

#[derive(Clone)]
struct Bytes;

impl Weighter<VersionId, Arc<str>> for Bytes {
    fn weight(&self, _: &VersionId, html: &Arc<str>) -> u64 {
        html.len().max(1) as u64
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self(Cache::with_weighter(TEXTS, BYTES, Bytes))
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Texts").field(&self.0.len()).finish()
    }
}

impl Texts {
    /// The HTML of a version, if it is kept.
    #[must_use]
    pub fn find(&self, version: VersionId) -> Option<Arc<str>> {
        self.0.get(&version)
    }

    /// Keeps the HTML of a version.
    pub fn keep(&self, version: VersionId, html: Arc<str>) {
        self.0.insert(version, html);
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES, Texts};
    use crate::db::VersionId;

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let rendered = Texts::default();
        let html = "x".repeat(usize::try_from(BYTES).unwrap_or(0) / 64);
        for number in 0..400 {
            rendered.keep(VersionId(number), html.as_str().into());
        }
        let kept = (0..400).filter(|number| rendered.find(VersionId(*number)).is_some()).count();
        assert!((1..=64).contains(&kept), "64 fill it: {kept}");
    }
}
