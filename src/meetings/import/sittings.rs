//! A call that was held more than once: the days and hours of its sittings.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Time};
use regex::Regex;

use super::{Report, Sitting, dates, pattern, sentences, times, when};

/// The second sitting in prose that tells what was.
static SECOND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:the (?:second|other|later) (?:sitting|call|one|time|half|session|meeting|part|followed|began|started|took|was)|(?:the )?second,? (?:at|on|began|started|from)|a second (?:time|sitting)|(?:was|were) (?:repeated|held again)|(?:repeated|again|once more) (?:at|on|from|for)|second sitting)\b",
    )
});
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(was|were|took place|began|started|followed|held|met|repeated|gathered|opened)\b")
});
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(will|would|next|shall|planned|foreseen|scheduled|suggested|proposed|is to|are to)\b")
});
static DAY_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:the )?(?:next|following) (?:day|morning|evening)\b|\bthe day after\b|\ba day later\b")
});
/// Paragraphs in which the sittings are told of.
const EARLY: usize = 3;

/// Fills in the sittings, their days from where the call's day stands, what is missing from the prose.
pub fn read(moments: &[(Date, Option<Time>)], report: &mut Report) {
    let mut all: Vec<Sitting> =
        moments.iter().map(|(date, time_utc)| Sitting { date: *date, time_utc: *time_utc }).collect();
    complete(&mut all, report);
    if all.len() < 2 {
        return;
    }
    all.sort_by_key(|sitting| (sitting.date, sitting.time_utc));
    report.date = all.first().map(|sitting| sitting.date);
    report.time_utc = all.first().and_then(|sitting| sitting.time_utc).or(report.time_utc);
    report.sittings = all;
}

/// The head may name one sitting, or the days alone.
fn complete(all: &mut Vec<Sitting>, report: &Report) {
    let known = all.len() > 1 && all.iter().all(|sitting| sitting.time_utc.is_some());
    if known || !(1..=2).contains(&all.len()) {
        return;
    }
    let early = report.paragraphs.iter().take(EARLY).flat_map(|paragraph| sentences::split(&paragraph.text));
    for sentence in early.filter(|sentence| TOLD.is_match(sentence)) {
        let Some(second) = SECOND.find(sentence).filter(|_| !AHEAD.is_match(&without_day_after(sentence)))
        else {
            continue;
        };
        let (before, behind) = (&sentence[..second.start()], &sentence[second.start()..]);
        if let (Some(first), None) = (hour(before), all[0].time_utc) {
            all[0].time_utc = Some(first);
        }
        let Some(time) = hour(behind) else { continue };
        if let [_, sitting] = all.as_mut_slice() {
            sitting.time_utc = sitting.time_utc.or(Some(time));
        } else if let Some(date) = day(behind, all[0].date) {
            all[0].time_utc = all[0].time_utc.or(report.time_utc);
            let new = Sitting { date, time_utc: Some(time) };
            if *all != [new.clone()] {
                all.push(new);
            }
        }
        return;
    }
}

/// "The next day" does not speak of the next call.
fn without_day_after(sentence: &str) -> String {
    DAY_AFTER.replace_all(sentence, "").into_owned()
}

fn hour(text: &str) -> Option<Time> {
    times::find(&when::blank_days(text)).iter().find_map(|hour| hour.utc)
}

/// The day of the second sitting: the one that is named, the next, or the same.
fn day(text: &str, first: Date) -> Option<Date> {
    let named = dates::find(text).into_iter().flat_map(|mention| mention.days).next();
    match named {
        Some(day) => day.in_year(Some(first.year())),
        None if DAY_AFTER.is_match(text) => first.checked_add(1.day()).ok(),
        None => Some(first),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::super::Paragraph;
    use super::*;

    fn sittings(moments: &[(Date, Option<Time>)], text: &str) -> Vec<String> {
        let paragraphs = vec![Paragraph { number: None, text: text.into() }];
        let mut report = Report { paragraphs, time_utc: moments[0].1, ..Report::default() };
        read(moments, &mut report);
        report.sittings.iter().map(|sitting| format!("{} {:?}", sitting.date, sitting.time_utc)).collect()
    }

    #[test]
    fn the_prose_gives_what_the_head_does_not() {
        let (sixth, seventh) = (date(2018, 6, 6), date(2018, 6, 7));
        let (eight, four) = (time(8, 0, 0, 0), time(16, 0, 0, 0));
        let both = |day: Date| vec![format!("{sixth} {:?}", Some(eight)), format!("{day} {:?}", Some(four))];

        for text in [
            "The first sitting began at 08:00 UTC and the second sitting at 16:00 UTC.",
            "It was held at 8:00 UTC, and a second time at 16:00 UTC.",
        ] {
            assert_eq!(sittings(&[(sixth, None), (seventh, None)], text), both(seventh), "{text}");
            assert_eq!(sittings(&[(sixth, None)], text), both(sixth), "{text}");
        }
        assert_eq!(
            sittings(&[(sixth, Some(eight))], "It was repeated at 16:00 UTC the next day."),
            both(seventh)
        );
        assert_eq!(
            sittings(&[(sixth, Some(eight))], "The second sitting was held on 7 June at 4 p.m. UTC."),
            both(seventh)
        );
    }

    #[test]
    fn a_call_that_lies_ahead_is_no_sitting() {
        for text in [
            "The second call will be held at 16:00 UTC.",
            "It was said that the second one was long.",
            "It was short.",
        ] {
            assert!(sittings(&[(date(2018, 6, 6), Some(time(8, 0, 0, 0)))], text).is_empty(), "{text}");
        }
    }
}
