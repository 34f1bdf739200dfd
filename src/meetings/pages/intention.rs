//! Saying that there should be a call whose time is not known yet.

use askama::Template;
use axum::response::Response;

use crate::{
    app::Db,
    forum::{self, CyclePlace, Milestone, Year, find_cycle},
    meetings::{
        IntentionKind, Kind,
        actions::{self, Actor},
        forms::IntentionForm,
    },
    web::{Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "meetings/intend.html")]
struct IntentionPage {
    layout: Layout,
    milestones: Vec<Milestone>,
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
    milestones: Vec<Milestone>,
    form: IntentionForm,
    errors: Errors,
) -> Result<Response> {
    let back = format!("{}/meetings", place.path());
    let layout =
        place.page(frame, "The next call, roughly", "/meetings").crumb("Calls", back.clone()).private();
    let page = IntentionPage { layout, milestones, form, errors, back };
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
    let new = match form.typed.check(&milestones) {
        Ok(new) => new,
        Err(errors) => return intention_page(&frame, &place, milestones, form.typed, errors),
    };

    let actor = Actor { person: frame.viewer().person(), place: &place, now: frame.now() };
    let mut tx = form.once.begin(&mut db).await?;
    let meeting = actions::intend(&mut tx, actor, &new, None).await?;

    tx.done(meeting.path(&place), "Noted. Set its time when it is known, or ask people when they can come.")
        .await
}
