//! What time does to the tools of a cycle: they open, or wait for somebody to open them.

use sqlx::{Connection, PgConnection};

use super::{Actor, actions, store};
use crate::{
    app::App,
    web::{Error, Result},
    windows,
};

/// Puts on record which tools have opened by themselves, and which wait for a word although their day has come; each once,
/// however many workers ask. Gives how many.
pub async fn watch_tools(db: &mut PgConnection, app: &App) -> Result<usize> {
    let mut seen = 0;
    loop {
        let mut tx = db.begin().await?;
        let now = app.now();
        let (due, opened) = match windows::store::claim_opened(&mut tx, now).await? {
            Some(due) => (due, true),
            None => match windows::store::claim_waiting(&mut tx, now).await? {
                Some(due) => (due, false),
                None => return Ok(seen),
            },
        };
        let place = store::find_cycle(&mut tx, &due.slug, due.year).await?.ok_or(Error::NotFound)?;
        let actor = Actor { person: None, place: &place, now };
        // What cannot be cited is told of to nobody, and keeps nothing else waiting.
        if let Some(tool) = windows::store::lock_tool(&mut tx, place.cycle.id, due.window).await? {
            if opened {
                actions::record_opened(&mut tx, actor, &tool).await?;
            } else {
                actions::record_waiting(&mut tx, actor, &tool).await?;
            }
            seen += 1;
        }
        tx.commit().await?;
    }
}
