//! Who took part.

use serde::Deserialize;

use super::cell;
use crate::{
    db::PersonId,
    meetings::{AnnexOrder, Attendee, Expected, Meeting, Place, Shown},
    people::{OnFile, StakeholderGroup, StatedGroup},
    web::{Errors, Text},
};

/// The participants, as columns.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AttendanceForm {
    /// The number of the sitting of each.
    pub sitting: Vec<String>,
    /// The names; an empty one is left out.
    pub name: Vec<String>,
    /// For whom each spoke on that day.
    pub affiliation: Vec<String>,
    /// In which role.
    pub role: Vec<String>,
    /// The stakeholder group of each, as it was stated.
    pub group: Vec<String>,
    /// The number of the person on file, where one is chosen.
    pub person: Vec<String>,
    /// Where in the annex.
    pub place: Vec<String>,
    /// What the annex shows.
    pub shown: Vec<String>,
    /// Who was there of those who were expected: sitting and person of each.
    pub came: Vec<String>,
    /// How the annex is ordered.
    pub order: String,
    /// How often the meeting had been saved when the form was opened.
    pub edits: i32,
    /// Pressed: more rows, nothing saved.
    pub more: Option<String>,
}

/// One row, as typed.
#[derive(Debug, Clone)]
pub struct AttendanceRow {
    /// Its number, from 1.
    pub number: usize,
    /// The number of the sitting.
    pub sitting: String,
    /// The name.
    pub name: String,
    /// For whom.
    pub affiliation: String,
    /// In which role.
    pub role: String,
    /// The group, as it was stated.
    pub group: String,
    /// The number of the person on file.
    pub person: String,
    /// Where in the annex.
    pub place: String,
    /// What the annex shows.
    pub shown: String,
}

/// Somebody who took part, checked.
#[derive(Debug, Clone)]
pub struct NewAttendee {
    /// The number of the sitting.
    pub sitting: i32,
    /// The name.
    pub name: String,
    /// For whom.
    pub affiliation: String,
    /// In which role.
    pub role: String,
    /// The group, as it was stated.
    pub group: Option<StatedGroup>,
    /// The person on file, where somebody linked the name to one.
    pub person: Option<PersonId>,
    /// Where in the annex.
    pub place: Place,
    /// What the annex shows.
    pub shown: Shown,
}

/// Says how to mend a choice that does not go with the name.
pub const NOT_OFFERED: &str =
    "This person’s name is another one. Choose somebody whose name is like it, or nobody.";

/// How many participants a meeting may list.
const MOST: usize = 1000;

impl AttendanceForm {
    /// Filled with what is.
    #[must_use]
    pub fn of(meeting: &Meeting, attendees: &[Attendee]) -> Self {
        let column = |text: fn(&Attendee) -> String| attendees.iter().map(text).collect();
        let position = |attendee: &Attendee| {
            meeting
                .sittings
                .iter()
                .find(|sitting| sitting.id == attendee.sitting_id)
                .map_or(1, |sitting| sitting.position)
        };
        Self {
            sitting: attendees.iter().map(|attendee| position(attendee).to_string()).collect(),
            name: column(|attendee| attendee.name.clone()),
            affiliation: column(|attendee| attendee.affiliation.clone()),
            role: column(|attendee| attendee.role.clone()),
            group: column(|attendee| attendee.group().map(|group| group.key()).unwrap_or_default()),
            person: column(|attendee| attendee.person.map(|person| person.to_string()).unwrap_or_default()),
            place: column(|attendee| attendee.place.code().to_owned()),
            shown: column(|attendee| attendee.shown.code().to_owned()),
            came: Vec::new(),
            order: meeting.annex_order.code().to_owned(),
            edits: meeting.edits,
            more: None,
        }
    }

    /// The rows, with some empty ones at the end.
    #[must_use]
    pub fn rows(&self) -> Vec<AttendanceRow> {
        let row = |index: usize| AttendanceRow {
            number: index + 1,
            sitting: cell(&self.sitting, index),
            name: cell(&self.name, index),
            affiliation: cell(&self.affiliation, index),
            role: cell(&self.role, index),
            group: cell(&self.group, index),
            person: cell(&self.person, index),
            place: cell(&self.place, index),
            shown: cell(&self.shown, index),
        };
        let filled = self.name.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1);
        (0..filled + if self.more.is_some() { 10 } else { 3 }).map(row).collect()
    }

    /// The participants and the order of the annex.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(
        &self,
        meeting: &Meeting,
        groups: &[StakeholderGroup],
        on_file: &OnFile,
        before: &[PersonId],
        expected: &[Expected],
    ) -> Result<(Vec<NewAttendee>, AnnexOrder), Errors> {
        let mut errors = Errors::default();
        let mut attendees = Vec::new();
        for row in self.rows() {
            attendees.extend(attendee(&mut errors, row, meeting, groups, on_file, before));
        }
        for one in expected.iter().filter(|one| self.came.contains(&one.key())) {
            let is_typed =
                |other: &NewAttendee| other.person == Some(one.person) && other.sitting == one.sitting;
            if !attendees.iter().any(is_typed) {
                let group =
                    one.group_code.as_ref().filter(|code| groups.iter().any(|group| group.code == **code));
                attendees.push(one.attendee(group.map(|code| StatedGroup::parse(code))));
            }
        }
        if attendees.len() > MOST {
            errors.add("name1", "A meeting lists up to 1,000 participants.");
        }
        let order = AnnexOrder::parse(&self.order).unwrap_or(AnnexOrder::FamilyName);
        errors.or((attendees, order))
    }
}

fn attendee(
    errors: &mut Errors,
    row: AttendanceRow,
    meeting: &Meeting,
    groups: &[StakeholderGroup],
    on_file: &OnFile,
    before: &[PersonId],
) -> Option<NewAttendee> {
    let number = row.number;
    let name = row.name.optional(errors, &format!("name{number}"), "the name", 200);
    let affiliation =
        row.affiliation.optional(errors, &format!("affiliation{number}"), "the affiliation", 200);
    let role = row.role.optional(errors, &format!("role{number}"), "the role", 120);
    if name.is_empty() {
        if !(affiliation.is_empty() && role.is_empty()) {
            errors.add(format!("name{number}"), "Enter the name, or empty the other fields of this row.");
        }
        return None;
    }
    let sitting = row.sitting.parse().unwrap_or(1);
    if !meeting.sittings.iter().any(|one| one.position == sitting) {
        errors.add(format!("sitting{number}"), "Choose one of the meeting's sittings.");
    }
    let group = Some(row.group).filter(|key| groups.iter().any(|group| group.code == *key));
    let person = on_file.chosen(&name, &row.person, before).unwrap_or_else(|_| {
        errors.add(format!("person{number}"), NOT_OFFERED);
        None
    });
    Some(NewAttendee {
        sitting,
        name,
        affiliation,
        role,
        group: group.map(|key| StatedGroup::parse(&key)),
        person,
        place: Place::parse(&row.place).unwrap_or(Place::Other),
        shown: Shown::parse(&row.shown).unwrap_or(Shown::Full),
    })
}
