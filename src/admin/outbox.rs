//! The mail that leaves: each message and what became of it.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::actions;
use crate::{
    app::Db,
    mail::{self, Message, State},
    web::{Frame, Layout, Path, Pressed, Query, Result, Sent, render},
};

/// How many messages stand on a page.
const PAGE: u8 = 50;

#[derive(Template)]
#[template(path = "admin/outbox.html")]
struct OutboxPage {
    layout: Layout,
    messages: Vec<Message>,
    counts: Vec<(State, i64)>,
    state: Option<State>,
    /// Where the next page begins, if there is one.
    before: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    state: String,
    before: Option<i64>,
}

/// The log, newest first.
pub async fn index(mut db: Db, frame: Frame, Query(wanted): Query<Wanted>) -> Result<Response> {
    frame.must_run_site()?;
    let state = State::parse(&wanted.state);
    let messages = mail::store::list_messages(&mut db, state, wanted.before, i64::from(PAGE) + 1).await?;
    let found = mail::store::count_by_state(&mut db).await?;

    let count = |state| found.iter().find(|(found, _)| *found == state).map_or(0, |(_, count)| *count);
    let counts = State::ALL.map(|state| (state, count(state))).to_vec();
    let (messages, before) = page_of(messages);
    let layout = frame.page("Mail").crumb("Administration", "/admin").private();
    render(&OutboxPage { layout, messages, counts, state, before })
}

fn page_of(mut messages: Vec<Message>) -> (Vec<Message>, Option<i64>) {
    let more = messages.len() > usize::from(PAGE);
    messages.truncate(PAGE.into());
    let before = messages.last().filter(|_| more).map(|message| message.id);
    (messages, before)
}

/// Takes a waiting message back.
pub async fn cancel(
    mut db: Db,
    frame: Frame,
    Path(id): Path<i64>,
    pressed: Sent<Pressed>,
) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = pressed.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::cancel(&mut tx, by, id, frame.now()).await?;

    tx.done("/admin/mail", "The message is taken back.").await
}

/// Tries a waiting message again now.
pub async fn hurry(
    mut db: Db,
    frame: Frame,
    Path(id): Path<i64>,
    pressed: Sent<Pressed>,
) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = pressed.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::hurry(&mut tx, by, id, frame.now()).await?;

    tx.done("/admin/mail", "The message is tried again now.").await
}
