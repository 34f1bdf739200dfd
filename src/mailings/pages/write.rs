//! Writing a mailing.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use super::{MailingPath, find};
use crate::{
    app::Db,
    forum::{Actor, CyclePlace, Year, find_cycle},
    mailings::{
        Audience, Mailing, State, Template as Words, actions, fields::FIELDS, forms::MailingForm, store,
    },
    web::{Error, Errors, Frame, Layout, Path, Query, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "mailings/form.html")]
struct FormPage {
    layout: Layout,
    place: CyclePlace,
    /// To begin a new one with.
    templates: Vec<Words>,
    form: MailingForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Vec<(&'static str, String)>,
}

impl FormPage {
    fn fields(&self) -> &'static [(&'static str, &'static str)] {
        FIELDS
    }

    fn answer(
        frame: &Frame,
        place: CyclePlace,
        before: Option<Mailing>,
        templates: Vec<Words>,
        form: MailingForm,
        errors: Errors,
    ) -> Result<Response> {
        let title = if before.is_some() { "Change the announcement" } else { "Write an announcement" };
        let layout = place.page(frame, title, "none").private();
        let layout = layout.crumb("Announcements by mail", format!("{}/mailings", place.path()));
        let edits = before.as_ref().map_or(0, |before| before.edits);
        let newer = before.as_ref().filter(|_| errors.is_empty() && form.edits != edits);
        let theirs = newer.map(facts).unwrap_or_default();
        let status = if theirs.is_empty() { errors.status() } else { StatusCode::CONFLICT };
        let form = MailingForm { edits, ..form };
        render_with(status, &Self { layout, place, templates, form, errors, theirs })
    }
}

fn facts(mailing: &Mailing) -> Vec<(&'static str, String)> {
    vec![
        ("To", mailing.audience.label().to_owned()),
        ("Subject", mailing.subject.clone()),
        ("Text", mailing.body.clone()),
    ]
}

/// With which words to begin.
#[derive(Debug, Deserialize)]
pub struct Begin {
    template: Option<i64>,
}

/// The form for a new one.
pub async fn new(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    Query(begin): Query<Begin>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let templates = store::list_templates(&mut db, place.forum.id).await?;
    let form = match begin.template {
        Some(id) => {
            let template = templates.iter().find(|template| template.id == id).ok_or(Error::NotFound)?;
            MailingForm::from(template)
        }
        None => MailingForm::default(),
    };
    FormPage::answer(&frame, place, None, templates, form, Errors::default())
}

/// Keeps it as a draft, to be looked at.
pub async fn create(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<MailingForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = form.read()?;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => return FormPage::answer(&frame, place, None, Vec::new(), form.typed, errors),
    };

    let mut tx = form.once.begin(&mut db).await?;
    let id = actions::write(&mut tx, Actor::of(&frame, &place), &new).await?;

    tx.done(format!("{}/mailings/{id}", place.path()), "Kept. Nothing was sent yet: look at it first.").await
}

/// A draft, for those who run its cycle.
async fn find_draft(db: &mut Db, frame: &Frame, path: &MailingPath) -> Result<(CyclePlace, Mailing)> {
    let (place, mailing) = find(db, frame, path).await?;
    if mailing.state != State::Draft {
        let sentence = "This was sent or thrown away already, and cannot be changed any more.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    Ok((place, mailing))
}

/// The form to change a draft.
pub async fn edit(mut db: Db, frame: Frame, Path(path): Path<MailingPath>) -> Result<Response> {
    let (place, mailing) = find_draft(&mut db, &frame, &path).await?;
    let form = MailingForm::of(&mailing);
    FormPage::answer(&frame, place, Some(mailing), Vec::new(), form, Errors::default())
}

/// Changes a draft.
pub async fn update(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MailingPath>,
    form: Sent<MailingForm>,
) -> Result<Response> {
    let (place, before) = find_draft(&mut db, &frame, &path).await?;
    let form = form.read()?;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => return FormPage::answer(&frame, place, Some(before), Vec::new(), form.typed, errors),
    };

    let mut tx = form.once.begin_change(&mut db).await?;
    let saved = actions::change(&mut tx, Actor::of(&frame, &place), &before, &new, form.typed.edits).await?;

    if !saved {
        drop(tx);
        let (place, newer) = find_draft(&mut db, &frame, &path).await?;
        return FormPage::answer(&frame, place, Some(newer), Vec::new(), form.typed, Errors::default());
    }
    tx.done(before.path(&place), "Saved. Nothing was sent yet.").await
}
