//! What people took upon themselves, in prose and in lists.

use super::headings::{self, Section};
use super::owners::People;
use super::speakers::Speaker;
use super::tables::Table;
use super::tasks::{in_sentence, item, trim};
use super::{Action, Report, marks, records, sentences, task_lists, writer};

/// Fills in the actions. The list of participants tells people from organisations; "I" is the writer.
pub fn read(writer: Option<String>, report: &mut Report) {
    let people = &People::of(report).with_writer(writer);
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
        let announced = section == Section::Actions || task_lists::is_announced(lead);
        let alone = list.is_empty()
            && section == Section::Actions
            && task_lists::is_item(lead, paragraph.number.is_some(), strict, people);
        if alone {
            actions.push(item(lead, people));
            continue;
        }
        let mut speaker = Speaker::default();
        for sentence in sentences::split(lead) {
            actions.extend(in_sentence(sentence, &speaker, people));
            speaker.hear(sentence, people);
        }
        let mut done = 0;
        for (at, line) in list.iter().enumerate() {
            if at < done {
                continue;
            }
            if let Some((count, action)) = records::first(&list[at..], people) {
                actions.push(Action { text: trim(&action.text), ..action });
                done = at + count;
            } else if announced && task_lists::is_task(line, people) {
                actions.push(item(line, people));
            } else {
                let mut speaker = Speaker::default();
                for sentence in sentences::split(line) {
                    actions.extend(in_sentence(sentence, &speaker, people));
                    speaker.hear(sentence, people);
                }
            }
        }
    }
    if actions.iter().any(|action: &Action| writer::promises(&action.text)) {
        writer::warn(people.writer.as_deref(), report);
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
        .map(|line| task_lists::without_tick(marks::strip(line.trim_start())))
        .collect();
    (lead, items)
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
        read(None, &mut report);
        report.actions.into_iter().map(|action| (action.text, action.owners)).collect()
    }

    #[test]
    fn a_pronoun_is_the_person_of_the_sentence_before() {
        let found = actions(
            "Anna Bell noted a gap. She agreed to collect figures. It was late. She will send them.",
            None,
        );
        let owners: Vec<_> = found.into_iter().map(|(_, owners)| owners).collect();
        assert_eq!(owners[0], ["Anna Bell"]);
        let unclear =
            actions("Anna Bell noted a gap. The group fell silent. He agreed to collect figures.", None);
        assert_eq!(unclear[0].1, Vec::<String>::new());
        let agreed = actions("Anna Bell found two charts. It was agreed that she would copy them.", None);
        assert_eq!(agreed[0].1, ["Anna Bell"]);
        let of_things =
            actions("Anna Bell told of a form. The largest part of it was lost. She will write it up.", None);
        assert_eq!(of_things[0].1, ["Anna Bell"]);
        let both = actions("Anna Bell and Tom Ray noted a gap. They offered to fill it.", None);
        assert_eq!(both[0].1, ["Anna Bell", "Tom Ray"]);
    }

    #[test]
    fn what_was_agreed_in_letters_and_ticked_boxes_are_tasks() {
        let agreed =
            actions("The following was agreed:\n\n(a) a call is published;\n(b) a contact is named.", None);
        assert_eq!(agreed.len(), 2);
        let ticked = actions("- [x] Anna Bell: count\n- Tom Ray: write", Some("Action items"));
        assert_eq!(ticked[0], ("Anna Bell: count".to_owned(), vec!["Anna Bell".to_owned()]));
        let asked =
            actions("It would like to know:\n\n- who has done it\n- whether it helped", Some("Next steps"));
        assert_eq!(asked, []);
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
