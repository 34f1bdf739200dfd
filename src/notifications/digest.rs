//! A digest: what waits for somebody, by forum and object, the newest state first, one line for each object.

use sqlx::PgConnection;

use super::store::Waiting;
use crate::{
    clock::Instant,
    meetings::store::{self as meetings, Coming},
    web::Result,
};

/// How many objects a digest names. More than that nobody reads; the rest is counted.
const MOST_OBJECTS: usize = 40;

/// What is said of one object.
#[derive(Debug, PartialEq, Eq)]
pub struct Object {
    /// Its address; none for what has none.
    pub path: Option<String>,
    /// The newest that happened, one sentence.
    pub latest: String,
    /// When that was.
    pub at: Instant,
    /// How much happened to it before, since the last digest.
    pub earlier: usize,
}

/// What is said of one forum.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name; empty for what is of the whole site.
    pub forum: String,
    /// The objects, the newest first.
    pub objects: Vec<Object>,
}

/// A digest.
#[derive(Debug, PartialEq, Eq)]
pub struct Digest {
    /// Since when: the last digest, or the first act in this one.
    pub since: Instant,
    /// By forum, the one where something happened last first.
    pub parts: Vec<Part>,
    /// How many objects are not named any more.
    pub left_out: usize,
}

impl Digest {
    /// Of what waits, newest first; none where nothing does. What was erased meanwhile is left out.
    pub fn of(waiting: impl Iterator<Item = Waiting>, last_at: Option<Instant>) -> Option<Self> {
        let mut parts: Vec<Part> = Vec::new();
        let (mut oldest, mut named, mut left_out) = (None, 0, Vec::new());
        for one in waiting.filter(|one| !one.summary.is_empty()) {
            oldest = Some(one.at);
            let place = parts.iter().position(|part| part.forum == one.forum).unwrap_or_else(|| {
                parts.push(Part { forum: one.forum.clone(), objects: Vec::new() });
                parts.len() - 1
            });
            let path = one.object.map(|(_, path)| path);
            let objects = &mut parts[place].objects;
            let known = path
                .as_ref()
                .and_then(|path| objects.iter_mut().find(|object| object.path.as_ref() == Some(path)));
            if let Some(object) = known {
                object.earlier += 1;
            } else if named < MOST_OBJECTS {
                named += 1;
                objects.push(Object { path, latest: one.summary, at: one.at, earlier: 0 });
            } else if path.is_none() || !left_out.contains(&path) {
                left_out.push(path);
            }
        }
        parts.retain(|part| !part.objects.is_empty());
        let since = last_at.or(oldest)?;
        (!parts.is_empty()).then_some(Self { since, parts, left_out: left_out.len() })
    }

    /// When the calls among the objects are, as far as they are still to come.
    pub async fn times(&self, db: &mut PgConnection, now: Instant) -> Result<Vec<Coming>> {
        let objects = self.parts.iter().flat_map(|part| &part.objects);
        let paths: Vec<String> = objects.filter_map(|object| object.path.clone()).collect();
        Ok(meetings::list_coming(db, &paths, now).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subscriptions::Pace;

    fn waiting(minute: i64, summary: &str, path: &str) -> Waiting {
        let at = Instant::parse("2018-10-15T09:00:00Z").expect("an instant").plus_minutes(minute);
        let object = (!path.is_empty()).then(|| (String::new(), path.to_owned()));
        Waiting {
            id: minute,
            at,
            summary: summary.to_owned(),
            object,
            forum: "Cybersecurity".to_owned(),
            pace: Pace::Daily,
        }
    }

    #[test]
    fn an_object_has_one_line_with_its_newest_state() {
        let waiting = [
            waiting(3, "Meeting II moved to Friday.", "/c/2"),
            waiting(2, "Meeting III was scheduled.", "/c/3"),
            waiting(1, "Meeting II was scheduled.", "/c/2"),
            waiting(0, "", "/c/1"),
        ];
        let digest = Digest::of(waiting.into_iter(), None).expect("a digest");
        let lines: Vec<_> =
            digest.parts[0].objects.iter().map(|object| (object.latest.as_str(), object.earlier)).collect();
        assert_eq!(lines, [("Meeting II moved to Friday.", 1), ("Meeting III was scheduled.", 0)]);
        assert_eq!(digest.since.0.to_string(), "2018-10-15T09:01:00Z");
    }

    #[test]
    fn nothing_to_say_is_no_digest() {
        assert_eq!(Digest::of([waiting(0, "", "/c/1")].into_iter(), None), None);
        assert_eq!(Digest::of(std::iter::empty(), None), None);
    }

    #[test]
    fn of_thousands_of_acts_forty_objects_are_named_and_the_rest_counted() {
        let acts = (0..5_000).rev().map(|n| waiting(n, "Something happened.", &format!("/c/{}", n % 100)));
        let digest = Digest::of(acts, None).expect("a digest");
        assert_eq!((digest.parts[0].objects.len(), digest.left_out), (MOST_OBJECTS, 60));
        assert_eq!(digest.parts[0].objects[0].earlier, 49);
    }
}
