//! When the meeting was held: one day, two sittings, or a contradiction that nobody but a person can solve.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use regex::Regex;

use super::dates::{self, Day};
use super::title::{self, Head};
use super::{Report, Sitting, pattern, sentences, times};

/// "The meeting took place on", "was held on", "met on": what the day behind it belongs to stands before it.
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:was|were)\s+(?:also\s+)?(?:held|convened|organi[sz]ed|hosted|conducted)|took\s+place|(?:re)?convened|met|gathered|held\s+(?:its|a|an|the|their|this|two)\b|held|was on)",
    )
});
static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(meetings?|calls?|it|BPF|best\s+pra\w+\s+forum|group|virtual|sittings?|first|second|both|one|other|webinar|which|and)\b",
    )
});
static OTHER_EVENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(conference|workshop|pre-?event|day 0|annual|event|summit|festival|previous|last|earlier|next|proposal|survey|questionnaire|MAG|consultations?|deadline|training|seminar|course|hackathon|election|study|regional|national)\b",
    )
});
static SESSION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bsessions?\b"));
/// "The call of 5 June", in the first sentences.
static CALL_OF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:meeting|call|session)\s+(?:of|on|dated|held on|from)\s*$"));
const PARAGRAPHS: usize = 4;

/// A day and an hour that one place of the text gives.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Moment {
    day: Day,
    time: Option<Time>,
}

/// Fills in date, time and sittings from the head, the title and the body, in this order.
pub fn read(head: &Head, cover: &str, report: &mut Report) {
    let year = title_year(report);
    let in_head = moments(&head.when.join("\n"));
    let in_title = moments(report.title.as_deref().unwrap_or_default());
    let in_body = in_body(cover, report);

    let said: Vec<(&str, Vec<Date>)> = [("date line", &in_head), ("title", &in_title), ("text", &in_body)]
        .into_iter()
        .map(|(place, moments)| {
            (place, moments.iter().filter_map(|moment| moment.day.in_year(year)).collect::<Vec<_>>())
        })
        .filter(|(_, dates)| !dates.is_empty())
        .collect();
    let yearless = in_head
        .iter()
        .chain(&in_title)
        .chain(&in_body)
        .find(|moment| moment.day.year.is_none())
        .map(|moment| moment.day);
    check_head(head, report);
    if contradicts(&said, report) {
        return read_time(head, &in_head, &in_body, report);
    }
    let best = [&in_head, &in_title, &in_body].into_iter().find(|moments| !moments.is_empty());
    let moments: Vec<(Date, Option<Time>)> = best
        .map_or(&[][..], |moments| moments)
        .iter()
        .filter_map(|moment| Some((moment.day.in_year(year)?, moment.time)))
        .collect();
    report.date = moments.first().map(|(date, _)| *date);
    if let Some(day) =
        yearless.filter(|_| best.is_some_and(|best| best.iter().any(|moment| moment.day.year.is_none())))
    {
        warn_of_year(day, report);
    }
    read_time(head, &in_head, &in_body, report);
    read_sittings(&moments, report);
    check_weekday(head, report);
}

/// A year that the title names, outside a date if it can be.
pub fn title_year(report: &Report) -> Option<i16> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[^\d-])((?:19|20)\d\d)(?:[^\d]|$)"));
    let title = report.title.as_deref()?;
    let year = |text: &str| YEAR.captures(text).and_then(|found| found[1].parse().ok());
    year(&title::blank_days(title)).or_else(|| year(title)).or(report.cycle_year)
}

fn warn_of_year(day: Day, report: &mut Report) {
    let spelled =
        day.in_year(Some(2000)).map_or_else(String::new, |date| date.strftime("%-d %B").to_string());
    report.warn(match report.date {
        Some(date) => format!("The date {spelled} is printed without its year; {} was taken from the title: check the year.", date.year()),
        None => format!("The date {spelled} is printed without its year, and the title names none: enter the date of the call."),
    });
}

/// The days of a text with the hour that stands by each.
fn moments(text: &str) -> Vec<Moment> {
    let blank = title::blank_days(text);
    let hours = times::find(&blank);
    let mentions = dates::find(text);
    let lone_year = lone_year(text);
    let mut moments = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        let end = mentions.get(index + 1).map_or(text.len(), |next| next.span.start);
        let near: Vec<Time> = hours
            .iter()
            .filter(|hour| (mention.span.end..end).contains(&hour.span.start))
            .filter_map(|hour| hour.utc)
            .collect();
        for day in &mention.days {
            let day = Day { year: day.year.or(lone_year), ..*day };
            moments.push(Moment { day, time: near.first().copied() });
        }
        if let ([day], [_, second, ..]) = (mention.days.as_slice(), near.as_slice())
            && is_second_sitting(&blank, &hours, *second)
        {
            moments.push(Moment { day: *day, time: Some(*second) });
        }
    }
    moments.dedup();
    moments
}

