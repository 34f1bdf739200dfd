//! Entering people who have no account.

use sqlx::PgConnection;

use super::record_in;
use crate::{
    clock::Instant,
    db::{OnConstraint, PersonId},
    people::{InCycle, NewPerson, store, store::merge as rows},
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
    rows::set_entered(db, person, at.cycle, by).await?;
    if let Some(email) = &new.email {
        let inserted = store::insert_address(db, person, email, None, now).await;
        let taken = || Error::Conflict(String::new());
        match inserted.on_constraint("address_pkey", taken) {
            Err(Error::Conflict(_)) => return Ok(Err(on_file())),
            inserted => inserted?,
        }
    }
    let entered = ("person.entered", format!("{} was entered.", new.name));
    record_in(db, by, at, person, entered, now).await?;
    Ok(Ok(person))
}

fn on_file() -> Errors {
    Errors::one(
        "email",
        "This address is on file for somebody. Look for them among those on file, or leave it out.",
    )
}
