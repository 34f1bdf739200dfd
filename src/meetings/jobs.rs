//! What time does: reminding people of calls, and saying that it is time to find a time.

use std::collections::HashMap;

use sqlx::{Connection, PgConnection};

use super::{
    LEAD_DAYS, Meeting,
    actions::links_of,
    mail::{self, Call},
    store::{self, Details, Reminder},
};
use crate::{
    activity::{Diff, Visibility},
    app::App,
    clock::Instant,
    db::PersonId,
    forum::{self, Actor, CyclePlace},
    links::Purpose,
    mail::{Letter, store::queue_many},
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
        for of_sitting in due.chunk_by(|one, other| one.sitting == other.sitting) {
            letters.extend(letters_of(&mut tx, app, of_sitting, now).await?);
        }
        queue_many(&mut tx, &letters, now).await?;
        tx.commit().await?;
        reminded += letters.len();
    }
}

/// Puts on record of each meeting without a time that it is time to find one, when what was said about it has come near or
/// come true: those who run the cycle are told at once, by the act. Gives how many.
pub async fn prompt(db: &mut PgConnection, app: &App) -> Result<usize> {
    store::reset_undone(db).await?;
    let mut prompted = 0;
    loop {
        let mut tx = db.begin().await?;
        let now = app.now();
        let Some((slug, year, serial)) = store::claim_intended(&mut tx, now, LEAD_DAYS).await? else {
            return Ok(prompted);
        };
        let place = forum::store::find_cycle(&mut tx, &slug, year).await?.ok_or(Error::NotFound)?;
        let meeting = store::find_meeting(&mut tx, place.cycle.id, serial).await?.ok_or(Error::NotFound)?;
        let actor = Actor { person: None, place: &place, now };
        let said = meeting.intention.as_ref().map_or("", |intention| intention.text.as_str());
        let summary = format!("It is time to find a time for the next call, of which was said: “{said}”.");
        actor.record(&mut tx, &meeting, "meeting.due", Visibility::Cycle, summary, Diff::new()).await?;
        tx.commit().await?;
        prompted += 1;
    }
}

/// The reminders of one sitting.
async fn letters_of(db: &mut PgConnection, app: &App, due: &[Reminder], now: Instant) -> Result<Vec<Letter>> {
    let Some(first) = due.first() else { return Ok(Vec::new()) };
    let (place, meeting, details) = find_call(db, first).await?;
    let sitting = meeting.sittings.iter().find(|one| one.id == first.sitting).ok_or(Error::NotFound)?;
    let agenda = if meeting.agenda_published { details.agenda.as_slice() } else { &[] };
    let persons: Vec<PersonId> = due.iter().map(|one| one.person).collect();
    let rsvp = links_of(db, app, &persons, &Purpose::Rsvp { sitting: first.sitting }, now).await?;
    let manage = links_of(db, app, &persons, &Purpose::Mail, now).await?;
    let call = Call { app, place: &place, meeting: &meeting, sitting };
    let letter = |to: &Reminder| {
        let link = |links: &HashMap<PersonId, String>| links.get(&to.person).cloned().ok_or(Error::NotFound);
        let (rsvp, manage) = (link(&rsvp)?, link(&manage)?);
        let links = mail::Links { rsvp: &rsvp, manage: &manage };
        mail::reminder(&call, agenda, to, &links)
    };
    due.iter().map(letter).collect()
}

async fn find_call(db: &mut PgConnection, of: &Reminder) -> Result<(CyclePlace, Meeting, Details)> {
    let place = forum::store::find_cycle(db, &of.slug, of.year).await?.ok_or(Error::NotFound)?;
    let meeting = store::find_meeting(db, place.cycle.id, of.serial).await?.ok_or(Error::NotFound)?;
    let details = store::find_details(db, meeting.id).await?;
    Ok((place, meeting, details))
}
