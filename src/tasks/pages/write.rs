//! Adding and changing a task.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use super::{TaskPath, TaskPlace};
use crate::{
    app::Db,
    clock::Day,
    db::MilestoneId,
    forum::{Actor, CyclePlace, Year, find_cycle},
    tasks::{Source, Task, actions, forms::TaskForm, store},
    viewer::RoleKind,
    web::{Error, Errors, Form, Frame, Layout, Path, Query, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "tasks/form.html")]
struct FormPage {
    layout: Layout,
    place: CyclePlace,
    before: Option<Task>,
    source: Option<Source>,
    milestones: Vec<(MilestoneId, String, Day)>,
    form: TaskForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Vec<(&'static str, String)>,
}

impl FormPage {
    fn roles(&self) -> Vec<(&'static str, &'static str)> {
        RoleKind::ALL.iter().map(|role| (role.code(), role.label())).collect()
    }

    fn is_chosen(&self, milestone: MilestoneId) -> bool {
        self.form.milestone == milestone.to_string()
    }

    /// Where leaving the form leads.
    fn back(&self) -> String {
        match &self.before {
            Some(task) => task.path(&self.place),
            None => format!("{}/tasks", self.place.path()),
        }
    }
}

/// What a new task comes of.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Origin {
    call: String,
    paragraph: String,
}

/// The form for a new task.
pub async fn new(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    Query(origin): Query<Origin>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_write_in(place.cycle.id)?;
    new_page(&mut db, &frame, place, TaskForm::blank(origin.call, origin.paragraph), Errors::default()).await
}

async fn new_page(
    db: &mut Db,
    frame: &Frame,
    place: CyclePlace,
    form: TaskForm,
    errors: Errors,
) -> Result<Response> {
    let source = actions::source(db, &place, form.origin()).await?.map(|(_, source)| source);
    let milestones = store::list_milestones(db, place.cycle.id).await?;
    let layout = place.page(frame, "Add a task", "/tasks").private();
    let layout = layout.crumb("Tasks", format!("{}/tasks", place.path()));
    let (status, before, theirs) = (errors.status(), None, Vec::new());
    render_with(status, &FormPage { layout, place, before, source, milestones, form, errors, theirs })
}

/// Adds a task.
pub async fn create(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<TaskForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_write_in(place.cycle.id)?;
    let Form { typed: form, once, .. } = form.read()?;
    let source = actions::source(&mut db, &place, form.origin()).await?.map(|(reference, _)| reference);
    let milestones = store::list_milestones(&mut db, place.cycle.id).await?;
    let new = match form.check(source, &milestones, 0) {
        Ok(new) => new,
        Err(errors) => return new_page(&mut db, &frame, place, form, errors).await,
    };

    let mut tx = once.begin(&mut db).await?;
    let task = actions::add(&mut tx, Actor::of(&frame, &place), &new).await?;

    tx.done(task.path(&place), "The task was added.").await
}

async fn edit_page(
    db: &mut Db,
    frame: &Frame,
    at: TaskPlace,
    form: TaskForm,
    errors: Errors,
) -> Result<Response> {
    let milestones = store::list_milestones(db, at.place.cycle.id).await?;
    let is_stale = errors.is_empty() && form.edits != at.task.edits;
    let theirs = if is_stale { TaskForm::of(&at.task).facts() } else { Vec::new() };
    let status = if is_stale { StatusCode::CONFLICT } else { errors.status() };
    let form = TaskForm { edits: at.task.edits, ..form };
    let layout = at.form_page(frame, "Change the task");
    let TaskPlace { place, task } = at;
    let (source, before) = (task.source.clone(), Some(task));
    render_with(status, &FormPage { layout, place, before, source, milestones, form, errors, theirs })
}

/// The form to change a task.
pub async fn edit(mut db: Db, frame: Frame, Path(path): Path<TaskPath>) -> Result<Response> {
    let at = TaskPlace::for_writer(&mut db, &frame, path).await?;
    if at.task.has_ended() {
        return Err(Error::Conflict("This task has ended: it stays as it is.".to_owned()));
    }
    let form = TaskForm::of(&at.task);
    edit_page(&mut db, &frame, at, form, Errors::default()).await
}

/// Changes a task.
pub async fn update(
    mut db: Db,
    frame: Frame,
    Path(path): Path<TaskPath>,
    form: Sent<TaskForm>,
) -> Result<Response> {
    let at = TaskPlace::for_writer(&mut db, &frame, path.clone()).await?;
    let Form { typed: form, once, .. } = form.read()?;
    let milestones = store::list_milestones(&mut db, at.place.cycle.id).await?;
    let new = match form.check(None, &milestones, at.task.holders) {
        Ok(new) => new,
        Err(errors) => return edit_page(&mut db, &frame, at, form, errors).await,
    };

    let mut tx = once.begin_change(&mut db).await?;
    if !actions::change(&mut tx, at.actor(&frame), &at.task, &new, form.edits).await? {
        std::mem::drop(tx);
        let at = TaskPlace::find(&mut db, &frame, path).await?;
        return edit_page(&mut db, &frame, at, form, Errors::default()).await;
    }

    tx.done(at.path(), "The task was changed.").await
}
