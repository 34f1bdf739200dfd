//! The tasks of a cycle as feed, JSON and CSV.

use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{Holder, Task, store};
use crate::{
    app::{App, Db},
    clock::Day,
    forum::CyclePlace,
    viewer::RoleKind,
    web::{Entry, Format, LICENCE, Portion, Result, csv, document, feed, go_on_at, time, typed},
};

/// The tasks, or the portion of them that was asked for, by number.
pub async fn in_format(
    db: &mut Db,
    app: &App,
    place: &CyclePlace,
    portion: &Portion,
    format: Format,
) -> Result<Response> {
    let mut tasks = store::list_tasks(db, place.cycle.id).await?;
    tasks.retain(|task| portion.since.is_none_or(|since| task.changed_at >= since));
    let (tasks, next) = portion.of(tasks, |task| task.serial);
    let suffix = match format {
        Format::Atom => "atom",
        Format::Csv => "csv",
        _ => "json",
    };
    let next = next.map(|query| app.absolute(&format!("{}/tasks.{suffix}{query}", place.path())));
    let holders = store::list_holders(db, &tasks.iter().map(|task| task.id).collect::<Vec<_>>()).await?;
    let response = match format {
        Format::Atom => typed(format, atom(app, place, &tasks)),
        Format::Csv => typed(format, table(app, place, &tasks, &holders)?),
        _ => axum::Json(data(app, place, &tasks, &holders, next.as_deref())).into_response(),
    };
    go_on_at(response, next.as_deref())
}

fn atom(app: &App, place: &CyclePlace, tasks: &[Task]) -> String {
    let entry = |task: &Task| Entry {
        title: format!("{} ({})", task.title, task.state.label()),
        path: task.path(place),
        updated: task.changed_at,
        summary: if task.has_ended() { task.outcome.clone() } else { task.detail.clone() },
    };
    let mut entries: Vec<Entry> = tasks.iter().map(entry).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
    entries.truncate(200);
    let page = format!("{}/tasks", place.path());
    feed(app, &format!("Tasks of {}", place.name()), &page, &format!("{page}.atom"), entries)
}

fn names<'a>(task: &Task, holders: &'a [Holder]) -> Vec<&'a str> {
    holders.iter().filter(|holder| holder.task == task.id).map(|holder| holder.name.as_str()).collect()
}

fn data(app: &App, place: &CyclePlace, tasks: &[Task], holders: &[Holder], next: Option<&str>) -> Value {
    let tasks = tasks.iter().map(|task| {
        json!({
            "url": app.absolute(&task.path(place)),
            "number": task.serial,
            "title": task.title,
            "detail": task.detail,
            "state": task.state.code(),
            "due": task.due.map(Day::iso),
            "wanted": task.wanted,
            "free": task.free,
            "holders": names(task, holders),
            "role": task.role.map(RoleKind::code),
            "source": task.source.as_ref().map(|source| app.absolute(&source.path)),
            "outcome": task.outcome,
            "outcome_link": (!task.outcome_link.is_empty()).then_some(&task.outcome_link),
            "changed_at": time::iso(task.changed_at),
        })
    });
    let tasks = Value::Array(tasks.collect());
    let mut whole = document(app, &format!("{}/tasks", place.path()), "tasks", tasks);
    whole["next"] = json!(next);
    whole
}

fn table(app: &App, place: &CyclePlace, tasks: &[Task], holders: &[Holder]) -> Result<String> {
    let header = [
        "forum",
        "cycle",
        "number",
        "title",
        "state",
        "due",
        "wanted",
        "free",
        "holders",
        "role",
        "outcome",
        "url",
        "generated_at",
        "licence",
    ];
    let rows = tasks.iter().map(|task| {
        vec![
            place.forum.name.clone(),
            place.cycle.year.to_string(),
            task.serial.to_string(),
            task.title.clone(),
            task.state.code().to_owned(),
            Day::iso(task.due),
            task.wanted.to_string(),
            task.free.to_string(),
            names(task, holders).join("; "),
            task.role.map(|role| role.label().to_owned()).unwrap_or_default(),
            task.outcome.clone(),
            app.absolute(&task.path(place)),
            time::iso(app.now()),
            LICENCE.to_owned(),
        ]
    });
    csv(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
}
