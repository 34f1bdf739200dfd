//! Importing a report: paste or upload, look through what was read beside what came in, save it all in one act.

use askama::Template;
use axum::{
    extract::{FromRequest, Multipart, Request},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::find_meeting;
use crate::{
    app::{App, Db},
    forum::{CyclePlace, Year, find_cycle},
    meetings::{
        IntentionKind, Kind, Meeting, Place, RecordingKind, State,
        actions::{self, Actor},
        forms::{EVERY_SITTING, PersonLine, ReviewForm, SittingChoice},
        import::{self, Report},
        review::{doubts, review},
        store,
    },
    people::{OnFile, store as people},
    web::{Error, Errors, Frame, Layout, Path, Query, Result, Sent, render_with, see_other},
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

async fn find_onto(db: &mut Db, place: &CyclePlace, onto: &str) -> Result<Option<Meeting>> {
    if onto.is_empty() {
        return Ok(None);
    }
    let serial = onto.parse().map_err(|_| Error::NotFound)?;
    Ok(Some(find_meeting(db, place, serial).await?))
}

fn layout(frame: &Frame, place: &CyclePlace, title: &str) -> Layout {
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
async fn read(parse: impl FnOnce() -> Report + Send + 'static) -> Result<Report> {
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
        let why = report.warnings.first().cloned().unwrap_or_else(|| "No report was found in it.".to_owned());
        let sentence =
            format!("{why} Nothing was read from it. Paste the report itself, or write it by hand.");
        return import_page(frame, place, meeting, form, Errors::one("source", sentence));
    }
    let meetings = store::list_meetings(db, place.cycle.id).await?;
    report.warnings.extend(doubts(&report, place, meeting.as_ref(), &meetings));
    let typed = review(&report, &form.source, meeting.as_ref());
    let on_file = OnFile::of(people::list_on_file(db).await?);
    review_page(frame, place, meeting, typed, Errors::default(), report, on_file)
}

/// A line of the source, as the review shows it.
struct SourceLine {
    number: usize,
    text: String,
    /// Why it is no part of the report; empty where it is.
    left_out: String,
}

#[derive(Template)]
#[template(path = "meetings/review.html")]
struct ReviewPage {
    layout: Layout,
    form: ReviewForm,
    errors: Errors,
    report: Report,
    meeting: Option<Meeting>,
    lines: Vec<SourceLine>,
    path: String,
    on_file: OnFile,
}

impl ReviewPage {
    /// Who on file might be meant by a participant.
    fn offered(&self, line: &PersonLine) -> Vec<(String, String)> {
        self.on_file.offered(&line.name, &line.person)
    }

    fn kinds(&self) -> &'static [Kind] {
        Kind::ALL
    }

    fn recording_kinds(&self) -> &'static [RecordingKind] {
        RecordingKind::ALL
    }

    fn places(&self) -> &'static [Place] {
        Place::ALL
    }

    /// Whether the number counts: a meeting that is on record as held keeps its own.
    fn asks_number(&self) -> bool {
        self.meeting.as_ref().is_none_or(|meeting| meeting.state == State::Scheduled)
    }

    /// The sittings to choose from; none where there is only one.
    fn sittings(&self) -> Vec<SittingChoice> {
        let choices = self.form.sitting_choices(self.meeting.as_ref());
        if choices.len() > 1 { choices } else { Vec::new() }
    }

    /// The report is published: recordings and participants are public already.
    fn is_out(&self) -> bool {
        self.meeting.as_ref().is_some_and(|meeting| meeting.report_state.is_out())
    }

    fn whens(&self) -> &'static [IntentionKind] {
        IntentionKind::ALL
    }
}

/// How many lines of the source the page shows; all of it is kept.
const LINES_SHOWN: usize = 2000;

fn review_page(
    frame: &Frame,
    place: &CyclePlace,
    meeting: Option<Meeting>,
    form: ReviewForm,
    errors: Errors,
    report: Report,
    on_file: OnFile,
) -> Result<Response> {
    let why = |number: usize| {
        report.left_out.iter().find(|out| out.line == number).map(|out| out.why.clone()).unwrap_or_default()
    };
    let line =
        |(number, text): (usize, &str)| SourceLine { number, text: text.to_owned(), left_out: why(number) };
    let lines = (1..).zip(form.source.lines().take(LINES_SHOWN)).map(line).collect();
    let path = format!("{}/meetings/import", place.path());
    let page = ReviewPage {
        layout: layout(frame, place, "Look through the import").wide(),
        form,
        errors,
        report,
        meeting,
        lines,
        path,
        on_file,
    };
    render_with(page.errors.status(), &page)
}

/// Saves what was looked through, all or nothing.
pub async fn save_import(
    mut db: Db,
    app: App,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<ReviewForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = form.read()?;
    let onto = find_onto(&mut db, &place, &form.typed.onto).await?;
    let on_file = OnFile::of(people::list_on_file(&mut db).await?);
    let checked = form.typed.check(onto.as_ref(), &on_file).and_then(|reviewed| {
        let ahead = reviewed.meeting.sittings.iter().any(|sitting| sitting.starts_at > frame.now());
        if ahead && onto.is_none() {
            return Err(Errors::one("day1", "A report is of a call that was held: this day lies ahead."));
        }
        Ok(reviewed)
    });
    let reviewed = match checked {
        Ok(reviewed) => reviewed,
        Err(errors) => return again(&frame, &place, onto, form.typed, errors, on_file).await,
    };

    let actor = Actor { person: frame.viewer().person(), place: &place, now: frame.now() };
    let mut tx = db.begin().await?;
    let saved = actions::save_import(&mut tx, actor, &reviewed, onto.as_ref()).await;
    let meeting = match saved {
        Err(Error::Internal(cause)) if is_taken_ordinal(&cause) => {
            drop(tx);
            let errors = Errors::one(
                "ordinal",
                "This cycle has a call of this number already. Check which one is right.",
            );
            return again(&frame, &place, onto, form.typed, errors, on_file).await;
        }
        saved => saved?,
    };
    tx.commit().await?;

    let message = match (meeting.report_state.is_out(), reviewed.show_record) {
        (false, false) => {
            "Imported. The report is a draft: look it through, then publish it. Recordings and participants come out with it."
        }
        (true, false) => {
            "Imported. The report is a draft: look it through, then publish it. Recordings and participants were left as they are."
        }
        (_, true) => "Imported. The report is a draft: look it through, then publish it.",
    };
    Ok(see_other(meeting.path(&place)).flash(&app, message).into_response())
}

async fn again(
    frame: &Frame,
    place: &CyclePlace,
    onto: Option<Meeting>,
    form: ReviewForm,
    errors: Errors,
    on_file: OnFile,
) -> Result<Response> {
    let source = form.source.clone();
    let report = read(move || import::parse(&source)).await?;
    review_page(frame, place, onto, form, errors, report, on_file)
}

fn is_taken_ordinal(cause: &anyhow::Error) -> bool {
    let database = cause.downcast_ref::<sqlx::Error>().and_then(sqlx::Error::as_database_error);
    database.and_then(|error| error.constraint()) == Some("meeting_ordinal")
}
