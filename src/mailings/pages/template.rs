//! Words that a forum's facilitators use again.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::Db,
    forum::{Actor, CyclePlace, Year, find_cycle},
    mailings::{Template as Words, actions, fields::FIELDS, forms::TemplateForm, store},
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "mailings/templates.html")]
struct TemplatesPage {
    layout: Layout,
    place: CyclePlace,
    templates: Vec<Words>,
    /// The one that is being changed; none for a new one.
    before: Option<Words>,
    form: TemplateForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Vec<(&'static str, String)>,
}

impl TemplatesPage {
    fn fields(&self) -> &'static [(&'static str, &'static str)] {
        FIELDS
    }

    async fn answer(
        db: &mut Db,
        frame: &Frame,
        place: CyclePlace,
        before: Option<Words>,
        form: TemplateForm,
        errors: Errors,
    ) -> Result<Response> {
        let templates = store::list_templates(db, place.forum.id).await?;
        let title = if before.is_some() { "Change a template" } else { "Templates" };
        let layout = place.page(frame, title, "none").private();
        let layout = layout.crumb("Announcements by mail", format!("{}/mailings", place.path()));
        let edits = before.as_ref().map_or(0, |before| before.edits);
        let newer = before.as_ref().filter(|_| errors.is_empty() && form.edits != edits);
        let theirs = newer.map(facts).unwrap_or_default();
        let status = if theirs.is_empty() { errors.status() } else { StatusCode::CONFLICT };
        let form = TemplateForm { edits, ..form };
        render_with(status, &Self { layout, place, templates, before, form, errors, theirs })
    }
}

fn facts(template: &Words) -> Vec<(&'static str, String)> {
    vec![
        ("What it is for", template.name.clone()),
        ("Subject", template.subject.clone()),
        ("Text", template.body.clone()),
    ]
}

/// The templates of the forum, and the form for a new one.
pub async fn templates(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    TemplatesPage::answer(&mut db, &frame, place, None, TemplateForm::default(), Errors::default()).await
}

/// Adds a template.
pub async fn create_template(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<TemplateForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = form.read()?;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => {
            return TemplatesPage::answer(&mut db, &frame, place, None, form.typed, errors).await;
        }
    };

    let mut tx = form.once.begin(&mut db).await?;
    let added = actions::add_template(&mut tx, Actor::of(&frame, &place), &new).await;
    if let Err(Error::Conflict(sentence)) = added {
        drop(tx);
        let errors = Errors::one("name", sentence);
        return TemplatesPage::answer(&mut db, &frame, place, None, form.typed, errors).await;
    }
    added?;

    tx.done(format!("{}/mailings/templates", place.path()), "The template is added.").await
}

async fn find(
    db: &mut Db,
    frame: &Frame,
    (slug, year, id): &(String, Year, i64),
) -> Result<(CyclePlace, Words)> {
    let place = find_cycle(db, frame, slug, *year).await?;
    let template = store::find_template(db, place.forum.id, *id).await?;
    frame.must_run(place.cycle.id)?;
    Ok((place, template.ok_or(Error::NotFound)?))
}

/// The form to change a template.
pub async fn edit_template(
    mut db: Db,
    frame: Frame,
    Path(path): Path<(String, Year, i64)>,
) -> Result<Response> {
    let (place, template) = find(&mut db, &frame, &path).await?;
    let form = TemplateForm::of(&template);
    TemplatesPage::answer(&mut db, &frame, place, Some(template), form, Errors::default()).await
}

/// Changes a template.
pub async fn update_template(
    mut db: Db,
    frame: Frame,
    Path(path): Path<(String, Year, i64)>,
    form: Sent<TemplateForm>,
) -> Result<Response> {
    let (place, before) = find(&mut db, &frame, &path).await?;
    let form = form.read()?;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => {
            return TemplatesPage::answer(&mut db, &frame, place, Some(before), form.typed, errors).await;
        }
    };

    let mut tx = form.once.begin_change(&mut db).await?;
    let actor = Actor::of(&frame, &place);
    let saved = match actions::change_template(&mut tx, actor, &before, &new, form.typed.edits).await {
        Err(Error::Conflict(sentence)) => {
            drop(tx);
            let errors = Errors::one("name", sentence);
            return TemplatesPage::answer(&mut db, &frame, place, Some(before), form.typed, errors).await;
        }
        saved => saved?,
    };

    if !saved {
        drop(tx);
        let (place, newer) = find(&mut db, &frame, &path).await?;
        let none = Errors::default();
        return TemplatesPage::answer(&mut db, &frame, place, Some(newer), form.typed, none).await;
    }
    tx.done(format!("{}/mailings/templates", place.path()), "Saved.").await
}
