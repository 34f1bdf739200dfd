//! What is followed, how often one hears of it, and when.

use jiff::{Zoned, civil::Time, tz::TimeZone};

use crate::{clock::Instant, db::ReferenceId, limits::Limit, references::Kind, web::time};

/// Mails that ask one address whether it is to follow something, whoever asks: one, and another after some minutes.
pub const ASKED_OF_ADDRESS: Limit = Limit { purpose: "follow.address", burst: 1, seconds: 300 };

/// The same from one network. Apart from mail that signs people in, which they need.
pub const ASKED_FROM_NETWORK: Limit = Limit { purpose: "follow.network", burst: 20, seconds: 60 };

/// How often somebody hears of what they follow. What concerns them by name comes at once in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Pace {
    /// In the daily digest.
    Daily,
    /// In the digest of one day of the week.
    Weekly,
    /// Not by mail.
    Off,
}

impl Pace {
    /// All, as forms offer them.
    pub const ALL: [Self; 3] = [Self::Daily, Self::Weekly, Self::Off];

    /// The value in forms and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Off => "off",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Daily => "Daily digest",
            Self::Weekly => "Weekly digest",
            Self::Off => "No mail",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pace| pace.code() == code)
    }
}

/// Something that can be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its identity.
    pub reference: ReferenceId,
    /// What it is.
    pub kind: Kind,
    /// As it is cited: "Cybersecurity 2018".
    pub label: String,
    /// Its address.
    pub path: String,
}

impl Target {
    /// What comes with following it.
    #[must_use]
    pub fn promise(&self) -> &'static str {
        match self.kind {
            Kind::Forum => "its announcements, and what happens in each of its cycles",
            Kind::Cycle => "what happens in it: calls, reports, changes of the work plan",
            _ => "what happens to it: its time, its agenda, its report",
        }
    }
}

/// Something that somebody hears of, and how often.
#[derive(Debug, Clone)]
pub struct Follow {
    /// What.
    pub target: Target,
    /// How often.
    pub pace: Pace,
    /// Because they hold a role there, not because they asked to.
    pub by_role: bool,
}

/// How somebody wants their mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// IANA name of the zone in which times are given, beside UTC.
    pub zone: String,
    /// The hour of the day at which digests come, 0 to 23, in that zone.
    pub hour: i16,
    /// The day of what comes weekly: 1 is Monday (ISO 8601).
    pub weekday: i16,
    /// Whether digests come at all.
    pub digests: bool,
    /// When they are reminded of calls.
    pub reminders: Reminders,
}

/// How long before a call somebody is reminded of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminders {
    /// Seven days.
    pub week: bool,
    /// 24 hours.
    pub day: bool,
    /// One hour.
    pub hour: bool,
}

impl Default for Reminders {
    fn default() -> Self {
        Self { week: true, day: true, hour: false }
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self { zone: "UTC".to_owned(), hour: 7, weekday: 1, digests: true, reminders: Reminders::default() }
    }
}

impl Reader {
    /// Their zone; UTC where the name is not known here.
    #[must_use]
    pub fn time_zone(&self) -> TimeZone {
        time::zone(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// Whether what comes weekly comes on the day of this instant.
    #[must_use]
    pub fn is_weekly_day(&self, at: Instant) -> bool {
        at.0.to_zoned(self.time_zone()).weekday().to_monday_one_offset()
            == i8::try_from(self.weekday).unwrap_or(1)
    }

    /// When the next digest may come after an instant: the hour of that day or the next. An hour that the clock skips is
    /// the one after it, an hour that comes twice the first.
    #[must_use]
    pub fn next_after(&self, now: Instant) -> Instant {
        let there = now.0.to_zoned(self.time_zone());
        let hour = Time::new(i8::try_from(self.hour).unwrap_or(7), 0, 0, 0).unwrap_or_default();
        let slot = |days: i64| -> Option<Zoned> {
            let day = there.date().checked_add(jiff::Span::new().days(days)).ok()?;
            day.to_datetime(hour).to_zoned(self.time_zone()).ok()
        };
        let slots = [slot(0), slot(1), slot(2)];
        let next = slots.into_iter().flatten().map(|slot| Instant(slot.timestamp())).find(|slot| *slot > now);
        next.unwrap_or_else(|| now.plus_days(1))
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;
    use crate::clock::Instant;

    fn next(zone: &str, hour: i16, now: &str) -> String {
        let reader = Reader { zone: zone.to_owned(), hour, ..Reader::default() };
        reader.next_after(Instant::parse(now).expect("an instant")).0.to_string()
    }

    #[test]
    fn a_digest_comes_at_the_next_such_hour_where_its_reader_is() {
        assert_eq!(next("UTC", 7, "2018-10-15T06:59:59Z"), "2018-10-15T07:00:00Z");
        assert_eq!(next("UTC", 7, "2018-10-15T07:00:00Z"), "2018-10-16T07:00:00Z");
        assert_eq!(next("Africa/Nairobi", 7, "2018-10-15T04:00:00Z"), "2018-10-16T04:00:00Z");
        assert_eq!(next("Pacific/Auckland", 7, "2018-10-15T17:59:00Z"), "2018-10-15T18:00:00Z");
        assert_eq!(next("Nowhere/Else", 7, "2018-10-15T00:00:00Z"), "2018-10-15T07:00:00Z");
    }

    #[test]
    fn an_hour_that_the_clock_skips_or_repeats_comes_once() {
        // Paris, 25 March 2018: 02:00 does not exist; 28 October 2018: it comes twice.
        assert_eq!(next("Europe/Paris", 2, "2018-03-24T12:00:00Z"), "2018-03-25T01:00:00Z");
        assert_eq!(next("Europe/Paris", 2, "2018-03-25T01:00:00Z"), "2018-03-26T00:00:00Z");
        assert_eq!(next("Europe/Paris", 2, "2018-10-27T12:00:00Z"), "2018-10-28T00:00:00Z");
        assert_eq!(next("Europe/Paris", 2, "2018-10-28T00:00:00Z"), "2018-10-29T01:00:00Z");
    }

    #[test]
    fn a_week_turns_on_the_readers_own_day() {
        let reader = Reader { zone: "Pacific/Auckland".to_owned(), weekday: 2, ..Reader::default() };
        // Monday evening in UTC is Tuesday in Auckland.
        assert!(reader.is_weekly_day(Instant::parse("2018-10-15T18:00:00Z").expect("an instant")));
        assert!(!reader.is_weekly_day(Instant::parse("2018-10-16T18:00:00Z").expect("an instant")));
    }
}
