//! The list of participants that a report ends with.

use serde::Deserialize;

use super::{AnnexOrder, Place, Shown};
use crate::{
    db::{PersonId, SittingId},
    people::StatedGroup,
};

/// Somebody who took part, as of that day.
#[derive(Debug, Clone, Deserialize)]
pub struct Attendee {
    /// In which sitting.
    pub sitting_id: SittingId,
    /// The person, where somebody linked the name to one.
    pub person: Option<PersonId>,
    /// The name.
    pub name: String,
    /// For whom, on that day.
    pub affiliation: String,
    /// The stakeholder group's code.
    pub group_code: Option<String>,
    /// The words for it on that day; empty for the site's own.
    pub group_label: String,
    /// Of somebody whose name was removed: the group's label, if it was to stay.
    pub removed_group: Option<String>,
    /// In which role.
    pub role: String,
    /// Where in the annex.
    pub place: Place,
    /// What the annex shows, as whoever wrote the list has it.
    pub shown: Shown,
    /// What the person wants in general.
    pub wished: Option<Shown>,
    /// What the person chose for this meeting.
    pub chosen: Option<Shown>,
}

/// What an annex shows of somebody in the end: their own word for this meeting (`chosen`); else the less of what the
/// list says and what they want in general (`wished`).
#[must_use]
pub fn shown_in_the_end(list: Shown, wished: Option<Shown>, chosen: Option<Shown>) -> Shown {
    let rank = |shown: &Shown| Shown::ALL.iter().position(|one| one == shown);
    let less = || wished.into_iter().chain([list]).max_by_key(rank);
    chosen.or_else(less).unwrap_or(list)
}

impl Attendee {
    fn shown_in_the_end(&self) -> Shown {
        shown_in_the_end(self.shown, self.wished, self.chosen)
    }
}

impl Attendee {
    /// The stakeholder group, as it was stated.
    #[must_use]
    pub fn group(&self) -> Option<StatedGroup> {
        self.group_code.clone().map(|code| StatedGroup { code, label: self.group_label.clone() })
    }
}

/// A row of the annex, as the public sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexRow {
    /// The name.
    pub name: String,
    /// For whom; empty where nobody said or the person shows the name only.
    pub affiliation: String,
    /// In which role; likewise.
    pub role: String,
    /// The person shows the name only: what else is known is withheld.
    pub name_only: bool,
}

/// The rows in order: facilitators, then the others by the chosen key, the Secretariat last. Who hides is left out;
/// who was in two sittings stands once.
#[must_use]
pub fn annex(attendees: &[Attendee], order: AnnexOrder) -> Vec<AnnexRow> {
    let mut shown: Vec<&Attendee> = Vec::new();
    for attendee in attendees.iter().filter(|attendee| attendee.shown_in_the_end() != Shown::Hidden) {
        if !shown.iter().any(|other| is_same(other, attendee)) {
            shown.push(attendee);
        }
    }
    let rank = |place: Place| Place::ALL.iter().position(|one| *one == place);
    shown.sort_by_cached_key(|attendee| {
        // Facilitators and Secretariat stand as entered.
        let key = if attendee.place == Place::Other { key(attendee, order) } else { String::new() };
        (rank(attendee.place), key)
    });
    shown.into_iter().map(row).collect()
}

/// How many took part, the hidden ones too; who was in two sittings counts once.
#[must_use]
pub fn counted(attendees: &[Attendee]) -> usize {
    let first = |(index, attendee): &(usize, &Attendee)| {
        !attendees[..*index].iter().any(|other| is_same(other, attendee))
    };
    attendees.iter().enumerate().filter(first).count()
}

fn is_same(one: &Attendee, other: &Attendee) -> bool {
    let is_same_person = match (one.person, other.person) {
        (Some(person), Some(another)) => person == another,
        _ => one.name == other.name && one.affiliation == other.affiliation,
    };
    one.sitting_id != other.sitting_id && is_same_person
}

fn row(attendee: &Attendee) -> AnnexRow {
    let full = attendee.shown_in_the_end() == Shown::Full;
    let if_full = |text: &String| if full { text.clone() } else { String::new() };
    AnnexRow {
        name: attendee.name.clone(),
        affiliation: if_full(attendee.removed_group.as_ref().unwrap_or(&attendee.affiliation)),
        role: if_full(&attendee.role),
        name_only: !full,
    }
}

fn key(attendee: &Attendee, order: AnnexOrder) -> String {
    let name = attendee.name.to_lowercase();
    match order {
        AnnexOrder::AsEntered => String::new(),
        AnnexOrder::Name => name,
        AnnexOrder::Affiliation => format!("{}\u{0}{name}", attendee.affiliation.to_lowercase()),
        AnnexOrder::FamilyName => {
            let family = name.rsplit(' ').next().unwrap_or_default().to_owned();
            format!("{family}\u{0}{name}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attendee(sitting: i64, name: &str, place: Place, shown: Shown) -> Attendee {
        Attendee {
            sitting_id: SittingId(sitting),
            person: None,
            name: name.into(),
            affiliation: "Sample IGF".into(),
            group_code: None,
            group_label: String::new(),
            removed_group: None,
            role: "Coordinator".into(),
            place,
            shown,
            wished: None,
            chosen: None,
        }
    }

    #[test]
    fn facilitators_stand_first_the_secretariat_last_and_the_hidden_are_counted() {
        let attendees = [
            attendee(1, "Sample Zeta", Place::Other, Shown::Name),
            attendee(1, "Sample Secretariat", Place::Secretariat, Shown::Full),
            attendee(1, "Another Alpha", Place::Other, Shown::Full),
            attendee(1, "Hidden Person", Place::Other, Shown::Hidden),
            attendee(1, "Sample Facilitator", Place::Facilitator, Shown::Full),
        ];
        let rows = annex(&attendees, AnnexOrder::FamilyName);
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Sample Facilitator", "Another Alpha", "Sample Zeta", "Sample Secretariat"]);
        assert_eq!(rows[2].affiliation, "");
        assert!(rows[2].name_only);
        assert_eq!(counted(&attendees), 5);
    }

    #[test]
    fn who_was_in_two_sittings_counts_once() {
        let attendees = [
            attendee(1, "Sample Person", Place::Other, Shown::Full),
            attendee(2, "Sample Person", Place::Other, Shown::Full),
        ];
        assert_eq!(counted(&attendees), 1);
        assert_eq!(annex(&attendees, AnnexOrder::Name).len(), 1);
    }

    #[test]
    fn ones_own_word_for_a_meeting_goes_first_then_the_less_of_list_and_wish() {
        use Shown::{Full, Hidden, Name};
        for (list, wished, chosen, end) in [
            (Full, None, None, Full),
            (Full, Some(Name), None, Name),
            (Hidden, Some(Full), None, Hidden),
            (Hidden, Some(Name), Some(Full), Full),
            (Full, Some(Full), Some(Hidden), Hidden),
        ] {
            let one = Attendee { wished, chosen, ..attendee(1, "Sample Person", Place::Other, list) };
            assert_eq!(one.shown_in_the_end(), end, "{list:?} {wished:?} {chosen:?}");
        }
    }

    #[test]
    fn of_people_whose_names_were_removed_each_counts_once() {
        let removed = |sitting, person| Attendee {
            person: Some(PersonId(person)),
            ..attendee(sitting, "Name removed on request", Place::Other, Shown::Full)
        };
        assert_eq!(counted(&[removed(1, 1), removed(2, 2), removed(2, 1)]), 2);
    }
}
