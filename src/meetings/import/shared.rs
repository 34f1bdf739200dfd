//! What a list of participants says of several people at once: "BPF: Anna Bell, Tom Ray", "Anna Bell, Tom Ray (co-facilitators)".

use std::sync::LazyLock;

use regex::Regex;

use super::{About, Participant, Report, dates, names, participants, pattern, person, rows};

/// Why words are no part of a single entry.
const WHY: &str = "says of several participants who they are";

/// Labels that say how people took part, and nothing of who they are.
static MANNER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:also|others?|the others|online|remote(?:ly)?|virtual(?:ly)?|via \w+|by (?:tele)?phone|in person|on[- ]?site|in the room|from the floor|present|connected|joined(?: later)?|later|partly|part of the call|names?|list|total|members|participants)(?:\s+(?:participants?|attendees?|people|members|present|online))?)$",
    )
});

/// What a label says of the people behind it.
enum Said {
    Role,
    Affiliation,
    Nothing,
}

/// The label of a line that names a group and then its people.
pub fn group(text: &str) -> Option<(&str, &str)> {
    let (label, people) = text.split_once(':')?;
    let people = people.strip_prefix(' ')?.trim();
    let label = label.trim_matches(['*', '_', ' ']);
    let short = label.chars().count() <= 40 && label.split(' ').count() <= 6;
    let named = names::is_person(names::without_title(label))
        && label.contains(' ')
        && !person::ORGANISATION.is_match(label)
        && !person::ROLE.is_match(label)
        && !label.split(' ').any(is_acronym);
    if !short || named || !label.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    let pieces = rows::divide(people);
    let fits = |piece: &String| {
        let piece = piece.strip_prefix("and ").unwrap_or(piece).trim_end_matches('.');
        let name = person::read(piece).name;
        let name = names::without_title(&name);
        piece == "and"
            || rows::COUNTED.is_match(piece)
            || names::first(name) == Some(name)
                && names::is_person(name)
                && !person::ORGANISATION.is_match(name)
                && name.contains(char::is_lowercase)
    };
    let full = pieces.iter().filter(|piece| person::read(piece).name.contains(' ')).count();
    // "ISOC: Anna Bell" is a group of one; "Fatima: Anna" is none.
    let several = pieces.len() > 1 && full * 2 >= pieces.len();
    let one = full == 1 && (person::ORGANISATION.is_match(label) || label.split(' ').any(is_acronym));
    ((several || one) && pieces.iter().all(fits)).then_some((label, people))
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.contains('.')
}

/// Reads the people of a group, each with what its label says of them all.
pub fn read_group(line: usize, label: &str, people: &str, report: &mut Report) {
    let said = if MANNER.is_match(label) || participants::is_part(label) || !dates::find(label).is_empty() {
        Said::Nothing
    } else if person::ROLE.is_match(label) && !person::ORGANISATION.is_match(label) {
        Said::Role
    } else {
        Said::Affiliation
    };
    let why = if matches!(said, Said::Nothing) { "heads a part of the list of participants" } else { WHY };
    report.leave_out(line, &format!("{label}:"), why);
    let first = report.participants.len();
    read_row(line, rows::divide(people), report);
    for person in report.participants.iter_mut().skip(first) {
        match said {
            Said::Role => share(&mut person.role, &one_of(label), &mut person.shares_role),
            Said::Affiliation => share(&mut person.affiliation, label, &mut person.shares_affiliation),
            Said::Nothing => {}
        }
    }
}

fn share(field: &mut Option<String>, said: &str, shares: &mut bool) {
    if field.is_none() {
        *field = Some(said.to_owned());
        *shares = true;
    }
}

/// Reads the entries of a row. A role in the plural belongs to the one before, too.
pub fn read_row(line: usize, mut entries: Vec<String>, report: &mut Report) {
    for at in 1..entries.len() {
        let read = person::read(&entries[at]);
        let Some(role) = read.role.as_deref().filter(|role| is_plural(role) && read.affiliation.is_none())
        else {
            continue;
        };
        let role = role.to_owned();
        let joined = entries[at - 1] == "and" || entries[at].starts_with("and ");
        let plain = |entry: &&String| {
            let person = person::read(entry);
            *entry != "and" && person.role.is_none() && person.affiliation.is_none()
        };
        let before = entries[..at].iter().rev().filter(|entry| *entry != "and").take_while(plain).count();
        if before == 0 || before > 1 && !joined {
            if before > 1 {
                report.warn(
                    About::Text,
                    format!("The list of participants says \"{role}\" behind {}, and does not say of whom else: enter their roles.", read.name),
                );
            }
            continue;
        }
        let other = entries[..at].iter().rposition(|entry| entry != "and").unwrap_or(0);
        report.leave_out(line, &role, WHY);
        let pair = [
            person::read(entries[other].trim_start_matches("and ")).name,
            read.name.trim_start_matches("and ").to_owned(),
        ];
        entries[at] = read.name;
        for entry in &entries[..=at] {
            participants::read_entry(line, entry, report);
        }
        for person in report.participants.iter_mut().filter(|person| pair.contains(&person.name)) {
            share(&mut person.role, &one_of(&role), &mut person.shares_role);
        }
        return read_row(line, entries.split_off(at + 1), report);
    }
    for entry in entries {
        participants::read_entry(line, &entry, report);
    }
}

