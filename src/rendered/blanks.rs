//! A body with blanks, where each reader gets something else.

use axum::body::Bytes;

/// A body, cut where the stamps of its forms stood.
#[derive(Debug)]
pub struct Blanks(Vec<Bytes>);

impl Blanks {
    /// This body without these stamps, wherever they stand in it.
    #[must_use]
    pub fn of(body: &Bytes, stamps: &[String]) -> Self {
        // What has forms is a page, and so UTF-8.
        let text = std::str::from_utf8(body).unwrap_or_default();
        let mut places: Vec<(usize, usize)> = Vec::with_capacity(stamps.len());
        for stamp in stamps {
            places.extend(text.match_indices(stamp).map(|(start, _)| (start, start + stamp.len())));
        }
        places.sort_unstable();
        let mut parts = Vec::with_capacity(places.len() + 1);
        let mut from = 0;
        for (start, end) in places {
            parts.push(body.slice(from..start));
            from = end;
        }
        parts.push(body.slice(from..));
        Self(parts)
    }

    /// The body with another stamp in each blank. One without blanks is not copied.
    #[must_use]
    pub fn with(&self, mut stamp: impl FnMut() -> String) -> Bytes {
        if let [whole] = self.0.as_slice() {
            return whole.clone();
        }
        let mut body = Vec::with_capacity(self.bytes() + 80 * self.0.len());
        for (place, part) in self.0.iter().enumerate() {
            if place > 0 {
                body.extend_from_slice(stamp().as_bytes());
            }
            body.extend_from_slice(part);
        }
        body.into()
    }

    /// How many bytes it has without the blanks.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.iter().map(Bytes::len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_gets_the_same_body_with_stamps_of_their_own() {
        let body = Bytes::from_static(b"<form>one</form><form>two</form>");
        let kept = Blanks::of(&body, &["two".to_owned(), "one".to_owned(), "unused".to_owned()]);
        let mut number = 0;
        let stamp = || {
            number += 1;
            number.to_string()
        };
        assert_eq!(kept.with(stamp), "<form>1</form><form>2</form>");
        assert_eq!(Blanks::of(&body, &[]).with(|| "never".to_owned()), body);
    }
}
