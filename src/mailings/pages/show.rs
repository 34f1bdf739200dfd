//! Looking at a mailing: before it goes, and what became of it.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{MailingPath, find};
use crate::{
    app::Db,
    forum::{Actor, CyclePlace, Year, find_cycle},
    mail as outbox,
    mailings::{Addressed, Mailing, Recipient, State, actions, mail, store},
    web::{Frame, Layout, Path, Pressed, Result, Sent, render},
};

#[derive(Template)]
#[template(path = "mailings/index.html")]
struct IndexPage {
    layout: Layout,
    place: CyclePlace,
    mailings: Vec<Mailing>,
}

/// What was sent in a cycle, and what is being written.
pub async fn index(mut db: Db, frame: Frame, Path((slug, year)): Path<(String, Year)>) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let mailings = store::list_mailings(&mut db, place.cycle.id).await?;

    let layout = place.page(&frame, "Announcements by mail", "none").private();
    render(&IndexPage { layout, place, mailings })
}

/// How many recipients are named.
const SAMPLE: i64 = 5;

#[derive(Template)]
#[template(path = "mailings/show.html")]
struct ShowPage {
    layout: Layout,
    place: CyclePlace,
    mailing: Mailing,
    /// As the first of them gets it.
    subject: String,
    body: String,
    /// How many would get it now.
    count: i64,
    sample: Vec<Recipient>,
    /// How many letters are in each state, once it was sent.
    letters: Vec<(outbox::State, i64)>,
}

impl ShowPage {
    /// How many are not named.
    fn unnamed(&self) -> i64 {
        self.count - i64::try_from(self.sample.len()).unwrap_or(0)
    }

    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }
}

/// The mailing as its readers get it, with how many they are and some of their names.
pub async fn show(mut db: Db, frame: Frame, Path(path): Path<MailingPath>) -> Result<Response> {
    let (place, mailing) = find(&mut db, &frame, &path).await?;
    let to = Addressed::of(&place, mailing.audience, frame.now());
    let (count, sample) = match mailing.state {
        State::Draft => (
            store::count_recipients(&mut db, &to).await?,
            store::list_recipients(&mut db, &to, 0, SAMPLE).await?,
        ),
        _ => (mailing.recipients.unwrap_or_default().into(), Vec::new()),
    };
    let letters = store::count_letters(&mut db, &mailing.path(&place)).await?;

    let reader = sample.first().map_or("Reader", |reader| reader.name.as_str());
    let (subject, body) = mail::words(frame.app(), &place, &mailing, reader);
    let layout = place.page(&frame, "Look at it before it goes", "none").private();
    let layout = layout.crumb("Announcements by mail", format!("{}/mailings", place.path()));
    render(&ShowPage { layout, place, mailing, subject, body, count, sample, letters })
}

/// What was looked at.
#[derive(Debug, Deserialize)]
pub struct SendForm {
    /// How often it was saved then.
    edits: i32,
}

/// Sends it to everybody.
pub async fn send(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MailingPath>,
    form: Sent<SendForm>,
) -> Result<Response> {
    let (place, mailing) = find(&mut db, &frame, &path).await?;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    let count = actions::send(&mut tx, Actor::of(&frame, &place), &mailing, form.typed.edits).await?;

    let sentence = if count == 1 {
        "On its way to 1 person.".to_owned()
    } else {
        format!("On its way to {count} people.")
    };
    tx.done(mailing.path(&place), sentence).await
}

/// Mails it to who looks at it, and to nobody else.
pub async fn send_test(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MailingPath>,
    pressed: Sent<Pressed>,
) -> Result<Response> {
    let (place, mailing) = find(&mut db, &frame, &path).await?;
    let form = pressed.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::send_test(&mut tx, &frame, Actor::of(&frame, &place), &mailing).await?;

    tx.done(mailing.path(&place), "Mailed to you, and to nobody else.").await
}

/// Throws a draft away.
pub async fn discard(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MailingPath>,
    pressed: Sent<Pressed>,
) -> Result<Response> {
    let (place, mailing) = find(&mut db, &frame, &path).await?;
    let form = pressed.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::discard(&mut tx, Actor::of(&frame, &place), &mailing).await?;

    tx.done(format!("{}/mailings", place.path()), "The draft is thrown away. Nobody got it.").await
}
