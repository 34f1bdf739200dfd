//! The parts of a report, each written in one of the ways in which people write it, with what is to be read from it.

use intersession::meetings::import::NextMeetingKind;
use jiff::{
    ToSpan,
    civil::{Date, date},
};

use super::choice::Choice;
use super::opening::{bare_day, day};

pub const FORUMS: [&str; 6] = [
    "Lighthouses",
    "Tides and Harbours",
    "Understanding the Costs and Benefits of Community Weather Stations",
    "Maps, Charts and the History of Navigation",
    "Online Learning for Ferry Crews",
    "Establishing and Supporting Island Libraries for Remote Readers",
];
pub const PEOPLE: [&str; 12] = [
    "Amara Sample",
    "Jean-Luc Specimen",
    "María José Muster",
    "Li Weiming",
    "Sven van den Voorbeeld",
    "Priya Example-Rao",
    "Olga Wzorek",
    "Fatou N'Exemple",
    "Tomás Silva Prado",
    "Noor Al-Mithal",
    "Anna Vzorová",
    "Kwame Mfano",
];
const ORGANISATIONS: [&str; 4] =
    ["Sample University", "Telecom Example Ltd", "Ministry of Samples", "IGF Exampleland"];
const ROLES: [&str; 3] = ["co-facilitator", "rapporteur", "consultant"];
const NTH: [&str; 10] =
    ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
pub const ROMAN: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];

/// What the report is about, before anybody wrote it.
pub struct Facts {
    pub forum: &'static str,
    pub number: usize,
    pub held: Date,
    pub chairs: Vec<&'static str>,
    pub others: Vec<&'static str>,
}

impl Facts {
    pub fn draw(choice: &mut Choice) -> Self {
        let mut people = choice.shuffled(&PEOPLE);
        let others = people.split_off(1 + choice.below(3));
        Self {
            forum: choice.any(&FORUMS),
            number: 1 + choice.below(9),
            held: date(
                choice.any(&[2014, 2016, 2017, 2019, 2021]),
                choice.any(&[3, 4, 5, 6, 9]),
                choice.any(&[2, 5, 8, 11, 13, 17, 22]),
            ),
            chairs: people,
            others,
        }
    }

    pub fn nth(&self) -> &'static str {
        NTH[self.number]
    }
}

