//! The list of those who took part.

use std::sync::LazyLock;

use regex::Regex;

use super::blocks::Block;
use super::{Report, absent, headings, names, pattern, person};

static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([^:]{3,60}):\s*(\S.*)$"));
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(and\s+|plus\s+)?(\d+|one|two|three|four|five|six|several|some|others?)\b.*\b(others?|more|participants?|people|persons?|callers?|guests?|unidentified|unknown)\b|^(unidentified|unknown|anonymous|call-?in)\b",
    )
});

/// "Name | Organisation | Country".
static TABLE_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:first |last |full )?names?\b[^a-z]*(?:(?:affiliation|organi[sz]ation|role|country|stakeholder|group|region|position|e-?mail)s?\b[^a-z]*)*$",
    )
});

/// Reads "Participants: A, B; C" on one line. Returns false if the line is none.
pub fn read_line(line: usize, text: &str, report: &mut Report) -> bool {
    let plain = headings::plain(text);
    let Some(found) = LABEL.captures(plain) else { return false };
    let label = found[1].trim_matches(['*', '_', ' ']);
    if headings::section(label) != headings::Section::Participants {
        return false;
    }
    report.leave_out(line, &format!("{label}:"), "heads the list of participants");
    for row in rows(found[2].trim_matches(['*', '_', ' '])) {
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
    for piece in divide(came) {
        read_entry(line, &piece, report);
    }
    report.leave_out(line, missed, absent::WHY);
}

/// Does the line begin with "Participants:" or the like?
pub fn has_label(text: &str) -> bool {
    LABEL.captures(headings::plain(text)).is_some_and(|found| {
        headings::section(found[1].trim_matches(['*', '_', ' '])) == headings::Section::Participants
    })
}

/// Several people in a row: nearly every piece is short and begins as a name does.
pub fn is_row(text: &str) -> bool {
    let pieces: Vec<&str> = [';', ',']
        .iter()
        .map(|divider| person::outside_brackets(text, *divider))
        .max_by_key(Vec::len)
        .unwrap_or_default();
    let fits = |piece: &&&str| {
        let piece = piece.trim();
        let piece = piece.strip_prefix("and ").unwrap_or(piece);
        piece.starts_with(char::is_uppercase)
            && piece.split('(').next().unwrap_or_default().split(' ').count() <= 9
    };
    pieces.len() > 2 && pieces.iter().filter(fits).count() * 10 >= pieces.len() * 9
}

/// "1. Anna Bell 2. Tom Ray 3. Bo".
fn divide_at_numbers(text: &str) -> Vec<String> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)(\d{1,3})[.)]\s+"));
    let mut starts = Vec::new();
    for found in NUMBER.captures_iter(text) {
        if found[1].parse() == Ok(starts.len() + 1) {
            starts.push(found.get(0).map_or(0..0, |whole| whole.range()));
        }
    }
    if starts.first().is_none_or(|first| first.start > 0) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|next| next.start).chain([text.len()]);
    let entry = |(start, end): (&std::ops::Range<usize>, usize)| {
        text[start.end..end].trim_end_matches([' ', ';', ',']).to_owned()
    };
    starts.iter().zip(ends).map(entry).collect()
}

/// Divides a list that stands in one line into its entries.
fn divide(text: &str) -> Vec<String> {
    static COLUMNS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s{3,}|\s*\|\s*|\s+/\s+|\s+[•·]\s+"));
    let columns: Vec<&str> = COLUMNS.split(text).filter(|column| !column.is_empty()).collect();
    if columns.len() > 1 && columns.iter().all(|column| starts_person(column)) {
        return columns.into_iter().map(str::to_owned).collect();
    }
    let counted = divide_at_numbers(text);
    if counted.len() > 1 {
        return counted;
    }
    let parts = person::outside_brackets(text, ';');
    if parts.len() > 1 {
        // Where semicolons divide the people, a comma stands before an affiliation.
        return parts
            .into_iter()
            .flat_map(split_last)
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect();
    }
    let mut entries: Vec<String> = Vec::new();
    for part in parts {
        let mut first = true;
        for piece in person::outside_brackets(part, ',')
            .into_iter()
            .flat_map(split_last)
            .filter(|piece| !piece.trim().is_empty())
        {
            let is_affiliation = !first && !starts_person(piece) && !COUNTED.is_match(piece.trim());
            match entries.last_mut() {
                Some(entry) if is_affiliation => {
                    entry.push_str(", ");
                    entry.push_str(piece.trim());
                }
                _ => entries.push(piece.trim().to_owned()),
            }
            first = false;
        }
    }
    entries
}

/// "C and D" at the end of a list is two people.
fn split_last(piece: &str) -> Vec<&str> {
    match piece.split_once(" and ") {
        // "Anna Bell – Institute for Sea and Signal" is one.
        Some((before, after))
            if starts_person(before)
                && starts_person(after)
                && (!names_organisation(before) || names_organisation(after)) =>
        {
            vec![before, " and ", after]
        }
        _ => vec![piece],
    }
}

/// An affiliation stands behind a dash.
fn names_organisation(piece: &str) -> bool {
    piece.contains(['–', '—']) || piece.contains(" - ")
}

/// A piece of a list that names a person; an affiliation looks like one unless a word gives it away.
fn starts_person(piece: &str) -> bool {
    let piece = piece.trim();
    let piece = piece.strip_prefix("and ").unwrap_or(piece);
    if piece == "and" {
        return true;
    }
    let name = piece.split(['(', '[', '–']).next().unwrap_or_default().trim().trim_end_matches('.');
    names::is_person(names::without_title(name))
        && !person::ORGANISATION.is_match(name)
        && !person::ROLE.is_match(name)
        && (name.contains(' ') || piece.len() > 1)
        && name.chars().any(char::is_lowercase)
}

/// Reads a line below the heading: one person, or several in a row.
pub fn read_block(block: &Block, report: &mut Report) {
    let pieces = divide(&block.text);
    let several = block.mark.is_none()
        && (pieces.len() > 2 || pieces.len() > 1 && block.text.contains(';'))
        && !block.text.starts_with('|');
    if several {
        for piece in pieces {
            read_entry(block.line, &piece, report);
        }
    } else {
        read_entry(block.line, &block.text, report);
    }
}

/// Among so many entries somebody who is listed twice is looked for, as at both sittings of a call.
const NEAR: usize = 200;

/// Reads one entry of the list.
fn read_entry(line: usize, text: &str, report: &mut Report) {
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
    if text.ends_with(':') {
        report.leave_out(line, text, "heads a part of the list of participants");
        return;
    }
    if COUNTED.is_match(text) || !text.chars().any(char::is_uppercase) && !text.is_empty() {
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
    } else {
        report.participants.push(person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

        for text in ["Present: Bo Lind | Eva Maas | Jo Vos", "In attendance: Bo Lind    Eva Maas    Jo Vos"] {
            let mut report = Report::default();
            assert!(read_line(3, text, &mut report));
            assert_eq!(report.participants.len(), 3, "{text}");
        }
    }
}
