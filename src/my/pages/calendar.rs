//! My calendar: an address that a calendar program asks for by itself, and that nobody else knows.

use axum::response::Response;
use sqlx::PgConnection;

use crate::{
    app::Db,
    links::{self, Link, Purpose},
    meetings,
    web::{Error, Format, Frame, Pressed, Result, Sent, typed},
};

/// The calendar of the one for whom a link stands.
pub async fn answer(db: &mut PgConnection, frame: &Frame, link: &Link) -> Result<Response> {
    let person = link.stands_for.ok_or(Error::NotFound)?;
    let calendar = meetings::calendar_of(db, frame.app(), person, frame.today()).await?;
    Ok(typed(Format::Ics, calendar))
}

/// Makes the address of my calendar; where there was one, that leads nowhere any more.
pub async fn renew_calendar(mut db: Db, frame: Frame, pressed: Sent<Pressed>) -> Result<Response> {
    let person = frame.member()?.person;

    let mut tx = pressed.read()?.once.begin(&mut db).await?;
    let was = links::renew(&mut tx, &frame.app().form_key, person, &Purpose::Calendar, frame.now()).await?;

    let sentence = if was {
        "Your calendar has a new address. The former one leads nowhere any more."
    } else {
        "Your calendar has an address."
    };
    tx.done("/my#calendar", sentence).await
}
