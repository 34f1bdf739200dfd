//! Looking at a mailing: before it goes, and what became of it.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use super::{NumberPath, find, mailings, under};
use crate::{
    app::Db,
    forum::{Actor, CyclePlace},
    mail as outbox,
    mailings::{Kind, Mailing, Preview, Sealed, Sending, Source, State, actions, store},
    web::{Error, Frame, Layout, Path, Pressed, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "mailings/show.html")]
struct ShowPage {
    layout: Layout,
    place: CyclePlace,
    mailing: Mailing,
    /// To whom a draft goes now, and how it reads; empty for any other.
    preview: Preview,
    /// A draft is another than the one that was looked at before.
    changed: bool,
    /// How many letters are in each state, once it was sent.
    letters: Vec<(outbox::State, i64)>,
}

impl ShowPage {
    /// To how many it goes or went.
    fn count(&self) -> usize {
        let sent = self.mailing.recipients.and_then(|count| usize::try_from(count).ok());
        sent.unwrap_or(self.preview.persons)
    }

    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.mailing.body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }
}

fn sending<'a>(frame: &'a Frame, place: &'a CyclePlace, mailing: &'a Mailing) -> Sending<'a> {
    Sending { app: frame.app(), place, mailing, now: frame.now() }
}

async fn answer<S: Source>(
    db: &mut Db,
    frame: &Frame,
    place: CyclePlace,
    mailing: Mailing,
    changed: bool,
) -> Result<Response> {
    let preview = if mailing.state == State::Draft {
        let of = sending(frame, &place, &mailing);
        let to = Sealed::of::<S>(db, of).await?;
        Preview::of::<S>(db, of, to).await?
    } else {
        Preview::default()
    };
    let letters = store::count_letters(db, mailing.id).await?;

    let title = match mailing.state {
        State::Draft => "Look at it before it goes".to_owned(),
        State::Confirmed | State::Written | State::Discarded => mailing.title(&place),
    };
    let mut layout = under(&place, frame, title);
    if let Some(about) = &mailing.about {
        layout = layout.crumb(about.label.clone(), about.path.clone());
    }
    let status = if changed { StatusCode::CONFLICT } else { StatusCode::OK };
    render_with(status, &ShowPage { layout, place, mailing, preview, changed, letters })
}

/// The mailing as its readers get it, with how many they are and some of their names.
pub async fn show<S: Source>(mut db: Db, frame: Frame, Path(path): Path<NumberPath>) -> Result<Response> {
    let (place, mailing) = find(&mut db, &frame, &path).await?;
    answer::<S>(&mut db, &frame, place, mailing, false).await
}

/// What was looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SendForm {
    /// The seal on it.
    seen: String,
}

/// Sends it to those with whom it was looked at. Where they, the words or what it is about changed, shows it anew.
pub async fn send<S: Source>(
    mut db: Db,
    frame: Frame,
    Path(path): Path<NumberPath>,
    form: Sent<SendForm>,
) -> Result<Response> {
    let (place, mailing) = find(&mut db, &frame, &path).await?;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    if mailing.state != State::Draft {
        return Err(Error::Conflict(
            "This was sent or thrown away already. Nothing was sent now.".to_owned(),
        ));
    }
    let of = sending(&frame, &place, &mailing);
    let to = Sealed::of::<S>(&mut tx, of).await?;
    if to.seal != form.typed.seen || to.to.is_empty() {
        drop(tx);
        return answer::<S>(&mut db, &frame, place, mailing, true).await;
    }
    let count = actions::send::<S>(&mut tx, Actor::of(&frame, &place), of, &to).await?;

    let sentence = if count == 1 {
        "On its way to 1 person.".to_owned()
    } else {
        format!("On its way to {count} people.")
    };
    tx.done(mailing.path(&place), sentence).await
}

/// Mails it to who looks at it, and to nobody else.
pub async fn send_test<S: Source>(
    mut db: Db,
    frame: Frame,
    Path(path): Path<NumberPath>,
    pressed: Sent<Pressed>,
) -> Result<Response> {
    let (place, mailing) = find(&mut db, &frame, &path).await?;

    let mut tx = pressed.read()?.once.begin(&mut db).await?;
    let of = sending(&frame, &place, &mailing);
    let to = Sealed::of::<S>(&mut tx, of).await?;
    actions::send_test::<S>(&mut tx, Actor::of(&frame, &place), of, &to).await?;

    tx.done(mailing.path(&place), "Mailed to you, and to nobody else.").await
}

/// Throws a draft away.
pub async fn discard(
    mut db: Db,
    frame: Frame,
    Path(path): Path<NumberPath>,
    pressed: Sent<Pressed>,
) -> Result<Response> {
    let (place, mailing) = find(&mut db, &frame, &path).await?;

    let mut tx = pressed.read()?.once.begin(&mut db).await?;
    actions::discard(&mut tx, Actor::of(&frame, &place), &mailing).await?;

    tx.done(mailings(&place), "The draft is thrown away. Nobody got it.").await
}
