//! The parts of a call: its agenda, its recordings, who took part.

use crate::{
    demo::facts::{AgendaItem, Attendee, Call, Recording},
    meetings::{NewAgendaItem, NewAttendee, NewRecording, Place, RecordingKind, Shown},
};

pub(super) fn agenda(call: &Call) -> Vec<NewAgendaItem> {
    let item = |depth: i16, title: &str, minutes: Option<u16>, presenter: Option<&str>| NewAgendaItem {
        depth,
        title: title.to_owned(),
        minutes: minutes.map(i32::from),
        presenter: presenter.unwrap_or_default().to_owned(),
        link: String::new(),
    };
    let with_points = |one: &AgendaItem| {
        let mut items = vec![item(0, one.title, one.minutes, one.presenter)];
        items.extend(one.points.iter().map(|point| item(1, point, None, None)));
        items
    };
    call.agenda.iter().flat_map(with_points).collect()
}

pub(super) fn recordings(call: &Call) -> Vec<NewRecording> {
    let recording = |recording: &Recording| NewRecording {
        sitting: 1,
        kind: RecordingKind::parse(recording.kind).unwrap_or(RecordingKind::Other),
        url: recording.url.to_owned(),
        access_code: recording.access_code.unwrap_or_default().to_owned(),
        code_public: recording.access_code_public,
        available_until: None,
        checked_on: None,
    };
    call.recordings.iter().filter(|recording| recording.public).map(recording).collect()
}

pub(super) fn attendees(call: &Call) -> Vec<NewAttendee> {
    let attendee = |one: &Attendee| {
        let (affiliation, role) = (one.affiliation.unwrap_or_default(), one.role.unwrap_or_default());
        let words = format!("{affiliation} {role}").to_lowercase();
        let place = match (words.contains("facilitator"), words.contains("secretariat")) {
            (true, _) => Place::Facilitator,
            (_, true) => Place::Secretariat,
            _ => Place::Other,
        };
        let (name, affiliation, role) = (one.name.to_owned(), affiliation.to_owned(), role.to_owned());
        NewAttendee {
            sitting: 1,
            name,
            affiliation,
            role,
            group: None,
            person: None,
            place,
            shown: Shown::Full,
        }
    };
    call.attendees.iter().map(attendee).collect()
}
