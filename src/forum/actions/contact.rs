//! Writing to the facilitators of a cycle, whose addresses stay with the site.

use sqlx::PgConnection;

use crate::{
    activity::{self, Diff, Visibility},
    app::App,
    clock::Day,
    forum::{Actor, CyclePlace, forms::NewContact, mail, store, store::Reader},
    limits::{self, Limit, Subject},
    mail::store::queue,
    people::Email,
    web::{Caller, Error, Result},
};

/// Messages from one network.
const FROM_NETWORK: Limit = Limit { purpose: "contact.network", burst: 10, seconds: 360 };

/// Messages that name one address.
const FROM_ADDRESS: Limit = Limit { purpose: "contact.address", burst: 3, seconds: 1200 };

/// Counts a message, for the network and for the writer's address; false when that was too many.
pub async fn may_contact(db: &mut PgConnection, app: &App, caller: &Caller, from: &Email) -> Result<bool> {
    let network = Subject::network(&app.form_key, caller.address);
    let address = Subject::text(&app.form_key, from.as_str());
    Ok(limits::store::take(db, &FROM_NETWORK, &network, app.now()).await?
        && limits::store::take(db, &FROM_ADDRESS, &address, app.now()).await?)
}

/// Mails a message to those who facilitate the cycle today, or to the Secretariat where none of them can be mailed; about
/// a test cycle to who made it.
///
/// # Errors
/// Conflict when nobody can be mailed.
pub async fn contact(db: &mut PgConnection, app: &App, actor: Actor<'_>, new: &NewContact) -> Result<()> {
    let facilitators = readers(db, actor.place, actor.now.day()).await?;
    let to_secretariat = facilitators.is_empty() && !actor.place.cycle.trial;
    let readers = if to_secretariat { store::list_secretariat(db).await? } else { facilitators };
    if readers.is_empty() {
        let sentence = "Nobody can be mailed at present. Your message was not sent; try again in a few days.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    for reader in &readers {
        let letter = mail::contact(app, &reader.email, reader.person, actor.place, new, to_secretariat)?;
        queue(db, &letter, actor.now).await?;
    }
    if let Some(writer) = actor.person.filter(|_| new.copy) {
        queue(db, &mail::contact_copy(app, writer, actor.place, new)?, actor.now).await?;
    }
    let whom = if to_secretariat { "the Secretariat" } else { "the facilitators" };
    let summary = format!("Somebody wrote to {whom} about {}.", actor.place.name());
    let diff = Diff::new().field("mailed to", "", readers.len());
    let act = actor.act("contact.sent", Visibility::Audit, summary, diff);
    Ok(activity::store::record(db, actor.now, act).await?)
}

/// Who reads what is written about a cycle: those who facilitate it; of a test cycle who made it.
pub async fn readers(db: &mut PgConnection, place: &CyclePlace, today: Day) -> Result<Vec<Reader>> {
    if place.cycle.trial {
        return Ok(store::list_makers(db, place.cycle.id).await?);
    }
    Ok(store::list_facilitators(db, place.cycle.id, today).await?)
}
