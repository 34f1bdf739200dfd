//! Writing the letters of what was confirmed.

use sqlx::{Connection, PgConnection};

use super::{Addressed, mail, store};
use crate::{
    app::App,
    forum,
    links::{self, Purpose},
    mail::store::queue_many,
    references,
    web::{Error, Result},
};

/// How many letters are written in one transaction.
const CHUNK: i64 = 500;

/// Writes the letters of all mailings that were confirmed: one transaction for each chunk, so that a worker that is
/// stopped goes on where it was and nobody gets two. Gives how many.
pub async fn write_letters(db: &mut PgConnection, app: &App) -> Result<usize> {
    let mut written = 0;
    loop {
        let mut tx = db.begin().await?;
        let Some((slug, year, id)) = store::claim_confirmed(&mut tx).await? else { return Ok(written) };
        written += write_chunk(&mut tx, app, &slug, year, id).await?;
        tx.commit().await?;
    }
}

async fn write_chunk(db: &mut PgConnection, app: &App, slug: &str, year: i32, id: i64) -> Result<usize> {
    let now = app.now();
    let place = forum::store::find_cycle(db, slug, year).await?.ok_or(Error::NotFound)?;
    let mailing = store::find_mailing(db, place.cycle.id, id).await?.ok_or(Error::NotFound)?;
    let to = Addressed::of(&place, mailing.audience, now);
    let readers = store::list_recipients(db, &to, mailing.written_to, CHUNK).await?;

    let followed = references::store::find_of_forum(db, place.forum.id).await?;
    let persons: Vec<_> = readers.iter().map(|reader| reader.person).collect();
    let links = links::standing(db, &app.form_key, &persons, &Purpose::Mail, now).await?;
    let letters = readers.iter().map(|reader| {
        let link = links.get(&reader.person).ok_or(Error::NotFound)?;
        mail::announcement(app, &place, &mailing, reader, followed, link)
    });
    queue_many(db, &letters.collect::<Result<Vec<_>>>()?, now).await?;
    store::set_written(db, id, persons.last().copied()).await?;
    Ok(readers.len())
}
