//! What is known of an address from the mail that came back: a score that fades.
//!
//! A mail that came back for good counts 1, one that came back for now 0.5; what is counted halves every 14 days. So a
//! dead address that gets a daily digest is suspended on the fourth day, one that gets a weekly digest in the sixth
//! week, and one whose mailbox was full for a weekend never. What is counted within a day fades by a hair only, and both marks
//! leave room for that: three for good within a day suspend.

use sqlx::PgConnection;

use super::{
    mime::kept,
    store::{self, Due},
};
use crate::clock::Instant;
pub use crate::viewer::AddressState;

/// Days after which a mail that came back counts half.
pub const HALF_LIFE_DAYS: f64 = 14.0;

/// From here on the person is warned: one and a half within a day.
pub const WARN: f64 = 1.45;

/// From here on nothing more is mailed until the person resumes: three within a day.
pub const SUSPEND: f64 = 2.9;

/// How a mail came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum BounceKind {
    /// For good (5.x.x).
    Hard,
    /// For now, and not tried any more (4.x.x).
    Soft,
    /// No machine can read it.
    Unknown,
}

impl BounceKind {
    /// What it adds to the score.
    #[must_use]
    pub fn weight(self) -> f64 {
        match self {
            Self::Hard => 1.0,
            Self::Soft => 0.5,
            Self::Unknown => 0.0,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Hard => "For good",
            Self::Soft => "For now",
            Self::Unknown => "Unknown",
        }
    }
}

/// What is known of an address.
#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// The address, in lower case.
    pub email: String,
    /// The score at `scored_at`.
    pub score: f64,
    /// When something came back last.
    pub scored_at: Instant,
    /// Since when nothing is mailed to it.
    pub suspended_at: Option<Instant>,
    /// What the other server said last.
    pub reason: String,
}

impl Health {
    /// The score by now.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "seconds between two days that people live to see")]
    pub fn score(&self, now: Instant) -> f64 {
        let days = now.duration_since(self.scored_at.0).as_secs().max(0) as f64 / 86_400.0;
        self.score * (-days / HALF_LIFE_DAYS).exp2()
    }

    /// Whether it takes mail.
    #[must_use]
    pub fn state(&self, now: Instant) -> AddressState {
        if self.suspended_at.is_some() {
            AddressState::Suspended
        } else if self.score(now) >= WARN {
            AddressState::Warned
        } else {
            AddressState::Fine
        }
    }
}

/// What came back about a message, as it is counted.
#[derive(Debug)]
pub struct Bounce<'a> {
    /// The same notice counts once.
    pub key: &'a str,
    /// The message, where that is proven.
    pub message: Option<i64>,
    /// How it came back.
    pub kind: BounceKind,
    /// The status of RFC 3463.
    pub status: &'a str,
    /// What the other server said.
    pub said: &'a str,
}

/// Records what came back, and counts it once against the address of its message; false when it was known.
///
/// # Errors
/// When the database is gone.
pub async fn count(db: &mut PgConnection, bounce: &Bounce<'_>, now: Instant) -> sqlx::Result<bool> {
    let (said, status) = (kept(bounce.said), kept(bounce.status));
    let bounce = Bounce { said: &said, status: &status, ..*bounce };
    if !store::insert_bounce(db, &bounce, now).await? {
        return Ok(false);
    }
    if let (Some(message), true) = (bounce.message, bounce.kind.weight() > 0.0) {
        store::add_score(db, message, bounce.kind, &said, now).await?;
    }
    Ok(true)
}

/// Counts the refusal of a recipient while a message was sent.
pub(super) async fn refused(db: &mut PgConnection, due: &Due, why: &str, now: Instant) -> sqlx::Result<bool> {
    let key = key_of_message(due.id);
    let bounce = Bounce { key: &key, message: Some(due.id), kind: BounceKind::Hard, status: "", said: why };
    count(db, &bounce, now).await
}

/// However often, and in whatever way a message comes back: it counts once.
#[must_use]
pub fn key_of_message(message: i64) -> String {
    format!("message {message}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(days: i64) -> Instant {
        Instant::parse("2018-10-15T09:00:00Z").expect("an instant").plus_days(days)
    }

    #[test]
    fn three_within_a_day_suspend_and_one_and_a_half_warn() {
        let day = |count: f64| count * (-1.0 / HALF_LIFE_DAYS).exp2();
        assert!(day(2.0) + 1.0 >= SUSPEND && day(1.0) + 0.5 >= WARN && day(2.0) < SUSPEND);
    }

    fn suspended_after(every: i64, kind: BounceKind) -> Option<i64> {
        let mut health = Health {
            email: String::new(),
            score: 0.0,
            scored_at: after(0),
            suspended_at: None,
            reason: String::new(),
        };
        (1..=100).find(|n| {
            let now = after(n * every);
            health = Health { score: health.score(now) + kind.weight(), scored_at: now, ..health.clone() };
            health.score >= SUSPEND
        })
    }

    #[test]
    fn a_dead_address_is_suspended_soon_and_a_full_mailbox_late_or_never() {
        assert_eq!(suspended_after(1, BounceKind::Hard), Some(4));
        assert_eq!(suspended_after(7, BounceKind::Hard), Some(6));
        assert_eq!(suspended_after(1, BounceKind::Soft), Some(7));
        assert_eq!(suspended_after(7, BounceKind::Soft), None);
    }
}
