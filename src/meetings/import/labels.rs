//! Labels of a task that is written in lines of their own: "Action: …", "Owner: …", "Due: …".

use super::{marks, sentences};

/// What a line says of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// What is to be done.
    Task,
    /// What was decided; nobody has to do it.
    Decision,
    /// Who does it.
    Owner,
    /// By when.
    Due,
    /// How far it is.
    Status,
    /// What else is to be known.
    Note,
}

const TASKS: [&str; 11] = [
    "action",
    "action item",
    "action point",
    "actionpoint",
    "ap",
    "ai",
    "task",
    "to do",
    "to-do",
    "todo",
    "follow-up",
];
const DECISIONS: [&str; 2] = ["decision", "agreed"];
const OWNERS: [&str; 16] = [
    "owner",
    "owners",
    "action owner",
    "responsible",
    "responsible person",
    "responsible persons",
    "responsible party",
    "person responsible",
    "responsibility",
    "who",
    "by whom",
    "assigned to",
    "assignee",
    "assignees",
    "in charge",
    "lead",
];
const DUES: [&str; 13] = [
    "due",
    "due date",
    "due by",
    "due on",
    "deadline",
    "by when",
    "when",
    "by",
    "until",
    "target",
    "target date",
    "timeline",
    "timeframe",
];
const STATES: [&str; 2] = ["status", "priority"];
const NOTES: [&str; 4] = ["note", "notes", "comment", "comments"];

/// The label of a line and what it labels: "**Action point 3:** ask around" is a task, "ask around".
pub fn split(line: &str) -> Option<(Label, &str)> {
    let line = marks::strip(line.trim()).trim_start_matches(['*', '_']);
    // A label is short, and a paragraph may be long.
    let beginning = &line[..line.floor_char_boundary(48)];
    let (printed, _) = beginning.split_once(':')?;
    if !printed.starts_with(char::is_uppercase) {
        return None;
    }
    let value = line[printed.len() + 1..].trim_start_matches(['*', '_', ' ']).trim_end();
    let label = printed.split_once(['(', '[', '#']).map_or(printed, |(label, _)| label);
    let label = label.trim_end_matches(|c: char| "*_ ./".contains(c) || c.is_ascii_digit()).to_lowercase();
    let known = [
        (Label::Task, &TASKS[..]),
        (Label::Decision, &DECISIONS),
        (Label::Owner, &OWNERS),
        (Label::Due, &DUES),
        (Label::Status, &STATES),
        (Label::Note, &NOTES),
    ];
    let found = known.into_iter().find(|(_, labels)| labels.contains(&label.as_str()))?;
    (!value.is_empty()).then_some((found.0, value))
}

/// The label of a line.
pub fn of(line: &str) -> Option<Label> {
    split(line).map(|(label, _)| label)
}

/// Does a line say more of the task above it: "Owner: Anna Bell" below "Action: write a page", or the other way round?
/// What was said of it already begins another one.
pub fn goes_on(above: &[Option<Label>], label: Label) -> bool {
    let has = |label: Label| above.contains(&Some(label));
    let begun = above.iter().any(Option::is_some);
    match label {
        Label::Decision => false,
        Label::Task => (has(Label::Owner) || has(Label::Due)) && !has(Label::Task) && !has(Label::Decision),
        label => begun && !has(label),
    }
}

/// The same of the lines of a block; below a sentence without a label stands at most who carries it out.
pub fn continues(block: &str, line: &str) -> bool {
    let Some(label) = of(line) else { return false };
    let above: Vec<_> = block.lines().map(of).collect();
    let is_task = || {
        let short = block.chars().count() < 240 && !block.ends_with(':');
        label == Label::Owner && short && sentences::split(block).len() == 1
    };
    goes_on(&above, label) || above == [None] && is_task()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_however_they_are_printed() {
        for (line, label, value) in [
            ("Action: count", Label::Task, "count"),
            ("**Action point 3:** count", Label::Task, "count"),
            ("- AP2: count", Label::Task, "count"),
            ("Action (Anna): count", Label::Task, "count"),
            ("*Responsible*: Anna", Label::Owner, "Anna"),
            ("Owner(s): Anna and Tom", Label::Owner, "Anna and Tom"),
            ("DEADLINE: 5 June", Label::Due, "5 June"),
        ] {
            assert_eq!(split(line), Some((label, value)), "{line}");
        }
        for line in
            ["Owner:", "as said in the note: count", "Actions: one and two", "The action: count", "Anna"]
        {
            assert_eq!(split(line), None, "{line}");
        }
    }

    #[test]
    fn what_was_said_already_begins_another_task() {
        assert!(continues("Action: count", "Owner: Anna"));
        assert!(continues("Action: count\nOwner: Anna", "Due: 5 June"));
        assert!(continues("Owner: Anna", "Action: count"));
        assert!(continues("Count the replies.", "Owner: Anna"));
        assert!(!continues("Owner: Anna\nAction: count", "Owner: Tom"));
        assert!(!continues("Action: count", "Action: send"));
        assert!(!continues("Decision: count", "Action: send"));
        assert!(!continues("It was said. It was heard.", "Owner: Anna"));
        assert!(!continues("Answers are welcome.", "Deadline: 5 June"));
    }
}
