//! Entering people who have no account.

use sqlx::PgConnection;

use super::record_in;
use crate::{
    clock::Instant,
    db::{OnConstraint, PersonId},
    people::{
        Email, InCycle, NewPerson, store,
        store::{entered, offers},
    },
    web::{Error, Errors, Result},
};

/// Enters a person for a cycle, with an address where it is known.
pub async fn enter(
    db: &mut PgConnection,
    by: PersonId,
    at: InCycle,
    new: &NewPerson,
    now: Instant,
) -> Result<Result<PersonId, Errors>> {
    let person = store::insert_person(db, &new.name, &new.affiliation, now).await?;
    entered::set_entered(db, person, at.cycle, by).await?;
    if let Some(email) = &new.email
        && !know_by(db, person, email, now).await?
    {
        return Ok(Err(on_file()));
    }
    let entered = ("person.entered", format!("{} was entered.", new.name));
    record_in(db, by, at, person, entered, now).await?;
    Ok(Ok(person))
}

/// Puts an address on file for a person; false when it was for somebody before. Where it is an account's, its owner is
/// asked whether it is them, and nobody else can tell the difference: the second time it is on file there too.
async fn know_by(db: &mut PgConnection, person: PersonId, email: &Email, now: Instant) -> Result<bool> {
    if let Some(owner) = store::find_by_email(db, email).await? {
        let asks = entered::has_account(db, owner).await? && !offers::has_offers(db, owner).await?;
        if asks {
            offers::insert_offer(db, owner, person, now).await?;
        }
        return Ok(asks);
    }
    let inserted = store::insert_address(db, person, email, None, now).await;
    match inserted.on_constraint("address_pkey", || Error::Conflict(String::new())) {
        Err(Error::Conflict(_)) => Ok(false),
        inserted => inserted.map(|()| true),
    }
}

fn on_file() -> Errors {
    Errors::one(
        "email",
        "This address is on file for somebody. Look for them among those on file, or leave it out.",
    )
}