/// "08:00 UTC and 16:00 UTC", but not "16:00 CET (15:00 UTC)".
fn is_second_sitting(text: &str, hours: &[times::Mention], second: Time) -> bool {
    let Some(hour) = hours.iter().rev().find(|hour| hour.utc == Some(second)) else { return false };
    let before = text[..hour.span.start].trim_end().to_lowercase();
    before.ends_with("and")
        || before.ends_with('&')
        || before.ends_with("and at")
        || before.ends_with(';')
        || before.ends_with('\n')
}

/// A line of the head may hold the year alone.
fn lone_year(text: &str) -> Option<i16> {
    text.lines().find(|line| line.len() == 4).and_then(|line| line.parse().ok())
}

/// What the covering note and the first paragraphs say about when the meeting was held.
fn in_body(cover: &str, report: &Report) -> Vec<Moment> {
    let texts = std::iter::once(cover)
        .chain(report.paragraphs.iter().take(PARAGRAPHS).map(|paragraph| paragraph.text.as_str()));
    let mut found: Vec<Moment> = Vec::new();
    for (index, sentence) in texts.flat_map(sentences::split).take(40).enumerate() {
        let held = in_sentence(sentence, index < 4);
        if held.is_empty() && !found.is_empty() {
            break;
        }
        let continues = found.is_empty() || sentence.to_lowercase().contains("second");
        if continues {
            found.extend(held);
        }
    }
    found
}

fn in_sentence(sentence: &str, early: bool) -> Vec<Moment> {
    let all = dates::find(sentence);
    let Some(first) = all.iter().find(|mention| !mention.days.is_empty()) else { return Vec::new() };
    for verb in HELD.find_iter(sentence) {
        let subject = &sentence[..verb.start()];
        let Some(next) = all.iter().find(|mention| {
            mention.span.start >= verb.end() || mention.span.start < 12 && mention.span.end < verb.start()
        }) else {
            continue;
        };
        let between = sentence.get(verb.end()..next.span.start).unwrap_or_default();
        let of_meeting = MEETING.is_match(subject)
            && !is_other_event(subject)
            && !is_other_event(between)
            && between.len() < 160;
        let on_day = next.span.end < verb.start()
            || between.is_empty()
            || between.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '(');
        if of_meeting && on_day {
            let start = next.span.start;
            let end = if next.span.start < verb.start() {
                sentence.len()
            } else {
                start + held_range(&sentence[start..])
            };
            return moments(&sentence[start..end]);
        }
    }
    let before = &sentence[..first.span.start];
    let is_call = early && CALL_OF.is_match(before) && !is_other_event(before);
    if is_call { moments(&sentence[first.span.clone()]) } else { Vec::new() }
}

fn is_other_event(words: &str) -> bool {
    OTHER_EVENT.is_match(words) || SESSION.is_match(words) && !words.to_lowercase().contains("planning")
}

/// How far the days after the verb are still those of the meeting: "on 5 June and on 6 June at 15:00 UTC".
fn held_range(text: &str) -> usize {
    static JOINED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^\s*(?:,|at|from|[\d:.]+|[ap]\.?m\.?|utc|gmt|and|again|on|then|the|second|first|was|held|noon|midnight|-|–|to|\(|\)|hours|hrs|mon|tues|wednes|thurs|fri|satur|sun|day|sitting|took|place)",
        )
    });
    let mut end = 0;
    let mentions = dates::find(text);
    loop {
        if let Some(mention) = mentions
            .iter()
            .find(|mention| mention.span.start >= end && text[end..mention.span.start].trim().is_empty())
        {
            end = mention.span.end;
        } else if let Some(found) = JOINED.find(&text[end..]).filter(|found| found.end() > 0) {
            end += found.end();
        } else {
            return end;
        }
    }
}

