//! The list of those who took part.

use std::sync::LazyLock;

use regex::Regex;

use super::blocks::Block;
use super::names::{self, NAME};
use super::{Participant, Report, absent, headings, pattern, person, rows, shared};

static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([^:]{3,60}):\s*(\S.*)$"));

/// "Name | Organisation | Country".
static TABLE_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:first |last |full )?names?\b[^a-z]*(?:(?:affiliation|organi[sz]ation|role|country|stakeholder|group|region|position|e-?mail)s?\b[^a-z]*)*$",
    )
});

/// "Session A", "Second sitting", above those who came to it.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:the\s+)?(?:(?:virtual\s+)?(?:session|sitting|call|meeting|part|group)\s+(?:no\.?\s*)?(?:[ivx]+\s?[ab]?|\d{1,2}\s?[ab]?|[a-d]|one|two|three)|(?:first|second|third|1st|2nd|3rd|morning|afternoon|evening|early|late|earlier|later)\s+(?:virtual\s+)?(?:session|sitting|call|meeting|part|group))(?:\s*(?:\(|,|–|—|-\s).*)?$",
    )
});

/// "Participants on the call: 14. Next call: …" counts them, and goes on with something else.
static COUNT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[2-9]|\d{2,})[.;]\s+\p{L}"));

/// "Participants on the call: 14", at the head of a report, perhaps with what is said of the next call behind it, which is
/// given back.
pub fn counted(text: &str) -> Option<&str> {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?P<label>[^:]{3,60}):\s*(?:about |around |some )?\d{1,3}(?:\s+\p{Ll}+)?[.;,]?(?:\s+(?P<ahead>\p{Lu}.*))?$",
        )
    });
    let found = COUNTED.captures(text)?;
    let ahead = found.name("ahead").map_or("", |ahead| ahead.as_str());
    let says_ahead = || {
        ahead
            .split_once(':')
            .is_some_and(|(label, _)| headings::section(label) == headings::Section::NextCall)
    };
    let label = found["label"].to_lowercase();
    let label =
        ["number of ", "no. of ", "total "].iter().find_map(|of| label.strip_prefix(of)).unwrap_or(&label);
    let counts = headings::section(label) == headings::Section::Participants;
    (counts && (ahead.is_empty() || says_ahead())).then_some(ahead)
}

/// What stands behind "Participants:", if that are names.
fn labelled(text: &str) -> Option<(&str, &str)> {
    let found = LABEL.captures(headings::plain(text))?;
    let (label, names) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    let label = label.trim_matches(['*', '_', ' ']);
    let is_list = headings::section(label) == headings::Section::Participants && !COUNT.is_match(names);
    is_list.then_some((label, names))
}

/// "Present: Anna Bell, Tom Ray; Anna chaired.": the list, and the clause behind it.
pub fn without_clause(text: &str) -> (&str, Option<&str>) {
    static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"[;.,]\s+(?P<clause>(?:it\s+was|the\s+(?:call|meeting)\s+was|{NAME}(?:\s+and\s+{NAME})?)\s+(?:chaired|facilitated|moderated|led|opened|presided|hosted|took|wrote|kept|was|were)\b[^;]*)$"
        ))
    });
    let found =
        if has_label(text) { CLAUSE.captures(text).and_then(|found| found.name("clause")) } else { None };
    found.map_or((text, None), |clause| {
        (text[..clause.start()].trim_end_matches([';', ',', ' ']), Some(clause.as_str()))
    })
}

/// Reads "Participants: A, B; C" on one line. Returns false if the line is none.
pub fn read_line(line: usize, text: &str, report: &mut Report) -> bool {
    let Some((label, names)) = labelled(text) else { return false };
    report.leave_out(line, &format!("{label}:"), "heads the list of participants");
    for row in rows(names.trim_matches(['*', '_', ' '])) {
        read_row(line, row, report);
    }
    true
}

/// "A; B. Participants of the second call: C; D" are two rows; the second begins with its label.
fn rows(text: &str) -> Vec<&str> {
    static NEXT_LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.;]\s+(\p{Lu}[\p{L} -]{3,60}):\s"));
    let mut starts = vec![0];
    let next = NEXT_LABEL.captures_iter(text).filter_map(|found| found.get(1));
    starts.extend(
        next.filter(|label| headings::section(label.as_str()) == headings::Section::Participants)
            .map(|label| label.start()),
    );
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| text[*start..end].trim()).collect()
}

fn read_row(line: usize, row: &str, report: &mut Report) {
    let labelled =
        row.split_once(": ").filter(|(label, _)| headings::section(label) == headings::Section::Participants);
    let row = labelled.map_or(row, |(label, row)| {
        report.leave_out(line, &format!("{label}:"), "heads the list of participants");
        row
    });
    let (came, missed) = row.split_at(absent::in_row(row).unwrap_or(row.len()));
    shared::read_row(line, rows::divide(came), report);
    report.leave_out(line, missed, absent::WHY);
}

/// Does a label head a part of the list: "Session A"?
pub fn is_part(label: &str) -> bool {
    PART.is_match(label)
}

