//! What is typed about persons.

use serde::Deserialize;

use super::{Affiliation, COUNTRIES, Email, NewProfile, OrganisationKind, Profile, Region, StakeholderGroup};
use crate::{
    clock::Day,
    web::{Errors, Text},
};

/// How many affiliations a profile takes.
const MOST: usize = 30;

/// A profile.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    /// The name.
    pub name: String,
    /// How to speak of them.
    pub pronouns: String,
    /// The stakeholder group's code.
    pub group: String,
    /// The regional group's code.
    pub region: String,
    /// The country's code.
    pub country: String,
    /// For whom they speak; an empty one is left out.
    pub affiliation: Vec<String>,
    /// The organisation of each.
    pub organisation: Vec<String>,
    /// What kind of organisation each is.
    pub kind: Vec<String>,
    /// The first day of each.
    pub from: Vec<String>,
    /// The last day of each.
    pub to: Vec<String>,
    /// How often the profile had been saved when the form was opened.
    pub edits: i32,
    /// Pressed: more rows, nothing saved.
    pub more: Option<String>,
}

/// One affiliation, as typed.
#[derive(Debug, Clone)]
pub struct AffiliationRow {
    /// Its number, from 1.
    pub number: usize,
    /// For whom.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// What kind it is.
    pub kind: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

impl ProfileForm {
    /// Filled with what is.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        let column = |text: fn(&Affiliation) -> String| profile.affiliations.iter().map(text).collect();
        Self {
            name: profile.name.clone(),
            pronouns: profile.pronouns.clone(),
            group: profile.group.clone().unwrap_or_default(),
            region: profile.region.map(Region::code).unwrap_or_default().to_owned(),
            country: profile.country.clone().unwrap_or_default(),
            affiliation: column(|one| one.name.clone()),
            organisation: column(|one| one.organisation.clone().unwrap_or_default()),
            kind: column(|one| one.kind.map(OrganisationKind::code).unwrap_or_default().to_owned()),
            from: column(|one| day_field(one.from)),
            to: column(|one| day_field(one.to)),
            edits: profile.edits,
            more: None,
        }
    }

    /// What it says, for somebody whose own words differ.
    #[must_use]
    pub fn facts(&self, groups: &[StakeholderGroup]) -> Vec<(&'static str, String)> {
        let group = groups.iter().find(|group| group.code == self.group);
        let region = Region::ALL.iter().find(|(_, code, _)| *code == self.region);
        let country = COUNTRIES.iter().find(|(code, _)| *code == self.country);
        let mut facts = vec![
            ("Name", self.name.clone()),
            ("Pronouns", self.pronouns.clone()),
            ("Stakeholder group", group.map(|group| group.label.clone()).unwrap_or_default()),
            ("Region", region.map(|(.., label)| (*label).to_owned()).unwrap_or_default()),
            ("Country", country.map(|(_, name)| (*name).to_owned()).unwrap_or_default()),
        ];
        for row in self.rows().into_iter().filter(|row| !row.name.is_empty()) {
            let parts = [row.name, row.organisation, row.from, row.to];
            let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            facts.push(("For whom", said.join(" · ")));
        }
        facts
    }

    /// The affiliations, with an empty one at the end.
    #[must_use]
    pub fn rows(&self) -> Vec<AffiliationRow> {
        let row = |index: usize| AffiliationRow {
            number: index + 1,
            name: cell(&self.affiliation, index),
            organisation: cell(&self.organisation, index),
            kind: cell(&self.kind, index),
            from: cell(&self.from, index),
            to: cell(&self.to, index),
        };
        let is_filled = |index: &usize| {
            let row = row(*index);
            [row.name, row.organisation, row.from, row.to].iter().any(|cell| !cell.is_empty())
        };
        let columns = [&self.affiliation, &self.organisation, &self.from, &self.to];
        let longest = columns.map(Vec::len).into_iter().max().unwrap_or_default();
        let filled = (0..longest).rev().find(is_filled).map_or(0, |last| last + 1);
        (0..filled + if self.more.is_some() { 3 } else { 1 }).map(row).collect()
    }

    /// The profile.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, groups: &[StakeholderGroup]) -> Result<NewProfile, Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "your name", 200);
        let pronouns = self.pronouns.optional(&mut errors, "pronouns", "the pronouns", 40);
        let group = Some(&self.group).filter(|group| !group.is_empty()).cloned();
        if group.as_ref().is_some_and(|code| !groups.iter().any(|group| group.code == *code)) {
            errors.add("group", "Choose one of the groups, or none.");
        }
        let region = Region::parse(&self.region);
        if !self.region.is_empty() && region.is_none() {
            errors.add("region", "Choose one of the regions, or none.");
        }
        let country = Some(&self.country).filter(|country| !country.is_empty()).cloned();
        if country.as_ref().is_some_and(|code| !COUNTRIES.iter().any(|(known, _)| known == code)) {
            errors.add("country", "Choose one of the countries, or none.");
        }
        let affiliations: Vec<Affiliation> =
            self.rows().into_iter().filter_map(|row| affiliation(&mut errors, row)).collect();
        if affiliations.len() > MOST {
            errors.add("affiliation1", "A profile takes up to 30 affiliations.");
        }
        errors.or(NewProfile { name, pronouns, group, region, country, affiliations, edits: self.edits })
    }
}

/// Somebody who is entered without an account.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// The name.
    pub name: String,
    /// For whom they speak.
    pub affiliation: String,
    /// The address by which they are known when they make an account.
    pub email: String,
}

/// Somebody to be entered.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// The name.
    pub name: String,
    /// For whom they speak; may be empty.
    pub affiliation: String,
    /// The address, where it is known.
    pub email: Option<Email>,
}

impl PersonForm {
    /// The person.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<NewPerson, Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "the name", 200);
        let affiliation = self.affiliation.optional(&mut errors, "affiliation", "the affiliation", 200);
        let email = Email::parse(&self.email);
        if email.is_none() && !self.email.trim().is_empty() {
            errors.add("email", "Enter an e-mail address, such as name@example.org, or leave it out.");
        }
        errors.or(NewPerson { name, affiliation, email })
    }
}

fn affiliation(errors: &mut Errors, row: AffiliationRow) -> Option<Affiliation> {
    let field = |name: &str| format!("{name}{}", row.number);
    let name = row.name.optional(errors, &field("affiliation"), "the affiliation", 200);
    let organisation = row.organisation.optional(errors, &field("organisation"), "the organisation", 200);
    let from = row.from.optional_day(errors, &field("from"));
    let to = row.to.optional_day(errors, &field("to"));
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        errors.add(field("to"), "The last day lies before the first.");
    }
    if name.is_empty() {
        if !(organisation.is_empty() && row.from.is_empty() && row.to.is_empty()) {
            errors
                .add(field("affiliation"), "Say for whom you speak, or empty the other fields of this row.");
        }
        return None;
    }
    let organisation = Some(organisation).filter(|organisation| !organisation.is_empty());
    let kind = OrganisationKind::parse(&row.kind).filter(|_| organisation.is_some());
    Some(Affiliation { name, organisation, kind, from, to })
}

fn cell(column: &[String], index: usize) -> String {
    column.get(index).map(|cell| cell.trim().to_owned()).unwrap_or_default()
}

fn day_field(day: Option<Day>) -> String {
    day.map(|day| day.0.to_string()).unwrap_or_default()
}
