//! From what the parser read to what a person reviews.

use std::collections::HashSet;

use super::{
    Meeting,
    forms::{EVERY_SITTING, ReviewForm},
    import::{self, NextMeetingKind, Report},
    roman,
};
use crate::texts::{
    markdown,
    model::{Block, Code, Kind, Paragraph, number},
};
use crate::{clock::Day, forum::CyclePlace, web::time};

/// What speaks against filing the report here, for a person to check: another forum, another year, another day, a call
/// of that day that is there already, a code in the text.
#[must_use]
pub fn doubts(
    report: &Report,
    place: &CyclePlace,
    onto: Option<&Meeting>,
    meetings: &[Meeting],
) -> Vec<String> {
    let mut doubts = Vec::new();
    let (forum, year) = (&place.forum.name, place.cycle.year);
    let is_other = |named: &&String| {
        !named.to_lowercase().contains(&forum.to_lowercase())
            && !forum.to_lowercase().contains(&named.to_lowercase())
    };
    if let Some(named) = report.forum.as_ref().filter(is_other) {
        doubts.push(format!("The report names another forum, “{named}”; this is {forum}."));
    }
    let day = report.date.map(Day);
    if let Some(day) = day.filter(|day| i32::from(day.0.year()) != year) {
        doubts.push(format!(
            "The call was on {}, which is not in {year}, the year of this cycle.",
            time::day(day)
        ));
    }
    let stated = report.cycle_year.map(i32::from).filter(|stated| *stated != year);
    // A year that is only the day's own was said already.
    let is_the_days = |stated: i32| day.is_some_and(|day| i32::from(day.0.year()) == stated);
    let is_printed =
        |stated: i32| report.title.as_ref().is_some_and(|title| title.contains(&stated.to_string()));
    if let Some(stated) = stated.filter(|stated| is_printed(*stated) || !is_the_days(*stated)) {
        doubts.push(format!(
            "The report is of the cycle of {stated} by its title; this is the cycle of {year}."
        ));
    }
    doubts.extend(doubt_of_number(report, onto, meetings));
    let held_on = onto.and_then(Meeting::as_of);
    if let Some((said, filed)) = day.zip(held_on).filter(|(said, filed)| said != filed) {
        let (said, filed) = (time::day(said), time::day(filed));
        doubts.push(format!("The report is of {said}; the call that it is filed with was on {filed}."));
    }
    let same_day = meetings.iter().find(|meeting| onto.is_none() && day.is_some() && meeting.as_of() == day);
    if let Some(meeting) = same_day {
        let title = meeting.short_title();
        doubts.push(format!("There is a call on that day already, {title}. To file the report with it, import it from that call's page."));
    }
    let codes = report.recordings.iter().filter_map(|recording| recording.access_code.as_ref());
    if codes
        .into_iter()
        .any(|code| report.paragraphs.iter().any(|paragraph| paragraph.text.contains(code.as_str())))
    {
        doubts.push(
            "The text of the report has an access code in it. Take it out, unless everybody may have it."
                .to_owned(),
        );
    }
    doubts
}

/// A number that another call of the cycle has, or that is not the one of the call that the report is filed with.
fn doubt_of_number(report: &Report, onto: Option<&Meeting>, meetings: &[Meeting]) -> Option<String> {
    let printed = i32::try_from(report.ordinal?).ok()?;
    let named = roman(printed);
    if let Some(meeting) = onto {
        let own = meeting.ordinal?;
        let title = meeting.short_title();
        return (own != printed).then(|| {
            format!("The report is of call {named}; the call that it is filed with is {title}, and keeps its number.")
        });
    }
    let other = meetings.iter().find(|meeting| meeting.ordinal == Some(printed))?;
    let on = other.as_of().map(|day| format!(", of {}", time::day(day))).unwrap_or_default();
    let title = other.short_title();
    Some(format!(
        "This cycle has a call {named} already: {title}{on}. Check the number, and whether this is its cycle."
    ))
}

/// The review of a report that was read, which belongs to `meeting` or is of a new one; the source goes with it.
#[must_use]
pub fn review(report: &Report, source: &str, meeting: Option<&Meeting>) -> ReviewForm {
    let days: Vec<(String, String)> = sittings(report);
    let people = people(report);
    let is_twin = meeting.map_or(days.len(), |meeting| meeting.sittings.len()) > 1;
    let next = &report.next_meeting;
    ReviewForm {
        source: source.to_owned(),
        onto: meeting.map(|meeting| meeting.serial.to_string()).unwrap_or_default(),
        kind: meeting.map_or(kind(report), |meeting| meeting.kind.code()).to_owned(),
        ordinal: report.ordinal.map(|ordinal| ordinal.to_string()).unwrap_or_default(),
        title: String::new(),
        audience: meeting.map_or_else(|| audience(report), |meeting| meeting.audience.clone()),
        day: days.iter().map(|(day, _)| day.clone()).collect(),
        time: days.into_iter().map(|(_, time)| time).collect(),
        report: markdown_of(report),
        agenda: report.agenda.join("\n"),
        recording_kind: report
            .recordings
            .iter()
            .map(|recording| recording_kind(recording.kind).to_owned())
            .collect(),
        recording_sitting: vec!["1".to_owned(); report.recordings.len()],
        url: report.recordings.iter().map(|recording| recording.url.clone()).collect(),
        access_code: report
            .recordings
            .iter()
            .map(|recording| recording.access_code.clone().unwrap_or_default())
            .collect(),
        name: people.iter().map(|person| person.0.clone()).collect(),
        affiliation: people.iter().map(|person| person.1.clone()).collect(),
        role: people.iter().map(|person| person.2.clone()).collect(),
        place: people.iter().map(|person| person.3.to_owned()).collect(),
        sitting: people.iter().map(|person| sitting_of(person.3, is_twin).to_owned()).collect(),
        show_record: None,
        // Who it is says a person, never likeness.
        person: Vec::new(),
        next_when: next_kind(next.kind).to_owned(),
        next_text: next.text.clone().unwrap_or_default().chars().take(300).collect(),
        next_dates: next.dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    }
}

