//! What people took upon themselves, in prose and in lists.

use std::sync::LazyLock;

use regex::Regex;

use super::headings::{self, Section};
use super::names::{self, NAME};
use super::{Action, Report, marks, pattern, sentences};

const ROLE: &str = r"(?:(?:[Tt]he\s+)?(?:(?:IGF|BPF|UN|NRIs?|MAG)(?:'s|’s)?\s+)*(?:[Ss]ecretariat|[Cc]onsultants?|(?:[Cc]o-?)?[Ff]acilitators?|(?:[Cc]o-?)?[Cc]hairs?|[Ll]ead [Ee]xperts?|[Rr]apporteurs?|[Mm]oderators?|[Ee]ditors?|[Ff]ocal [Pp]oints?|(?:[Cc]o-?)?[Cc]o-?ordinators?|[Nn]ote-?takers?|[Vv]olunteers))";
const COMMITS: &str = r"(?:(?:has|have|had|also|kindly|then|both|each|jointly|further|gladly|together|all)\s+)*(?P<verb>(?:offered|offers?|volunteered|undertook|undertakes?|agreed|agrees?|promised|committed(?:\s+(?:him|her|them)sel(?:f|ves))?|pledged|is|are)\s+to|will|took\s+(?:on|over)|takes\s+on)\s+(?P<what>[\w-]+)";

/// An owner and the words with which the work was taken.
static COMMITMENT: LazyLock<Regex> = LazyLock::new(|| {
    let owner = format!(r"(?:{ROLE}|{NAME})");
    let apposition = r"(?:\s*\([^)]{1,80}\)|,\s+(?:the\s+)?[^,.;]{2,60},)?";
    pattern(&format!(
        r"(?P<who>\b{owner}{apposition}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){owner}{apposition})*)\s+{COMMITS}"
    ))
});
/// Somebody whom the report does not name.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:[Oo]ne|[Aa]nother|[Aa]|[Tt]wo|[Tt]hree|[Ss]everal)\s+(?:of\s+the\s+|other\s+)?(?:participants?|members?|volunteers?|people|speakers?|colleagues?|persons?)\s+{COMMITS}|\b(?:[Hh]e|[Ss]he)\s+{COMMITS2}",
        COMMITS2 = COMMITS.replace("?P<verb>", "").replace("?P<what>", "")
    ))
});
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:will|is to|are to)\s+be\s+[\w-]+(?:ed|n|t|wn)\b[^.;]{{0,80}}?\bby\s+(?P<who>{ROLE}|{NAME}(?:\s+and\s+{NAME})?)"
    ))
});
static AGREED_THAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\bagreed\s+that\s+(?P<who>{ROLE}|{NAME}(?:\s+and\s+{NAME})?)\s+(?:would|will)\b"))
});
/// What is only thought of is no commitment.
static SUGGESTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(suggest\w*|propos\w*|recommend\w*|could|might|should|ought|would like|wished?|if|whether|hoped?|asked whether)\b",
    )
});
/// Meetings and events are held; nobody carries them out as a task.
const EVENTS: [&str; 20] = [
    "host",
    "take",
    "meet",
    "reconvene",
    "convene",
    "hold",
    "speak",
    "be",
    "talk",
    "attend",
    "have",
    "participate",
    "schedule",
    "organise",
    "organize",
    "remain",
    "continue",
    "disagree",
    "happen",
    "need",
];
static NEXT_CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(next|following|follow-?\s?up)\s+(?:[\w/-]+\s+){0,2}(call|meeting)\b|\b(call|meeting)\s+will\b",
    )
});
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(action (?:items?|points?)|actions|tasks?|next steps|to[- ]?do|commitments|follow-?ups?|points were written down|volunteered|agreed to take)\b[^.]*:$",
    )
});
static PLAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:The|Our|This)\s+(?:\w+\s+)?(?:BPF|group|forum|Forum|draft|document|questionnaire|session|call|meeting|Best Practice Forum)\b",
    )
});
static IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[(\[]([^()\[\]]{2,100})[)\]]\s*[.;,]*\s*$"));
static NAMED_OWNER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:owners?|responsible|lead|leads|who|assigned to|assignees?|by whom)\s*:\s*([^.;|)\]]+)")
});
static AFTER_DASH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\s[–—-]+\s+|\s*[—]\s*|\s*\|\s*)([^–—|]{2,80}?)[.;,]*$"));
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<who>(?:{ROLE}|{NAME})(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*/\s*)(?:{ROLE}|{NAME}))*)\s*(?::|–|—|\s-\s|\s+to\s)"
    ))
});

