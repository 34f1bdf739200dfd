//! The board: as a page, and as feed, JSON and CSV.

use askama::Template;
use axum::{http::HeaderMap, response::Response};
use serde::Deserialize;

use crate::{
    app::{App, Db},
    forum::{CyclePlace, Year, find_cycle},
    tasks::{Asked, Board, Called, Cursor, Holder, Said, Selection, Source, Task, feed, store},
    web::{Error, Format, Frame, Layout, Named, Path, Portion, Query, Result, render, wanted},
};

/// Which part of the board.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BoardQuery {
    show: String,
    /// The number of a call.
    call: String,
    after: String,
}

#[derive(Template)]
#[template(path = "tasks/board.html")]
struct BoardPage {
    layout: Layout,
    place: CyclePlace,
    asked: Asked,
    /// The calls of which tasks came, to choose from.
    calls: Vec<Source>,
    /// The address of the one that was chosen.
    call: Option<String>,
    board: Board,
    /// The calls for volunteers that went out by mail, of each task the oldest first.
    called: Vec<Called>,
    is_later_part: bool,
    may_write: bool,
    may_run: bool,
}

impl BoardPage {
    fn path(&self, task: &Task) -> String {
        task.path(&self.place)
    }

    fn holders_of(&self, task: &Task) -> Vec<&Holder> {
        self.board.holders.iter().filter(|holder| holder.task == task.id).collect()
    }

    fn last_call_of(&self, task: &Task) -> Option<&Called> {
        self.called.iter().rev().find(|called| called.task == task.id)
    }

    fn needs_help(&self, task: &Task) -> bool {
        let needs = |one: &Holder| one.task == task.id && one.said == Some(Said::Help);
        !task.has_ended() && self.board.holders.iter().any(needs)
    }

    fn choices(&self) -> Vec<(&'static str, &'static str, bool)> {
        let is_member = self.layout.frame().viewer().is_member();
        let shown = Asked::ALL.iter().filter(|(asked, ..)| is_member || *asked != Asked::Mine);
        shown.map(|(asked, code, label)| (*code, *label, *asked == self.asked)).collect()
    }

    fn code(&self) -> &'static str {
        Asked::ALL.iter().find(|(asked, ..)| *asked == self.asked).map_or("", |(_, code, _)| code)
    }

    /// The board, with another choice of tasks.
    fn choice(&self, code: &str) -> String {
        let mut query = Vec::new();
        if code != self.usual() {
            query.push(format!("show={code}"));
        }
        query.extend(self.call.as_deref().map(|call| format!("call={}", last(call))));
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}/tasks{mark}{}", self.place.path(), query.join("&"))
    }

    /// Which tasks are shown where nothing else is asked for.
    fn usual(&self) -> &'static str {
        if self.call.is_some() { "all" } else { "running" }
    }

    fn number_of(&self, call: &Source) -> String {
        last(&call.path).to_owned()
    }

    fn is_chosen(&self, call: &Source) -> bool {
        self.call.as_deref() == Some(&call.path)
    }

    /// The next part of it.
    fn part(&self, after: &Cursor) -> String {
        let call = self.call.as_deref().map_or_else(String::new, |call| format!("&call={}", last(call)));
        format!("{}/tasks?show={}{call}&after={}", self.place.path(), self.code(), after.text())
    }

    fn is_overdue(&self, task: &Task) -> bool {
        task.is_overdue(self.layout.today())
    }
}

/// The last part of an address.
fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

const FORMATS: [Format; 3] = [Format::Atom, Format::Json, Format::Csv];

/// The board, in the format that is wanted.
pub async fn board(
    mut db: Db,
    app: App,
    frame: Frame,
    headers: HeaderMap,
    Path((slug, year)): Path<(String, Year)>,
    Query(query): Query<BoardQuery>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let format = wanted(None, &headers, &FORMATS).unwrap_or(Format::Html);
    if format != Format::Html {
        return feed::in_format(&mut db, &app, &place, &Portion::default(), format).await;
    }
    let calls = store::list_calls_with_tasks(&mut db, place.cycle.id).await?;
    let call = calls.iter().map(|call| &call.path).find(|path| last(path) == query.call).cloned();
    if call.is_none() && !query.call.is_empty() {
        return Err(Error::BadRequest("No task came of such a call. Choose another one, or all tasks."));
    }
    let usual = if call.is_some() { Asked::All } else { Asked::Running };
    let asked = Asked::ALL.iter().find(|(_, code, _)| *code == query.show).map_or(usual, |one| one.0);
    if asked == Asked::Mine {
        frame.member()?;
    }
    let after = match query.after.as_str() {
        "" => None,
        text => Some(Cursor::parse(text).ok_or(Error::BadRequest("This part of the board does not exist."))?),
    };
    let which = Selection { asked, call, person: frame.viewer().person(), today: frame.today() };
    let board = store::list_board(&mut db, place.cycle.id, &which, after).await?;
    let call = which.call;
    let tasks: Vec<_> = board.tasks.iter().map(|task| task.id).collect();
    let called = store::list_called(&mut db, &tasks).await?;

    let path = format!("{}/tasks", place.path());
    let mut layout = place.page(&frame, "Tasks", "/tasks");
    layout = layout
        .describe(format!("What is to be done for {}, who does it, and where help is wanted.", place.name()));
    for (kind, title, suffix) in [
        ("application/atom+xml", "Feed", "atom"),
        ("application/json", "JSON", "json"),
        ("text/csv", "CSV", "csv"),
    ] {
        layout = layout.alternate(kind, title, format!("{path}.{suffix}"));
    }
    let may_run = frame.viewer().runs(place.cycle.id);
    let may_write = frame.viewer().writes_in(place.cycle.id);
    let is_later_part = after.is_some();
    render(&BoardPage { layout, place, asked, calls, call, board, called, is_later_part, may_write, may_run })
}

/// The same by suffix.
pub async fn board_as(
    mut db: Db,
    app: App,
    frame: Frame,
    Path((slug, year, suffix)): Path<(String, Year, String)>,
    Query(portion): Query<Portion>,
) -> Result<Response> {
    let named = Named::split(&format!("tasks.{suffix}"));
    let format = named.format.filter(|format| FORMATS.contains(format)).ok_or(Error::NotFound)?;
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    feed::in_format(&mut db, &app, &place, &portion, format).await
}
