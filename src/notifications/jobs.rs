//! What time does: telling of acts, and sending digests.

use std::collections::HashMap;

use sqlx::{Connection, PgConnection};

use super::{digest::Digest, mail, rules, store};
use crate::{
    app::App,
    clock::Instant,
    db::PersonId,
    links::{self, Purpose},
    mail::store::queue,
    subscriptions::{Pace, Reader},
    web::Result,
};

/// Tells of every act of which nobody was told yet: one transaction for each, so that several workers share them and
/// none is told twice. Gives how many.
pub async fn tell(db: &mut PgConnection, app: &App) -> Result<usize> {
    let mut told = 0;
    loop {
        let mut tx = db.begin().await?;
        let Some(act) = store::take_untold(&mut tx).await? else { return Ok(told) };
        let hears = if act.out_of_sight { &[] } else { rules::of(&act.verb) };
        if !hears.is_empty() {
            let now = app.now();
            let waiting = store::fan_out(&mut tx, &act, hears, now).await?;
            set_next(&mut tx, waiting, now).await?;
            tell_at_once(&mut tx, app, act.activity, now).await?;
        }
        tx.commit().await?;
        told += 1;
    }
}

/// Says when the digests are due of those for whom something waits now: people with the same hour get the same answer.
async fn set_next(db: &mut PgConnection, waiting: Vec<(PersonId, Reader)>, now: Instant) -> Result<()> {
    let mut due: HashMap<Instant, Vec<PersonId>> = HashMap::new();
    let mut known: HashMap<(String, i16), Instant> = HashMap::new();
    for (person, reader) in waiting {
        let key = (reader.zone.clone(), reader.hour);
        let next = *known.entry(key).or_insert_with(|| reader.next_after(now));
        due.entry(next).or_default().push(person);
    }
    for (next, persons) in due {
        store::set_next(db, &persons, next).await?;
    }
    Ok(())
}

async fn tell_at_once(db: &mut PgConnection, app: &App, activity: i64, now: Instant) -> Result<()> {
    for one in store::list_at_once(db, activity).await? {
        let manage = links::standing_for(db, &app.form_key, one.person, &Purpose::Mail, now).await?;
        let own = match one.task {
            Some(task) => {
                let purpose = Purpose::Task { task };
                Some(links::standing_for(db, &app.form_key, one.person, &purpose, now).await?)
            }
            None => None,
        };
        queue(db, &mail::notice(app, &one, own.as_deref(), &manage)?, now).await?;
        store::set_told(db, &[one.id], now).await?;
    }
    Ok(())
}

/// Queues every digest that is due: one transaction for each. Gives how many were queued; a person for whom nothing is
/// left to say gets none.
pub async fn send_digests(db: &mut PgConnection, app: &App) -> Result<usize> {
    let mut sent = 0;
    loop {
        let mut tx = db.begin().await?;
        let Some(due) = store::claim_due(&mut tx, app.now()).await? else { return Ok(sent) };
        sent += usize::from(send_digest(&mut tx, app, &due).await?);
        tx.commit().await?;
    }
}

async fn send_digest(db: &mut PgConnection, app: &App, due: &store::DueReader) -> Result<bool> {
    let now = app.now();
    let weekly = due.reader.is_weekly_day(now);
    let (ripe, rest): (Vec<_>, Vec<_>) = store::list_waiting(db, due.person)
        .await?
        .into_iter()
        .partition(|waiting| weekly || waiting.pace != Pace::Weekly);
    let told: Vec<i64> = ripe.iter().map(|waiting| waiting.id).collect();
    store::set_told(db, &told, now).await?;

    let wanted = ripe.into_iter().filter(|waiting| due.reader.digests && waiting.pace != Pace::Off);
    let digest = Digest::of(wanted, due.last_at);
    let letter = match (&due.email, digest) {
        (Some(email), Some(digest)) => {
            let times = digest.times(db, now).await?;
            let manage = links::standing_for(db, &app.form_key, due.person, &Purpose::Mail, now).await?;
            Some(mail::digest(app, due, email, &digest, &times, &manage)?)
        }
        _ => None,
    };
    if let Some(letter) = &letter {
        queue(db, letter, now).await?;
    }
    let next = (!rest.is_empty()).then(|| due.reader.next_after(now));
    store::set_digested(db, due.person, next, letter.is_some().then_some(now)).await?;
    Ok(letter.is_some())
}
