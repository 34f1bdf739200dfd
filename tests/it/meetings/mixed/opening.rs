//! How a report begins: its title, the day and the hour, and its first paragraph.

use intersession::meetings::import::Kind;
use jiff::civil::{Date, Time, time};

use super::choice::Choice;
use super::parts::{Facts, ROMAN};

/// The lines of a title, and what kind of meeting they name.
pub fn title(choice: &mut Choice, facts: &Facts) -> (Vec<String>, Kind) {
    let (forum, year, roman, nth) = (facts.forum, facts.held.year(), ROMAN[facts.number], facts.nth());
    let capital = format!("{}{}", nth[..1].to_uppercase(), &nth[1..]);
    let ways = [
        "no title",
        "one line",
        "three lines",
        "capitals",
        "ordinal",
        "number",
        "informal",
        "typos",
        "minutes",
    ];
    let lines = match choice.way(&ways) {
        "one line" => {
            vec![format!("{year} IGF Best Practice Forum (BPF): {forum} – Virtual Meeting {roman}")]
        }
        "three lines" => {
            vec![
                format!("IGF {year}"),
                format!("Best Practice Forum on {forum}"),
                format!("Virtual Meeting {roman}"),
            ]
        }
        "capitals" => vec![
            format!("BEST PRACTICE FORUM ON {}", forum.to_uppercase()),
            format!("SUMMARY REPORT OF VIRTUAL MEETING {roman}"),
        ],
        "ordinal" => vec![format!("{capital} Virtual Meeting of the Best Practice Forum on {forum}")],
        "number" => vec![format!("BPF {forum}: Call #{}", facts.number)],
        "informal" => {
            return (vec![format!("Informal Meeting of the Best Practice Forum on {forum}")], Kind::Informal);
        }
        "typos" => vec![format!("{year} IGF Best Pratice Forum on {forum} – Vitual Meting {roman}")],
        "minutes" => vec![format!("Minutes of the {nth} meeting, BPF on {forum} ({year})")],
        _ => Vec::new(),
    };
    (lines, Kind::Virtual)
}

/// A day as printed.
pub fn day(choice: &mut Choice, day: Date) -> String {
    let form = match choice.way(&["5 June", "weekday", "June 5", "short month", "with a stroke"]) {
        "weekday" => "%A, %-d %B %Y",
        "June 5" => "%B %-d, %Y",
        "short month" => "%-d %b %Y",
        "with a stroke" => "%Y-%m-%d",
        _ => "%-d %B %Y",
    };
    day.strftime(form).to_string()
}

/// A day without its year.
pub fn bare_day(day: Date) -> String {
    day.strftime("%-d %B").to_string()
}

/// An hour as printed.
pub fn hour(choice: &mut Choice) -> (&'static str, Time) {
    match choice.way(&[
        "15:00",
        "15:00 p.m.",
        "8:00 a.m.",
        "4pm",
        "noon",
        "a stop inside",
        "from to",
        "in brackets",
    ]) {
        "15:00 p.m." => ("15:00 p.m. UTC", time(15, 0, 0, 0)),
        "8:00 a.m." => ("8:00 a.m. UTC", time(8, 0, 0, 0)),
        "4pm" => ("4pm UTC", time(16, 0, 0, 0)),
        "noon" => ("noon UTC", time(12, 0, 0, 0)),
        "a stop inside" => ("15:00. UTC", time(15, 0, 0, 0)),
        "from to" => ("13:00–14:30 UTC", time(13, 0, 0, 0)),
        "in brackets" => ("14:00 (UTC)", time(14, 0, 0, 0)),
        _ => ("15:00 UTC", time(15, 0, 0, 0)),
    }
}

/// "A, B and C".
pub fn list(names: &[&str]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        names => names.concat(),
    }
}

/// The first paragraph, with the words that say when.
pub fn opening(choice: &mut Choice, facts: &Facts, kind: Kind, when: &str) -> String {
    let Facts { forum, chairs, .. } = facts;
    let which = if kind == Kind::Informal { "informal" } else { facts.nth() };
    let (verb, who) = (choice.way(&["facilitated", "moderated", "chaired", "led", "hosted"]), list(chairs));
    match choice.way(&[
        "held its",
        "took place",
        "in the chair",
        "welcomed",
        "under whose chairmanship",
        "met for",
    ]) {
        "took place" => {
            format!(
                "The {which} virtual meeting of the Best Practice Forum on {forum} took place{when} and was {verb} by {who}."
            )
        }
        "in the chair" => {
            format!(
                "This is a summary of the {which} virtual meeting of the Best Practice Forum on {forum}, which was held{when}, with {who} in the chair."
            )
        }
        "welcomed" => {
            let role = if chairs.len() > 1 { "Co-facilitators" } else { "Co-facilitator" };
            format!(
                "The {which} virtual meeting of the BPF on {forum} took place{when}. {role} {who} opened the call and thanked all for joining."
            )
        }
        "under whose chairmanship" => {
            format!(
                "The {which} virtual meeting of the BPF on {forum} was convened{when}, under the chairmanship of {who}."
            )
        }
        "met for" => {
            let article = if kind == Kind::Informal { "an" } else { "their" };
            format!(
                "Members of the Best Practice Forum on {forum} met{when} for {article} {which} virtual meeting. The discussion was {verb} by {who}."
            )
        }
        _ => {
            let article = if kind == Kind::Informal { "an" } else { "its" };
            format!(
                "The Best Practice Forum on {forum} held {article} {which} virtual meeting{when}. It was {verb} by {who}."
            )
        }
    }
}
