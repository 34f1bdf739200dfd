//! Reports put together part by part, each part written in one of the ways in which people write it, and carried in one of
//! the ways in which reports come: what was put in has to come out.

mod carriers;
mod choice;
mod opening;
mod parts;

use choice::Choice;
use intersession::meetings::import::{Kind, Report, parse, words};
use jiff::{ToSpan, civil::Date};
use parts::Facts;

/// Reports; each takes the parser a few milliseconds.
const REPORTS: u64 = 300;

const PROSE: [&str; 5] = [
    "There was broad agreement that the scope should remain narrow this year. Several participants felt that earlier work had been too wide to lead to advice which others could use.",
    "It was noted that practices differ between regions and that what works in one country could not simply be copied elsewhere. Examples from islands were mentioned as particularly instructive.",
    "The question was raised whether the group ought to define its terms first. After some discussion, most speakers preferred to begin with concrete cases and to return to definitions at a later stage.",
    "A participant drew attention to similar work in other organisations and advised against duplication. Others replied that the value of the forum lies in bringing these strands together.",
    "Some speakers asked how the results would be fed into the annual meeting, and whether time for a debate could be reserved in the main session.",
];
const ITEMS: [&str; 3] = [
    "a glossary of the terms that are used most often;",
    "a short list of examples from each region;",
    "an overview of existing guidelines.",
];
const NOTE: &str = "See the report of the working group on the website of the forum.";

/// A report as text, and what is to be read from it.
struct Mixed {
    text: String,
    expected: Expected,
}

#[derive(Debug, Default, PartialEq)]
struct Expected {
    forum: String,
    kind: Kind,
    ordinal: Option<u32>,
    date: Option<Date>,
    time: Option<jiff::civil::Time>,
    chairs: Vec<String>,
    numbers: Vec<Option<u32>>,
    headings: Vec<String>,
    notes: Vec<(String, Option<String>)>,
    recordings: Vec<(String, Option<String>)>,
    owners: Vec<String>,
    participants: Vec<parts::Listed>,
    next: (intersession::meetings::import::NextMeetingKind, Vec<Date>),
}

/// The same of what was read. Names of forums may come in other capitals.
fn outcome(report: &Report) -> Expected {
    let mut chairs: Vec<String> = report.facilitators.iter().chain(&report.moderators).cloned().collect();
    chairs.sort();
    chairs.dedup();
    let mut owners: Vec<String> = report.actions.iter().flat_map(|action| action.owners.clone()).collect();
    owners.sort();
    Expected {
        forum: report.forum.clone().unwrap_or_default().to_lowercase(),
        kind: report.kind,
        ordinal: report.ordinal,
        date: report.date,
        time: report.time_utc,
        chairs,
        numbers: report.paragraphs.iter().map(|paragraph| paragraph.number).collect(),
        headings: report.headings.iter().map(|heading| heading.text.clone()).collect(),
        notes: report.footnotes.iter().map(|note| (note.mark.clone(), note.text.clone())).collect(),
        recordings: report.recordings.iter().map(|one| (one.url.clone(), one.access_code.clone())).collect(),
        owners,
        participants: report
            .participants
            .iter()
            .map(|person| (person.name.clone(), person.affiliation.clone(), person.role.clone()))
            .collect(),
        next: (report.next_meeting.kind, report.next_meeting.dates.clone()),
    }
}

