//! Inviting people to a call, and telling them what changed: written, looked at with its recipients, sent.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::{App, Db},
    mail::Letter,
    meetings::{
        Meeting,
        actions::{Draft, Message},
        forms::TellingForm,
        mail::Links,
        model::{Audience, Telling},
        store,
    },
    web::{Error, Errors, Form, Frame, Layout, Path, Result, Sent, render_with},
};

/// How many recipients are named.
const SAMPLE: usize = 5;

#[derive(Template)]
#[template(path = "meetings/telling.html")]
struct TellingPage {
    layout: Layout,
    back: String,
    meeting: Meeting,
    invites: bool,
    form: TellingForm,
    errors: Errors,
    /// What would go out; none while it is being written.
    preview: Option<Preview>,
}

impl TellingPage {
    fn audiences(&self) -> [Audience; 3] {
        Audience::ALL
    }

    fn chosen(&self) -> &str {
        if self.form.audience.is_empty() { Audience::Both.code() } else { &self.form.audience }
    }
}

/// What would go out.
struct Preview {
    persons: usize,
    sample: Vec<String>,
    /// A letter as its reader gets it, for each sitting.
    letters: Vec<Letter>,
    seen: String,
    /// It is another than the one that was looked at before.
    changed: bool,
}

impl Preview {
    /// The letters of the first who get one, without the links that are theirs alone.
    fn of(message: &Message<'_>, draft: Draft, changed: bool) -> Result<Self> {
        let links = Links { rsvp: "/l/…", manage: "/l/…" };
        let first = draft.to.chunk_by(|one, other| one.sitting == other.sitting).filter_map(<[_]>::first);
        let letters = first.map(|one| message.letter(one, &links)).collect::<Result<Vec<_>>>()?;
        let mut sample: Vec<String> = Vec::new();
        for one in &draft.to {
            if sample.len() < SAMPLE && !sample.contains(&one.name) {
                sample.push(one.name.clone());
            }
        }
        Ok(Self { persons: draft.persons(), sample, letters, seen: draft.seen, changed })
    }
}

fn page(
    frame: &Frame,
    at: MeetingPlace,
    invites: bool,
    form: TellingForm,
    errors: Errors,
    preview: Option<Preview>,
) -> Result<Response> {
    let status = match &preview {
        Some(preview) if preview.changed => StatusCode::CONFLICT,
        _ => errors.status(),
    };
    let title = if invites { "Invite people" } else { "Tell what changed" };
    let (layout, back) = (at.form_page(frame, title), at.path());
    let page = TellingPage { layout, back, meeting: at.meeting, invites, form, errors, preview };
    render_with(status, &page)
}

/// Goes on where people can be told of a call: in public, and before it is over.
fn must_be_tellable(frame: &Frame, at: &MeetingPlace, telling: Telling) -> Result<()> {
    at.must_run(frame)?;
    let cycle = &at.place.cycle;
    let sentence = if cycle.is_draft() || cycle.trial {
        "Nobody is invited to a call of a draft or a test cycle: people would not find it."
    } else if telling.sittings(&at.meeting, frame.now()).next().is_none() {
        "This call has no time ahead: there is nothing to invite to or to tell of."
    } else {
        return Ok(());
    };
    Err(Error::Conflict(sentence.to_owned()))
}

/// The form of an invitation.
pub async fn ask_invite(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    must_be_tellable(&frame, &at, Telling::Invitation(Audience::Both))?;
    page(&frame, at, true, TellingForm::default(), Errors::default(), None)
}

/// The form of a message that something changed.
pub async fn ask_tell(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    must_be_tellable(&frame, &at, Telling::Change)?;
    page(&frame, at, false, TellingForm::default(), Errors::default(), None)
}

/// Shows an invitation with its recipients; sends it where that was looked at.
pub async fn invite(
    mut db: Db,
    app: App,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<TellingForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    must_be_tellable(&frame, &at, Telling::Invitation(Audience::Both))?;
    let form = form.read()?;
    match form.typed.invitation() {
        Ok(telling) => go_on(&mut db, &app, &frame, at, telling, form).await,
        Err(errors) => page(&frame, at, true, form.typed, errors, None),
    }
}

/// Shows a message that something changed with its recipients; sends it where that was looked at.
pub async fn tell(
    mut db: Db,
    app: App,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<TellingForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    must_be_tellable(&frame, &at, Telling::Change)?;
    let form = form.read()?;
    go_on(&mut db, &app, &frame, at, Telling::Change, form).await
}

async fn go_on(
    db: &mut Db,
    app: &App,
    frame: &Frame,
    at: MeetingPlace,
    telling: Telling,
    Form { typed: form, once, .. }: Form<TellingForm>,
) -> Result<Response> {
    let invites = telling != Telling::Change;
    let words = match form.check() {
        Ok(words) if form.back.is_none() => words,
        checked => {
            let errors = checked.err().unwrap_or_default();
            return page(frame, at, invites, form, errors, None);
        }
    };
    let details = store::find_details(db, at.meeting.id).await?;
    let (actor, sender) = (at.actor(frame), frame.member()?.name.as_str());
    let (meeting, moves, words) = (&at.meeting, details.moves.as_slice(), words.as_str());
    let message = Message { app, actor, sender, meeting, moves, telling, words };

    let mut tx = once.begin(db).await?;
    let draft = message.draft(&mut tx).await?;
    if draft.seen != form.seen || draft.to.is_empty() {
        let preview = Preview::of(&message, draft, !form.seen.is_empty())?;
        return page(frame, at, invites, form, Errors::default(), Some(preview));
    }
    let count = message.send(&mut tx, &draft).await?;

    let sentence = match (invites, count) {
        (true, 1) => "The invitation goes to 1 person.".to_owned(),
        (true, count) => format!("The invitation goes to {count} people."),
        (false, 1) => "1 person is told.".to_owned(),
        (false, count) => format!("{count} people are told."),
    };
    tx.done(at.path(), sentence).await
}
