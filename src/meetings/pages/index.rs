//! The calls of a cycle: as a page, and as calendar, feed, JSON and CSV.

use askama::Template;
use axum::{
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    activity,
    app::{App, Db},
    forum::{CyclePlace, Year, find_cycle},
    meetings::{Meeting, Phase, State, calendar, store},
    web::{
        Entry, Error, Format, Frame, LICENCE, Layout, Named, Path, Portion, Query, Result, csv, document,
        feed, go_on_at, render, time, typed, wanted,
    },
};

#[derive(Template)]
#[template(path = "meetings/index.html")]
struct IndexPage {
    layout: Layout,
    place: CyclePlace,
    ahead: Vec<Meeting>,
    past: Vec<Meeting>,
    may_run: bool,
    may_write: bool,
}

impl IndexPage {
    fn path(&self, meeting: &Meeting) -> String {
        meeting.path(&self.place)
    }

    fn phase(&self, meeting: &Meeting) -> Phase {
        meeting.phase(self.layout.frame().now())
    }

    fn leaf(&self, meeting: &Meeting) -> (String, String) {
        meeting.as_of().map(time::leaf).unwrap_or_default()
    }
}

const FORMATS: [Format; 4] = [Format::Ics, Format::Atom, Format::Json, Format::Csv];

/// The list of calls, in the format that is wanted.
pub async fn index(
    mut db: Db,
    app: App,
    frame: Frame,
    headers: HeaderMap,
    Path((slug, year)): Path<(String, Year)>,
    Query(portion): Query<Portion>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let format = wanted(None, &headers, &FORMATS).unwrap_or(Format::Html);
    if format != Format::Html {
        return in_format(&mut db, &app, &place, &portion, format).await;
    }
    let meetings = store::list_meetings(&mut db, place.cycle.id).await?;

    let path = format!("{}/meetings", place.path());
    let mut layout = place
        .page(&frame, "Calls", "/meetings")
        .describe(format!("The calls of {}, with agendas and reports.", place.name()));
    for (kind, title, suffix) in [
        ("text/calendar", "Calendar", "ics"),
        ("application/atom+xml", "Feed", "atom"),
        ("application/json", "JSON", "json"),
        ("text/csv", "CSV", "csv"),
    ] {
        layout = layout.alternate(kind, title, format!("{path}.{suffix}"));
    }
    let is_past = |meeting: &Meeting| {
        matches!(meeting.phase(frame.now()), Phase::Held | Phase::Unconfirmed)
            || (meeting.state == State::Cancelled
                && meeting.first().is_none_or(|sitting| sitting.ends_at() < frame.now()))
    };
    let (mut past, ahead): (Vec<_>, Vec<_>) = meetings.into_iter().partition(is_past);
    past.reverse();
    let (may_run, may_write) =
        (frame.viewer().runs(place.cycle.id), frame.viewer().writes_in(place.cycle.id));
    render(&IndexPage { layout, place, ahead, past, may_run, may_write })
}

/// The same by suffix.
pub async fn index_as(
    mut db: Db,
    app: App,
    frame: Frame,
    Path((slug, year, suffix)): Path<(String, Year, String)>,
    Query(portion): Query<Portion>,
) -> Result<Response> {
    let named = Named::split(&format!("meetings.{suffix}"));
    let format = named.format.filter(|format| FORMATS.contains(format)).ok_or(Error::NotFound)?;
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    in_format(&mut db, &app, &place, &portion, format).await
}

/// The list, or the portion of it that was asked for. `Link` names the next one (RFC 8288).
async fn in_format(
    db: &mut Db,
    app: &App,
    place: &CyclePlace,
    portion: &Portion,
    format: Format,
) -> Result<Response> {
    let mut meetings = store::list_meetings(db, place.cycle.id).await?;
    if let Some(since) = portion.since {
        let touched = activity::store::list_touched(db, place.cycle.id, since).await?;
        meetings.retain(|meeting| touched.contains(&meeting.path(place)));
    }
    let (meetings, next) = portion.of(meetings, |meeting| meeting.serial);
    let next =
        next.map(|query| app.absolute(&format!("{}/meetings.{}{query}", place.path(), suffix(format))));
    let response = match format {
        Format::Ics => typed(format, calendar::calendar(app, place, &meetings)),
        Format::Atom => typed(format, atom(app, place, &meetings)),
        Format::Csv => typed(format, table(app, place, &meetings)?),
        _ => axum::Json(data(app, place, &meetings, next.as_deref())).into_response(),
    };
    go_on_at(response, next.as_deref())
}

