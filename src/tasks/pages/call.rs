//! Calling for volunteers: which tasks want some; then a mailing is looked at among all others.

use askama::Template;
use axum::response::Response;

use crate::{
    app::Db,
    forum::{Actor, CyclePlace, Year, find_cycle},
    tasks::{Asked, Board, Called, Selection, Task, actions, forms::Ticked, store},
    web::{Error, Errors, Form, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "tasks/call.html")]
struct CallPage {
    layout: Layout,
    place: CyclePlace,
    tasks: Vec<Task>,
    called: Vec<Called>,
    ticked: Ticked,
    errors: Errors,
}

impl CallPage {
    fn is_overdue(&self, task: &Task) -> bool {
        task.is_overdue(self.layout.today())
    }

    fn called_of(&self, task: &Task) -> Option<&Called> {
        self.called.iter().rev().find(|called| called.task == task.id)
    }
}

async fn find(db: &mut Db, frame: &Frame, slug: &str, year: Year) -> Result<(CyclePlace, Vec<Task>)> {
    let place = find_cycle(db, frame, slug, year).await?;
    frame.must_run(place.cycle.id)?;
    if place.cycle.is_draft() || place.cycle.trial {
        let why = "Nobody is called to the tasks of a draft or a test cycle: people would not find them.";
        return Err(Error::Conflict(why.to_owned()));
    }
    let which = Selection { asked: Asked::Free, call: None, person: None, today: frame.today() };
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let Board { tasks, next, .. } = store::list_board(db, place.cycle.id, &which, after).await?;
        all.extend(tasks);
        if next.is_none() {
            return Ok((place, all));
        }
        after = next;
    }
}

/// A task for which volunteers were called in so many days is not ticked by itself: once a week is often enough.
const LATELY_DAYS: i64 = 6;

/// The tasks to choose from; where nothing was ticked yet, those that were not called for lately are.
async fn page(
    db: &mut Db,
    frame: &Frame,
    place: CyclePlace,
    tasks: Vec<Task>,
    ticked: Option<Ticked>,
    errors: Errors,
) -> Result<Response> {
    let ids: Vec<_> = tasks.iter().map(|task| task.id).collect();
    let called = store::list_called(db, &ids).await?;
    let since = frame.now().plus_days(-LATELY_DAYS);
    let is_due = |task: &&Task| !called.iter().any(|call| call.task == task.id && call.at > since);
    let ticked = ticked.unwrap_or_else(|| Ticked::all(tasks.iter().filter(is_due)));
    let layout = place.page(frame, "Call for volunteers", "/tasks").private();
    let layout = layout.crumb("Tasks", format!("{}/tasks", place.path()));
    render_with(errors.status(), &CallPage { layout, place, tasks, called, ticked, errors })
}

/// Asks for which tasks: those that were not called for lately are ticked.
pub async fn ask_call(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let (place, tasks) = find(&mut db, &frame, &slug, year).await?;
    page(&mut db, &frame, place, tasks, None, Errors::default()).await
}

/// Begins the mailing, to be looked at.
pub async fn call(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<Ticked>,
) -> Result<Response> {
    let (place, tasks) = find(&mut db, &frame, &slug, year).await?;
    let Form { typed: form, once, .. } = form.read()?;
    let wanted = match form.check(&tasks) {
        Ok(wanted) => wanted,
        Err(errors) => return page(&mut db, &frame, place, tasks.clone(), Some(form), errors).await,
    };

    let mut tx = once.begin(&mut db).await?;
    let mailing = actions::call(&mut tx, Actor::of(&frame, &place), &wanted).await?;

    let path = format!("{}/mailings/{mailing}", place.path());
    tx.done(path, "Nothing was sent yet: look at it first.").await
}
