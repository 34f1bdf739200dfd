//! Importing a report: paste or upload it, and have it read.

use askama::Template;
use axum::{
    extract::{FromRequest, Multipart, Request},
    response::Response,
};
use serde::Deserialize;

use super::{find_meeting, review::review_page};
use crate::{
    app::{App, Db},
    forum::{CyclePlace, Year, find_cycle},
    meetings::{
        Meeting,
        import::{self, Report, Warning},
        review::{doubts, review},
        store,
    },
    people::{OnFile, store as people},
    web::{Error, Errors, Frame, Layout, Path, Query, Result, Sent, render_with},
};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Onto {
    /// The serial of the meeting that the report belongs to; empty for a new one.
    onto: String,
}

/// What is pasted.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasteForm {
    source: String,
    onto: String,
}

#[derive(Template)]
#[template(path = "meetings/import.html")]
struct ImportPage {
    layout: Layout,
    form: PasteForm,
    errors: Errors,
    meeting: Option<Meeting>,
    back: String,
    path: String,
}

/// The meeting that the report is filed with, if one is chosen.
pub(super) async fn find_onto(db: &mut Db, place: &CyclePlace, onto: &str) -> Result<Option<Meeting>> {
    if onto.is_empty() {
        return Ok(None);
    }
    let serial = onto.parse().map_err(|_| Error::NotFound)?;
    Ok(Some(find_meeting(db, place, serial).await?))
}

pub(super) fn layout(frame: &Frame, place: &CyclePlace, title: &str) -> Layout {
    place.page(frame, title, "/meetings").crumb("Calls", format!("{}/meetings", place.path())).private()
}

fn import_page(
    frame: &Frame,
    place: &CyclePlace,
    meeting: Option<Meeting>,
    form: PasteForm,
    errors: Errors,
) -> Result<Response> {
    let path = format!("{}/meetings/import", place.path());
    let back =
        meeting.as_ref().map_or_else(|| format!("{}/meetings", place.path()), |meeting| meeting.path(place));
    let page =
        ImportPage { layout: layout(frame, place, "Import a report"), form, errors, meeting, back, path };
    render_with(page.errors.status(), &page)
}

/// The form to paste or upload a report. An earlier import of the meeting is filled in.
pub async fn new_import(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    Query(Onto { onto }): Query<Onto>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let meeting = find_onto(&mut db, &place, &onto).await?;
    let source = match &meeting {
        Some(meeting) => store::find_import(&mut db, meeting.id).await?.unwrap_or_default(),
        None => String::new(),
    };
    import_page(&frame, &place, meeting, PasteForm { source, onto }, Errors::default())
}

/// Reads what was pasted.
pub async fn review_import(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<PasteForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = form.read()?;
    let meeting = find_onto(&mut db, &place, &form.typed.onto).await?;
    let source = form.typed.source.clone();
    let report = read(move || import::parse(&source)).await?;
    review_or_refuse(&mut db, &frame, &place, meeting, form.typed, report).await
}

/// Reads what was uploaded.
pub async fn review_file(
    mut db: Db,
    app: App,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    request: Request,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let unreadable = |_| Error::BadRequest("The file could not be read. Choose it again, or paste its text.");
    let mut multipart = Multipart::from_request(request, &app)
        .await
        .map_err(|_| Error::BadRequest("Choose a file to upload, or paste its text."))?;
    let (mut bytes, mut onto) = (Vec::new(), String::new());
    while let Some(field) = multipart.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some("file") => bytes = field.bytes().await.map_err(unreadable)?.to_vec(),
            Some("onto") => onto = field.text().await.map_err(unreadable)?,
            _ => {}
        }
    }
    let meeting = find_onto(&mut db, &place, &onto).await?;
    let text = String::from_utf8_lossy(&bytes).replace('\0', "");
    let report = read(move || import::parse_bytes(&bytes)).await?;
    review_or_refuse(&mut db, &frame, &place, meeting, PasteForm { source: text, onto }, report).await
}

/// Reading a long text takes a while: off the threads that serve.
pub(super) async fn read(parse: impl FnOnce() -> Report + Send + 'static) -> Result<Report> {
    Ok(tokio::task::spawn_blocking(parse).await.map_err(anyhow::Error::new)?)
}

async fn review_or_refuse(
    db: &mut Db,
    frame: &Frame,
    place: &CyclePlace,
    meeting: Option<Meeting>,
    form: PasteForm,
    mut report: Report,
) -> Result<Response> {
    if form.source.trim().is_empty() {
        let errors = Errors::one("source", "Paste the text of a report, or choose a file.");
        return import_page(frame, place, meeting, form, errors);
    }
    if report.paragraphs.is_empty() {
        let why = report
            .warnings
            .first()
            .map_or_else(|| "No report was found in it.".to_owned(), ToString::to_string);
        let sentence =
            format!("{why} Nothing was read from it. Paste the report itself, or write it by hand.");
        return import_page(frame, place, meeting, form, Errors::one("source", sentence));
    }
    let meetings = store::list_meetings(db, place.cycle.id).await?;
    let doubts = doubts(&report, place, meeting.as_ref(), &meetings);
    report.warnings.extend(doubts.into_iter().map(Warning::from));
    let typed = review(&report, &form.source, meeting.as_ref());
    let on_file = OnFile::of(people::list_on_file(db).await?);
    review_page(frame, place, meeting, typed, Errors::default(), report, on_file)
}
