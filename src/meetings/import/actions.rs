//! What people took upon themselves, in prose and in lists.

use super::headings::{self, Section};
use super::marks::{self, Mark};
use super::owners::People;
use super::tables::Table;
use super::tasks::{item, trim};
use super::undertakings::Undertakings;
use super::{Action, Report, records, task_lists, writer};

/// Fills in the actions. The list of participants tells people from organisations; "I" is the writer.
pub fn read(writer: Option<String>, report: &mut Report) {
    let people = &People::of(report).with_writer(writer);
    let mut found = Undertakings::default();
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
            found.actions.extend(in_table(&table, section == Section::Actions, people));
            continue;
        }
        if index < taken {
            continue;
        }
        let upto = headings.peek().map_or(report.paragraphs.len(), |heading| heading.before);
        if let Some((count, action)) = records::first_of_paragraphs(&report.paragraphs[index..upto], people) {
            found.actions.push(action);
            taken = index + count;
            continue;
        }
        let (lead, list) = parts(&paragraph.text);
        // "4.2 Anna Bell will …": the number is the paragraph's.
        let lead = match marks::split(lead) {
            Some((marks::Mark::Part(_), told)) => told,
            _ => lead,
        };
        let announced = section == Section::Actions || task_lists::is_announced(lead);
        let alone = list.is_empty()
            && section == Section::Actions
            && task_lists::is_item(lead, paragraph.number.is_some(), strict, people);
        if alone {
            found.actions.push(item(lead, people));
            continue;
        }
        found.prose(lead, people);
        let mut done = 0;
        let lines: Vec<&str> = list.iter().map(|(_, line)| *line).collect();
        for (at, (mark, line)) in list.iter().enumerate() {
            if at < done {
                continue;
            }
            if let Some((count, action)) = records::first(&lines[at..], people) {
                found.actions.push(Action { text: trim(&action.text), ..action });
                done = at + count;
            } else if announced && task_lists::is_task(line, people) {
                found.letters.remember(mark.as_ref(), found.actions.len());
                found.actions.push(item(line, people));
            } else {
                found.prose(line, people);
            }
        }
    }
    if found.actions.iter().any(|action| writer::promises(&action.text)) {
        writer::warn(people.writer.as_deref(), report);
    }
    found.finish(report);
}

/// The tasks of a table; its column of owners says who they are, known or not.
fn in_table(table: &Table, announced: bool, people: &People) -> Vec<Action> {
    let action = |(task, who): (&str, &str)| Action { text: trim(task), owners: people.in_cell(who) };
    table.tasks(announced).into_iter().map(action).collect()
}

/// The prose of a paragraph and the items of the list below it, each with its mark.
fn parts(text: &str) -> (&str, Vec<(Option<Mark>, &str)>) {
    let lead = match text.split_once("\n\n") {
        Some((lead, _)) => lead,
        None if text.contains('\n') => "",
        None if marks::split(text).is_some_and(|(mark, _)| !matches!(mark, Mark::Part(_))) => "",
        None => text,
    };
    let mut examples = None;
    let items = text[lead.len()..]
        .lines()
        .filter(|line| !line.is_empty())
        .filter(|line| {
            // Below "dates of events, such as" stand no tasks.
            let indent = line.len() - line.trim_start().len();
            examples = examples.filter(|above| indent > *above);
            let is_example = examples.is_some();
            examples = examples.or(task_lists::gives_examples(line).then_some(indent));
            !is_example
        })
        .map(|line| {
            let line = line.trim_start();
            let (mark, rest) = marks::split(line).map_or((None, line), |(mark, rest)| (Some(mark), rest));
            (mark, task_lists::without_tick(rest))
        })
        .collect();
    (lead, items)
}

#[cfg(test)]
mod tests {
    use super::super::{Heading, Paragraph, initials, person};
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
        let of_meeting = actions(
            "3.3 Anna Bell asked which figures to take. The meeting preferred to quote both, with their dates. She will send the links.",
            None,
        );
        assert_eq!(of_meeting[0].1, ["Anna Bell"]);
        let introduced = actions("c. The expert, Ms. Anna Bell, explained it. She offered tocount.", None);
        assert_eq!(introduced[0].1, ["Anna Bell"]);
        let both = actions("Anna Bell and Tom Ray noted a gap. They offered to fill it.", None);
        assert_eq!(both[0].1, ["Anna Bell", "Tom Ray"]);
    }

    #[test]
    fn initials_and_fused_names_stand_for_those_on_the_list() {
        let text =
            "- AB will cut the draft\n- AB + TR: first ideas\n- BoLind offered to count\n- find a room (TR)";
        let mut report = Report {
            participants: ["Anna Bell (AB)", "Tom Ray (TR)", "Bo Lind"].map(person::read).into(),
            paragraphs: vec![Paragraph { number: None, text: text.into() }],
            headings: vec![Heading { before: 0, text: "Actions".into() }],
            ..Report::default()
        };
        initials::take(&mut report);
        read(None, &mut report);

        let owners: Vec<_> = report.actions.into_iter().map(|action| action.owners).collect();
        assert_eq!(
            owners,
            [vec!["Anna Bell"], vec!["Anna Bell", "Tom Ray"], vec!["Bo Lind"], vec!["Tom Ray"]]
        );
    }

    #[test]
    fn what_was_agreed_in_letters_and_ticked_boxes_are_tasks() {
        let agreed =
            actions("The following was agreed:\n\n(a) a call is published;\n(b) a contact is named.", None);
        assert_eq!(agreed.len(), 2);
        let examples = actions(
            "The following was agreed:\n\n(a) set up a calendar with dates, such as\n   - the forum in July\n   - the summit\n(b) write to all",
            None,
        );
        assert_eq!(examples.len(), 2);
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