/// Does the line begin with "Participants:" or the like?
pub fn has_label(text: &str) -> bool {
    labelled(text).is_some()
}

/// Reads a line below the heading: one person, or several in a row.
pub fn read_block(block: &Block, report: &mut Report) {
    let pieces = rows::divide(&block.text);
    let several = block.mark.is_none()
        && (pieces.len() > 2 || pieces.len() > 1 && block.text.contains(';'))
        && !block.text.starts_with('|');
    if let Some((label, people)) = shared::group(&block.text) {
        shared::read_group(block.line, label, people, report);
    } else if several {
        shared::read_row(block.line, pieces, report);
    } else {
        read_entry(block.line, &block.text, report);
    }
}

/// Among so many entries somebody who is listed twice is looked for, as at both sittings of a call.
const NEAR: usize = 200;

/// Reads one entry of the list.
pub fn read_entry(line: usize, text: &str, report: &mut Report) {
    let mut text = text.trim_matches(|c: char| c.is_whitespace() || "*_|,;".contains(c));
    if TABLE_HEAD.is_match(text) {
        report.leave_out(line, text, "heads the table of participants");
        return;
    }
    text = text
        .strip_suffix('.')
        .filter(|rest| rest.chars().rev().nth(1).is_some_and(char::is_alphanumeric))
        .unwrap_or(text);
    if text.eq_ignore_ascii_case("and") {
        report.leave_out(line, text, "joins two names");
        return;
    }
    if let Some(rest) = text.strip_prefix("and ") {
        report.leave_out(line, "and", "joins two names");
        text = rest;
    }
    if text.ends_with(':') || PART.is_match(text) {
        report.leave_out(line, text, "heads a part of the list of participants");
        return;
    }
    // "Quorum: not required"
    let is_remark = text
        .split_once(": ")
        .is_some_and(|(label, said)| !label.contains(' ') && said.starts_with(char::is_lowercase));
    if is_remark || rows::COUNTED.is_match(text) || !text.chars().any(char::is_uppercase) && !text.is_empty()
    {
        report.leave_out(line, text, "names no participant");
        return;
    }
    if text.is_empty() {
        return;
    }
    let person = person::read(text);
    if [&person.role, &person.affiliation].iter().any(|said| said.as_deref().is_some_and(absent::says)) {
        report.leave_out(line, text, absent::WHY);
    } else if report.participants.iter().rev().take(NEAR).any(|other| *other == person) {
        report.leave_out(line, text, "the same person again");
    } else if let Some(other) =
        report.participants.iter_mut().rev().take(NEAR).find(|other| goes_with(other, &person))
    {
        other.role = other.role.take().or(person.role);
        other.affiliation = other.affiliation.take().or(person.affiliation);
        report.leave_out(line, &person.name, "the same person again");
    } else {
        report.participants.push(person);
    }
}

/// The same name, and each entry says of the person what the other leaves open.
fn goes_with(one: &Participant, other: &Participant) -> bool {
    let name = |person: &Participant| names::without_title(&person.name).to_lowercase();
    let open = |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none();
    name(one).contains(' ')
        && name(one) == name(other)
        && open(&one.role, &other.role)
        && open(&one.affiliation, &other.affiliation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_behind_a_list_is_no_participant() {
        let text = "Present: Anna Bell, Tom Ray; Anna chaired.";
        assert_eq!(without_clause(text), ("Present: Anna Bell, Tom Ray", Some("Anna chaired.")));
        for text in ["Present: Anna Bell; Tom Ray", "Anna Bell spoke; Tom Ray chaired."] {
            assert_eq!(without_clause(text), (text, None), "{text}");
        }
    }

    #[test]
    fn a_list_in_one_line_is_divided_into_people() {
        let mut report = Report::default();

        assert!(read_line(
            3,
            "Participants: Anna Bell, Sample Trust, Tom Ray, Bo Lind (ISOC), Eva Maas and Jo Vos",
            &mut report
        ));

        let names: Vec<_> = report.participants.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Anna Bell", "Tom Ray", "Bo Lind", "Eva Maas", "Jo Vos"]);
        assert_eq!(report.left_out.len(), 2);

        let mut report = Report::default();
        read_line(3, "Attendees: Anna Bell, Sample Voices; Bo; Tom Ray", &mut report);
        assert_eq!(report.participants[0].affiliation.as_deref(), Some("Sample Voices"));
        assert_eq!(report.participants.len(), 3);

        let mut report = Report::default();
        assert!(!read_line(
            3,
            "Participants on the call: 14. Next call: after the consultations.",
            &mut report
        ));
        assert!(read_line(3, "Participants: 1. Anna Bell; 2. Tom Ray", &mut report));
        assert_eq!(report.participants.len(), 2);

        for text in ["Present: Bo Lind | Eva Maas | Jo Vos", "In attendance: Bo Lind    Eva Maas    Jo Vos"] {
            let mut report = Report::default();
            assert!(read_line(3, text, &mut report));
            assert_eq!(report.participants.len(), 3, "{text}");
        }
    }
}
