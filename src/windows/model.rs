//! What a window says at a moment.

use crate::clock::Instant;

/// For how many minutes after closing a form that was opened before is still taken.
pub const GRACE_MINUTES: i64 = 15;

/// From when until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first moment.
    pub opens_at: Instant,
    /// The first moment after the end: at it, the window is closed.
    pub closes_at: Instant,
    /// It opens by the word of a person: `opens_at` says for when that is planned.
    pub waits: bool,
}

/// How something that comes in stands to the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not open yet.
    Early,
    /// In time.
    InTime,
    /// Closed meanwhile, but its form was opened before: counts as in time, and says so.
    InGrace,
    /// Closed.
    Closed,
}

impl Standing {
    /// Whether it is taken.
    #[must_use]
    pub fn is_taken(self) -> bool {
        matches!(self, Self::InTime | Self::InGrace)
    }
}

impl Window {
    /// One that opens by itself.
    #[must_use]
    pub fn new(opens_at: Instant, closes_at: Instant) -> Self {
        Self { opens_at, closes_at, waits: false }
    }

    /// Whether it did not open yet.
    #[must_use]
    pub fn is_early(&self, now: Instant) -> bool {
        self.waits || now < self.opens_at
    }

    /// Whether it is open.
    #[must_use]
    pub fn is_open(&self, now: Instant) -> bool {
        !self.is_early(now) && now < self.closes_at
    }

    /// The same with another end. One that would end before it begins begins just before.
    #[must_use]
    pub fn until(self, closes_at: Instant) -> Self {
        Self { opens_at: self.opens_at.min(closes_at.plus_minutes(-1)), closes_at, ..self }
    }

    /// How something that arrives now stands, whose form was opened at `opened_at` where that is known.
    #[must_use]
    pub fn standing(&self, now: Instant, opened_at: Option<Instant>) -> Standing {
        if self.is_early(now) {
            return Standing::Early;
        }
        if now < self.closes_at {
            return Standing::InTime;
        }
        let was_open = opened_at.is_some_and(|opened| self.is_open(opened));
        let in_grace = was_open && now < self.closes_at.plus_minutes(GRACE_MINUTES);
        if in_grace { Standing::InGrace } else { Standing::Closed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_is_exclusive_and_a_form_that_was_open_has_fifteen_minutes() {
        let at = |text: &str| Instant::parse(text).expect("an instant");
        let window = Window::new(at("2018-09-01T00:00:00Z"), at("2018-09-15T12:00:00Z"));
        let opened = Some(at("2018-09-15T11:50:00Z"));
        assert_eq!(window.standing(at("2018-08-31T23:59:59Z"), None), Standing::Early);
        assert_eq!(window.standing(at("2018-09-15T11:59:59.999999Z"), None), Standing::InTime);
        assert_eq!(window.standing(at("2018-09-15T12:00:00Z"), None), Standing::Closed);
        assert_eq!(window.standing(at("2018-09-15T12:00:00Z"), opened), Standing::InGrace);
        assert_eq!(window.standing(at("2018-09-15T12:14:59Z"), opened), Standing::InGrace);
        assert_eq!(window.standing(at("2018-09-15T12:15:00Z"), opened), Standing::Closed);
        assert_eq!(
            window.standing(at("2018-09-15T12:05:00Z"), Some(at("2018-09-15T12:01:00Z"))),
            Standing::Closed
        );
    }

    #[test]
    fn one_that_waits_for_a_word_is_not_open_on_its_day() {
        let at = |text: &str| Instant::parse(text).expect("an instant");
        let window = Window::new(at("2018-09-01T00:00:00Z"), at("2018-09-15T12:00:00Z"));
        let waits = Window { waits: true, ..window };
        assert_eq!(waits.standing(at("2018-09-02T00:00:00Z"), None), Standing::Early);
        assert!(window.is_open(at("2018-09-02T00:00:00Z")) && !waits.is_open(at("2018-09-02T00:00:00Z")));
    }
}
