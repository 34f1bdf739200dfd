//! Taking a task, giving it back, asking somebody, answering, beginning.

use axum::response::Response;

use super::{TaskPath, TaskPlace, show::ShowPage};
use crate::{
    app::Db,
    db::PersonId,
    tasks::{Said, actions, forms::NoteForm, store},
    web::{Error, Errors, Form, Frame, Path, Pressed, Result, Sent},
};

/// Takes a task.
pub async fn take(
    mut db: Db,
    frame: Frame,
    Path(path): Path<TaskPath>,
    form: Sent<Pressed>,
) -> Result<Response> {
    let (at, person) = TaskPlace::for_member(&mut db, &frame, path).await?;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::take(&mut tx, at.actor(&frame), &at.task, person).await?;

    tx.done(at.path(), "It is yours. Thank you. You can give it back here at any time.").await
}

/// Answers whether one takes it, of somebody who was asked.
pub async fn answer(
    mut db: Db,
    frame: Frame,
    Path(path): Path<TaskPath>,
    form: Sent<NoteForm>,
) -> Result<Response> {
    let (at, person) = TaskPlace::for_member(&mut db, &frame, path).await?;
    let Form { typed: form, once, .. } = form.read()?;
    let says_yes = match form.answer.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::BadRequest("Say whether you take it: yes or no.")),
    };
    let note = match form.optional() {
        Ok(note) => note,
        Err(errors) => return ShowPage::load(&mut db, &frame, at, form, errors).await?.answer(),
    };

    let mut tx = once.begin(&mut db).await?;
    actions::answer(&mut tx, at.actor(&frame), &at.task, person, says_yes, &note).await?;

    let sentence = if says_yes { "It is yours. Thank you." } else { "Noted: somebody else will do it." };
    tx.done(at.path(), sentence).await
}

/// Notes that it was begun.
pub async fn begin(
    mut db: Db,
    frame: Frame,
    Path(path): Path<TaskPath>,
    form: Sent<Pressed>,
) -> Result<Response> {
    let at = TaskPlace::for_holder(&mut db, &frame, path).await?;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::begin(&mut tx, at.actor(&frame), &at.task).await?;

    tx.done(at.path(), "Noted: it is in progress.").await
}

/// Notes how it stands.
pub async fn stand(
    mut db: Db,
    frame: Frame,
    Path(path): Path<TaskPath>,
    form: Sent<NoteForm>,
) -> Result<Response> {
    let (at, person) = TaskPlace::for_member(&mut db, &frame, path).await?;
    let Form { typed: form, once, .. } = form.read()?;
    let said = Said::parse(&form.answer);
    let said = said.ok_or(Error::BadRequest("Say how it stands: on track, or that you need help."))?;
    let note = match form.optional() {
        Ok(note) => note,
        Err(errors) => {
            // The page has another field for a note beside this one.
            let errors = Errors::one("help", errors.of("note").unwrap_or_default());
            return ShowPage::load(&mut db, &frame, at, form, errors).await?.answer();
        }
    };

    let mut tx = once.begin(&mut db).await?;
    actions::say(&mut tx, at.actor(&frame), &at.task, person, (said, &note)).await?;

    tx.done(at.path(), said.thanks()).await
}

/// Gives it back.
pub async fn release(
    mut db: Db,
    frame: Frame,
    Path(path): Path<TaskPath>,
    form: Sent<NoteForm>,
) -> Result<Response> {
    let (at, person) = TaskPlace::for_member(&mut db, &frame, path).await?;
    let Form { typed: form, once, .. } = form.read()?;
    let note = match form.optional() {
        Ok(note) => note,
        Err(errors) => return ShowPage::load(&mut db, &frame, at, form, errors).await?.answer(),
    };

    let mut tx = once.begin(&mut db).await?;
    actions::release(&mut tx, at.actor(&frame), &at.task, person, &note).await?;

    tx.done(at.path(), "You gave it back. Thank you for saying so.").await
}

/// Asks somebody to take it.
pub async fn ask(
    mut db: Db,
    frame: Frame,
    Path(path): Path<TaskPath>,
    form: Sent<NoteForm>,
) -> Result<Response> {
    let at = TaskPlace::for_runner(&mut db, &frame, path).await?;
    let Form { typed: form, once, .. } = form.read()?;
    let person = form.person.parse().map(PersonId).ok();

    let mut tx = once.begin(&mut db).await?;
    let askable = store::list_askable(&mut tx, at.place.cycle.id, at.task.id, frame.today()).await?;
    let Some(person) = person.filter(|person| askable.iter().any(|(one, _)| one == person)) else {
        drop(tx);
        let errors = Errors::one("person", "Choose somebody of this cycle who was not asked yet.");
        return ShowPage::load(&mut db, &frame, at, form, errors).await?.answer();
    };
    actions::ask(&mut tx, at.actor(&frame), &at.task, person).await?;

    tx.done(at.path(), "They are asked by mail. It is theirs once they say yes.").await
}