/// Title, date line and text must name the same day; for two sittings each must be among the others'.
fn contradicts(said: &[(&str, Vec<Date>)], report: &mut Report) -> bool {
    for (index, (place, dates)) in said.iter().enumerate() {
        for (other_place, others) in &said[index + 1..] {
            if !dates.iter().any(|date| others.contains(date)) {
                let (one, other) = (dates::spell(dates[0]), dates::spell(others[0]));
                report.warn(format!("The {place} gives {one} as the date of the call and the {other_place} gives {other}: enter the right one."));
                return true;
            }
        }
    }
    false
}

fn read_time(head: &Head, in_head: &[Moment], in_body: &[Moment], report: &mut Report) {
    let title = report.title.clone().unwrap_or_default();
    let in_words = in_head.iter().find_map(|moment| moment.time);
    let lines = head.when.iter().map(String::as_str).chain([title.as_str()]);
    let mut other = None;
    let mut found = in_words;
    for line in lines {
        let hours = times::find(&title::blank_days(line));
        found = found.or_else(|| hours.iter().find_map(|hour| hour.utc));
        other = other.or_else(|| hours.into_iter().find(|hour| hour.utc.is_none()));
    }
    let in_text = || in_body.iter().find_map(|moment| moment.time).or_else(|| time_in_body(report));
    let time = found.or_else(in_text);
    report.time_utc = time;
    if let (None, Some(hour)) = (time, other) {
        report.warn(match hour.zone {
            Some(zone) => {
                format!("The time of the call is given in {zone} and not in UTC: enter the time in UTC.")
            }
            None => "The time of the call is given without its time zone: enter the time in UTC.".to_owned(),
        });
    }
}

/// "The group met online at 15:00 UTC", in the first sentences.
fn time_in_body(report: &Report) -> Option<Time> {
    let sentences =
        report.paragraphs.iter().take(2).flat_map(|paragraph| sentences::split(&paragraph.text)).take(6);
    let about = sentences.filter(|sentence| {
        (HELD.is_match(sentence) || sentence.contains("start") || sentence.contains("began"))
            && MEETING.is_match(sentence)
            && !is_other_event(sentence)
    });
    about
        .into_iter()
        .find_map(|sentence| times::find(&title::blank_days(sentence)).iter().find_map(|hour| hour.utc))
}

fn read_sittings(moments: &[(Date, Option<Time>)], report: &mut Report) {
    if moments.len() > 1 {
        report.sittings =
            moments.iter().map(|(date, time_utc)| Sitting { date: *date, time_utc: *time_utc }).collect();
        report.sittings.sort_by_key(|sitting| (sitting.date, sitting.time_utc));
        report.date = report.sittings.first().map(|sitting| sitting.date);
        report.time_utc = report.sittings.first().and_then(|sitting| sitting.time_utc).or(report.time_utc);
    }
}

/// Days that do not exist or can be read in two ways.
fn check_head(head: &Head, report: &mut Report) {
    for line in &head.when {
        if dates::find(line).iter().any(|mention| mention.days.is_empty()) {
            report.warn(format!(
                "The date \"{line}\" cannot be read with certainty: enter the date of the call."
            ));
        }
    }
}

fn check_weekday(head: &Head, report: &mut Report) {
    let Some(date) = report.date else { return };
    for mention in head.when.iter().flat_map(|line| dates::find(line)) {
        let is_date = mention.days.len() == 1 && mention.days[0].in_year(Some(date.year())) == Some(date);
        if is_date && mention.weekday.is_some_and(|weekday| weekday != date.weekday()) {
            report.warn(format!(
                "{} was not the day of the week that is printed with it: check the date of the call.",
                dates::spell(date)
            ));
            return;
        }
    }
}

/// Every day of the text but the meeting's own; a day without a year is taken to be in the meeting's.
pub fn other_dates(head: &Head, cover: &str, report: &Report) -> Vec<Date> {
    let year = report.date.map(Date::year).or(report.cycle_year);
    let lines = head.when.iter().map(String::as_str).chain(report.title.as_deref()).chain([cover]);
    let notes = report.footnotes.iter().filter_map(|note| note.text.as_deref());
    let headings = report.headings.iter().map(|heading| heading.text.as_str());
    let prose = report.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    let said = lines
        .chain(prose)
        .chain(notes)
        .chain(headings)
        .flat_map(dates::find)
        .flat_map(|mention| mention.days);
    let mut all: BTreeSet<Date> = said.filter_map(|day| day.in_year(year)).collect();
    all.extend(&report.next_meeting.dates);
    all.extend(report.sittings.iter().map(|sitting| sitting.date));
    all.into_iter().filter(|date| Some(*date) != report.date).collect()
}
