//! What time does to polls: reminding people, and telling those who run the cycle.

use std::collections::HashMap;

use sqlx::{Connection, PgConnection};

use super::{
    mail,
    store::{self, Due, Reminder},
};
use crate::{
    activity::{Diff, Visibility},
    app::App,
    clock::Instant,
    db::PersonId,
    forum::{self, Actor, CyclePlace},
    links::Purpose,
    mail::{Letter, store::queue_many},
    meetings::{Meeting, actions::links_of, store as meetings},
    web::{Error, Result},
};

/// How many reminders go into one transaction.
const AT_ONCE: i64 = 200;

/// Queues every reminder that is due, each once however many workers ask. Gives how many.
pub async fn remind(db: &mut PgConnection, app: &App) -> Result<usize> {
    let mut reminded = 0;
    loop {
        let mut tx = db.begin().await?;
        let now = app.now();
        let due = store::claim_reminders(&mut tx, now, AT_ONCE).await?;
        if due.is_empty() {
            return Ok(reminded);
        }
        let mut letters = Vec::with_capacity(due.len());
        for of_poll in due.chunk_by(|one, other| one.poll == other.poll) {
            letters.extend(letters_of(&mut tx, app, of_poll, now).await?);
        }
        queue_many(&mut tx, &letters, now).await?;
        tx.commit().await?;
        reminded += letters.len();
    }
}

/// The reminders of one poll.
async fn letters_of(db: &mut PgConnection, app: &App, due: &[Reminder], now: Instant) -> Result<Vec<Letter>> {
    let Some(first) = due.first() else { return Ok(Vec::new()) };
    let (slug, year, serial) = store::find_place(db, first.poll).await?.ok_or(Error::NotFound)?;
    let (place, meeting) = find_call(db, &slug, year, serial).await?;
    let poll = store::find_by_id(db, first.poll).await?.ok_or(Error::NotFound)?;
    let persons: Vec<PersonId> = due.iter().map(|one| one.person).collect();
    let answer = links_of(db, app, &persons, &Purpose::Poll { poll: poll.id }, now).await?;
    let manage = links_of(db, app, &persons, &Purpose::Mail, now).await?;
    let letter = |to: &Reminder| {
        let link = |links: &HashMap<PersonId, String>| links.get(&to.person).cloned().ok_or(Error::NotFound);
        mail::reminder(app, &place, (&meeting, &poll), to, (&link(&answer)?, &link(&manage)?))
    };
    due.iter().map(letter).collect()
}

async fn find_call(
    db: &mut PgConnection,
    slug: &str,
    year: i32,
    serial: i32,
) -> Result<(CyclePlace, Meeting)> {
    let place = forum::store::find_cycle(db, slug, year).await?.ok_or(Error::NotFound)?;
    let meeting = meetings::find_meeting(db, place.cycle.id, serial).await?.ok_or(Error::NotFound)?;
    Ok((place, meeting))
}

/// Puts on record that all who were asked have answered, and that a poll has closed: those who run the cycle are told at
/// once, by the act. Gives how many acts.
pub async fn watch(db: &mut PgConnection, app: &App) -> Result<usize> {
    let mut seen = 0;
    loop {
        let mut tx = db.begin().await?;
        let now = app.now();
        if let Some(due) = store::claim_complete(&mut tx, now).await? {
            let what = "Everybody who was asked by mail has answered the poll about";
            record(&mut tx, now, &due, ("poll.complete", what)).await?;
        } else if let Some(due) = store::claim_closed(&mut tx, now).await? {
            record(&mut tx, now, &due, ("poll.closed", "A time can be chosen: the poll is closed about"))
                .await?;
        } else {
            return Ok(seen);
        }
        tx.commit().await?;
        seen += 1;
    }
}

async fn record(
    db: &mut PgConnection,
    now: Instant,
    due: &Due,
    (verb, what): (&'static str, &str),
) -> Result<()> {
    let (place, meeting) = find_call(db, &due.slug, due.year, due.serial).await?;
    let actor = Actor { person: None, place: &place, now };
    let summary = format!("{what} {}.", meeting.short_title());
    actor.record(db, &meeting, verb, Visibility::Cycle, summary, Diff::new()).await
}
