//! The people on file, as they are offered where a name is typed.

use std::collections::HashMap;

use super::names::Names;
use crate::db::PersonId;

/// Somebody on file.
#[derive(Debug, Clone)]
pub struct Known {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// For whom they speak first; empty where they did not say.
    pub affiliation: String,
}

impl Known {
    /// Name and affiliation: what people know each other by.
    #[must_use]
    pub fn label(&self) -> String {
        if self.affiliation.is_empty() {
            self.name.clone()
        } else {
            format!("{} ({})", self.name, self.affiliation)
        }
    }
}

/// Somebody was chosen whose name is another one.
#[derive(Debug)]
pub struct NotOffered;

/// Everybody on file, to be looked up by names that look alike.
#[derive(Debug)]
pub struct OnFile {
    names: Names,
    people: HashMap<PersonId, Known>,
}

impl OnFile {
    /// Of these people.
    #[must_use]
    pub fn of(people: Vec<Known>) -> Self {
        let names = Names::of(people.iter().map(|known| (known.id, known.name.clone())));
        Self { names, people: people.into_iter().map(|known| (known.id, known)).collect() }
    }

    /// Who might be meant by a name, as the values and words of a choice; with who was chosen before, by number.
    #[must_use]
    pub fn offered(&self, name: &str, chosen: &str) -> Vec<(String, String)> {
        let mut found: Vec<PersonId> = self.names.like(name).into_iter().map(|(person, _)| person).collect();
        if let Some(chosen) = parse(chosen).filter(|chosen| !found.contains(chosen)) {
            found.push(chosen);
        }
        let known = found.iter().filter_map(|person| self.people.get(person));
        known.map(|known| (known.id.to_string(), known.label())).collect()
    }

    /// The person that was chosen for a name: one whose name looks like it, or whom `before` has under any name.
    ///
    /// # Errors
    /// When it is somebody else.
    pub fn chosen(
        &self,
        name: &str,
        chosen: &str,
        before: &[PersonId],
    ) -> Result<Option<PersonId>, NotOffered> {
        if chosen.is_empty() {
            return Ok(None);
        }
        let person = parse(chosen).filter(|person| self.people.contains_key(person)).ok_or(NotOffered)?;
        let is_like = self.names.like(name).iter().any(|(like, _)| *like == person);
        if is_like || before.contains(&person) { Ok(Some(person)) } else { Err(NotOffered) }
    }
}

fn parse(number: &str) -> Option<PersonId> {
    number.parse().ok().map(PersonId)
}
