//! What people took upon themselves, in prose and in lists.

use std::sync::LazyLock;

use regex::Regex;

use super::commitments::{self, NEXT_CALL, SUGGESTED};
use super::headings::{self, Section};
use super::items::owners;
use super::owners::People;
use super::tables::Table;
use super::{Action, Report, absent, items, marks, pattern, records, sentences};

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

/// Fills in the actions. The list of participants tells people from organisations.
pub fn read(report: &mut Report) {
    let people = &People::of(report);
    let mut actions = Vec::new();
    let mut headings = report.headings.iter().peekable();
    let mut section = Section::Body;
    let mut strict = false;
    let mut taken = 0;
    for (index, paragraph) in report.paragraphs.iter().enumerate() {
        while let Some(heading) = headings.next_if(|heading| heading.before <= index) {
            section = headings::section(&heading.text);
            strict = ["action", "to do", "to-do", "todo", "task", "commitment", "assignment"]
                .iter()
                .any(|word| heading.text.to_lowercase().contains(word));
        }
        if paragraph.text.starts_with('|')
            && let Some(table) = Table::read(&paragraph.text)
        {
            actions.extend(in_table(&table, section == Section::Actions, people));
            continue;
        }
        if index < taken {
            continue;
        }
        let upto = headings.peek().map_or(report.paragraphs.len(), |heading| heading.before);
        if let Some((count, action)) = records::first_of_paragraphs(&report.paragraphs[index..upto], people) {
            actions.push(action);
            taken = index + count;
            continue;
        }
        let (lead, list) = parts(&paragraph.text);
        let announced = section == Section::Actions || ANNOUNCED.is_match(lead);
        let alone = list.is_empty() && section == Section::Actions && is_item(lead, strict, people);
        if alone {
            actions.push(item(lead, people));
            continue;
        }
        actions
            .extend(sentences::split(lead).into_iter().filter_map(|sentence| in_sentence(sentence, people)));
        let mut done = 0;
        for (at, line) in list.iter().enumerate() {
            if at < done {
                continue;
            }
            if let Some((count, action)) = records::first(&list[at..], people) {
                actions.push(Action { text: trim(&action.text), ..action });
                done = at + count;
            } else if announced && is_task(line, people) {
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

/// The tasks of a table; its column of owners says who they are, known or not.
fn in_table(table: &Table, announced: bool, people: &People) -> Vec<Action> {
    let action = |(task, who): (&str, &str)| Action { text: trim(task), owners: people.in_cell(who) };
    table.tasks(announced).into_iter().map(action).collect()
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
    static WRITTEN_BY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:the )?(?:minutes|notes|report|summary|record)s? )?(?:were |was )?(?:taken|written|prepared|drafted|compiled|recorded|submitted) (?:down )?by\b",
        )
    });
    if WRITTEN_BY.is_match(text) {
        return false;
    }
    let short = text.chars().count() < 240 && sentences::split(text).len() == 1 && !text.ends_with(':');
    let owned = !owners(text, people).is_empty();
    let told = text.contains(" was ")
        || text.contains(" were ")
        || text.contains(" is ")
        || text.contains(" will be ");
    short && !absent::is_told(text) && is_task(text, people) && (owned || strict && !told)
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
    if items::has_form(&plain, people) {
        return Some(item(sentence, people));
    }
    let committed = commitments::owners(&plain, people)?;
    Some(Action { text: trim(sentence), owners: committed })
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
        let sentences: [(&str, &[&str]); 26] = [
            ("Anna Bell will read part 3.2 and Tom Ray the note.", &["Anna Bell", "Tom Ray"]),
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
            ("Tom Ray was asked to count the replies.", &["Tom Ray"]),
            ("The Secretariat was kindly asked by the chair to print the map.", &["The Secretariat"]),
            ("Anna Bell and Tom Ray were asked to talk to the printers.", &["Anna Bell", "Tom Ray"]),
            ("The consultant has been requested to shorten it.", &["The consultant"]),
            ("Action: Anna to count the replies.", &["Anna"]),
            ("AP1: Count the replies (Tom Ray)", &["Tom Ray"]),
            ("ACTION 2 – [Anna Bell] Count the replies.", &["Anna Bell"]),
            ("Action (Anna Bell and Tom Ray): count the replies.", &["Anna Bell", "Tom Ray"]),
            ("Action on the Secretariat: count the replies.", &["the Secretariat"]),
            ("Anna Bell to count the updated replies by 5 June.", &["Anna Bell"]),
            ("Anna Bell (Sample Trust) expressed her willingness to count.", &["Anna Bell"]),
            ("Action: count the replies Owner: Anna Bell Due: 5 June", &["Anna Bell"]),
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
            "Answers to the questionnaire by region.",
            "Participants were asked to mute their microphones.",
            "It was suggested that Anna Bell be asked to write a page.",
            "The session will be moderated by Anna Bell.",
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
