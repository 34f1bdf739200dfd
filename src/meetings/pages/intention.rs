//! Saying that there should be a call whose time is not known yet.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::Db,
    forum::{self, CyclePlace, Milestone, Year, find_cycle},
    meetings::{
        IntentionKind, Kind, State,
        actions::{self, Actor},
        forms::IntentionForm,
    },
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "meetings/intend.html")]
struct IntentionPage {
    layout: Layout,
    milestones: Vec<Milestone>,
    form: IntentionForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Vec<(&'static str, String)>,
    is_new: bool,
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
    milestones: Vec<Milestone>,
    form: IntentionForm,
    errors: Errors,
) -> Result<Response> {
    let back = format!("{}/meetings", place.path());
    let layout =
        place.page(frame, "The next call, roughly", "/meetings").crumb("Calls", back.clone()).private();
    let page = IntentionPage { layout, milestones, form, errors, theirs: Vec::new(), is_new: true, back };
    render_with(page.errors.status(), &page)
}

/// The form for a call whose time is not known yet.
pub async fn new_intention(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = IntentionForm { kind: Kind::Virtual.code().to_owned(), ..IntentionForm::default() };
    let milestones = forum::store::list_milestones(&mut db, place.cycle.id).await?;
    intention_page(&frame, &place, milestones, form, Errors::default())
}

/// Puts on record that there should be a call.
pub async fn create_intention(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<IntentionForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = form.read()?;
    let milestones = forum::store::list_milestones(&mut db, place.cycle.id).await?;
    let new = match form.typed.check(&milestones, Some(frame.today())) {
        Ok(new) => new,
        Err(errors) => return intention_page(&frame, &place, milestones, form.typed, errors),
    };

    let actor = Actor { person: frame.viewer().person(), place: &place, now: frame.now() };
    let mut tx = form.once.begin(&mut db).await?;
    let meeting = actions::intend(&mut tx, actor, &new, None).await?;

    tx.done(meeting.path(&place), "Noted. Set its time when it is known, or ask people when they can come.")
        .await
}

fn edit_page(
    frame: &Frame,
    at: MeetingPlace,
    milestones: Vec<Milestone>,
    form: IntentionForm,
    errors: Errors,
) -> Result<Response> {
    let now = IntentionForm::of(&at.meeting);
    let is_old = errors.is_empty() && form.edits != now.edits;
    let status = if is_old { StatusCode::CONFLICT } else { errors.status() };
    let theirs = if is_old { now.facts() } else { Vec::new() };
    let form = IntentionForm { edits: now.edits, ..form };
    let layout = at.form_page(frame, "What was said about its time");
    let back = at.path();
    render_with(status, &IntentionPage { layout, milestones, form, errors, theirs, is_new: false, back })
}

/// Goes on where a meeting has no time yet.
fn must_be_intended(frame: &Frame, at: &MeetingPlace) -> Result<()> {
    at.must_run(frame)?;
    match at.meeting.state {
        State::Intended => Ok(()),
        _ => Err(Error::Conflict("This call has a time, or was dropped: change the call itself.".to_owned())),
    }
}

/// The form to change what was said about when a call will be.
pub async fn edit_intention(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    must_be_intended(&frame, &at)?;
    let milestones = forum::store::list_milestones(&mut db, at.place.cycle.id).await?;
    let form = IntentionForm::of(&at.meeting);
    edit_page(&frame, at, milestones, form, Errors::default())
}

/// Changes what was said. It may become due anew.
pub async fn update_intention(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<IntentionForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    must_be_intended(&frame, &at)?;
    let form = form.read()?;
    let milestones = forum::store::list_milestones(&mut db, at.place.cycle.id).await?;
    let new = match form.typed.check(&milestones, Some(frame.today())) {
        Ok(new) => new,
        Err(errors) => return edit_page(&frame, at, milestones, form.typed, errors),
    };

    let mut tx = form.once.begin_change(&mut db).await?;
    if actions::say_anew(&mut tx, at.actor(&frame), &at.meeting, &new, form.typed.edits).await? {
        return tx.done(at.path(), "What was said about its time was changed.").await;
    }
    drop(tx);
    edit_page(&frame, at, milestones, form.typed, Errors::default())
}