fn mix(choice: &mut Choice) -> Mixed {
    let facts = Facts::draw(choice);
    let (title, kind) = opening::title(choice, &facts);
    let mut expected = Expected {
        forum: facts.forum.to_lowercase(),
        kind,
        ordinal: (kind != Kind::Informal).then(|| u32::try_from(facts.number).expect("small")),
        date: Some(facts.held),
        chairs: facts.chairs.iter().map(ToString::to_string).collect(),
        ..Expected::default()
    };
    expected.chairs.sort();
    let (head, when) = head(choice, &facts, &mut expected);
    let opening = opening::opening(choice, &facts, kind, &when);
    let (tasks, owners) = parts::tasks(choice, &facts);
    expected.owners = owners.into_iter().map(str::to_owned).collect();
    expected.owners.sort();
    let (recording, links) = parts::recording(choice);
    expected.recordings = links.into_iter().map(|(url, code)| (url, code.map(str::to_owned))).collect();
    let (next, kind_of_next, dates) = parts::next_call(choice, facts.held);
    expected.next = (kind_of_next, dates);
    let mut prose = choice.shuffled(&PROSE).into_iter().map(str::to_owned);
    let (noted, note) = noted(choice, prose.next().unwrap_or_default(), &mut expected);
    let bullet = choice.way(&["-", "o", "•", "●", "·", "   -"]);
    let items = ITEMS.map(|item| format!("{bullet} {item}")).join("\n");
    let proposed = format!("The following was proposed for the document:\n{items}");
    let other_days = format!(
        "The annual meeting will be held from 14 to 17 November {}; proposals for sessions are due by {}.",
        facts.held.year(),
        opening::bare_day(facts.held.checked_add(40.days()).expect("a day"))
    );
    let body: Vec<String> = [opening, noted, other_days, proposed]
        .into_iter()
        .chain(prose.take(1))
        .chain([tasks, next])
        .collect();
    let mut blocks = numbered(choice, &body, &recording, &mut expected);
    if !title.is_empty() {
        blocks.insert(0, title.join("\n"));
    }
    if !head.is_empty() {
        blocks.insert(usize::from(!title.is_empty()), head);
    }
    let (people, listed) = parts::participants(choice, &facts);
    expected.participants = listed;
    if !people.is_empty() {
        blocks.push(
            choice
                .way(&["Annex – Participants List", "Participants", "ANNEX: PARTICIPANTS", "Attendees:"])
                .to_owned(),
        );
        blocks.push(people.join("\n"));
    }
    blocks.extend(note);
    let sent = facts.held.checked_add(3.days()).expect("a day").strftime("%a, %-d %b %Y").to_string();
    Mixed { text: carriers::carry(choice, &blocks.join("\n\n"), &sent), expected }
}

/// The lines below the title that say when, and what the first paragraph says of it.
fn head(choice: &mut Choice, facts: &Facts, expected: &mut Expected) -> (String, String) {
    let (hour, time) = opening::hour(choice);
    expected.time = Some(time);
    let day = opening::day(choice, facts.held);
    match choice.way(&[
        "a line",
        "labels",
        "held online",
        "in prose",
        "the day in the head",
        "two days that disagree",
    ]) {
        "a line" => (format!("{day}, {hour}"), String::new()),
        "labels" => (format!("Date: {day}\nTime: {hour}"), String::new()),
        "held online" => (format!("Held online on {day} at {hour}"), String::new()),
        "the day in the head" => (day, format!(" at {hour}")),
        "two days that disagree" => {
            expected.date = None;
            let next = opening::bare_day(facts.held.tomorrow().expect("a day"));
            (day, format!(" on {next} at {hour}"))
        }
        _ => (String::new(), format!(" on {day} at {hour}")),
    }
}

/// A paragraph with the mark of a note, and the note.
fn noted(choice: &mut Choice, text: String, expected: &mut Expected) -> (String, Option<String>) {
    let (before, after) = text.split_once('.').expect("a sentence");
    let (marked, note) = match choice.way(&["no note", "raised", "fused", "in brackets", "lost"]) {
        "raised" => (format!("{before}¹.{after}"), Some(format!("¹ {NOTE}"))),
        "fused" => (format!("{before}.1{after}"), Some(format!("1 {NOTE}"))),
        "in brackets" => (format!("{before}[1].{after}"), Some(format!("[1] {NOTE}"))),
        "lost" => {
            expected.notes.push(("1".into(), None));
            return (format!("{before}[1].{after}"), None);
        }
        _ => return (text, None),
    };
    expected.notes.push(("1".into(), Some(NOTE.into())));
    (marked, note)
}

