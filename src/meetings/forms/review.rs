//! What a person looks through after a report was read, and may change before it is saved.

use serde::Deserialize;

use super::{
    IntentionForm, MeetingForm, NewAgendaItem, NewAttendee, NewMeeting, NewRecording, cell, is_web_link,
};
use crate::{
    meetings::{IntentionKind, Kind, Place, RecordingKind, Shown, actions::Reviewed},
    texts::markdown,
    web::{Errors, Text},
};

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
    /// What was said of the next call: `none`, or a kind.
    pub next_when: String,
    /// In words.
    pub next_text: String,
    /// The days.
    pub next_dates: String,
}

/// A recording, as typed.
#[derive(Debug, Clone)]
pub struct RecordingLine {
    /// Its number, from 1.
    pub number: usize,
    /// What it is.
    pub kind: String,
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
}

impl ReviewForm {
    /// The recordings, with an empty row at the end.
    #[must_use]
    pub fn recordings(&self) -> Vec<RecordingLine> {
        let line = |index: usize| RecordingLine {
            number: index + 1,
            kind: cell(&self.recording_kind, index),
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

    /// What is to be saved.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<Reviewed, Errors> {
        let mut errors = Errors::default();
        let ordinal = self.ordinal.trim().parse().ok().filter(|ordinal| (1..=3999).contains(ordinal));
        if !self.ordinal.trim().is_empty() && ordinal.is_none() {
            errors.add("ordinal", "Enter the number in digits, such as 7, or leave it empty.");
        }
        let meeting = self.meeting(&mut errors);
        let blocks = markdown::read(&self.report);
        if blocks.is_empty() {
            errors.add("report", "Enter the text of the report.");
        }
        if self.report.len() > markdown::MAX_SOURCE {
            errors.add("report", "Shorten the report: two megabytes fit.");
        }
        let recordings = self.check_recordings(&mut errors);
        let attendees = self.check_people(&mut errors);
        let next = self.next(&mut errors);
        let agenda = self.check_agenda(&mut errors);
        errors.or(Reviewed {
            source: self.source.clone(),
            meeting,
            ordinal,
            agenda,
            blocks,
            recordings,
            attendees,
            next,
        })
    }

    fn meeting(&self, errors: &mut Errors) -> NewMeeting {
        let times_unknown: Vec<bool> = self.sittings().iter().map(|(_, _, time)| time.is_empty()).collect();
        let or_midnight = |time: String| if time.is_empty() { "00:00".to_owned() } else { time };
        let form = MeetingForm {
            kind: self.kind.clone(),
            title: self.title.clone(),
            audience: self.audience.clone(),
            day: self.sittings().into_iter().map(|(_, day, _)| day).collect(),
            time: self.sittings().into_iter().map(|(_, _, time)| or_midnight(time)).collect(),
            ..MeetingForm::default()
        };
        // A report that is filed with its meeting leaves the meeting's own times alone.
        if !self.onto.is_empty() {
            let form =
                MeetingForm { day: vec!["2000-01-01".to_owned()], time: vec!["00:00".to_owned()], ..form };
            return form.check(None).unwrap_or_else(|_| NewMeeting::empty(Kind::Other));
        }
        match form.check(None) {
            Ok(mut meeting) => {
                for (sitting, unknown) in meeting.sittings.iter_mut().zip(times_unknown) {
                    sitting.time_known = !unknown;
                }
                meeting
            }
            Err(wrong) => {
                for (field, sentence) in wrong.iter() {
                    errors.add(field, sentence);
                }
                NewMeeting::empty(Kind::Other)
            }
        }
    }

    fn check_recordings(&self, errors: &mut Errors) -> Vec<NewRecording> {
        let mut recordings = Vec::new();
        for line in self.recordings().into_iter().filter(|line| !line.url.is_empty()) {
            if !is_web_link(&line.url) || line.url.len() > 2000 {
                errors.add(
                    format!("url{}", line.number),
                    "Enter a whole link, beginning with https:// or http://.",
                );
            }
            recordings.push(NewRecording {
                sitting: 1,
                kind: RecordingKind::parse(&line.kind).unwrap_or(RecordingKind::Other),
                url: line.url,
                access_code: line.access_code.chars().take(100).collect(),
                // A code is shown to the public only when somebody says so.
                code_public: false,
                available_until: None,
                checked_on: None,
            });
        }
        recordings
    }

    fn check_people(&self, errors: &mut Errors) -> Vec<NewAttendee> {
        let mut attendees = Vec::new();
        for line in self.people() {
            let number = line.number;
            let name = line.name.optional(errors, &format!("name{number}"), "the name", 200);
            let affiliation =
                line.affiliation.optional(errors, &format!("affiliation{number}"), "the affiliation", 200);
            let role = line.role.optional(errors, &format!("role{number}"), "the role", 120);
            if name.is_empty() {
                if !(affiliation.is_empty() && role.is_empty()) {
                    errors.add(
                        format!("name{number}"),
                        "Enter the name, or empty the other fields of this row.",
                    );
                }
                continue;
            }
            let place = Place::parse(&line.place).unwrap_or(Place::Other);
            attendees.push(NewAttendee {
                sitting: 1,
                name,
                affiliation,
                role,
                group: None,
                place,
                shown: Shown::Full,
            });
        }
        attendees
    }

    fn next(&self, errors: &mut Errors) -> Option<NewMeeting> {
        IntentionKind::parse(&self.next_when)?;
        let form = IntentionForm {
            kind: Kind::Virtual.code().to_owned(),
            when: self.next_when.clone(),
            text: self.next_text.clone(),
            dates: self.next_dates.clone(),
        };
        match form.check() {
            Ok(next) => Some(next),
            Err(wrong) => {
                for (field, sentence) in wrong.iter() {
                    errors.add(format!("next_{field}"), sentence);
                }
                None
            }
        }
    }

    fn check_agenda(&self, errors: &mut Errors) -> Vec<NewAgendaItem> {
        let mut items: Vec<NewAgendaItem> = Vec::new();
        for line in self.agenda.lines().filter(|line| !line.trim().is_empty()) {
            let trimmed = line.trim();
            let (title, is_sub) = match trimmed.strip_prefix("- ") {
                Some(title) => (title, true),
                None => (trimmed, false),
            };
            let depth = i16::from(is_sub && !items.is_empty());
            let title = title.optional(errors, "agenda", "the longest agenda item", 500);
            items.push(NewAgendaItem {
                depth,
                title,
                minutes: None,
                presenter: String::new(),
                link: String::new(),
            });
        }
        items.retain(|item| !item.title.is_empty());
        if items.len() > 100 {
            errors.add("agenda", "An agenda takes up to 100 items.");
        }
        items
    }
}
