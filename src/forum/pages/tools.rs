//! Opening what takes input, by a person's word.

use axum::response::Response;

use crate::{
    app::Db,
    forum::{Actor, Year, actions, find_cycle},
    web::{Frame, Path, Pressed, Result, Sent},
};

/// Opens a poll, or what else takes input, now.
pub async fn open_tool(
    mut db: Db,
    frame: Frame,
    Path((slug, year, window)): Path<(String, Year, i64)>,
    pressed: Sent<Pressed>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = pressed.read()?;

    let mut tx = form.once.begin_change(&mut db).await?;
    let tool = actions::open(&mut tx, Actor::of(&frame, &place), window).await?;

    tx.done(tool.path(), "It is open now.").await
}
