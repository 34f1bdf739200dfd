//! One entry of the list of participants: a name, and what is said of the person.

use std::sync::LazyLock;

use regex::Regex;

use super::{Participant, names, pattern};

pub static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:co-?)?(facilitators?|consultants?|lead experts?|experts?|rapporteurs?|chair(?:s|man|woman|person)?|focal points?|coordinators?|co-ordinators?|moderators?|editors?|note-?takers?|hosts?|observers?|volunteers?|members?|staff|speakers?|presenters?|organi[sz]ers?|directors?|presidents?|managers?|advis[eo]rs?|researchers?|students?|fellows?|interns?|ambassadors?|liaisons?|assistants?|officers?|secretary|interpreters?|relays?|trainers?)\b",
    )
});

pub static ORGANISATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(secretariat|igf|igfs|mag|university|universidad|ministry|ltd|inc|gmbh|nic|isoc|institute|association|foundation|council|commission|committee|cent(?:re|er)|agency|authority|bank|corporation|company|network|networks|union|society|organi[sz]ation|department|office|government|coalition|college|school|federation|initiative|registry|chapter|alliance|team|consortium|academy|csirt|cert|icann|itu|unesco|undesa|lab|labs|services|trust|forum|group|exchange|house|council|radio|library|guild|collective|press|league|club|archive|helpline|observatory|cooperative|co-operative|parliament|embassy|bureau|museum|hospital|desk|movement|hub|programme)\b",
    )
});

static TAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(.+?)\s*[(\[]([^()\[\]]*(?:\([^()]*\)[^()]*)?)[)\]]\s*(.*)$"));
static DASH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s+[–—-]+\s+|\s*[–—]\s+|\s*\|\s*|\s{3,}|:\s+| / |;\s*"));

/// The pieces between dividers that stand in no brackets.
pub fn outside_brackets(text: &str, divider: char) -> Vec<&str> {
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

/// Reads an entry as people write it.
pub fn read(text: &str) -> Participant {
    // "Facilitator: Anna Bell"
    if let Some((label, name)) = text.split_once(": ")
        && ROLE.is_match(label)
        && names::is_person(names::without_title(name))
    {
        return Participant { name: name.to_owned(), role: Some(label.to_owned()), ..Participant::default() };
    }
    if let Some(found) = TAIL.captures(text) {
        let mut person = named(&found[1]);
        describe(&mut person, &found[2]);
        // "Anna Bell [AB] (chair)" has two brackets.
        let after = found[3].trim_start_matches(|c: char| c.is_whitespace() || ",;–—-|:".contains(c));
        let after =
            after.strip_prefix(['(', '[']).and_then(|rest| rest.strip_suffix([')', ']'])).unwrap_or(after);
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

/// Adds what is said of somebody to what was said before.
pub fn add(field: &mut Option<String>, text: &str) {
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
        return if is_organisation_only(piece, role.start()) { ("", piece) } else { (piece, "") };
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
    let (before, tail) = piece.split_at(role);
    let of_people = before.ends_with(" of ") || before.ends_with(" for ") || before.ends_with("’ ");
    let plural = tail.split(' ').next().unwrap_or_default().ends_with('s');
    // "Guild of Interpreters", but "Chair of Volunteers".
    of_people && plural && before.starts_with(char::is_uppercase) && !ROLE.is_match(before)
        || ORGANISATION.is_match(tail) && tail.starts_with(char::is_uppercase) && !tail.contains(" of ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(text: &str) -> (String, Option<String>, Option<String>) {
        let Participant { name, affiliation, role, .. } = read(text);
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
            ("Anna Bell [ISOC] (chair)", expected("Anna Bell", "ISOC", "chair")),
            ("Anna Bell (BPF lead expert)", expected("Anna Bell", "", "BPF lead expert")),
            ("Anna Bell – Sample Trust", expected("Anna Bell", "Sample Trust", "")),
            (
                "Anna Bell, Co-facilitator, Sample Trust",
                expected("Anna Bell", "Sample Trust", "Co-facilitator"),
            ),
            ("Anna Bell, Sample Trust (lead expert)", expected("Anna Bell", "Sample Trust", "lead expert")),
            ("Ying-Chu Chen, Sample IGF-USA", expected("Ying-Chu Chen", "Sample IGF-USA", "")),
            ("Anna Bell (ISOC)", expected("Anna Bell", "ISOC", "")),
            ("Anna Bell, Sample Society of Editors", expected("Anna Bell", "Sample Society of Editors", "")),
            ("Anna Bell – chair of the volunteers", expected("Anna Bell", "", "chair of the volunteers")),
            ("Anna Bell – rapporteur, Sample Press", expected("Anna Bell", "Sample Press", "rapporteur")),
        ];
        for (text, expected) in entries {
            assert_eq!(person(text), expected, "{text}");
        }
    }
}
