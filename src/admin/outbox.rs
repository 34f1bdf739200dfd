//! The mail that leaves: each message and what became of it, what came back, and which addresses take none.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::actions;
use crate::{
    app::Db,
    clock::Instant,
    mail::{
        self, Message, State,
        health::{BounceKind, Health},
        store::Returned,
    },
    people::Email,
    viewer::AddressState,
    web::{Error, Frame, Layout, Path, Pressed, Query, Result, Sent, Tab, render},
};

/// How many messages stand on a page.
const PAGE: u8 = 50;

/// How many addresses in trouble are listed: the latest.
const MOST_ADDRESSES: i64 = 500;

#[derive(Template)]
#[template(path = "admin/outbox.html")]
struct OutboxPage {
    layout: Layout,
    messages: Vec<Message>,
    counts: Vec<(State, i64)>,
    state: Option<State>,
    /// Where the next page begins, if there is one.
    before: Option<i64>,
    /// The addresses on this page to which mail came back.
    trouble: Vec<Health>,
    now: Instant,
}

impl OutboxPage {
    fn address_state(&self, message: &Message) -> AddressState {
        let email = message.recipient.to_lowercase();
        let known = self.trouble.iter().find(|address| address.email == email);
        known.map_or(AddressState::Fine, |address| address.state(self.now))
    }
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
    let mut messages = mail::store::list_messages(&mut db, state, wanted.before, i64::from(PAGE) + 1).await?;
    let found = mail::store::count_by_state(&mut db).await?;

    let count = |state| found.iter().find(|(found, _)| *found == state).map_or(0, |(_, count)| *count);
    let counts = State::ALL.map(|state| (state, count(state))).to_vec();
    let before = next_page(&mut messages, |message| message.id);
    let emails: Vec<String> = messages.iter().map(|message| message.recipient.clone()).collect();
    let trouble = mail::store::list_health(&mut db, &emails).await?;
    let layout = page(&frame, "Mail", "/admin/mail");
    render(&OutboxPage { layout, messages, counts, state, before, trouble, now: frame.now() })
}

fn page(frame: &Frame, title: &str, path: &str) -> Layout {
    let tab = |label, href: &str| Tab { label, href: href.to_owned(), current: href == path };
    let mut layout = frame.page(title).crumb("Administration", "/admin").private();
    layout.tabs = vec![
        tab("Messages", "/admin/mail"),
        tab("Came back", "/admin/mail/returned"),
        tab("Addresses", "/admin/mail/addresses"),
    ];
    layout.tabs_label = "Mail".into();
    layout
}

#[derive(Template)]
#[template(path = "admin/returned.html")]
struct ReturnedPage {
    layout: Layout,
    returned: Vec<Returned>,
    before: Option<i64>,
}

/// What came back, newest first.
pub async fn returned(mut db: Db, frame: Frame, Query(wanted): Query<Wanted>) -> Result<Response> {
    frame.must_run_site()?;
    let mut returned = mail::store::list_returned(&mut db, wanted.before, i64::from(PAGE) + 1).await?;
    let before = next_page(&mut returned, |row| row.id);

    render(&ReturnedPage {
        layout: page(&frame, "Mail that came back", "/admin/mail/returned"),
        returned,
        before,
    })
}

#[derive(Template)]
#[template(path = "admin/addresses.html")]
struct AddressesPage {
    layout: Layout,
    addresses: Vec<Health>,
}

/// The addresses that are suspended or warned.
pub async fn addresses(mut db: Db, frame: Frame) -> Result<Response> {
    frame.must_run_site()?;
    let addresses = mail::store::list_in_trouble(&mut db, frame.now(), MOST_ADDRESSES).await?;

    render(&AddressesPage {
        layout: page(&frame, "Addresses in trouble", "/admin/mail/addresses"),
        addresses,
    })
}

/// Which address.
#[derive(Debug, Deserialize)]
pub struct ResumeForm {
    email: String,
}

/// Mails to a suspended address again.
pub async fn resume(mut db: Db, frame: Frame, form: Sent<ResumeForm>) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let email = Email::parse(&form.typed.email).ok_or(Error::NotFound)?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::resume(&mut tx, by, &email, frame.now()).await?;

    tx.done("/admin/mail/addresses", format!("Mail goes to {email} again.")).await
}

/// Cuts a list that was read one row too far, and tells where the next page begins.
fn next_page<T>(rows: &mut Vec<T>, id: impl Fn(&T) -> i64) -> Option<i64> {
    let more = rows.len() > usize::from(PAGE);
    rows.truncate(PAGE.into());
    rows.last().filter(|_| more).map(id)
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

/// Tries a message again now that waits, or that was given up and has lost nothing.
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
