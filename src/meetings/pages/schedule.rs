//! Scheduling and changing a call, and saying that it was held.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::Db,
    forum::{CyclePlace, Year, find_cycle},
    meetings::{
        JoinShown, Kind, Meeting, State,
        actions::{self, Actor},
        forms::MeetingForm,
    },
    web::{Errors, Frame, Layout, Path, Pressed, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "meetings/form.html")]
struct MeetingFormPage {
    layout: Layout,
    before: Option<Meeting>,
    form: MeetingForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Option<MeetingForm>,
    back: String,
}

impl MeetingFormPage {
    fn kinds(&self) -> &'static [Kind] {
        Kind::ALL
    }

    fn join_shown(&self) -> &'static [JoinShown] {
        JoinShown::ALL
    }

    /// Whether a time that moves must be explained: once the meeting is on people's calendars.
    fn is_moving(&self) -> bool {
        self.before.as_ref().is_some_and(|meeting| !meeting.sittings.is_empty())
    }
}

/// The form for a new call.
pub async fn new(mut db: Db, frame: Frame, Path((slug, year)): Path<(String, Year)>) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    new_page(&frame, &place, MeetingForm::fresh(), Errors::default())
}

fn new_page(frame: &Frame, place: &CyclePlace, form: MeetingForm, errors: Errors) -> Result<Response> {
    let back = format!("{}/meetings", place.path());
    let layout = place.page(frame, "Schedule a call", "/meetings").crumb("Calls", back.clone()).private();
    let page = MeetingFormPage { layout, before: None, form, errors, theirs: None, back };
    render_with(page.errors.status(), &page)
}

/// Schedules a call.
pub async fn create(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<MeetingForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = form.read()?;
    let new = match form.typed.check(None) {
        Ok(new) => new,
        Err(errors) => return new_page(&frame, &place, form.typed, errors),
    };

    let actor = Actor { person: frame.viewer().person(), place: &place, now: frame.now() };
    let mut tx = form.once.begin(&mut db).await?;
    let meeting = actions::schedule(&mut tx, actor, &new).await?;

    tx.done(meeting.path(&place), "The call is scheduled.").await
}

fn edit_page(frame: &Frame, at: MeetingPlace, form: MeetingForm, errors: Errors) -> Result<Response> {
    let title = if at.meeting.state == State::Intended { "Set the time" } else { "Change the call" };
    let layout = at.form_page(frame, title);
    let page =
        MeetingFormPage { layout, back: at.path(), before: Some(at.meeting), form, errors, theirs: None };
    render_with(page.errors.status(), &page)
}

/// The form to change a call, or to give an intended one its time.
pub async fn edit(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    let form = MeetingForm::of(&at.meeting);
    edit_page(&frame, at, form, Errors::default())
}

/// Changes a call. A form that was opened before somebody else's save shows both.
pub async fn update(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<MeetingForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    let form = form.read()?;
    let new = match form.typed.check(Some(&at.meeting)) {
        Ok(new) => new,
        Err(errors) => return edit_page(&frame, at, form.typed, errors),
    };

    let edits = form.typed.edits;
    let mut tx = form.once.begin_change(&mut db).await?;
    let saved = match at.meeting.state {
        State::Intended => {
            actions::schedule_intended(&mut tx, at.actor(&frame), &at.meeting, &new, edits).await?
        }
        _ => actions::change(&mut tx, at.actor(&frame), &at.meeting, &new, edits).await?,
    };
    if saved {
        return tx.done(at.path(), "The call was changed.").await;
    }
    drop(tx);

    let theirs = Some(MeetingForm::of(&at.meeting));
    let form = MeetingForm { edits: at.meeting.edits, ..form.typed };
    let layout = at.form_page(&frame, "Change the call");
    let page = MeetingFormPage {
        layout,
        back: at.path(),
        before: Some(at.meeting),
        form,
        errors: Errors::default(),
        theirs,
    };
    render_with(StatusCode::CONFLICT, &page)
}

/// Says that a call was held.
pub async fn held(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<Pressed>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_write(&frame)?;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    let held = actions::mark_held(&mut tx, at.actor(&frame), &at.meeting, None).await?;

    let message = format!("Recorded as held: {}.", held.short_title());
    tx.done(at.path(), message).await
}
