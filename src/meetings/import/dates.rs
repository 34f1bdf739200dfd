//! Days that a text names, whole ("20 May 2017"), without their year ("June 23"), alone or several in one ("19 or 21 June").

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use regex::{Captures, Regex};

use super::calendar_names::{month, weekday};
use super::{figures, links, pattern, ranges};

const MONTH: &str = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)";
const WEEKDAY: &str =
    r"(?:(?P<weekday>Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b\.?,?\s+)?";
const MORE: &str = r"(?:st|nd|rd|th)?(?:\s*(?:,\s*(?:and|or)?|and|or|to|&|–|-|/)\s*(?:on\s+)?(?:the\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\b)*";
/// The last day may be fused with its month: "17 or 18June".
const FUSED: &str = r"(?:\s*(?:and|or|&|–|-|/)\s*\d{1,2})?";

/// "20 May 2017", "16 and 17 May", "the 20th of May", "20 of may of 2017".
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i){WEEKDAY}(?P<days>\b\d{{1,2}}{MORE}{FUSED}|\d{{1,2}}(?:st|nd|rd|th)?)(?P<of>\s+of)?[\s-]*{MONTH}(?:\.?,?(?:\s+of\b)?[\s-]*(?P<year>(?:19|20)\d\d))?"
    ))
});
/// "May 20, 2017", "June 23".
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i){WEEKDAY}\b{MONTH}\.?\s+(?:the\s+)?(?P<days>\d{{1,2}}{MORE})(?:,?\s*(?P<year>(?:19|20)\d\d))?"
    ))
});
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{1,2}"));

/// A day whose year may not be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub year: Option<i16>,
    pub month: i8,
    pub of_month: i8,
}

impl Day {
    /// The date, in `year` if the text says no other.
    pub fn in_year(self, year: Option<i16>) -> Option<Date> {
        Date::new(self.year.or(year)?, self.month, self.of_month).ok()
    }
}

/// A place in a text that names one or more days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Empty when the figures can be read in two ways, or when there is no such day.
    pub days: Vec<Day>,
    pub weekday: Option<Weekday>,
    pub span: Range<usize>,
}

/// Every place in a text that names days, in its order. Links are passed over.
pub fn find(text: &str) -> Vec<Mention> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let text = links::blank_out(text);
    let mut mentions: Vec<Mention> =
        DAY_FIRST.captures_iter(&text).filter_map(|found| in_words(&text, &found)).collect();
    let others = MONTH_FIRST
        .captures_iter(&text)
        .filter_map(|found| month_first(&text, &found))
        .chain(figures::find(&text));
    let apart: Vec<Mention> = others.filter(|mention| !overlaps(&mentions, mention)).collect();
    mentions.extend(apart);
    mentions.sort_by_key(|mention| mention.span.start);
    ranges::share_years(&text, &mut mentions);
    mentions
}

/// The mentions stand in the order of the text, so that only near neighbours can overlap.
fn overlaps(mentions: &[Mention], new: &Mention) -> bool {
    let at = mentions.partition_point(|mention| mention.span.start < new.span.start);
    let near = mentions[at.saturating_sub(1)..].iter().take(2);
    near.into_iter().any(|other| other.span.start < new.span.end && new.span.start < other.span.end)
}

fn in_words(text: &str, found: &Captures) -> Option<Mention> {
    let whole = found.get(0)?;
    let month_name = found.name("month")?;
    let year: Option<i16> = found.name("year").and_then(|year| year.as_str().parse().ok());
    let days = found.name("days")?;
    let fused = text[..whole.start()].ends_with(|c: char| c.is_alphanumeric());
    let decimal = text[..whole.start()].ends_with(['.', ':', '/'])
        && text[..whole.start() - 1].ends_with(|c: char| c.is_ascii_digit());
    // "20 May2017and" is a date; "20 Mayors" and "IPv6 may" are none.
    let goes_on = year.is_none() && text[month_name.end()..].starts_with(char::is_alphabetic);
    let is_verb = year.is_none()
        && found.name("of").is_none()
        && month_name.as_str().starts_with(['m', 'M'])
        && !month_name.as_str().starts_with('M');
    let ends_in_number = text[whole.end()..].starts_with(|c: char| c.is_ascii_digit());
    if decimal || goes_on || is_verb || fused && year.is_none() || year.is_some() && ends_in_number {
        return None;
    }
    let month = month(month_name.as_str())?;
    let kept = kept_of(&text[..days.start()], days.as_str());
    // In "Meeting 5, 12 September" the 5 is no day, and no part of what names one.
    let start =
        if kept > 0 && days.start() < month_name.start() { days.start() + kept } else { whole.start() };
    let days = list(&days.as_str()[kept..], year, month);
    Some(Mention {
        days,
        weekday: found.name("weekday").and_then(|name| weekday(name.as_str())),
        span: start..whole.end(),
    })
}

