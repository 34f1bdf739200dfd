//! What time does: asking how tasks stand, and ending the claims of which nothing is heard.

use sqlx::{Connection, PgConnection};

use super::{
    actions, mail,
    store::{self, CheckIn},
};
use crate::{
    app::App,
    clock::Instant,
    forum::{self, Actor},
    links::{self, Purpose},
    mail::{Letter, store::queue_many},
    web::{Error, Result},
};

/// How many check-ins go into one transaction.
const AT_ONCE: i64 = 200;

/// Queues every check-in that is due, each once however many workers ask. Gives how many.
pub async fn check_in(db: &mut PgConnection, app: &App) -> Result<usize> {
    let mut asked = 0;
    loop {
        let mut tx = db.begin().await?;
        let now = app.now();
        let due = store::claim_check_ins(&mut tx, now, AT_ONCE).await?;
        if due.is_empty() {
            return Ok(asked);
        }
        let mut letters = Vec::with_capacity(due.len());
        for one in &due {
            letters.push(letter(&mut tx, app, one, now).await?);
        }
        queue_many(&mut tx, &letters, now).await?;
        tx.commit().await?;
        asked += letters.len();
    }
}

async fn letter(db: &mut PgConnection, app: &App, one: &CheckIn, now: Instant) -> Result<Letter> {
    let own =
        links::standing_for(db, &app.form_key, one.person, &Purpose::Task { task: one.task }, now).await?;
    let manage = links::standing_for(db, &app.form_key, one.person, &Purpose::Mail, now).await?;
    mail::check_in(app, one, now.day(), &own, &manage)
}

/// Ends every claim whose second check-in went unanswered until the day that its mail named: one transaction for each.
/// Gives how many.
pub async fn lapse(db: &mut PgConnection, app: &App) -> Result<usize> {
    let mut ended = 0;
    loop {
        let mut tx = db.begin().await?;
        let now = app.now();
        let Some(silent) = store::find_silent(&mut tx, now).await? else { return Ok(ended) };
        let place = forum::store::find_cycle(&mut tx, &silent.slug, silent.year).await?;
        let place = place.ok_or(Error::NotFound)?;
        let task = store::find_task(&mut tx, place.cycle.id, silent.serial).await?.ok_or(Error::NotFound)?;
        let actor = Actor { person: None, place: &place, now };
        ended += usize::from(actions::lapse(&mut tx, actor, &task, silent.claim).await?);
        tx.commit().await?;
    }
}
