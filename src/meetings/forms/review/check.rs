//! From the review as typed to what is saved.

use super::{
    ReviewForm,
    sittings::{SittingChoice, positions},
};
use crate::{
    meetings::{
        IntentionKind, Kind, Meeting, Place, RecordingKind, Shown,
        actions::Reviewed,
        forms::{
            IntentionForm, MeetingForm, NewAgendaItem, NewAttendee, NewMeeting, NewRecording,
            attendance::NOT_OFFERED,
        },
    },
    people::OnFile,
    texts::markdown,
    web::{Errors, Text, is_web_link},
};

const NO_SITTING: &str = "Choose one of the sittings.";

impl ReviewForm {
    /// What is to be saved: as a new meeting, or with the one that the report belongs to.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, onto: Option<&Meeting>, on_file: &OnFile) -> Result<Reviewed, Errors> {
        let mut errors = Errors::default();
        let ordinal = self.ordinal.trim().parse().ok().filter(|ordinal| (1..=3999).contains(ordinal));
        if !self.ordinal.trim().is_empty() && ordinal.is_none() {
            errors.add("ordinal", "Enter the number in digits, such as 7, or leave it empty.");
        }
        // A report that is filed with its meeting leaves the meeting's own times alone.
        let meeting =
            if onto.is_some() { NewMeeting::empty(Kind::Other) } else { self.check_meeting(&mut errors) };
        let blocks = markdown::read(&self.report);
        if blocks.is_empty() {
            errors.add("report", "Enter the text of the report.");
        }
        if self.report.len() > markdown::MAX_SOURCE {
            errors.add("report", "Shorten the report: two megabytes fit.");
        }
        let choices = self.sitting_choices(onto);
        let recordings = self.check_recordings(&mut errors, &choices);
        let attendees = self.check_people(&mut errors, &choices, on_file);
        let next = self.check_next(&mut errors);
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
            show_record: self.show_record.is_some(),
        })
    }

    fn check_meeting(&self, errors: &mut Errors) -> NewMeeting {
        let sittings = self.kept_sittings();
        let or_midnight = |time: &String| if time.is_empty() { "00:00".to_owned() } else { time.clone() };
        let form = MeetingForm {
            kind: self.kind.clone(),
            title: self.title.clone(),
            audience: self.audience.clone(),
            day: sittings.iter().map(|(_, day, _)| day.clone()).collect(),
            time: sittings.iter().map(|(_, _, time)| or_midnight(time)).collect(),
            ..MeetingForm::default()
        };
        match form.check(None) {
            Ok(mut meeting) => {
                for (sitting, (_, _, time)) in meeting.sittings.iter_mut().zip(&sittings) {
                    sitting.time_known = !time.is_empty();
                }
                meeting
            }
            Err(wrong) => {
                for (field, sentence) in wrong.iter() {
                    errors.add(in_its_row(field, &sittings), sentence);
                }
                NewMeeting::empty(Kind::Other)
            }
        }
    }

    fn check_recordings(&self, errors: &mut Errors, choices: &[SittingChoice]) -> Vec<NewRecording> {
        let mut recordings = Vec::new();
        for line in self.recordings().into_iter().filter(|line| !line.url.is_empty()) {
            let number = line.number;
            if !is_web_link(&line.url) {
                errors.add(format!("url{number}"), "Enter a whole link, beginning with https:// or http://.");
            }
            let sitting = positions(choices, &line.sitting).filter(|found| found.len() == 1);
            if sitting.is_none() {
                errors.add(format!("recording_sitting{number}"), NO_SITTING);
            }
            recordings.push(NewRecording {
                sitting: sitting.and_then(|found| found.first().copied()).unwrap_or(1),
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

    /// A row for each sitting in which somebody took part.
    fn check_people(
        &self,
        errors: &mut Errors,
        choices: &[SittingChoice],
        on_file: &OnFile,
    ) -> Vec<NewAttendee> {
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
            let sittings = positions(choices, &line.sitting).unwrap_or_default();
            if sittings.is_empty() {
                errors.add(format!("sitting{number}"), NO_SITTING);
            }
            let person = on_file.chosen(&name, &line.person, &[]).unwrap_or_else(|_| {
                errors.add(format!("person{number}"), NOT_OFFERED);
                None
            });
            let place = Place::parse(&line.place).unwrap_or(Place::Other);
            attendees.extend(sittings.into_iter().map(|sitting| NewAttendee {
                sitting,
                name: name.clone(),
                affiliation: affiliation.clone(),
                role: role.clone(),
                group: None,
                person,
                place,
                shown: Shown::Full,
            }));
        }
        attendees
    }

    fn check_next(&self, errors: &mut Errors) -> Option<NewMeeting> {
        IntentionKind::parse(&self.next_when)?;
        // Who met jointly speaks of the next time that they will.
        let is_joint = Kind::parse(&self.kind) == Some(Kind::Joint);
        let form = IntentionForm {
            kind: if is_joint { Kind::Joint } else { Kind::Virtual }.code().to_owned(),
            when: self.next_when.clone(),
            text: self.next_text.clone(),
            dates: self.next_dates.clone(),
            ..IntentionForm::default()
        };
        match form.check(&[], None) {
            Ok(next) => Some(NewMeeting {
                audience: if is_joint { self.audience.line() } else { String::new() },
                ..next
            }),
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

/// The name of a field of the n-th sitting that counts, by the row that it was typed in.
fn in_its_row(field: &str, sittings: &[(usize, String, String)]) -> String {
    let stem = field.trim_end_matches(|c: char| c.is_ascii_digit());
    let row = field[stem.len()..].parse().ok().and_then(|n: usize| sittings.get(n.checked_sub(1)?));
    row.map_or_else(|| field.to_owned(), |(row, ..)| format!("{stem}{row}"))
}
