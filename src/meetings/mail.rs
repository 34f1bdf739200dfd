//! What is mailed about calls: reminders, and what mailings tell of a sitting.

use askama::Template;

use super::{
    AgendaItem, Answer, Meeting, Sitting, SittingMove, calendar,
    store::{Known, Reminder},
};
use crate::{
    app::App,
    clock::Instant,
    forum::CyclePlace,
    mail::Letter,
    mailings::{self, Told},
    web::{Result, time},
};

/// A sitting of a call, and where it is.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// The application.
    pub app: &'a App,
    /// Its cycle.
    pub place: &'a CyclePlace,
    /// The call.
    pub meeting: &'a Meeting,
    /// The sitting.
    pub sitting: &'a Sitting,
}

impl Call<'_> {
    /// In full; with its number where the call has several sittings.
    fn title(&self) -> String {
        let title = self.meeting.title(self.place);
        if self.meeting.sittings.len() == 1 {
            return title;
        }
        format!("{title}, sitting {}", self.sitting.position)
    }

    fn path(&self) -> String {
        self.meeting.path(self.place)
    }

    /// "Tuesday 6 November 2018, 15:00 UTC", or the day alone.
    fn utc(&self) -> String {
        if self.sitting.time_known {
            time::utc(self.sitting.starts_at)
        } else {
            time::day(self.sitting.starts_at.day())
        }
    }

    /// The same with the time in a zone beside it.
    fn when(&self, zone: &str) -> String {
        when(self.sitting.starts_at, self.sitting.time_known, zone)
    }

    /// When else it is held, one time a line; empty where this is its only sitting.
    fn other_sittings(&self, zone: &str) -> String {
        let is_other = |other: &&Sitting| other.id != self.sitting.id && other.cancelled_at.is_none();
        let others = self.meeting.sittings.iter().filter(is_other);
        let lines: Vec<_> = others.map(|other| when(other.starts_at, other.time_known, zone)).collect();
        lines.join("\n")
    }
}

/// The personal links of a reader.
#[derive(Debug, Clone, Copy)]
pub struct Links<'a> {
    /// The one that says whether they come.
    pub rsvp: &'a str,
    /// The one that chooses what mail they get.
    pub manage: &'a str,
}

#[derive(Template)]
#[template(path = "meetings/mail/reminder.txt", escape = "none")]
struct ReminderLetter<'a> {
    title: String,
    name: &'a str,
    sitting: &'a Sitting,
    place: &'a str,
    agenda: Vec<&'a AgendaItem>,
    answer: Option<Answer>,
    utc: String,
    when: String,
    page: String,
    rsvp: String,
    manage: String,
}

impl ReminderLetter<'_> {
    fn comes(&self) -> bool {
        self.answer.is_some_and(Answer::may_come)
    }
}

/// Reminds somebody of a sitting.
pub(super) fn reminder(
    call: &Call<'_>,
    agenda: &[AgendaItem],
    to: &Reminder,
    links: &Links<'_>,
) -> Result<Letter> {
    let (rsvp, manage) = (call.app.absolute(links.rsvp), call.app.absolute(links.manage));
    let rendered = ReminderLetter {
        title: call.title(),
        name: &to.name,
        sitting: call.sitting,
        place: &call.meeting.place,
        agenda: agenda.iter().filter(|item| item.depth == 0).collect(),
        answer: to.answer,
        utc: call.utc(),
        when: call.when(&to.zone),
        page: call.app.absolute(&call.path()),
        rsvp: rsvp.clone(),
        manage: manage.clone(),
    }
    .render()?;
    let letter = Letter::new("reminder", &to.email, Some(to.person), &rendered);
    Ok(letter.secret(rsvp).secret(manage).about(call.path()).with_html_of_text())
}

/// What somebody is told in a mailing about a sitting: the fields, with links of their own, and a calendar entry. Of its
/// moves, oldest first, those count that came since they last heard of it.
pub(super) fn told(
    call: &Call<'_>,
    moves: &[&SittingMove],
    to: &mailings::Reader,
    known: &Known,
    rsvp: &str,
) -> Told {
    let (sitting, place) = (call.sitting, &call.meeting.place);
    let minutes = sitting.minutes.map_or_else(String::new, |minutes| format!(" ({minutes} minutes)"));
    let news = |moved: &&&SittingMove| known.since.is_none_or(|since| moved.at >= since);
    let first = moves.iter().find(news).filter(|first| first.from_at != sitting.starts_at);
    let moved_for = moves.last().map(|last| last.reason.clone());
    let said = match known.answer {
        Some(Answer::Yes) => "that you come",
        Some(Answer::Maybe) => "that you may come",
        Some(Answer::No) | None => "",
    };
    let is_cancelled = sitting.cancelled_at.is_some();
    let reason = if is_cancelled { sitting.cancel_reason.clone() } else { moved_for.unwrap_or_default() };
    let rsvp = call.app.absolute(rsvp);
    let recipient = calendar::Recipient { person: to.person, email: &to.email, answer: known.answer };
    Told {
        values: vec![
            ("call", call.title()),
            ("time", call.utc()),
            ("when", format!("{}{minutes}", call.when(&to.zone))),
            ("place", place.clone()),
            ("other", call.other_sittings(&to.zone)),
            ("before", first.map(|first| before(first, &to.zone)).unwrap_or_default()),
            ("reason", reason),
            ("said", said.to_owned()),
            ("answer", rsvp.clone()),
        ],
        secrets: vec![rsvp],
        calendar: Some(calendar::entry(call, &recipient)),
    }
}

fn before(moved: &SittingMove, zone: &str) -> String {
    when(moved.from_at, moved.from_known, zone)
}

/// With the time in a zone beside UTC; the day alone where no more is known.
fn when(at: Instant, time_known: bool, zone: &str) -> String {
    if time_known { time::text(at, time::zone(zone).as_ref()) } else { time::day(at.day()) }
}
