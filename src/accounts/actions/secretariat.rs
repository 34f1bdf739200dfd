//! Who runs the site: given and ended by the word of two people, and never by the last.

use sqlx::PgConnection;

use super::record_about;
use crate::{
    accounts::store,
    activity::Diff,
    app::App,
    appointments::{self, Answer, Appointment, NewAppointment, Office, Settled},
    clock::Instant,
    db::{OnConstraint, PersonId},
    web::{Error, Result},
};

/// What became of making somebody Secretariat, or of ending it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appointed {
    /// It is done.
    Now,
    /// It waits for a second person.
    Waiting,
}

/// Makes an account Secretariat, or ends that (`runs` is what is to be): by a second person's word, or at once where
/// nobody else could say it.
///
/// # Errors
/// Not found without an account; conflict when it is so already, waits already, or would leave nobody.
pub async fn appoint_secretariat(
    db: &mut PgConnection,
    app: &App,
    by: PersonId,
    person: PersonId,
    runs: bool,
    now: Instant,
) -> Result<Appointed> {
    let (name, before) = store::find_standing(db, person).await?.ok_or(Error::NotFound)?;
    if before == runs {
        return Err(Error::Conflict("This is so already. Look at the page again.".to_owned()));
    }
    if !runs && store::count_secretariat(db).await? == 1 {
        return Err(last());
    }
    let appointed = propose(db, app, by, person, runs, now).await?;
    let (verb, summary, diff) = match (appointed, runs) {
        (Appointed::Waiting, true) => {
            ("secretariat.proposed", format!("{name}: proposed as Secretariat."), Diff::new())
        }
        (Appointed::Waiting, false) => {
            ("secretariat.proposed", format!("{name}: proposed to be no longer Secretariat."), Diff::new())
        }
        (Appointed::Now, _) => {
            let diff = Diff::new().field("confirmed by", "", "nobody else could");
            (verb(runs), summary(&name, runs), changed(runs).and(diff))
        }
    };
    record_about(db, by, person, verb, &summary, diff, now).await?;
    Ok(appointed)
}

/// The same without a record of its own: part of another act.
pub(super) async fn propose(
    db: &mut PgConnection,
    app: &App,
    by: PersonId,
    person: PersonId,
    runs: bool,
    now: Instant,
) -> Result<Appointed> {
    let office = if runs { Office::Secretariat } else { Office::SecretariatEnd };
    if appointments::propose(db, app, &NewAppointment { person, office, by }, now).await?.is_some() {
        return Ok(Appointed::Waiting);
    }
    set(db, person, runs).await?;
    Ok(Appointed::Now)
}

/// Answers what waits; whether `by` may is asked of the appointment, before.
///
/// # Errors
/// Conflict when it was answered meanwhile, or would leave nobody.
pub async fn settle_secretariat(
    db: &mut PgConnection,
    app: &App,
    appointment: Appointment,
    answer: Answer,
    by: PersonId,
    now: Instant,
) -> Result<()> {
    let (runs, person) = (appointment.office == Office::Secretariat, appointment.person);
    let (verb, summary, diff) = match appointments::settle(db, app, appointment, answer, by, now).await? {
        Settled::Confirmed(one) => {
            set(db, person, runs).await?;
            let diff = changed(runs).and(Diff::new().field("proposed by", "", &one.proposer));
            (verb(runs), summary(&one.name, runs), diff)
        }
        Settled::Declined(one) => not(&one, "secretariat.declined", "declined"),
        Settled::TakenBack(one) => not(&one, "secretariat.taken_back", "taken back"),
    };
    record_about(db, by, person, verb, &summary, diff, now).await
}

async fn set(db: &mut PgConnection, person: PersonId, runs: bool) -> Result<()> {
    store::set_secretariat(db, person, runs).await.on_constraint("account_last_secretariat", last)
}

fn verb(runs: bool) -> &'static str {
    if runs { "secretariat.given" } else { "secretariat.ended" }
}

fn summary(name: &str, runs: bool) -> String {
    if runs { format!("{name}: Secretariat.") } else { format!("{name}: no longer Secretariat.") }
}

fn changed(runs: bool) -> Diff {
    let word = |runs: bool| if runs { "yes" } else { "no" };
    Diff::new().field("secretariat", word(!runs), word(runs))
}

fn not(one: &Appointment, verb: &'static str, what: &str) -> (&'static str, String, Diff) {
    let summary = format!("{}: {}, the proposal was {what}.", one.name, one.office.label());
    (verb, summary, Diff::new().field("proposed by", &one.proposer, ""))
}

fn last() -> Error {
    let sentence = "This is the last account of the Secretariat: without it nobody could run the site. \
                    Make somebody else Secretariat first.";
    Error::Conflict(sentence.to_owned())
}
