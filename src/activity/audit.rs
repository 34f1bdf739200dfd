//! The log as the audit reads it: all of it, narrowed down.

use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

use crate::{
    clock::{Day, Instant},
    db::CycleId,
};

/// Which part of the log is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Site,
    /// What was done in a cycle.
    Cycle(CycleId),
}

impl Scope {
    pub(super) fn cycle(self) -> Option<CycleId> {
        match self {
            Self::Site => None,
            Self::Cycle(cycle) => Some(cycle),
        }
    }
}

/// What verbs have before their dot: `role` of `role.given`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family(pub(super) String);

impl Family {
    fn parse(text: &str) -> Option<Self> {
        let fits = text.len() <= 30 && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        fits.then(|| Self(text.to_owned()))
    }

    /// The value in addresses.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    /// What it is called: "address change".
    #[must_use]
    pub fn label(&self) -> String {
        self.0.replace('_', " ")
    }
}

/// How the log is narrowed down, as an address has it; what is empty does not count.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Who did it, or whom it was about.
    #[serde(deserialize_with = "number")]
    pub person: Option<i64>,
    /// Of which family of verbs.
    #[serde(deserialize_with = "family")]
    pub family: Option<Family>,
    /// From this day on, UTC.
    #[serde(deserialize_with = "day")]
    pub from: Option<Day>,
    /// Until this day, UTC, which counts.
    #[serde(deserialize_with = "day")]
    pub to: Option<Day>,
    /// Only what has a smaller number: the next page.
    #[serde(deserialize_with = "number")]
    pub before: Option<i64>,
}

impl Filter {
    /// The same as an address has it, without the page.
    #[must_use]
    pub fn query(&self) -> String {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        if let Some(person) = self.person {
            pairs.append_pair("person", &person.to_string());
        }
        if let Some(family) = &self.family {
            pairs.append_pair("family", family.code());
        }
        for (name, day) in [("from", self.from), ("to", self.to)] {
            if let Some(day) = day {
                pairs.append_pair(name, &Day::iso(day));
            }
        }
        pairs.finish()
    }

    /// Whether anything is left out.
    #[must_use]
    pub fn narrows(&self) -> bool {
        self.person.is_some() || self.family.is_some() || self.from.is_some() || self.to.is_some()
    }
}

fn read<'de, D: Deserializer<'de>, T>(from: D, parse: fn(&str) -> Option<T>) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(from)?;
    match text.trim() {
        "" => Ok(None),
        text => parse(text).map(Some).ok_or_else(|| D::Error::custom("cannot be read")),
    }
}

fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    read(from, |text| text.parse().ok())
}

fn family<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Family>, D::Error> {
    read(from, Family::parse)
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
    read(from, |text| Day::parse(text).filter(|day| (2000..=2200).contains(&day.year())))
}

/// One field that an act changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub field: String,
    /// What it was; empty where there was nothing.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// An act, as the audit shows it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number; newer ones are larger.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// Who; none for time and the command line.
    pub actor: Option<String>,
    /// The verb, as in `role.given`.
    pub verb: String,
    /// One sentence; empty when it was erased.
    pub summary: String,
    /// What changed.
    pub diff: Value,
    /// "Cybersecurity 2018".
    pub cycle: Option<String>,
    /// The address of what it was about.
    pub path: Option<String>,
}

impl Entry {
    /// What changed, by field.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let text = |value: Option<&Value>| match value {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let change = |(field, values): (&String, &Value)| Change {
            field: field.replace('_', " "),
            before: text(values.get(0)),
            after: text(values.get(1)),
        };
        self.diff.as_object().map(|fields| fields.iter().map(change).collect()).unwrap_or_default()
    }

    /// What changed, in one line: "title: Norms → Values".
    #[must_use]
    pub fn changes_line(&self) -> String {
        let line = |change: Change| format!("{}: {} → {}", change.field, change.before, change.after);
        self.changes().into_iter().map(line).collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;

    fn read(query: &str) -> Option<Filter> {
        serde_html_form::from_str(query).ok()
    }

    #[test]
    fn a_filter_reads_what_it_writes_and_refuses_nonsense() {
        let query = "person=7&family=role&from=2018-10-01&to=2018-10-15";
        let filter = read(&format!("{query}&before=12")).expect("a filter");
        assert_eq!((filter.query().as_str(), filter.before), (query, Some(12)));
        assert!(!read("person=&family=&from=&to=&before=").expect("empty fields").narrows());
        for nonsense in ["person=x", "family=Role%25", "from=2018-02-30", "to=-009999-01-01", "before=1e9"] {
            assert!(read(nonsense).is_none(), "{nonsense}");
        }
    }
}