/// The paragraphs with their numbers or headings. The recording is one of those that are numbered, and has its own place among
/// others.
fn numbered(choice: &mut Choice, body: &[String], recording: &str, expected: &mut Expected) -> Vec<String> {
    let body = body.iter().filter(|text| !text.is_empty());
    let with_recording = || {
        let count = body.clone().count() - 1;
        let (above, below): (Vec<_>, Vec<_>) =
            body.clone().cloned().enumerate().partition(|(index, _)| *index < count);
        let recording = (!recording.is_empty()).then(|| recording.to_owned());
        above
            .into_iter()
            .map(|(_, text)| text)
            .chain(recording)
            .chain(below.into_iter().map(|(_, text)| text))
            .collect::<Vec<_>>()
    };
    let mut number = |texts: Vec<String>, form: fn(usize, &str) -> String| -> Vec<String> {
        let counted = texts.iter().zip(1..);
        expected.numbers.extend(counted.clone().map(|(_, number)| u32::try_from(number).ok()));
        counted.map(|(text, number)| form(number, text)).collect()
    };
    match choice.way(&["1.", "1)", "(1)", "a line of its own", "from 1 again", "numbered headings", "none"]) {
        "1." => number(with_recording(), |number, text| format!("{number}. {text}")),
        "1)" => number(with_recording(), |number, text| format!("{number}) {text}")),
        "(1)" => number(with_recording(), |number, text| format!("({number}) {text}")),
        "a line of its own" => number(with_recording(), |number, text| format!("{number}.\n{text}")),
        "from 1 again" => {
            let mut first = with_recording();
            let second = first.split_off(3);
            let form = |number: usize, text: &str| format!("{number}. {text}");
            let mut blocks = vec!["Introduction".to_owned()];
            blocks.extend(number(first, form));
            blocks.push("Discussion and way forward".to_owned());
            blocks.extend(number(second, form));
            expected.headings = vec!["Introduction".into(), "Discussion and way forward".into()];
            blocks
        }
        way => {
            let mut blocks: Vec<String> = body.cloned().collect();
            expected.numbers = vec![None; blocks.len()];
            if way == "numbered headings" {
                blocks.insert(2, "2. Discussion".into());
                blocks.insert(0, "1. Introduction".into());
                expected.headings = vec!["1. Introduction".into(), "2. Discussion".into()];
            }
            if !recording.is_empty() {
                // A sentence around a link stays a paragraph.
                expected.numbers.extend(recording.starts_with("A [").then_some(None));
                blocks.extend(["Recording".to_owned(), recording.to_owned()]);
            }
            blocks
        }
    }
}

#[test]
fn what_was_put_in_comes_out_however_it_was_written() {
    let mut wrong = Vec::new();
    for seed in 0..REPORTS {
        let mut choice = Choice::new(seed);
        let Mixed { text, expected } = mix(&mut choice);
        let report = parse(&text);
        assert_eq!(words::unaccounted(&text, &report), Vec::<String>::new(), "report {seed}:\n{text}");
        let read = outcome(&report);
        if read != expected {
            wrong.push(format!(
                "report {seed}: {:?}\n{text}\nexpected {expected:#?}\nread {read:#?}",
                choice.taken
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {REPORTS} were misread:\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn days_that_disagree_are_told_of_in_every_carrier() {
    let disagree = (0..REPORTS).filter_map(|seed| {
        let mut choice = Choice::new(seed);
        let mixed = mix(&mut choice);
        choice.taken.contains(&"two days that disagree").then_some(mixed)
    });
    let mut count = 0;
    for mixed in disagree {
        let report = parse(&mixed.text);
        let told = report.warnings.iter().any(|warning| warning.contains("enter the right one"));
        assert!(told, "{:?}\n{}", report.warnings, mixed.text);
        count += 1;
    }
    assert!(count > 10, "{count} reports");
}