fn audience(report: &Report) -> String {
    if report.kind == import::Kind::Joint { "the NRIs".to_owned() } else { String::new() }
}

fn kind(report: &Report) -> &'static str {
    match report.kind {
        import::Kind::Virtual => "virtual",
        import::Kind::Informal => "informal",
        import::Kind::Joint => "joint",
        import::Kind::Session => "session",
        import::Kind::Other => "other",
    }
}

fn recording_kind(kind: import::RecordingKind) -> &'static str {
    match kind {
        import::RecordingKind::Stream => "stream",
        import::RecordingKind::Download => "download",
        import::RecordingKind::Other => "other",
    }
}

fn next_kind(kind: NextMeetingKind) -> &'static str {
    match kind {
        NextMeetingKind::Dates => "dates",
        NextMeetingKind::Window => "window",
        NextMeetingKind::Condition => "condition",
        NextMeetingKind::None => "none",
    }
}

fn sittings(report: &Report) -> Vec<(String, String)> {
    let time = |time: Option<jiff::civil::Time>| {
        time.map(|time| time.strftime("%H:%M").to_string()).unwrap_or_default()
    };
    if report.sittings.len() > 1 {
        return report
            .sittings
            .iter()
            .map(|sitting| (sitting.date.to_string(), time(sitting.time_utc)))
            .collect();
    }
    vec![(report.date.map(|date| date.to_string()).unwrap_or_default(), time(report.time_utc))]
}

/// A report says who chaired the meeting, which is all its sittings; the others are put to the first, for a person to
/// choose.
fn sitting_of(place: &str, is_twin: bool) -> &'static str {
    if is_twin && place == "facilitator" { EVERY_SITTING } else { "1" }
}

/// Name, affiliation, role and place of each; those who chaired are in it even where no list was printed.
fn people(report: &Report) -> Vec<(String, String, String, &'static str)> {
    let is_chair = |name: &str| {
        report.facilitators.iter().chain(&report.moderators).any(|chair| chair.eq_ignore_ascii_case(name))
    };
    let chairs = report.facilitators.iter().map(|name| (name, "Facilitator"));
    let moderators = report
        .moderators
        .iter()
        .filter(|name| !report.facilitators.contains(name))
        .map(|name| (name, "Moderator"));
    let is_listed =
        |name: &str| report.participants.iter().any(|person| person.name.eq_ignore_ascii_case(name));
    let unlisted = chairs.chain(moderators).filter(|(name, _)| !is_listed(name));
    let mut people: Vec<_> =
        unlisted.map(|(name, role)| (name.clone(), String::new(), role.to_owned(), "facilitator")).collect();
    for person in &report.participants {
        let (affiliation, role) =
            (person.affiliation.clone().unwrap_or_default(), person.role.clone().unwrap_or_default());
        let words = format!("{affiliation} {role}").to_lowercase();
        let chairs = is_chair(&person.name) || role.to_lowercase().contains("facilitator");
        let place = match (chairs, words.contains("secretariat")) {
            (true, _) => "facilitator",
            (_, true) => "secretariat",
            _ => "other",
        };
        people.push((person.name.clone(), affiliation, role, place));
    }
    people
}

/// The report as the editor has it.
fn markdown_of(report: &Report) -> String {
    let mut blocks = Vec::new();
    let headings_before =
        |index: usize| report.headings.iter().filter(move |heading| heading.before == index);
    let heading = |heading: &import::Heading| Block::new(Kind::Heading { level: 2 }, heading.text.clone());
    let numbered = report.paragraphs.iter().any(|paragraph| paragraph.number.is_some());
    for (index, paragraph) in report.paragraphs.iter().enumerate() {
        blocks.extend(headings_before(index).map(heading));
        let kind = if numbered && paragraph.number.is_none() { Kind::Continuation } else { Kind::Numbered };
        blocks.push(Block { printed: paragraph.number, ..Block::new(kind, paragraph.text.clone()) });
    }
    blocks.extend(headings_before(report.paragraphs.len()).map(heading));
    blocks.extend(report.footnotes.iter().map(|note| Block {
        mark: Some(note.mark.clone()),
        ..Block::new(
            Kind::Footnote,
            note.text.clone().unwrap_or_else(|| "The text of this note is lost.".to_owned()),
        )
    }));
    for (block, counted) in
        number(&blocks.clone()).into_iter().zip(&mut blocks).map(|(counted, block)| (block, counted))
    {
        block.printed = block.printed.filter(|printed| Some(*printed) != counted);
    }
    markdown::write(&coded(blocks))
}

/// Writing needs codes; here they mean nothing.
fn coded(blocks: Vec<Block>) -> Vec<Paragraph> {
    let mut taken = HashSet::new();
    let numbers = number(&blocks);
    let mut coded = Vec::with_capacity(blocks.len());
    for (block, number) in blocks.into_iter().zip(numbers) {
        let Some(code) = Code::allot(0, &taken) else { break };
        taken.insert(code);
        coded.push(Paragraph { code, number, block });
    }
    coded
}
