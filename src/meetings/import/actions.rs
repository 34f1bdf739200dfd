//! What people took upon themselves, in prose and in lists.

use std::sync::LazyLock;

use regex::Regex;

use super::commitments::{self, NEXT_CALL, SUGGESTED};
use super::headings::{self, Section};
use super::names::NAME;
use super::owners::{People, ROLE};
use super::{Action, Report, marks, participants, pattern, sentences};

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
    pattern(
        r"(?i)\b(?:owners?|responsible|lead|leads|who|assigned to|assignees?|by whom|in charge|action on|for action)\s*[:–—=]\s*((?:\b\p{L}\.|\b(?:Mr|Mrs|Ms|Dr|Prof)\.|[^.;|)\]])+)",
    )
});

static AFTER_DASH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\s[–—-]+\s+|\s*[—]\s*|\s*\|\s*)([^–—|]{2,80}?)[.;,]*$"));
/// "AP1:", "Action 2 –", "[ ]": what stands in front of an item.
static ITEM_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:action(?: (?:item|point))?|AP|AI|to[- ]?do|task)\s*(?:no\.?\s*|#\s*)?\d{0,2}[a-z]?\s*(?::|\.|\)|–|—|\s-\s)\s*",
    )
});
static IN_FRONT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[\[(]([^()\[\]]{2,80})[\])]|@(\p{Lu}[\p{L}-]+))"));

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?:Both|All)\s+)?(?P<who>(?:{ROLE}|{NAME})(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*/\s*)(?:{ROLE}|{NAME}))*)\s*(?::|–|—|\s-\s|\s+to\s)"
    ))
});