/// Fills in the actions. The list of participants tells people from organisations.
pub fn read(report: &mut Report) {
    let mut actions = Vec::new();
    let mut headings = report.headings.iter().peekable();
    let mut section = Section::Body;
    let mut strict = false;
    for (index, paragraph) in report.paragraphs.iter().enumerate() {
        while let Some(heading) = headings.next_if(|heading| heading.before <= index) {
            section = headings::section(&heading.text);
            strict = ["action", "to do", "to-do", "todo", "task", "commitment", "assignment"]
                .iter()
                .any(|word| heading.text.to_lowercase().contains(word));
        }
        let (lead, items) = parts(&paragraph.text);
        let announced = section == Section::Actions || ANNOUNCED.is_match(lead);
        let alone = items.is_empty() && section == Section::Actions && is_item(lead, strict, report);
        if alone {
            actions.push(item(lead, report));
            continue;
        }
        actions
            .extend(sentences::split(lead).into_iter().filter_map(|sentence| in_sentence(sentence, report)));
        for line in items {
            if announced && is_task(line, report) {
                actions.push(item(line, report));
            } else {
                actions.extend(
                    sentences::split(line).into_iter().filter_map(|sentence| in_sentence(sentence, report)),
                );
            }
        }
    }
    report.actions = actions;
}

/// The prose of a paragraph and the items of the list below it, without their marks.
fn parts(text: &str) -> (&str, Vec<&str>) {
    let lead = match text.split_once("\n\n") {
        Some((lead, _)) => lead,
        None if text.contains('\n') => "",
        None if marks::split(text).is_some_and(|(mark, _)| !matches!(mark, marks::Mark::Part(_))) => "",
        None => text,
    };
    let items = text[lead.len()..].lines().filter(|line| !line.is_empty()).map(marks::strip).collect();
    (lead, items)
}

/// A paragraph of its own that reads like the item of a list.
fn is_item(text: &str, strict: bool, report: &Report) -> bool {
    let short = text.chars().count() < 240 && sentences::split(text).len() == 1 && !text.ends_with(':');
    let owned = !owners(text, report).is_empty();
    let told = text.contains(" was ")
        || text.contains(" were ")
        || text.contains(" is ")
        || text.contains(" will be ");
    short && is_task(text, report) && (owned || strict && !told)
}

/// The next call, the plan of the whole group and what was only suggested are no tasks.
fn is_task(text: &str, report: &Report) -> bool {
    let owned = !owners(text, report).is_empty();
    let suggested = SUGGESTED.find(text).is_some_and(|found| {
        text[..found.start()].split(' ').count() < 5 && !found.as_str().eq_ignore_ascii_case("propose")
    }) && text.starts_with("It ");
    owned || !(NEXT_CALL.is_match(text) || PLAN.is_match(text) && text.contains(" will ") || suggested)
}

fn item(text: &str, report: &Report) -> Action {
    Action { text: trim(text), owners: owners(text, report) }
}

fn trim(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || "*_".contains(c))
        .trim_end_matches([';', ',', '.', ' '])
        .to_owned()
}

fn in_sentence(sentence: &str, report: &Report) -> Option<Action> {
    let plain = sentence.replace(['*', '_'], "");
    let committed = committed(&plain, report)?;
    Some(Action { text: trim(sentence), owners: committed })
}

/// The owners of a commitment; empty if nobody is named; `None` if it is none.
fn committed(sentence: &str, report: &Report) -> Option<Vec<String>> {
    for found in COMMITMENT.captures_iter(sentence) {
        let start = found.get(0).map_or(0, |whole| whole.start());
        let verb = &found["verb"];
        let what = &found["what"];
        let firm = verb != "will" && !verb.starts_with("is") && !verb.starts_with("are");
        let owners = split_owners(&found["who"], firm, report);
        if !owners.is_empty()
            && !EVENTS.contains(&what)
            && what != "not"
            && !SUGGESTED.is_match(&sentence[..start])
            && !is_part_of_name(sentence, start)
        {
            return Some(owners);
        }
    }
    for pattern in [&AGREED_THAT, &BY] {
        if let Some(found) = pattern.captures(sentence) {
            let start = found.get(0).map_or(0, |whole| whole.start());
            let owners = split_owners(&found["who"], true, report);
            if !owners.is_empty() && !SUGGESTED.is_match(&sentence[..start]) && !NEXT_CALL.is_match(sentence)
            {
                return Some(owners);
            }
        }
    }
    let found = UNNAMED.captures(sentence)?;
    let start = found.get(0).map_or(0, |whole| whole.start());
    let firm =
        found.name("verb").map_or_else(|| !found[0].contains(" will "), |verb| verb.as_str() != "will");
    let fits = firm
        && !SUGGESTED.is_match(&sentence[..start])
        && !NEXT_CALL.is_match(sentence)
        && !found[0].contains(" is to")
        && !found[0].contains(" are to");
    fits.then(Vec::new)
}

/// "The Sample Institute will": what begins before the name takes it out of a person's mouth.
fn is_part_of_name(sentence: &str, start: usize) -> bool {
    let before = sentence[..start].trim_end();
    let word = before.rsplit(' ').next().unwrap_or_default();
    ["the", "The", "of", "by", "with", "from"].contains(&word) && !sentence[start..].starts_with("NRI")
}

