//! When the meeting was held: one day, two sittings, or a contradiction that nobody but a person can solve.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use regex::Regex;

use super::dates::{self, Day};
use super::head::Head;
use super::moments::{self, Moment};
use super::years::{self, Place};
use super::{About, Report, pattern, sittings, times, when};

/// Fills in date, time and sittings from the head, the title and the body, in this order.
pub fn read(head: &Head, cover: &str, report: &mut Report) {
    let in_head = moments::of(&head.when.join("\n"));
    let in_title = moments::of(report.title.as_deref().unwrap_or_default());
    let in_body = moments::in_body(cover, report);
    let all = || in_head.iter().chain(&in_title).chain(&in_body);
    let yearless = all().find(|moment| moment.day.year.is_none()).map(|moment| moment.day);
    let found = title_year(report)
        .map(|year| (year, Place::Title))
        .or_else(|| yearless.and_then(|day| years::apart(day, report)));
    let year = found.map(|(year, _)| year);
    // A day without a year is held against one with it.
    let any_year = year.or_else(|| all().find_map(|moment| moment.day.year));

    let said: Vec<(&str, Vec<Date>)> = [("date line", &in_head), ("title", &in_title), ("text", &in_body)]
        .into_iter()
        .map(|(place, moments)| {
            let own = moments.iter().filter(|moment| moment.firm);
            (place, own.filter_map(|moment| moment.day.in_year(any_year)).collect::<Vec<_>>())
        })
        .filter(|(_, dates)| !dates.is_empty())
        .collect();
    check_head(head, report);
    if contradicts(&said, report) {
        let years: BTreeSet<i16> = said.iter().flat_map(|(_, dates)| dates).map(|date| date.year()).collect();
        if let (None, [year]) = (report.cycle_year, years.into_iter().collect::<Vec<_>>().as_slice()) {
            report.cycle_year = Some(*year);
        }
        return read_time(head, &in_head, &in_body, report);
    }
    let best = [&in_head, &in_title, &in_body].into_iter().find(|moments| !moments.is_empty());
    let moments: Vec<(Date, Option<Time>)> = best
        .map_or(&[][..], |moments| moments)
        .iter()
        .filter_map(|moment| Some((moment.day.in_year(year)?, moment.time)))
        .collect();
    // The head may name the days and the text their hours.
    let hour = |date: Date| {
        in_body
            .iter()
            .find(|moment| moment.day.in_year(Some(date.year())) == Some(date))
            .and_then(|moment| moment.time)
    };
    let moments: Vec<(Date, Option<Time>)> =
        moments.into_iter().map(|(date, time)| (date, time.or_else(|| hour(date)))).collect();
    report.date = moments.first().map(|(date, _)| *date);
    if best.is_none() && report.warnings_about(About::Day).is_empty() {
        report.warn(
            About::Day,
            "The text does not say on which day the call was held: enter the date of the call.",
        );
    }
    if let Some(day) =
        yearless.filter(|_| best.is_some_and(|best| best.iter().any(|moment| moment.day.year.is_none())))
    {
        warn_of_year(day, found.map_or(Place::Title, |(_, place)| place), report);
    }
    if in_head.is_empty() && in_title.is_empty() && moments.len() == 1 && !in_body[0].firm {
        report.warn(
            About::Day,
            format!(
                "{} may be the day of an earlier call: check the date of the call.",
                dates::spell(moments[0].0)
            ),
        );
    }
    read_time(head, &in_head, &in_body, report);
    sittings::read(&moments, report);
    check_weekday(head, report);
}

/// A year that the title names, outside a date if it can be.
pub fn title_year(report: &Report) -> Option<i16> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[^\d-])((?:19|20)\d\d)(?:[^\d]|$)"));
    let title = report.title.as_deref()?;
    let year = |text: &str| YEAR.captures(text).and_then(|found| found[1].parse().ok());
    year(&when::blank_days(title)).or_else(|| year(title)).or(report.cycle_year)
}

fn warn_of_year(day: Day, place: Place, report: &mut Report) {
    let spelled =
        day.in_year(Some(2000)).map_or_else(String::new, |date| date.strftime("%-d %B").to_string());
    report.warn(About::Day, match report.date {
        Some(date) => format!("The date {spelled} is printed without its year; {} was taken from the {}: check the year.", date.year(), place.name()),
        None => format!("The date {spelled} is printed without its year, and the title names none: enter the date of the call."),
    });
}

/// Title, date line and text must name the same day; for two sittings each must be among the others'.
fn contradicts(said: &[(&str, Vec<Date>)], report: &mut Report) -> bool {
    for (index, (place, dates)) in said.iter().enumerate() {
        for (other_place, others) in &said[index + 1..] {
            if !dates.iter().any(|date| others.contains(date)) {
                let (one, other) = (dates::spell(dates[0]), dates::spell(others[0]));
                report.warn(About::Day, format!("The {place} gives {one} as the date of the call and the {other_place} gives {other}: enter the right one."));
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
        let hours = times::find(&when::blank_days(line));
        found = found.or_else(|| hours.iter().find_map(|hour| hour.utc));
        other = other.or_else(|| hours.into_iter().find(|hour| hour.utc.is_none()));
    }
    let in_text = moments::times_in_body(report);
    other = other.or_else(|| in_text.iter().find(|hour| hour.utc.is_none()).cloned());
    let said = || in_text.iter().find_map(|hour| hour.utc);
    let time = found.or_else(|| in_body.iter().find_map(|moment| moment.time)).or_else(said);
    report.time_utc = time;
    if let (None, Some(hour)) = (time, other) {
        report.warn(
            About::Time,
            match hour.zone {
                Some(zone) => {
                    format!("The time of the call is given in {zone} and not in UTC: enter the time in UTC.")
                }
                None => {
                    "The time of the call is given without its time zone: enter the time in UTC.".to_owned()
                }
            },
        );
    }
}

/// Days that do not exist or can be read in two ways; their year is certain all the same.
fn check_head(head: &Head, report: &mut Report) {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:19|20)\d\d"));
    let title = report.title.clone();
    for line in head.when.iter().chain(&title) {
        if dates::find(line).iter().any(|mention| mention.days.is_empty()) {
            report.cycle_year =
                report.cycle_year.or(YEAR.find(line).and_then(|year| year.as_str().parse().ok()));
            report.warn(
                About::Day,
                format!("The date \"{line}\" cannot be read with certainty: enter the date of the call."),
            );
        }
    }
}

fn check_weekday(head: &Head, report: &mut Report) {
    let Some(date) = report.date else { return };
    for mention in head.when.iter().flat_map(|line| dates::find(line)) {
        let is_date = mention.days.len() == 1 && mention.days[0].in_year(Some(date.year())) == Some(date);
        if is_date && mention.weekday.is_some_and(|weekday| weekday != date.weekday()) {
            report.warn(
                About::Day,
                format!(
                    "{} was not the day of the week that is printed with it: check the date of the call.",
                    dates::spell(date)
                ),
            );
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
    let around = report.left_out.iter().map(|left| left.text.as_str());
    let said = lines
        .chain(prose)
        .chain(around)
        .chain(notes)
        .chain(headings)
        .flat_map(dates::find)
        .flat_map(|mention| mention.days);
    let mut all: BTreeSet<Date> = said.filter_map(|day| day.in_year(year)).collect();
    all.extend(&report.next_meeting.dates);
    all.extend(report.sittings.iter().map(|sitting| sitting.date));
    all.into_iter().filter(|date| Some(*date) != report.date).collect()
}
