//! The list of those who took part.

use std::sync::LazyLock;

use regex::Regex;

use super::{Participant, Report, headings, marks, names, pattern};

static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:co-?)?(facilitators?|consultants?|lead experts?|experts?|rapporteurs?|chair(?:s|man|woman|person)?|focal points?|coordinators?|co-ordinators?|moderators?|editors?|note-?takers?|hosts?|observers?|volunteers?|members?|staff|speakers?|presenters?|organi[sz]ers?|directors?|presidents?|managers?|advis[eo]rs?|researchers?|students?|fellows?|interns?|ambassadors?|liaisons?|assistants?|officers?|secretary|interpreters?)\b",
    )
});
static ORGANISATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(secretariat|igf|igfs|mag|university|universidad|ministry|ltd|inc|gmbh|nic|isoc|institute|association|foundation|council|commission|committee|cent(?:re|er)|agency|authority|bank|corporation|company|network|networks|union|society|organi[sz]ation|department|office|government|coalition|college|school|federation|initiative|registry|chapter|alliance|team|consortium|academy|csirt|cert|icann|itu|unesco|undesa|lab|labs|services|trust|forum|group|exchange|house|council|radio|library)\b",
    )
});
static TAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(.+?)\s*[(\[]([^()\[\]]*(?:\([^()]*\)[^()]*)?)[)\]]\s*(.*)$"));
static DASH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s+[–—-]+\s+|\s*[–—]\s+|\s*\|\s*|\s{3,}|:\s+| / |;\s*"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([^:]{3,60}):\s*(\S.*)$"));
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(and\s+|plus\s+)?(\d+|one|two|three|four|five|six|several|some|others?)\b.*\b(others?|more|participants?|people|persons?|callers?|guests?|unidentified|unknown)\b",
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
    for piece in divide(found[2].trim_matches(['*', '_', ' '])) {
        read_entry(line, &piece, report);
    }
    true
}

/// Divides a list that stands in one line into its entries.
fn divide(text: &str) -> Vec<String> {
    let parts = outside_brackets(text, ';');
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
        for piece in outside_brackets(part, ',')
            .into_iter()
            .flat_map(split_last)
            .filter(|piece| !piece.trim().is_empty())
        {
            let is_affiliation = !first && !starts_person(piece);
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
        Some((before, after)) if starts_person(before) && starts_person(after) => {
            vec![before, " and ", after]
        }
        _ => vec![piece],
    }
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
        && !ORGANISATION.is_match(name)
        && !ROLE.is_match(name)
        && (name.contains(' ') || piece.len() > 1)
        && name.chars().any(char::is_lowercase)
}