/// Takes a list of people and roles apart. Without a firm verb, a person must be known.
fn split_owners(text: &str, firm: bool, report: &Report) -> Vec<String> {
    static PIECE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\s*\([^)]*\)|,\s+(?:and\s+)?|\s+and\s+|\s*&\s*|\s*/\s*|;\s*"));
    PIECE.split(text).filter_map(|piece| owner(piece, firm, report)).collect()
}

fn owner(piece: &str, firm: bool, report: &Report) -> Option<String> {
    static IS_ROLE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{ROLE}$")));
    let piece = piece.trim().trim_end_matches(['.', ':']);
    if IS_ROLE.is_match(piece) {
        return Some(
            piece.strip_prefix("The ").map_or_else(|| piece.to_owned(), |role| format!("the {role}")),
        );
    }
    let name = names::without_title(names::trim_start(piece));
    let named = names::is_person(name) && name.split(' ').all(|word| word.len() > 1);
    (named
        && (is_known(name, report)
            || (firm || report.participants.is_empty()) && (name.contains(' ') || firm)))
        .then(|| name.to_owned())
}

/// Somebody who is named as a person elsewhere in the report.
fn is_known(name: &str, report: &Report) -> bool {
    let people = report
        .participants
        .iter()
        .map(|person| &person.name)
        .chain(&report.facilitators)
        .chain(&report.moderators);
    let lower = name.to_lowercase();
    people
        .map(|person| person.to_lowercase())
        .any(|person| person == lower || !lower.contains(' ') && person.split(' ').any(|word| word == lower))
}

/// Who is named in an item of a list.
fn owners(text: &str, report: &Report) -> Vec<String> {
    let plain = text.replace(['*', '_'], "");
    if let Some(found) = NAMED_OWNER.captures(&plain) {
        return split_owners(&found[1], true, report);
    }
    for (pattern, firm) in [(&IN_BRACKETS, report.participants.is_empty()), (&AFTER_DASH, false)] {
        if let Some(found) = pattern.captures(&plain) {
            let pieces = split_owners(&found[1], firm, report);
            let begins = pieces
                .first()
                .is_some_and(|first| found[1].trim_start().to_lowercase().starts_with(&first.to_lowercase()));
            if begins {
                return pieces;
            }
        }
    }
    if let Some(found) = BEFORE.captures(&plain) {
        let pieces = split_owners(&found["who"], false, report);
        if !pieces.is_empty() {
            return pieces;
        }
    }
    committed(&plain, report).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Heading, Paragraph};
    use super::*;

    fn actions(text: &str, heading: Option<&str>) -> Vec<(String, Vec<String>)> {
        let headings = heading.iter().map(|text| Heading { before: 0, text: (*text).to_owned() }).collect();
        let mut report = Report {
            paragraphs: vec![Paragraph { number: None, text: text.into() }],
            headings,
            ..Report::default()
        };
        read(&mut report);
        report.actions.into_iter().map(|action| (action.text, action.owners)).collect()
    }

    #[test]
    fn commitments_in_prose_are_actions() {
        let sentences: [(&str, &[&str]); 7] = [
            ("Anna Bell offered to write a page.", &["Anna Bell"]),
            ("In addition, the consultant will send the outline to the list.", &["the consultant"]),
            ("Finally Anna Bell and Tom van Ray undertook to count.", &["Anna Bell", "Tom van Ray"]),
            ("The NRIs Focal Point will write to all.", &["the NRIs Focal Point"]),
            ("It was agreed that the Secretariat would send a poll.", &["the Secretariat"]),
            ("One participant volunteered to draw a picture.", &[]),
            ("The summary will be written by the consultant.", &["the consultant"]),
        ];
        for (sentence, owners) in sentences {
            assert_eq!(
                actions(sentence, None),
                [(trim(sentence), owners.iter().map(ToString::to_string).collect())],
                "{sentence}"
            );
        }
    }

    #[test]
    fn suggestions_plans_and_events_are_none() {
        for sentence in [
            "It was suggested that Anna Bell will write a page.",
            "The BPF will focus on norms.",
            "The session is to be asked for by June.",
            "The next call will be held in June.",
            "The co-facilitators will hold the next call in June.",
            "Anna Bell could write a page.",
            "The focal point agreed that this is good.",
            "The Sample Institute will host a workshop.",
        ] {
            assert_eq!(actions(sentence, None), [], "{sentence}");
        }
    }

    #[test]
    fn items_below_a_heading_have_owners_or_none() {
        let found = actions(
            "- Write a page (Anna)\n- Tom Ray to count\n- Find a reader\n- Ask around — the Secretariat\n- The next call is in June",
            Some("Action items"),
        );

        let owners: Vec<_> = found.into_iter().map(|(_, owners)| owners).collect();
        assert_eq!(
            owners,
            [vec!["Anna".to_owned()], vec!["Tom Ray".into()], vec![], vec!["the Secretariat".into()]]
        );
    }
}
