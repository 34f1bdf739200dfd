//! Ending a task: done, with what came of it; or dropped, with why.

use askama::Template;
use axum::response::Response;

use super::{TaskPath, TaskPlace};
use crate::{
    app::Db,
    tasks::{
        Task, actions,
        forms::{FinishForm, NoteForm},
    },
    web::{Errors, Form, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "tasks/finish.html")]
struct FinishPage {
    layout: Layout,
    task: Task,
    path: String,
    form: FinishForm,
    errors: Errors,
}

fn finish_page(frame: &Frame, at: TaskPlace, form: FinishForm, errors: Errors) -> Result<Response> {
    let layout = at.form_page(frame, "It is done");
    let (status, path) = (errors.status(), at.path());
    render_with(status, &FinishPage { layout, path, task: at.task, form, errors })
}

/// Asks what came of it.
pub async fn ask_finish(mut db: Db, frame: Frame, Path(path): Path<TaskPath>) -> Result<Response> {
    let at = TaskPlace::for_holder(&mut db, &frame, path).await?;
    finish_page(&frame, at, FinishForm::default(), Errors::default())
}

/// Notes that it is done.
pub async fn finish(
    mut db: Db,
    frame: Frame,
    Path(path): Path<TaskPath>,
    form: Sent<FinishForm>,
) -> Result<Response> {
    let at = TaskPlace::for_holder(&mut db, &frame, path).await?;
    let Form { typed: form, once, .. } = form.read()?;
    let (outcome, link) = match form.check() {
        Ok(checked) => checked,
        Err(errors) => return finish_page(&frame, at, form, errors),
    };

    let mut tx = once.begin(&mut db).await?;
    actions::finish(&mut tx, at.actor(&frame), &at.task, &outcome, &link).await?;

    tx.done(at.path(), "Done. Thank you.").await
}

#[derive(Template)]
#[template(path = "tasks/drop.html")]
struct DropPage {
    layout: Layout,
    task: Task,
    path: String,
    form: NoteForm,
    errors: Errors,
}

fn drop_page(frame: &Frame, at: TaskPlace, form: NoteForm, errors: Errors) -> Result<Response> {
    let layout = at.form_page(frame, "Drop the task");
    let (status, path) = (errors.status(), at.path());
    render_with(status, &DropPage { layout, path, task: at.task, form, errors })
}

/// Asks why it is dropped.
pub async fn ask_drop(mut db: Db, frame: Frame, Path(path): Path<TaskPath>) -> Result<Response> {
    let at = TaskPlace::for_runner(&mut db, &frame, path).await?;
    drop_page(&frame, at, NoteForm::default(), Errors::default())
}

/// Drops it.
pub async fn drop(
    mut db: Db,
    frame: Frame,
    Path(path): Path<TaskPath>,
    form: Sent<NoteForm>,
) -> Result<Response> {
    let at = TaskPlace::for_runner(&mut db, &frame, path).await?;
    let Form { typed: form, once, .. } = form.read()?;
    let reason = match form.required() {
        Ok(reason) => reason,
        Err(errors) => return drop_page(&frame, at, form, errors),
    };

    let mut tx = once.begin(&mut db).await?;
    actions::drop(&mut tx, at.actor(&frame), &at.task, &reason).await?;

    tx.done(at.path(), "The task was dropped. Its page stays, with the reason.").await
}
