//! Columns of tables, and the heads by which people name them.

use super::headings;

/// What a column holds, as its head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What is to be done.
    Task,
    /// Who does it.
    Owner,
    /// The name of a person, or a part of it.
    Name,
    Organisation,
    Role,
    /// Whether the person came, to one of several sittings perhaps.
    Presence,
    /// A number, a date, a country.
    Other,
}

const COLUMNS: [(Column, &str); 7] = [
    (
        Column::Task,
        "action|actions|action item|action items|action point|action points|task|tasks|what|item|items|to do|todo|to-do|description|activity|commitment|commitments|follow-up|follow up|next step|next steps|deliverable|work|assignment",
    ),
    (
        Column::Owner,
        "who|owner|owners|responsible|responsible person|person responsible|responsibility|lead|leads|by whom|assigned to|assignee|assignees|volunteer|volunteers|in charge|person|persons|taken by|person(s) responsible|owner(s)",
    ),
    (
        Column::Name,
        "name|names|first name|last name|given name|family name|surname|full name|participant|participants|attendee|attendees|name of participant",
    ),
    (
        Column::Organisation,
        "organisation|organization|organisations|affiliation|affiliations|institution|institute|company|entity|organisation/affiliation|represents|representing|organisation name|igf initiative|nri|initiative|initiative or organisation|organisation or initiative|igf or organisation",
    ),
    (Column::Role, "role|roles|function|position|title|job title|capacity|role in the bpf"),
    (
        Column::Presence,
        "present|attended|attendance|presence|status|attending|here|joined|first call|second call|call 1|call 2|call a|call b|sitting 1|sitting 2|morning|evening",
    ),
    (
        Column::Other,
        "#|no|no.|nr|nr.|id|ref|when|by when|due|due date|deadline|date|until|by|status|time|target date|remarks|remark|comment|comments|notes|note|priority|state|country|region|stakeholder|stakeholder group|group|e-mail|email|time zone|timeframe|due by|progress",
    ),
];

impl Column {
    /// What the head of a column announces; `None` if it is none of the usual.
    pub fn of(head: &str) -> Option<Self> {
        let head = headings::plain(head).trim_end_matches([':', '?']).to_lowercase();
        let known = COLUMNS
            .iter()
            .find(|(_, names)| names.split('|').any(|name| name == head))
            .map(|(column, _)| *column);
        // "VIIIa", "2b": the numbers of a double call.
        let sitting = || {
            (2..6).contains(&head.len())
                && head.ends_with(['a', 'b'])
                && head[..head.len() - 1].chars().all(|c| "ivx0123456789".contains(c))
        };
        known.or_else(|| sitting().then_some(Self::Presence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_what_a_column_holds() {
        for (head, column) in [
            ("**By whom**", Column::Owner),
            ("Action item", Column::Task),
            ("Name", Column::Name),
            ("Affiliation:", Column::Organisation),
            ("VIIIa", Column::Presence),
            ("Country", Column::Other),
        ] {
            assert_eq!(Column::of(head), Some(column), "{head}");
        }
        assert_eq!(Column::of("Anna Bell"), None);
    }
}
