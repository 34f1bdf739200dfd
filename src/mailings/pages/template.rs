//! Words that a forum's facilitators use again.

use askama::Template;
use axum::response::Response;

use super::{Facts, NumberPath, find_place, mailings, meanwhile, under};
use crate::{
    app::Db,
    forum::{Actor, CyclePlace, Year},
    mailings::{Kind, Template as Words, actions, fields::Field, forms::TemplateForm, store},
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "mailings/templates.html")]
struct TemplatesPage {
    layout: Layout,
    place: CyclePlace,
    templates: Vec<Words>,
    /// Whether one is being changed.
    changes: bool,
    form: TemplateForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Facts,
}

impl TemplatesPage {
    fn fields(&self) -> &'static [Field] {
        self.form.kind().fields()
    }

    async fn answer(
        db: &mut Db,
        frame: &Frame,
        at: At,
        form: TemplateForm,
        errors: Errors,
    ) -> Result<Response> {
        let At { place, before } = at;
        let templates = store::list_templates(db, place.forum.id).await?;
        let changes = before.is_some();
        let layout = under(&place, frame, if changes { "Change a template" } else { "Templates" });
        let edits = before.as_ref().map_or(0, |before| before.edits);
        let saved = || before.as_ref().map(facts).unwrap_or_default();
        let (theirs, status) = meanwhile(&errors, (form.edits, edits), saved);
        let form = TemplateForm { edits, ..form };
        render_with(status, &Self { layout, place, templates, changes, form, errors, theirs })
    }
}

fn facts(template: &Words) -> Facts {
    vec![
        ("What it is for", template.name.clone()),
        ("For which mailings", template.kind.label().to_owned()),
        ("Subject", template.subject.clone()),
        ("Text", template.body.clone()),
    ]
}

/// Where one is: a cycle, and the template that is changed; none for a new one.
struct At {
    place: CyclePlace,
    before: Option<Words>,
}

async fn find(db: &mut Db, frame: &Frame, (slug, year, id): &NumberPath) -> Result<At> {
    let place = find_place(db, frame, slug, *year).await?;
    let templates = store::list_templates(db, place.forum.id).await?;
    let before = templates.into_iter().find(|template| template.id == *id).ok_or(Error::NotFound)?;
    Ok(At { place, before: Some(before) })
}

/// The templates of the forum, and the form for a new one.
pub async fn templates(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_place(&mut db, &frame, &slug, year).await?;
    let at = At { place, before: None };
    TemplatesPage::answer(&mut db, &frame, at, TemplateForm::default(), Errors::default()).await
}

/// The form to change a template.
pub async fn edit_template(mut db: Db, frame: Frame, Path(path): Path<NumberPath>) -> Result<Response> {
    let at = find(&mut db, &frame, &path).await?;
    let form = at.before.as_ref().map(TemplateForm::of).unwrap_or_default();
    TemplatesPage::answer(&mut db, &frame, at, form, Errors::default()).await
}

/// Adds a template.
pub async fn create_template(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<TemplateForm>,
) -> Result<Response> {
    let place = find_place(&mut db, &frame, &slug, year).await?;
    save(&mut db, &frame, At { place, before: None }, form).await
}

/// Changes a template.
pub async fn update_template(
    mut db: Db,
    frame: Frame,
    Path(path): Path<NumberPath>,
    form: Sent<TemplateForm>,
) -> Result<Response> {
    let at = find(&mut db, &frame, &path).await?;
    save(&mut db, &frame, at, form).await
}

async fn save(db: &mut Db, frame: &Frame, mut at: At, form: Sent<TemplateForm>) -> Result<Response> {
    let form = form.read()?;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => return TemplatesPage::answer(db, frame, at, form.typed, errors).await,
    };

    let mut tx = match at.before {
        Some(_) => form.once.begin_change(db).await?,
        None => form.once.begin(db).await?,
    };
    let actor = Actor::of(frame, &at.place);
    let (saved, sentence) = match &at.before {
        Some(before) => {
            (actions::change_template(&mut tx, actor, before, &new, form.typed.edits).await, "Saved.")
        }
        None => (actions::add_template(&mut tx, actor, &new).await.map(|()| true), "The template is added."),
    };
    let errors = match saved {
        Ok(true) => return tx.done(format!("{}/templates", mailings(&at.place)), sentence).await,
        Ok(false) => Errors::default(),
        Err(Error::Conflict(sentence)) => Errors::one("name", sentence),
        Err(error) => return Err(error),
    };
    drop(tx);
    if let Some(before) = &at.before {
        let templates = store::list_templates(db, at.place.forum.id).await?;
        at.before = templates.into_iter().find(|template| template.id == before.id);
    }
    TemplatesPage::answer(db, frame, at, form.typed, errors).await
}
