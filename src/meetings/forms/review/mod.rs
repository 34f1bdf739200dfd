//! What a person looks through after a report was read, and may change before it is saved.

mod check;
mod sittings;

use serde::Deserialize;

use super::cell;
pub use sittings::SittingChoice;

/// The review, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    /// What was pasted or uploaded.
    pub source: String,
    /// The serial of the meeting that the report belongs to; empty for a new one.
    pub onto: String,
    /// What kind of meeting.
    pub kind: String,
    /// Its number, as printed.
    pub ordinal: String,
    /// A title of its own.
    pub title: String,
    /// Of a joint meeting: with whom.
    pub audience: String,
    /// The days of its sittings.
    pub day: Vec<String>,
    /// Their times, UTC; empty where none is known.
    pub time: Vec<String>,
    /// The report, in Markdown.
    pub report: String,
    /// The agenda: a line an item, `- ` for one under it.
    pub agenda: String,
    /// What each recording is.
    pub recording_kind: Vec<String>,
    /// The number of the sitting of each recording.
    pub recording_sitting: Vec<String>,
    /// The links.
    pub url: Vec<String>,
    /// The codes.
    pub access_code: Vec<String>,
    /// Names of those who took part.
    pub name: Vec<String>,
    /// For whom each spoke.
    pub affiliation: Vec<String>,
    /// In which role.
    pub role: Vec<String>,
    /// Where in the annex.
    pub place: Vec<String>,
    /// The number of the sitting in which each took part, or [`EVERY_SITTING`].
    pub sitting: Vec<String>,
    /// The number of the person on file, where one is chosen.
    pub person: Vec<String>,
    /// Ticked: recordings and participants are public at once.
    pub show_record: Option<String>,
    /// What was said of the next call: `none`, or a kind.
    pub next_when: String,
    /// In words.
    pub next_text: String,
    /// The days.
    pub next_dates: String,
}

/// Chosen for somebody who took part in all sittings.
pub const EVERY_SITTING: &str = "all";

/// A recording, as typed.
#[derive(Debug, Clone)]
pub struct RecordingLine {
    /// Its number, from 1.
    pub number: usize,
    /// What it is.
    pub kind: String,
    /// The number of its sitting.
    pub sitting: String,
    /// The link.
    pub url: String,
    /// The code.
    pub access_code: String,
}

/// A participant, as typed.
#[derive(Debug, Clone)]
pub struct PersonLine {
    /// Its number, from 1.
    pub number: usize,
    /// The name.
    pub name: String,
    /// For whom.
    pub affiliation: String,
    /// In which role.
    pub role: String,
    /// Where in the annex.
    pub place: String,
    /// The number of the sitting, or [`EVERY_SITTING`].
    pub sitting: String,
    /// The number of the person on file.
    pub person: String,
}

impl ReviewForm {
    /// The recordings, with an empty row at the end.
    #[must_use]
    pub fn recordings(&self) -> Vec<RecordingLine> {
        let line = |index: usize| RecordingLine {
            number: index + 1,
            kind: cell(&self.recording_kind, index),
            sitting: cell(&self.recording_sitting, index),
            url: cell(&self.url, index),
            access_code: cell(&self.access_code, index),
        };
        let filled = self.url.iter().rposition(|url| !url.trim().is_empty()).map_or(0, |last| last + 1);
        (0..=filled).map(line).collect()
    }

    /// The participants, with two empty rows at the end.
    #[must_use]
    pub fn people(&self) -> Vec<PersonLine> {
        let line = |index: usize| PersonLine {
            number: index + 1,
            name: cell(&self.name, index),
            affiliation: cell(&self.affiliation, index),
            role: cell(&self.role, index),
            place: cell(&self.place, index),
            sitting: cell(&self.sitting, index),
            person: cell(&self.person, index),
        };
        let filled = self.name.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1);
        (0..filled + 2).map(line).collect()
    }

    /// Day and time of each sitting, numbered.
    #[must_use]
    pub fn sittings(&self) -> Vec<(usize, String, String)> {
        (0..self.day.len().max(1))
            .map(|index| (index + 1, cell(&self.day, index), cell(&self.time, index)))
            .collect()
    }
}
