//! Links to recordings.

use serde::Deserialize;

use super::cell;
use crate::{
    clock::Day,
    meetings::{Meeting, Recording, RecordingKind},
    web::{Errors, Text, is_web_link},
};

/// The recordings, as columns.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RecordingsForm {
    /// The number of the sitting of each.
    pub sitting: Vec<String>,
    /// What each leads to.
    pub kind: Vec<String>,
    /// The links; an empty one is left out.
    pub url: Vec<String>,
    /// The codes that they ask for.
    pub access_code: Vec<String>,
    /// `yes` where the public may see the code.
    pub code_public: Vec<String>,
    /// The last days on which they can be had.
    pub available_until: Vec<String>,
    /// The days on which somebody checked them.
    pub checked_on: Vec<String>,
    /// How often the meeting had been saved when the form was opened.
    pub edits: i32,
}

/// One row, as typed.
#[derive(Debug, Clone)]
pub struct RecordingRow {
    /// Its number, from 1.
    pub number: usize,
    /// The number of the sitting.
    pub sitting: String,
    /// What it leads to.
    pub kind: String,
    /// The link.
    pub url: String,
    /// The code.
    pub access_code: String,
    /// Whether the public may see the code.
    pub code_public: bool,
    /// The last day.
    pub available_until: String,
    /// The day of the check.
    pub checked_on: String,
}

/// A recording, checked.
#[derive(Debug, Clone)]
pub struct NewRecording {
    /// The number of the sitting.
    pub sitting: i32,
    /// What it leads to.
    pub kind: RecordingKind,
    /// The link.
    pub url: String,
    /// The code.
    pub access_code: String,
    /// Whether the public may see the code.
    pub code_public: bool,
    /// The last day.
    pub available_until: Option<Day>,
    /// The day of the check.
    pub checked_on: Option<Day>,
}

impl RecordingsForm {
    /// Filled with what is.
    #[must_use]
    pub fn of(meeting: &Meeting, recordings: &[Recording]) -> Self {
        let position = |recording: &Recording| {
            meeting
                .sittings
                .iter()
                .find(|sitting| sitting.id == recording.sitting_id)
                .map_or(1, |sitting| sitting.position)
        };
        Self {
            sitting: recordings.iter().map(|recording| position(recording).to_string()).collect(),
            kind: recordings.iter().map(|recording| recording.kind.code().to_owned()).collect(),
            url: recordings.iter().map(|recording| recording.url.clone()).collect(),
            access_code: recordings.iter().map(|recording| recording.access_code.clone()).collect(),
            code_public: recordings
                .iter()
                .map(|recording| if recording.code_public { "yes" } else { "no" }.to_owned())
                .collect(),
            available_until: recordings.iter().map(|recording| Day::iso(recording.available_until)).collect(),
            checked_on: recordings.iter().map(|recording| Day::iso(recording.checked_on)).collect(),
            edits: meeting.edits,
        }
    }

    /// The rows, with two empty ones at the end.
    #[must_use]
    pub fn rows(&self) -> Vec<RecordingRow> {
        let row = |index: usize| RecordingRow {
            number: index + 1,
            sitting: cell(&self.sitting, index),
            kind: cell(&self.kind, index),
            url: cell(&self.url, index),
            access_code: cell(&self.access_code, index),
            code_public: cell(&self.code_public, index) == "yes",
            available_until: cell(&self.available_until, index),
            checked_on: cell(&self.checked_on, index),
        };
        let filled = self.url.iter().rposition(|url| !url.trim().is_empty()).map_or(0, |last| last + 1);
        (0..(filled + 2).max(self.url.len())).map(row).collect()
    }

    /// The recordings.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, meeting: &Meeting) -> Result<Vec<NewRecording>, Errors> {
        let mut errors = Errors::default();
        let mut recordings = Vec::new();
        for row in self.rows() {
            let number = row.number;
            if row.url.is_empty() {
                if !row.access_code.is_empty() {
                    errors.add(format!("url{number}"), "Enter the link that this code belongs to.");
                }
                continue;
            }
            if !is_web_link(&row.url) {
                errors.add(format!("url{number}"), "Enter a whole link, beginning with https:// or http://.");
            }
            if row.access_code.chars().count() > 100 {
                errors.add(format!("access_code{number}"), "Shorten the code: 100 characters fit.");
            }
            let sitting = row.sitting.parse().unwrap_or(1);
            let on_record = meeting.sittings.iter().any(|one| one.position == sitting);
            if !on_record {
                errors.add(format!("sitting{number}"), "Choose one of the meeting's sittings.");
            }
            recordings.push(NewRecording {
                sitting,
                kind: RecordingKind::parse(&row.kind).unwrap_or(RecordingKind::Other),
                available_until: row
                    .available_until
                    .optional_day(&mut errors, &format!("available_until{number}")),
                checked_on: row.checked_on.optional_day(&mut errors, &format!("checked_on{number}")),
                url: row.url,
                access_code: row.access_code,
                code_public: row.code_public,
            });
        }
        errors.or(recordings)
    }
}
