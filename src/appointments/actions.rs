//! Proposing an appointment, and settling it.

use sqlx::PgConnection;

use super::{Answer, Appointment, NewAppointment, mail, store};
use crate::{
    app::App,
    clock::Instant,
    db::{OnConstraint, PersonId},
    mail::store::queue,
    people,
    web::{Error, Result},
};

/// What became of an appointment.
#[derive(Debug)]
pub enum Settled {
    /// A second person confirmed it: the caller carries it out.
    Confirmed(Appointment),
    /// A second person declined it.
    Declined(Appointment),
    /// Its proposer took it back.
    TakenBack(Appointment),
}

/// Proposes an appointment and mails those who can confirm it. None where nobody else could: the caller carries it out
/// at once, and says in the audit that its proposer was alone.
///
/// # Errors
/// Conflict when the same waits already.
pub async fn propose(
    db: &mut PgConnection,
    app: &App,
    new: &NewAppointment,
    now: Instant,
) -> Result<Option<Appointment>> {
    let confirmers = store::list_confirmers(db, new, now).await?;
    if confirmers.is_empty() {
        return Ok(None);
    }
    let waits = || Error::Conflict("This waits for a second person already.".to_owned());
    let inserted = store::insert_appointment(db, new, now).await;
    let id = inserted.on_constraint("appointment_one_waiting", waits)?;
    let appointment = store::find_waiting(db, id).await?.ok_or(Error::NotFound)?;
    for confirmer in confirmers {
        if let Some(email) = confirmer.email {
            queue(db, &mail::proposed(app, &email, confirmer.person, &appointment)?, now).await?;
        }
    }
    Ok(Some(appointment))
}

/// Settles an appointment that waits. Whether `by` may is asked of the appointment, before. Of two answers at once the
/// first counts.
///
/// # Errors
/// Conflict when it was settled meanwhile, or who proposed it may no longer.
pub async fn settle(
    db: &mut PgConnection,
    app: &App,
    appointment: Appointment,
    answer: Answer,
    by: PersonId,
    now: Instant,
) -> Result<Settled> {
    let state = match answer {
        Answer::Confirm => "confirmed",
        Answer::Decline => "declined",
        Answer::TakeBack => "taken_back",
    };
    if !store::set_settled(db, appointment.id, state, by, now).await? {
        return Err(answered());
    }
    match answer {
        Answer::TakeBack => return Ok(Settled::TakenBack(appointment)),
        Answer::Confirm => tell(db, app, &appointment, appointment.person, true, by, now).await?,
        Answer::Decline => {}
    }
    let confirmed = answer == Answer::Confirm;
    if appointment.proposed_by != appointment.person || !confirmed {
        tell(db, app, &appointment, appointment.proposed_by, confirmed, by, now).await?;
    }
    Ok(if confirmed { Settled::Confirmed(appointment) } else { Settled::Declined(appointment) })
}

/// Says that it waits no longer.
#[must_use]
pub fn answered() -> Error {
    let sentence =
        "This was answered already, or who proposed it no longer runs the site. Look at the page again.";
    Error::Conflict(sentence.to_owned())
}

async fn tell(
    db: &mut PgConnection,
    app: &App,
    appointment: &Appointment,
    whom: PersonId,
    confirmed: bool,
    by: PersonId,
    now: Instant,
) -> Result<()> {
    let Some(email) = people::store::addresses::find_address(db, whom).await? else { return Ok(()) };
    let by = people::store::find_name(db, by).await?.unwrap_or_default();
    let letter = mail::settled(app, &email, whom, appointment, confirmed, &by)?;
    Ok(queue(db, &letter, now).await?)
}