/// "co-facilitators", "lead experts".
fn is_plural(role: &str) -> bool {
    person::ROLE
        .find_iter(role)
        .last()
        .is_some_and(|found| found.end() == role.len() && found.as_str().ends_with('s'))
}

/// The role that each of several people has: "co-facilitator".
fn one_of(roles: &str) -> String {
    if is_plural(roles) { roles[..roles.len() - 1].to_owned() } else { roles.to_owned() }
}

/// The words of an entry that are printed for it alone.
pub fn own_words(person: &Participant) -> impl Iterator<Item = &str> {
    let role = person.role.as_deref().filter(|_| !person.shares_role);
    let affiliation = person.affiliation.as_deref().filter(|_| !person.shares_affiliation);
    [Some(person.name.as_str()), affiliation, role].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    type Entry<'text> = (&'text str, Option<&'text str>, Option<&'text str>);

    fn check(row: &str, expected: &[Entry]) -> Report {
        let mut report = Report::default();
        match group(row) {
            Some((label, people)) => read_group(1, label, people, &mut report),
            None => read_row(1, rows::divide(row), &mut report),
        }
        let people: Vec<Entry> = report
            .participants
            .iter()
            .map(|person| (person.name.as_str(), person.affiliation.as_deref(), person.role.as_deref()))
            .collect();
        assert_eq!(people, expected, "{row}");
        report
    }

    #[test]
    fn a_group_is_the_affiliation_of_its_people() {
        check(
            "BPF: Anna Bell, Tom Ray, Bo Lind (Sample Secretariat)",
            &[
                ("Anna Bell", Some("BPF"), None),
                ("Tom Ray", Some("BPF"), None),
                ("Bo Lind", Some("Sample Secretariat"), None),
            ],
        );
        check("DC IoT: Anna Bell", &[("Anna Bell", Some("DC IoT"), None)]);
        check(
            "Co-facilitators: Anna Bell and Tom Ray",
            &[("Anna Bell", None, Some("Co-facilitator")), ("Tom Ray", None, Some("Co-facilitator"))],
        );
        check("Online: Anna Bell, Tom Ray", &[("Anna Bell", None, None), ("Tom Ray", None, None)]);
        for text in ["Anna Bell: Sample Trust", "Note: the list is short", "Anna: Bo", "Quorum: not required"]
        {
            assert!(group(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_role_in_the_plural_is_that_of_two() {
        let role = Some("co-facilitator");
        check(
            "Anna, Tom (co-facilitators), Bo, Eva",
            &[("Anna", None, role), ("Tom", None, role), ("Bo", None, None), ("Eva", None, None)],
        );
        check(
            "Eva Maas (consultant), Anna Bell, Tom Ray (co-facilitators)",
            &[("Eva Maas", None, Some("consultant")), ("Anna Bell", None, role), ("Tom Ray", None, role)],
        );
        check(
            "Eva Maas, Anna Bell and Tom Ray (co-facilitators)",
            &[("Eva Maas", None, None), ("Anna Bell", None, role), ("Tom Ray", None, role)],
        );
        let unclear = check(
            "Eva, Anna, Tom (co-facilitators)",
            &[("Eva", None, None), ("Anna", None, None), ("Tom", None, Some("co-facilitators"))],
        );
        assert_eq!(unclear.warnings.len(), 1);
    }

    #[test]
    fn a_group_begins_its_own_line() {
        let text = "Virtual Meeting II\n5 June 2018\n\n1. The call was chaired by Anna Bell. It was noted that the draft of the forum is late, and the group agreed to wait for it.\n2. It was said that the group is small.\n\nAttendance\nBPF: Anna Bell, Tom Ray, Bo Lind, Eva Maas, Jo Vos, Ida Berg, Max Stern\nDC: Lea Kurz, Ari Holm\n";
        let report = parse(text);

        assert_eq!(report.participants.len(), 9);
        assert_eq!(report.participants[8].affiliation.as_deref(), Some("DC"));
        assert_eq!(super::super::words::unaccounted(text, &report), Vec::<String>::new());
    }
}
