//! Making an account Secretariat, and ending that.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    accounts::{self, Appointed},
    app::{App, Db},
    appointments::{self, AnswerForm},
    db::PersonId,
    web::{Error, Frame, Path, Result, Sent},
};

/// Whether the account is to run the site.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RunsForm {
    runs: Option<Runs>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Runs {
    Yes,
    No,
}

/// Makes an account Secretariat, or ends that; by a second person's word where there is one.
pub async fn appoint(
    mut db: Db,
    app: App,
    frame: Frame,
    Path(person): Path<i64>,
    form: Sent<RunsForm>,
) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let wanted = form
        .typed
        .runs
        .ok_or(Error::BadRequest("Go back, and press one of the buttons that are offered."))?;
    let runs = wanted == Runs::Yes;

    let mut tx = form.once.begin(&mut db).await?;
    let appointed =
        accounts::appoint_secretariat(&mut tx, &app, by, PersonId(person), runs, frame.now()).await?;

    let sentence = match (appointed, runs) {
        (Appointed::Waiting, _) => {
            "It is proposed, and takes effect when a second person confirms it; they were mailed."
        }
        (Appointed::Now, true) => "The account runs the site now.",
        (Appointed::Now, false) => "The account runs the site no longer.",
    };
    tx.done("/admin", sentence).await
}

/// Answers what waits for a second person.
pub async fn settle(
    mut db: Db,
    app: App,
    frame: Frame,
    Path(appointment): Path<i64>,
    form: Sent<AnswerForm>,
) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let waiting = appointments::store::find_waiting(&mut db, appointment).await?;
    let appointment = waiting.filter(|one| one.cycle.is_none()).ok_or_else(appointments::answered)?;
    let form = form.read()?;
    let answer = form.typed.check()?;
    appointment.allow(answer, frame.viewer())?;

    let mut tx = form.once.begin(&mut db).await?;
    accounts::settle_secretariat(&mut tx, &app, appointment, answer, by, frame.now()).await?;

    tx.done("/admin", answer.done()).await
}
