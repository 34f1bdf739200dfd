//! Scheduling and changing a call, saying that one should be, cancelling, and saying that it was held.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{MeetingPath, MeetingPlace, Nothing, status};
use crate::{
    app::{App, Db},
    forum::{CyclePlace, Year, find_cycle},
    meetings::{
        IntentionKind, JoinShown, Kind, Meeting, State,
        actions::{self, Actor},
        forms::{CancelForm, IntentionForm, MeetingForm},
    },
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with, see_other},
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
    let place = find_cycle(&mut db, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    new_page(&frame, &place, MeetingForm::fresh(), Errors::default())
}

fn new_page(frame: &Frame, place: &CyclePlace, form: MeetingForm, errors: Errors) -> Result<Response> {
    let back = format!("{}/meetings", place.path());
    let layout = place.page(frame, "Schedule a call", "/meetings").crumb("Calls", back.clone()).private();
    let page = MeetingFormPage { layout, before: None, form, errors, theirs: None, back };
    render_with(status(&page.errors), &page)
}

/// Schedules a call.
pub async fn create(
    mut db: Db,
    app: App,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<MeetingForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = form.read()?;
    let new = match form.typed.check(None) {
        Ok(new) => new,
        Err(errors) => return new_page(&frame, &place, form.typed, errors),
    };

    let actor = Actor { person: frame.viewer().person(), place: &place, now: frame.now() };
    let mut tx = db.begin().await?;
    let meeting = actions::schedule(&mut tx, actor, &new).await?;
    tx.commit().await?;

    Ok(see_other(meeting.path(&place)).flash(&app, "The call is scheduled.").into_response())
}

fn edit_page(frame: &Frame, at: MeetingPlace, form: MeetingForm, errors: Errors) -> Result<Response> {
    let title = if at.meeting.state == State::Intended { "Set the time" } else { "Change the call" };
    let layout = at.form_page(frame, title);
    let page =
        MeetingFormPage { layout, back: at.path(), before: Some(at.meeting), form, errors, theirs: None };
    render_with(status(&page.errors), &page)
}

/// The form to change a call, or to give an intended one its time.
pub async fn edit(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, path).await?;
    at.must_run(&frame)?;
    let form = MeetingForm::of(&at.meeting);
    edit_page(&frame, at, form, Errors::default())
}

/// Changes a call. A form that was opened before somebody else's save shows both.
pub async fn update(
    mut db: Db,
    app: App,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<MeetingForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, path).await?;
    at.must_run(&frame)?;
    let form = form.read()?;
    let new = match form.typed.check(Some(&at.meeting)) {
        Ok(new) => new,
        Err(errors) => return edit_page(&frame, at, form.typed, errors),
    };

    let edits = form.typed.edits;
    let mut tx = db.begin().await?;
    let saved = match at.meeting.state {
        State::Intended => {
            actions::schedule_intended(&mut tx, at.actor(&frame), &at.meeting, &new, edits).await?
        }
        _ => actions::change(&mut tx, at.actor(&frame), &at.meeting, &new, edits).await?,
    };
    if saved {
        tx.commit().await?;
        return Ok(see_other(at.path()).flash(&app, "The call was changed.").into_response());
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

#[derive(Template)]
#[template(path = "meetings/intend.html")]
struct IntentionPage {
    layout: Layout,
    form: IntentionForm,
    errors: Errors,
    back: String,
}

impl IntentionPage {
    fn kinds(&self) -> &'static [Kind] {
        Kind::ALL
    }

    fn whens(&self) -> &'static [IntentionKind] {
        IntentionKind::ALL
    }
}

fn intention_page(
    frame: &Frame,
    place: &CyclePlace,
    form: IntentionForm,
    errors: Errors,
) -> Result<Response> {
    let back = format!("{}/meetings", place.path());
    let layout =
        place.page(frame, "The next call, roughly", "/meetings").crumb("Calls", back.clone()).private();
    let page = IntentionPage { layout, form, errors, back };
    render_with(status(&page.errors), &page)
}

/// The form for a call whose time is not known yet.
pub async fn new_intention(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = IntentionForm { kind: Kind::Virtual.code().to_owned(), ..IntentionForm::default() };
    intention_page(&frame, &place, form, Errors::default())
}

/// Puts on record that there should be a call.
pub async fn create_intention(
    mut db: Db,
    app: App,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<IntentionForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = form.read()?;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => return intention_page(&frame, &place, form.typed, errors),
    };

    let actor = Actor { person: frame.viewer().person(), place: &place, now: frame.now() };
    let mut tx = db.begin().await?;
    let meeting = actions::intend(&mut tx, actor, &new, None).await?;
    tx.commit().await?;

    Ok(see_other(meeting.path(&place)).flash(&app, "Noted. Set its time when it is known.").into_response())
}

#[derive(Template)]
#[template(path = "meetings/cancel.html")]
struct CancelPage {
    layout: Layout,
    meeting: Meeting,
    form: CancelForm,
    errors: Errors,
    back: String,
}

fn cancel_page(frame: &Frame, at: MeetingPlace, form: CancelForm, errors: Errors) -> Result<Response> {
    let page = CancelPage {
        layout: at.form_page(frame, "Cancel the call"),
        back: at.path(),
        meeting: at.meeting,
        form,
        errors,
    };
    render_with(status(&page.errors), &page)
}

/// Asks why, and what exactly.
pub async fn ask_cancel(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, path).await?;
    at.must_run(&frame)?;
    if !matches!(at.meeting.state, State::Scheduled | State::Intended) {
        return Err(Error::Conflict(
            "This call was held or cancelled already: it cannot be cancelled.".to_owned(),
        ));
    }
    cancel_page(&frame, at, CancelForm::default(), Errors::default())
}

/// Cancels a call, or one of its sittings.
pub async fn cancel(
    mut db: Db,
    app: App,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<CancelForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, path).await?;
    at.must_run(&frame)?;
    let form = form.read()?;
    let (sitting, reason) = match form.typed.check(&at.meeting) {
        Ok(checked) => checked,
        Err(errors) => return cancel_page(&frame, at, form.typed, errors),
    };

    let mut tx = db.begin().await?;
    actions::cancel(&mut tx, at.actor(&frame), &at.meeting, sitting.map(|sitting| sitting.id), &reason)
        .await?;
    tx.commit().await?;

    Ok(see_other(at.path()).flash(&app, "Cancelled. What was planned stays on show.").into_response())
}

/// Says that a call was held.
pub async fn held(
    mut db: Db,
    app: App,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<Nothing>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, path).await?;
    at.must_write(&frame)?;
    form.read()?;

    let mut tx = db.begin().await?;
    let held = actions::mark_held(&mut tx, at.actor(&frame), &at.meeting, None).await?;
    tx.commit().await?;

    let message = format!("Recorded as held: {}.", held.short_title());
    Ok(see_other(at.path()).flash(&app, message).into_response())
}