/// Fills in the actions. The list of participants tells people from organisations.
pub fn read(report: &mut Report) {
    let people = &People::of(report);
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
        let alone = items.is_empty() && section == Section::Actions && is_item(lead, strict, people);
        if alone {
            actions.push(item(lead, people));
            continue;
        }
        actions
            .extend(sentences::split(lead).into_iter().filter_map(|sentence| in_sentence(sentence, people)));
        for line in items {
            if announced && is_task(line, people) {
                actions.push(item(line, people));
            } else {
                actions.extend(
                    sentences::split(line).into_iter().filter_map(|sentence| in_sentence(sentence, people)),
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
    let items = text[lead.len()..]
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| marks::strip(line.trim_start()))
        .collect();
    (lead, items)
}

/// A paragraph of its own that reads like the item of a list.
fn is_item(text: &str, strict: bool, people: &People) -> bool {
    let short = text.chars().count() < 240 && sentences::split(text).len() == 1 && !text.ends_with(':');
    let owned = !owners(text, people).is_empty();
    let told = text.contains(" was ")
        || text.contains(" were ")
        || text.contains(" is ")
        || text.contains(" will be ");
    short && !participants::is_about_absence(text) && is_task(text, people) && (owned || strict && !told)
}

/// The next call, the plan of the whole group and what was only suggested are no tasks.
fn is_task(text: &str, people: &People) -> bool {
    let owned = !owners(text, people).is_empty();
    let suggested = SUGGESTED.find(text).is_some_and(|found| {
        text[..found.start()].split(' ').count() < 5 && !found.as_str().eq_ignore_ascii_case("propose")
    }) && text.starts_with("It ");
    owned || !(NEXT_CALL.is_match(text) || PLAN.is_match(text) && text.contains(" will ") || suggested)
}

fn item(text: &str, people: &People) -> Action {
    Action { text: trim(text), owners: owners(text, people) }
}

fn trim(text: &str) -> String {
    let mut text = text.trim_matches(|c: char| c.is_whitespace() || "*_".contains(c));
    // "…; and" leads to the next item of the list.
    for word in [" and", " or", " while", " but"] {
        text = text.strip_suffix(word).filter(|rest| rest.ends_with([';', ','])).unwrap_or(text);
    }
    text.trim_end_matches([';', ',', '.', ' ']).to_owned()
}

fn in_sentence(sentence: &str, people: &People) -> Option<Action> {
    let plain = sentence.replace(['*', '_'], "");
    if ITEM_LABEL
        .find(&plain)
        .is_some_and(|label| label.end() < plain.len() && label.as_str().to_lowercase().starts_with('a'))
    {
        return Some(item(sentence, people));
    }
    let in_front = IN_FRONT.find(&plain).is_some_and(|found| {
        let rest = plain[found.end()..].trim_start_matches([' ', ':', '–', '-']);
        rest.starts_with(char::is_uppercase) || rest.starts_with("to ")
    });
    if in_front && !owners(&plain, people).is_empty() {
        return Some(item(sentence, people));
    }
    let committed = commitments::owners(&plain, people)?;
    Some(Action { text: trim(sentence), owners: committed })
}

/// Who is named in an item of a list.
fn owners(text: &str, people: &People) -> Vec<String> {
    let plain = text.replace(['*', '_'], "");
    if let Some(found) = NAMED_OWNER.captures(&plain) {
        return people.in_list(&found[1], true);
    }
    let labelled = ITEM_LABEL.find(&plain);
    let plain = labelled.map_or(plain.as_str(), |label| &plain[label.end()..]).to_owned();
    if let Some(found) = IN_FRONT.captures(&plain) {
        let who = found.get(1).or(found.get(2)).map_or("", |who| who.as_str());
        return people.in_list(who, !people.listed || labelled.is_some());
    }
    if plain.contains(" | ") {
        // A row of a table has its owner in one of its cells.
        let whole = |cell: &str| {
            let named = people.in_list(cell, true);
            let words: usize = named.iter().map(|name| name.split(' ').count()).sum();
            let said = cell.split([' ', ',']).filter(|word| !["and", "&", ""].contains(word)).count();
            (words == said && words > 0 && !cell.chars().any(|c| c.is_ascii_digit())).then_some(named)
        };
        return plain.split('|').skip(1).map(str::trim).find_map(whole).unwrap_or_default();
    }
    for (pattern, firm) in [(&IN_BRACKETS, !people.listed), (&AFTER_DASH, false)] {
        if let Some(found) = pattern.captures(&plain) {
            let pieces = people.in_list(&found[1], firm);
            let begins = pieces
                .first()
                .is_some_and(|first| found[1].trim_start().to_lowercase().starts_with(&first.to_lowercase()));
            if begins {
                return pieces;
            }
        }
    }
    if let Some(found) = BEFORE.captures(&plain) {
        let to = found.get(0).is_some_and(|whole| whole.as_str().ends_with("to "));
        let pieces = people.in_list(&found["who"], to || labelled.is_some());
        if !pieces.is_empty() {
            return pieces;
        }
    }
    commitments::owners(&plain, people).unwrap_or_default()
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
        let sentences: [(&str, &[&str]); 16] = [
            ("Anna Bell offered to write a page.", &["Anna Bell"]),
            ("In addition, the consultant will send the outline to the list.", &["the consultant"]),
            ("Finally Anna Bell and Tom van Ray undertook to count.", &["Anna Bell", "Tom van Ray"]),
            ("The NRIs Focal Point will write to all.", &["The NRIs Focal Point"]),
            ("It was agreed that the Secretariat would send a poll.", &["the Secretariat"]),
            ("One participant volunteered to draw a picture.", &[]),
            ("The summary will be written by the consultant.", &["the consultant"]),
            ("Before the summer is over, the Secretariat is to print the map.", &["the Secretariat"]),
            ("For the Alliance, Bo undertook to find a reader.", &["Bo"]),
            ("In early May, Anna Bell will talk to the printers.", &["Anna Bell"]),
            ("Anna Bell will take the minutes.", &["Anna Bell"]),
            ("Tom Ray said that he would look for examples.", &["Tom Ray"]),
            ("Tom Ray has agreed to host the page.", &["Tom Ray"]),
            ("Action: Anna to count the replies.", &["Anna"]),
            ("AP1: Count the replies (Tom Ray)", &["Tom Ray"]),
            ("ACTION 2 – [Anna Bell] Count the replies.", &["Anna Bell"]),
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
            "Anna Bell will take part in the panel.",
            "Anna Bell and Tom Ray agreed to disagree.",
            "Anna Bell will speak at the main session.",
            "In early May, the session will take place.",
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