fn suffix(format: Format) -> &'static str {
    match format {
        Format::Ics => "ics",
        Format::Atom => "atom",
        Format::Csv => "csv",
        _ => "json",
    }
}

fn atom(app: &App, place: &CyclePlace, meetings: &[Meeting]) -> String {
    let entry = |meeting: &Meeting| {
        let first = meeting.first()?;
        let when =
            if first.time_known { time::utc(first.starts_at) } else { time::day(first.starts_at.day()) };
        Some(Entry {
            title: format!("{} ({})", meeting.short_title(), meeting.phase(app.now()).label()),
            path: meeting.path(place),
            updated: meeting.sittings.iter().map(|sitting| sitting.changed_at).max()?,
            summary: format!("{when}. {}", meeting.summary),
        })
    };
    let mut entries: Vec<Entry> = meetings.iter().filter_map(entry).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
    let page = format!("{}/meetings", place.path());
    feed(app, &format!("Calls of {}", place.name()), &page, &format!("{page}.atom"), entries)
}

/// A meeting as JSON: the fields that lists and single documents share.
pub(super) fn meeting_document(app: &App, place: &CyclePlace, meeting: &Meeting) -> serde_json::Value {
    let sittings = meeting.sittings.iter().map(|sitting| {
        json!({
            "starts_at": sitting.time_known.then(|| time::iso(sitting.starts_at)),
            "day": sitting.starts_at.day().0.to_string(),
            "minutes": sitting.minutes,
            "cancelled": sitting.cancelled_at.is_some(),
        })
    });
    json!({
        "url": app.absolute(&meeting.path(place)),
        "title": meeting.title(place),
        "kind": meeting.kind.code(),
        "state": meeting.state.code(),
        "ordinal": meeting.ordinal,
        "summary": meeting.summary,
        "sittings": sittings.collect::<Vec<_>>(),
        "dropped": meeting.dropped.as_ref().map(|dropped| dropped.reason.clone()),
        "said_about_when": meeting.intention.as_ref().map(|intention| intention.text.clone()),
    })
}

fn data(app: &App, place: &CyclePlace, meetings: &[Meeting], next: Option<&str>) -> serde_json::Value {
    let documents: Vec<_> = meetings.iter().map(|meeting| meeting_document(app, place, meeting)).collect();
    let mut whole = document(app, &format!("{}/meetings", place.path()), "meetings", json!(documents));
    whole["next"] = json!(next);
    whole
}

fn table(app: &App, place: &CyclePlace, meetings: &[Meeting]) -> Result<String> {
    let header = [
        "forum",
        "cycle",
        "title",
        "kind",
        "state",
        "ordinal",
        "starts_at",
        "minutes",
        "cancelled",
        "url",
        "generated_at",
        "licence",
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for meeting in meetings {
        let fixed = |starts_at: String, minutes: String, cancelled: String| {
            vec![
                place.forum.name.clone(),
                place.cycle.year.to_string(),
                meeting.title(place),
                meeting.kind.code().to_owned(),
                meeting.state.code().to_owned(),
                meeting.ordinal.map(|ordinal| ordinal.to_string()).unwrap_or_default(),
                starts_at,
                minutes,
                cancelled,
                app.absolute(&meeting.path(place)),
                time::iso(app.now()),
                LICENCE.to_owned(),
            ]
        };
        for sitting in &meeting.sittings {
            let starts = if sitting.time_known {
                time::iso(sitting.starts_at)
            } else {
                sitting.starts_at.day().0.to_string()
            };
            rows.push(fixed(
                starts,
                sitting.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
                sitting.cancelled_at.is_some().to_string(),
            ));
        }
        if meeting.sittings.is_empty() {
            rows.push(fixed(String::new(), String::new(), "false".to_owned()));
        }
    }
    csv(rows)
}
