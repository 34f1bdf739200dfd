//! What time does: asking how tasks stand, and ending the claims of which nothing is heard.

use sqlx::{Connection, PgConnection};

use super::{actions, mail, store};
use crate::{
    app::App,
    db::PersonId,
    forum::{self, Actor},
    links::{self, Purpose},
    mail::store::queue_many,
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
        let persons: Vec<PersonId> = due.iter().map(|one| one.person).collect();
        let manage = links::standing(&mut tx, &app.form_key, &persons, &Purpose::Mail, now).await?;
        let mut letters = Vec::with_capacity(due.len());
        for one in &due {
            let purpose = Purpose::Task { task: one.task };
            let own = links::standing_for(&mut tx, &app.form_key, one.person, &purpose, now).await?;
            let manage = manage.get(&one.person).ok_or(Error::NotFound)?;
            letters.push(mail::check_in(app, one, now.day(), &own, manage)?);
        }
        queue_many(&mut tx, &letters, now).await?;
        tx.commit().await?;
        asked += letters.len();
    }
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
