//! Time: instants and days, all in UTC, and the one place that asks what time it is.
//!
//! [`Instant`] and [`Day`] wrap `jiff`'s types so that the checked queries can read and bind them; they
//! dereference to what they wrap.

use std::{ops::Deref, sync::Arc, sync::atomic::AtomicI64, sync::atomic::Ordering};

use jiff::{
    SignedDuration, Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};
use serde::{Deserialize, Serialize};
use sqlx::{
    Decode, Encode, Postgres, Type, encode::IsNull, error::BoxDynError, postgres::PgArgumentBuffer,
    postgres::PgHasArrayType, postgres::PgTypeInfo, postgres::PgValueRef,
};

/// A point in time, UTC, to the microsecond (what PostgreSQL keeps).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(pub Timestamp);

/// A calendar day without a zone of its own; work plans count days in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub Date);

impl Instant {
    /// The day in UTC.
    #[must_use]
    pub fn day(self) -> Day {
        Day(Offset::UTC.to_datetime(self.0).date())
    }

    /// Later by so many minutes.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(Timestamp::MAX))
    }

    /// Later by so many days of 24 hours.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_minutes(days.saturating_mul(24 * 60))
    }

    /// Parses RFC 3339, as in `2018-07-17T15:00Z`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }
}

impl Day {
    /// Parses `2018-07-17`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// `2018-07-17`, or nothing where there is no day: as fields, tables and the record hold it.
    #[must_use]
    pub fn iso(day: impl Into<Option<Self>>) -> String {
        day.into().map(|day| day.0.to_string()).unwrap_or_default()
    }

    /// Midnight at its start, UTC.
    #[must_use]
    pub fn start(self) -> Instant {
        Instant(self.0.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |zoned| zoned.timestamp()))
    }

    /// How many days from this one to `other`; negative when it lies before.
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// Later by so many days.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }
}

impl Deref for Instant {
    type Target = Timestamp;
    fn deref(&self) -> &Timestamp {
        &self.0
    }
}

impl Deref for Day {
    type Target = Date;
    fn deref(&self) -> &Date {
        &self.0
    }
}

impl Type<Postgres> for Instant {
    fn type_info() -> PgTypeInfo {
        <jiff_sqlx::Timestamp as Type<Postgres>>::type_info()
    }
}

impl<'r> Decode<'r, Postgres> for Instant {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(jiff_sqlx::Timestamp::decode(value)?.to_jiff()))
    }
}

impl Encode<'_, Postgres> for Instant {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Postgres>::encode_by_ref(&jiff_sqlx::Timestamp::from(self.0), buffer)
    }
}

impl Type<Postgres> for Day {
    fn type_info() -> PgTypeInfo {
        <jiff_sqlx::Date as Type<Postgres>>::type_info()
    }
}

impl PgHasArrayType for Instant {
    fn array_type_info() -> PgTypeInfo {
        PgTypeInfo::with_name("_timestamptz")
    }
}

impl PgHasArrayType for Day {
    fn array_type_info() -> PgTypeInfo {
        PgTypeInfo::with_name("_date")
    }
}

impl<'r> Decode<'r, Postgres> for Day {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(jiff_sqlx::Date::decode(value)?.to_jiff()))
    }
}

impl Encode<'_, Postgres> for Day {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Postgres>::encode_by_ref(&jiff_sqlx::Date::from(self.0), buffer)
    }
}

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's.
    System,
    /// Starts at an instant and moves on with the machine's clock: the demo's.
    From {
        /// What it showed when it began.
        start: Instant,
        /// When it began, on a clock that only moves forward.
        began: std::time::Instant,
    },
    /// Stands still until it is set: the tests'. Microseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that shows `start` now and moves.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
    pub fn starting_at(start: Instant) -> Self {
        Self::From { start, began: std::time::Instant::now() }
    }

    /// A clock that stands at `at`.
    #[must_use]
    pub fn standing_at(at: Instant) -> Self {
        Self::Set(Arc::new(AtomicI64::new(at.as_microsecond())))
    }

    /// Moves a standing clock; any other is left alone.
    pub fn set(&self, at: Instant) {
        if let Self::Set(micros) = self {
            micros.store(at.as_microsecond(), Ordering::SeqCst);
        }
    }

    /// What time it is.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
    pub fn now(&self) -> Instant {
        let now = match self {
            Self::System => Timestamp::now(),
            Self::From { start, began } => {
                let run = SignedDuration::try_from(began.elapsed()).unwrap_or_default();
                start.0.saturating_add(run).unwrap_or(start.0)
            }
            Self::Set(micros) => {
                Timestamp::from_microsecond(micros.load(Ordering::SeqCst)).unwrap_or_default()
            }
        };
        // PostgreSQL keeps microseconds: what is written must equal what is read back.
        Instant(Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now))
    }
}