fn month_first(text: &str, found: &Captures) -> Option<Mention> {
    let whole = found.get(0)?;
    let rest = &text[whole.end()..];
    if let Some(end) = before_the_hour(found, rest) {
        let shorter = &text[..end];
        return MONTH_FIRST
            .captures_at(shorter, whole.start())
            .and_then(|found| month_first(shorter, &found));
    }
    // "in May 27 of them" and "June 2017" name no day.
    let not_a_day = rest.starts_with(|c: char| c.is_ascii_digit())
        || rest.starts_with([':', '%']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let in_month = found.name("year").is_none()
        && text[..whole.start()]
            .split_whitespace()
            .next_back()
            .is_some_and(|word| word.eq_ignore_ascii_case("in"));
    let mention = in_words(text, found)?;
    (!not_a_day && !in_month).then_some(mention)
}

/// In "Aug 5, 15:00" and "October 9, 12 noon" the second figure begins the hour: where what is left of the days ends.
fn before_the_hour(found: &Captures, rest: &str) -> Option<usize> {
    static OF_HOUR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:[:.]\d\d?\b|\s*(?:noon|midday|midnight|[ap]\.?m\b|h\b|hrs\b|hours\b|o['’]clock|UTC|GMT|CES?T)\b)",
        )
    });
    let days = found.name("days").filter(|_| OF_HOUR.is_match(rest))?;
    let last = NUMBER.find_iter(days.as_str()).last().filter(|last| last.start() > 0)?;
    let kept = days.as_str()[..last.start()].trim_end_matches(|c: char| !c.is_ascii_digit());
    Some(days.start() + kept.len())
}

/// Where the days of a list begin: in one that does not ascend only the last is a day of this month.
/// In "Virtual Meeting 2 – 11 April" the first figure counts the meetings.
fn kept_of(before: &str, days: &str) -> usize {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:meetings?|calls?|session|sitting|webinar|part|draft|version)\s*(?:no\.?|number|nr\.?|#)?\s*$|#\s*$",
        )
    });
    let numbers: Vec<(usize, i8)> = NUMBER
        .find_iter(days)
        .filter_map(|number| Some((number.start(), number.as_str().parse().ok()?)))
        .collect();
    let ascends = numbers.is_sorted_by(|a, b| a.1 < b.1);
    let joined =
        !days.contains(',') || ["and", "or", "&"].iter().any(|word| days.to_lowercase().contains(word));
    let counted = numbers.len() > 1 && !days.to_lowercase().contains("and") && COUNTED.is_match(before);
    match numbers.as_slice() {
        [_, (second, _), ..] if ascends && joined && counted => *second,
        _ if ascends && joined => 0,
        numbers => numbers.last().map_or(0, |(at, _)| *at),
    }
}

/// The days of "16, 17 and 18".
fn list(days: &str, year: Option<i16>, month: i8) -> Vec<Day> {
    NUMBER
        .find_iter(days)
        .filter_map(|number| number.as_str().parse().ok())
        .map(|of_month| Day { year, month, of_month })
        .filter(|day| day.in_year(Some(2000)).is_some())
        .collect()
}

/// "17 January 2017".
pub fn spell(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(text: &str) -> Vec<String> {
        find(text)
            .into_iter()
            .flat_map(|mention| mention.days)
            .map(|day| day.in_year(Some(2000)).expect("a day").to_string())
            .collect()
    }

    #[test]
    fn days_are_read_in_every_spelling() {
        for text in [
            "20 May 2017",
            "20th of May, 2017",
            "20 of may of 2017",
            "May 20, 2017",
            "Saturday, 20 May 2017",
            "20-May-2017",
            "2017-05-20",
            "2017-05-20T15:00Z",
            "20.05.2017",
            "20.5.2017",
            "20/5/2017",
            "20May 2017and",
            "on20 May 2017",
            "MAY 20TH 2017",
        ] {
            assert_eq!(dates(text), ["2017-05-20"], "{text}");
        }
        assert_eq!(dates("June 23, noon"), ["2000-06-23"]);
        for text in [
            "Tuesday, Aug 5, 15:00 UTC",
            "August 5, 12 noon UTC",
            "Aug 5, 4pm UTC",
            "Aug 5, 16 UTC",
            "Aug 5, 13.00 UTC",
        ] {
            assert_eq!(dates(text), ["2000-08-05"], "{text}");
        }
    }

    #[test]
    fn several_days_of_a_month_are_each_a_day() {
        assert_eq!(dates("16 and 17 May 2017"), ["2017-05-16", "2017-05-17"]);
        assert_eq!(dates("19 or 21 June"), ["2000-06-19", "2000-06-21"]);
        assert_eq!(dates("17 or 18November"), ["2000-11-17", "2000-11-18"]);
        assert_eq!(dates("6, 7 and 8 December"), ["2000-12-06", "2000-12-07", "2000-12-08"]);
        assert_eq!(dates("May 16–17, 2017"), ["2017-05-16", "2017-05-17"]);
        assert_eq!(dates("30 May – 2 June 2017"), ["2017-05-30", "2017-06-02"]);
        assert_eq!(dates("28 December to 3 January 2018"), ["2017-12-28", "2018-01-03"]);
        assert_eq!(dates("Room 6, 5 December"), ["2000-12-05"]);
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "in May 2017",
            "IPv6 may help",
            "20 mayors",
            "in May 27 of them",
            "30 February 2017 ",
            "section 3.5 May",
            "05/06/2018",
            "version 3.5.20181",
            "https://e.org/2017-05-20",
        ] {
            let found = dates(text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