/// The sentence that says where the recording is, with its links and their passwords.
pub fn recording(choice: &mut Choice) -> (String, Vec<(String, Option<&'static str>)>) {
    let mut link = |name: &str| {
        let id: String = (0..32).map(|_| char::from(b"0123456789abcdef"[choice.below(16)])).collect();
        format!("https://webex.example.org/forum/{name}.php?RCID={id}")
    };
    let (url, other) = (link("ldr"), link("lsr"));
    let none = |url: &String| vec![(url.clone(), None)];
    match choice.way(&[
        "bare",
        "angles",
        "twice",
        "broken",
        "two links",
        "PASSWORD",
        "brackets",
        "Markdown",
        "none",
    ]) {
        "bare" => (format!("A recording of the call is available at {url}"), none(&url)),
        "angles" => (format!("The recording can be found here: <{url}>."), none(&url)),
        "twice" => (format!("The recording can be found here: {url} <{url}>"), none(&url)),
        "broken" => {
            (format!("The recording of the meeting is here: {}\n{}", &url[..50], &url[50..]), none(&url))
        }
        "two links" => (
            format!("Streaming recording link: {url}\nDownload recording link: {other}"),
            vec![(url, None), (other, None)],
        ),
        "PASSWORD" => (
            format!("The recording (PASSWORD: IGF2017x) is available here: {url}"),
            vec![(url, Some("IGF2017x"))],
        ),
        "brackets" => {
            (format!("The call was recorded: {url} [password: bPf77Q]"), vec![(url, Some("bPf77Q"))])
        }
        "Markdown" => (format!("A [recording]({url}) of the call is available."), none(&url)),
        _ => (String::new(), Vec::new()),
    }
}

/// The sentence about the next call.
pub fn next_call(choice: &mut Choice, held: Date) -> (String, NextMeetingKind, Vec<Date>) {
    use NextMeetingKind::{Condition, Dates, None, Window};
    let next = held.checked_add(21.days()).expect("a day");
    let other = next.checked_add(2.days()).expect("a day");
    let monday = next.checked_sub(i64::from(next.weekday().to_monday_zero_offset()).days()).expect("a day");
    let (text, kind, dates) = match choice.way(&[
        "exact",
        "about",
        "either or",
        "after an event",
        "a week",
        "again",
        "poll",
        "none",
    ]) {
        "exact" => (
            format!("The next call will take place on {} at 15:00 UTC.", day(choice, next)),
            Dates,
            vec![next],
        ),
        "about" => ("The next call will be held in about three weeks.".into(), Window, vec![]),
        "either or" => {
            let text = format!(
                "The facilitators proposed either {} or {} for the next call.",
                bare_day(next),
                bare_day(other)
            );
            (text, Dates, vec![next, other])
        }
        "after an event" => {
            ("The group will meet again after the meeting of the MAG.".into(), Condition, vec![])
        }
        "a week" => {
            let sunday = monday.checked_add(6.days()).expect("a day");
            (
                format!("A further call is planned for the week of {}.", bare_day(next)),
                Window,
                vec![monday, sunday],
            )
        }
        "again" => (format!("It was agreed to meet again on {}.", bare_day(next)), Dates, vec![next]),
        "poll" => ("A poll will be sent around to find a date for the next call.".into(), None, vec![]),
        _ => (String::new(), None, vec![]),
    };
    (text, kind, dates)
}

/// What people took upon themselves, in prose, and who did.
pub fn tasks(choice: &mut Choice, facts: &Facts) -> (String, Vec<&'static str>) {
    let (one, other) = (facts.others[0], facts.others[1]);
    let text = match choice.way(&[
        "offered",
        "agreed",
        "volunteered",
        "agreed that",
        "promised",
        "suggested",
        "none",
    ]) {
        "offered" => format!(
            "{one} offered to prepare a first outline of the paper. {other} will contact the organisers of the regional initiatives."
        ),
        "agreed" => format!(
            "{one} agreed to revise the questions, and {other} kindly agreed to send them to the list."
        ),
        "volunteered" => format!("{one} and {other} volunteered to collect examples."),
        "agreed that" => format!(
            "It was agreed that {one} would draft the introduction, and that {other} would look for further examples."
        ),
        "promised" => {
            format!("{one} promised to share the slides. {other} undertook to write to the authors.")
        }
        "suggested" => {
            let text = format!(
                "{one} suggested that a webinar could be organised in the autumn. {other} thought that this might be too late."
            );
            return (text, Vec::new());
        }
        _ => return (String::new(), Vec::new()),
    };
    (text, vec![one, other])
}

/// A person on the list: name, affiliation, role.
pub type Listed = (String, Option<String>, Option<String>);

/// The list of those who took part, a line each.
pub fn participants(choice: &mut Choice, facts: &Facts) -> (Vec<String>, Vec<Listed>) {
    let way = choice.way(&[
        "names",
        "numbered",
        "organisation",
        "role in brackets",
        "role and organisation",
        "bullets",
        "none",
    ]);
    let people = facts.chairs.iter().chain(&facts.others[..4]).enumerate();
    people
        .filter(|_| way != "none")
        .map(|(index, name)| {
            let (organisation, role) = (ORGANISATIONS[index % 4], ROLES[index % 3]);
            let listed = |organisation: Option<&str>, role: Option<&str>| {
                ((*name).to_owned(), organisation.map(str::to_owned), role.map(str::to_owned))
            };
            match way {
                "numbered" => (format!("{}. {name}", index + 1), listed(None, None)),
                "organisation" => (format!("{name}, {organisation}"), listed(Some(organisation), None)),
                "role in brackets" => (format!("{name} ({role})"), listed(None, Some(role))),
                "role and organisation" => {
                    (format!("{name} ({role}, {organisation})"), listed(Some(organisation), Some(role)))
                }
                "bullets" => (format!("• {name} ({organisation})"), listed(Some(organisation), None)),
                _ => ((*name).to_owned(), listed(None, None)),
            }
        })
        .unzip()
}
