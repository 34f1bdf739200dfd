//! What is mailed about calls: reminders, invitations, and what changed.

use askama::Template;

use super::{
    AgendaItem, Answer, Meeting, Sitting, SittingMove,
    actions::Message,
    calendar,
    model::{Telling, ToTell},
    store::Reminder,
};
use crate::{
    app::App,
    forum::CyclePlace,
    mail::Letter,
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
        if self.sitting.time_known {
            time::text(self.sitting.starts_at, time::zone(zone).as_ref())
        } else {
            time::day(self.sitting.starts_at.day())
        }
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

/// What the letters to many have in common.
struct Told<'a> {
    title: String,
    time: String,
    name: &'a str,
    sitting: &'a Sitting,
    place: &'a str,
    cycle: String,
    when: String,
    words: &'a str,
    sender: &'a str,
    page: String,
    rsvp: String,
    manage: String,
}

#[derive(Template)]
#[template(path = "meetings/mail/invitation.txt", escape = "none")]
struct InvitationLetter<'a>(Told<'a>);

#[derive(Template)]
#[template(path = "meetings/mail/change.txt", escape = "none")]
struct ChangeLetter<'a> {
    told: Told<'a>,
    answer: Option<Answer>,
    before: Option<String>,
    reason: &'a str,
}

#[derive(Template)]
#[template(path = "meetings/mail/cancellation.txt", escape = "none")]
struct CancellationLetter<'a>(Told<'a>);

impl ChangeLetter<'_> {
    fn comes(&self) -> bool {
        self.answer.is_some_and(Answer::may_come)
    }
}

/// Invites somebody to a sitting, or tells them how it stands now: with a calendar entry.
pub(super) fn telling(
    call: &Call<'_>,
    message: &Message<'_>,
    moved: Option<&SittingMove>,
    to: &ToTell,
    links: &Links<'_>,
) -> Result<Letter> {
    let manage = call.app.absolute(links.manage);
    let told = Told {
        title: call.title(),
        time: call.utc(),
        name: &to.name,
        sitting: call.sitting,
        place: &call.meeting.place,
        cycle: call.place.name(),
        when: call.when(&to.zone),
        words: message.words,
        sender: message.sender,
        page: call.app.absolute(&call.path()),
        rsvp: call.app.absolute(links.rsvp),
        manage: manage.clone(),
    };
    let rsvp = told.rsvp.clone();
    let is_invitation = message.telling != Telling::Change;
    let (kind, rendered) = if call.sitting.cancelled_at.is_some() {
        ("cancellation", CancellationLetter(told).render()?)
    } else if is_invitation {
        ("invitation", InvitationLetter(told).render()?)
    } else {
        let before = moved.map(|moved| before(moved, &to.zone));
        let reason = moved.map_or("", |moved| moved.reason.as_str());
        ("change", ChangeLetter { told, answer: to.answer, before, reason }.render()?)
    };
    let recipient = calendar::Recipient { email: &to.email, answer: to.answer };
    let entry = calendar::entry(call, &recipient);
    let letter = Letter::new(kind, &to.email, Some(to.person), &rendered).secret(rsvp).about(call.path());
    // One click leaves mail about this call; what a call to which one comes has become is no such mail.
    let letter = if is_invitation { letter.unsubscribed_by(manage) } else { letter.secret(manage) };
    Ok(letter.with_calendar(entry).written_by(message.sender).with_html_of_text().bulk())
}

fn before(moved: &SittingMove, zone: &str) -> String {
    if moved.from_known {
        time::text(moved.from_at, time::zone(zone).as_ref())
    } else {
        time::day(moved.from_at.day())
    }
}