fn outside_brackets(text: &str, divider: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if c == divider && depth == 0 => {
                pieces.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// Reads one entry of the list.
pub fn read_entry(line: usize, text: &str, report: &mut Report) {
    let mut text = marks::strip(text).trim_matches(|c: char| c.is_whitespace() || "*_|,;".contains(c));
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
    if COUNTED.is_match(text) || !text.chars().any(char::is_uppercase) && !text.is_empty() {
        report.leave_out(line, text, "names no participant");
        return;
    }
    if !text.is_empty() {
        report.participants.push(entry(text));
    }
}

fn entry(text: &str) -> Participant {
    if let Some(found) = TAIL.captures(text) {
        let mut person = named(&found[1]);
        describe(&mut person, &found[2]);
        let after = found[3].trim_start_matches(|c: char| c.is_whitespace() || ",;–—-|:".contains(c));
        if !after.is_empty() {
            describe(&mut person, after);
        }
        return person;
    }
    named(text)
}

/// "Name, Organisation", "Name – Organisation", "Name, Role, Organisation".
fn named(text: &str) -> Participant {
    let comma = outside_brackets(text, ',')[0].len();
    let dash = DASH.find(text).map_or(text.len(), |dash| dash.start());
    let (name, rest) = if comma <= dash {
        (&text[..comma], text[comma..].trim_start_matches(','))
    } else {
        (&text[..dash], DASH.find(text).map_or("", |dash| &text[dash.end()..]))
    };
    let mut person = Participant { name: name.trim().to_owned(), ..Participant::default() };
    describe(&mut person, rest);
    person
}

/// Roles and affiliations, divided by commas or by nothing: "BPF consultant IGF secretariat".
fn describe(person: &mut Participant, text: &str) {
    for piece in text
        .split([',', ';'])
        .flat_map(|piece| DASH.split(piece))
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
    {
        let (role, affiliation) = role_and_affiliation(piece);
        add(&mut person.role, role);
        add(&mut person.affiliation, affiliation);
    }
}

fn add(field: &mut Option<String>, text: &str) {
    if !text.is_empty() {
        *field = Some(match field.take() {
            Some(so_far) => format!("{so_far}, {text}"),
            None => text.to_owned(),
        });
    }
}

fn role_and_affiliation(piece: &str) -> (&str, &str) {
    let Some(role) = ROLE.find_iter(piece).last() else {
        // Without a role's word, what has a capital is an organisation.
        return if piece.contains(char::is_uppercase) { ("", piece) } else { (piece, "") };
    };
    let rest = piece[role.end()..].trim_start();
    if rest.is_empty() {
        return (piece, "");
    }
    let organised = ORGANISATION.is_match(rest)
        || rest
            .split(' ')
            .all(|word| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || "&-/".contains(c)));
    let begins = rest.starts_with(char::is_uppercase);
    if organised && begins {
        (piece[..role.end()].trim(), rest)
    } else if is_organisation_only(piece, role.start()) {
        ("", piece)
    } else {
        (piece, "")
    }
}

/// "Internet Society Student Chapter" has a role's word inside an organisation's name.
fn is_organisation_only(piece: &str, role: usize) -> bool {
    let tail = &piece[role..];
    ORGANISATION.is_match(tail) && tail.starts_with(char::is_uppercase) && !tail.contains(" of ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(text: &str) -> (String, Option<String>, Option<String>) {
        let Participant { name, affiliation, role } = entry(text);
        (name, affiliation, role)
    }

    fn expected(name: &str, affiliation: &str, role: &str) -> (String, Option<String>, Option<String>) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (name.to_owned(), some(affiliation), some(role))
    }

    #[test]
    fn entries_are_read_as_people_write_them() {
        let entries = [
            ("Anna Bell", expected("Anna Bell", "", "")),
            ("Anna Bell, Sample Trust", expected("Anna Bell", "Sample Trust", "")),
            ("Anna Bell (Facilitator)", expected("Anna Bell", "", "Facilitator")),
            ("Anna Bell (IGF Secretariat)", expected("Anna Bell", "IGF Secretariat", "")),
            ("Anna Bell (rapporteur, Sample Trust)", expected("Anna Bell", "Sample Trust", "rapporteur")),
            (
                "Anna Bell (BPF consultant IGF secretariat)",
                expected("Anna Bell", "IGF secretariat", "BPF consultant"),
            ),
            (
                "Anna Bell (NRI focal point IGF secretariat)",
                expected("Anna Bell", "IGF secretariat", "NRI focal point"),
            ),
            ("Anna Bell (BPF lead expert)", expected("Anna Bell", "", "BPF lead expert")),
            ("Anna Bell – Sample Trust", expected("Anna Bell", "Sample Trust", "")),
            (
                "Anna Bell, Co-facilitator, Sample Trust",
                expected("Anna Bell", "Sample Trust", "Co-facilitator"),
            ),
            ("Anna Bell, Sample Trust (lead expert)", expected("Anna Bell", "Sample Trust", "lead expert")),
            ("Ying-Chu Chen, Sample IGF-USA", expected("Ying-Chu Chen", "Sample IGF-USA", "")),
            ("Anna Bell (ISOC)", expected("Anna Bell", "ISOC", "")),
        ];
        for (text, expected) in entries {
            assert_eq!(person(text), expected, "{text}");
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
    }
}
