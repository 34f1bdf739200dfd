//! Writing the letters of what was confirmed.

use sqlx::{Connection, PgConnection};

use super::{Links, Sending, Source, mail, store};
use crate::{
    app::App,
    forum,
    mail::store::queue_many,
    web::{Error, Result},
};

/// How many letters are written in one transaction.
const CHUNK: i64 = 500;

/// Writes the letters of all mailings that were confirmed: one transaction for each chunk, so that a worker that is
/// stopped goes on where it was and nobody gets two. Gives how many.
pub async fn write_letters<S: Source>(db: &mut PgConnection, app: &App) -> Result<usize> {
    let mut written = 0;
    loop {
        let mut tx = db.begin().await?;
        let Some((slug, year, id)) = store::claim_confirmed(&mut tx).await? else { return Ok(written) };
        written += write_chunk::<S>(&mut tx, app, &slug, year, id).await?;
        tx.commit().await?;
    }
}

async fn write_chunk<S: Source>(
    db: &mut PgConnection,
    app: &App,
    slug: &str,
    year: i32,
    id: i64,
) -> Result<usize> {
    let now = app.now();
    let to = store::take_recipients(db, id, CHUNK).await?;
    if to.is_empty() {
        store::set_written(db, id).await?;
        return Ok(0);
    }
    let place = forum::store::find_cycle(db, slug, year).await?.ok_or(Error::NotFound)?;
    let mailing = store::find_mailing(db, place.cycle.id, id).await?.ok_or(Error::NotFound)?;
    let readers = store::list_readers(db, &to).await?;
    let of = Sending { app, place: &place, mailing: &mailing, now };
    let letters = mail::letters::<S>(db, of, &readers, Links::Own).await?;
    queue_many(db, &letters, now).await?;
    Ok(letters.len())
}
