//! What is mailed about polls: a guest's own link, reminders, and what a mailing asks each reader.

use askama::Template;

use super::{Poll, store::Reminder};
use crate::{
    app::App,
    forum::CyclePlace,
    mail::Letter,
    mailings::{Reader, Told},
    meetings::Meeting,
    people::Email,
    web::{Result, time},
};

#[derive(Template)]
#[template(path = "meetings/polls/mail/own_link.txt", escape = "none")]
struct OwnLink<'a> {
    title: String,
    closes: String,
    link: &'a str,
}

/// To the address that a guest gave: the link to their answer. None of their words are in it, as anybody can give any
/// address.
pub(super) fn own_link(
    app: &App,
    place: &CyclePlace,
    meeting: &Meeting,
    poll: &Poll,
    to: &Email,
    path: &str,
) -> Result<Letter> {
    let link = app.absolute(path);
    let rendered =
        OwnLink { title: meeting.title(place), closes: time::utc(poll.window.closes_at), link: &link }
            .render()?;
    Ok(Letter::new("poll", to.as_str(), None, &rendered).secret(link).asked_for())
}

#[derive(Template)]
#[template(path = "meetings/polls/mail/reminder.txt", escape = "none")]
struct ReminderLetter<'a> {
    title: String,
    name: &'a str,
    utc: String,
    when: String,
    minutes: i32,
    note: &'a str,
    answer: String,
    page: String,
    manage: String,
}

/// Reminds somebody who was asked and did not answer.
pub(super) fn reminder(
    app: &App,
    place: &CyclePlace,
    (meeting, poll): (&Meeting, &Poll),
    to: &Reminder,
    (answer, manage): (&str, &str),
) -> Result<Letter> {
    let (answer, manage) = (app.absolute(answer), app.absolute(manage));
    let rendered = ReminderLetter {
        title: meeting.title(place),
        name: &to.name,
        utc: time::utc(poll.window.closes_at),
        when: time::text(poll.window.closes_at, time::zone(&to.zone).as_ref()),
        minutes: poll.minutes,
        note: &poll.note,
        answer: answer.clone(),
        page: app.absolute(&format!("{}/poll", meeting.path(place))),
        manage: manage.clone(),
    }
    .render()?;
    let letter = Letter::new("poll_reminder", &to.email, Some(to.person), &rendered);
    Ok(letter.secret(answer).unsubscribed_by(manage).about(meeting.path(place)).with_html_of_text())
}

/// What a reader of a mailing is asked: the fields, with a link of their own.
pub(super) fn told(
    app: &App,
    place: &CyclePlace,
    (meeting, poll): (&Meeting, &Poll),
    to: &Reader,
    answer: &str,
) -> Told {
    let answer = app.absolute(answer);
    let zone = time::zone(&to.zone);
    Told {
        values: vec![
            ("page", app.absolute(&format!("{}/poll", meeting.path(place)))),
            ("call", meeting.title(place)),
            ("until", time::text(poll.window.closes_at, zone.as_ref())),
            ("minutes", poll.minutes.to_string()),
            ("times", poll.asked().count().to_string()),
            ("note", poll.note.clone()),
            ("answer", answer.clone()),
        ],
        secrets: vec![answer],
        calendar: None,
    }
}
