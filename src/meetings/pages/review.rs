//! What was read from a report, beside its text: a person changes what is wrong and saves it all in one act.

use askama::Template;
use axum::response::Response;

use super::import::{find_onto, layout, read};
use crate::{
    app::Db,
    forum::{CyclePlace, Year, find_cycle},
    meetings::{
        IntentionKind, Kind, Meeting, Place, RecordingKind, State,
        actions::{self, Actor},
        forms::{EVERY_SITTING, PersonLine, ReviewForm, SittingChoice},
        import::{self, About, Report},
    },
    people::{OnFile, store as people},
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

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
    /// What is to be checked about the first of the days; the others stand below it.
    fn doubt_of_day(&self, number: usize) -> String {
        if number == 1 { self.report.warnings_about(About::Day) } else { String::new() }
    }

    fn doubt_of_time(&self, number: usize) -> String {
        if number == 1 { self.report.warnings_about(About::Time) } else { String::new() }
    }

    fn doubt_of_text(&self) -> String {
        self.report.warnings_about(About::Text)
    }

    fn doubt_of_next_call(&self) -> String {
        self.report.warnings_about(About::NextCall)
    }

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

pub(super) fn review_page(
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
    let mut tx = form.once.begin(&mut db).await?;
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

    let message = match (meeting.report_state.is_out(), reviewed.show_record) {
        (false, false) => {
            "Imported. The report is a draft: look it through, then publish it. Recordings and participants come out with it."
        }
        (true, false) => {
            "Imported. The report is a draft: look it through, then publish it. Recordings and participants were left as they are."
        }
        (_, true) => "Imported. The report is a draft: look it through, then publish it.",
    };
    tx.done(meeting.path(&place), message).await
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

pub(super) fn is_taken_ordinal(cause: &anyhow::Error) -> bool {
    let database = cause.downcast_ref::<sqlx::Error>().and_then(sqlx::Error::as_database_error);
    database.and_then(|error| error.constraint()) == Some("meeting_ordinal")
}
