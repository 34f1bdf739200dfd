//! Writing a mailing.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{Facts, NumberPath, find, find_place, mailings, meanwhile, under};
use crate::{
    app::Db,
    forum::{Actor, CyclePlace, Year},
    mailings::{Kind, Mailing, State, Template as Words, actions, fields::Field, forms::MailingForm, store},
    references::Citable,
    web::{Error, Errors, Form, Frame, Layout, Path, Query, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "mailings/form.html")]
struct FormPage {
    layout: Layout,
    kind: Kind,
    /// Where to go on without it.
    leave: String,
    /// To begin a new one with.
    templates: Vec<Words>,
    form: MailingForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Facts,
}

impl FormPage {
    fn fields(&self) -> &'static [Field] {
        self.kind.fields()
    }

    /// To whom it can go: the value and the words.
    fn choices(&self) -> Vec<(&'static str, &'static str)> {
        let audiences = self.kind.audiences().iter();
        audiences.map(|audience| (audience.code(), audience.label(self.kind))).collect()
    }
}

fn facts(mailing: &Mailing) -> Facts {
    vec![
        ("To", mailing.to_whom().to_owned()),
        ("Subject", mailing.subject.clone()),
        ("Text", mailing.body.clone()),
    ]
}

/// A mailing that is to be begun.
#[derive(Debug)]
pub struct Beginning {
    /// In which cycle.
    pub place: CyclePlace,
    /// What it is.
    pub kind: Kind,
    /// What it is about; none for an announcement.
    pub about: Option<Citable>,
}

impl Beginning {
    async fn answer(self, db: &mut Db, frame: &Frame, form: MailingForm, errors: Errors) -> Result<Response> {
        let Self { place, kind, about } = self;
        let mut templates = store::list_templates(db, place.forum.id).await?;
        templates.retain(|template| template.kind == kind);
        let mut layout = under(&place, frame, kind.heading());
        let leave = about.as_ref().map_or_else(|| mailings(&place), |about| about.path.clone());
        if let Some(about) = about {
            layout = layout.crumb(about.label, about.path);
        }
        let page = FormPage { layout, kind, leave, templates, form, errors, theirs: Facts::new() };
        render_with(page.errors.status(), &page)
    }
}

/// With which words to begin: those of a template, else the forum's first of the kind, else the standard ones.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub struct Begin {
    template: Option<i64>,
}

/// The form for a new mailing, for those who run the cycle.
pub async fn ask(db: &mut Db, frame: &Frame, of: Beginning, begin: Begin) -> Result<Response> {
    frame.must_run(of.place.cycle.id)?;
    let kind = of.kind;
    let templates = store::list_templates(db, of.place.forum.id).await?;
    let mut fitting = templates.iter().filter(|template| template.kind == kind);
    let chosen = match begin.template {
        Some(id) => Some(fitting.find(|template| template.id == id).ok_or(Error::NotFound)?),
        None => fitting.next().filter(|_| kind != Kind::Announcement),
    };
    let (subject, body) =
        chosen.map_or_else(|| kind.standard(), |chosen| (chosen.subject.as_str(), chosen.body.as_str()));
    let form = MailingForm::begin(kind, subject, body);
    of.answer(db, frame, form, Errors::default()).await
}

/// Keeps a new mailing as a draft, to be looked at.
pub async fn begin(db: &mut Db, frame: &Frame, of: Beginning, form: Form<MailingForm>) -> Result<Response> {
    frame.must_run(of.place.cycle.id)?;
    let new = match form.typed.check(of.kind) {
        Ok(new) => new,
        Err(errors) => return of.answer(db, frame, form.typed, errors).await,
    };

    let mut tx = form.once.begin(db).await?;
    let Beginning { place, kind, about } = &of;
    let id = actions::write(&mut tx, Actor::of(frame, place), *kind, about.as_ref(), &new).await?;

    tx.done(format!("{}/{id}", mailings(place)), "Kept. Nothing was sent yet: look at it first.").await
}

/// The form for an announcement.
pub async fn new(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    Query(begin): Query<Begin>,
) -> Result<Response> {
    let place = find_place(&mut db, &frame, &slug, year).await?;
    ask(&mut db, &frame, Beginning { place, kind: Kind::Announcement, about: None }, begin).await
}

/// Keeps an announcement as a draft.
pub async fn create(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<MailingForm>,
) -> Result<Response> {
    let place = find_place(&mut db, &frame, &slug, year).await?;
    begin(&mut db, &frame, Beginning { place, kind: Kind::Announcement, about: None }, form.read()?).await
}

/// A draft, for those who run its cycle.
async fn find_draft(db: &mut Db, frame: &Frame, path: &NumberPath) -> Result<(CyclePlace, Mailing)> {
    let (place, mailing) = find(db, frame, path).await?;
    if mailing.state != State::Draft {
        let sentence = "This was sent or thrown away already, and cannot be changed any more.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    Ok((place, mailing))
}

fn answer_change(
    frame: &Frame,
    place: CyclePlace,
    before: &Mailing,
    form: MailingForm,
    errors: Errors,
) -> Result<Response> {
    let (theirs, status) = meanwhile(&errors, (form.edits, before.edits), || facts(before));
    let layout = under(&place, frame, "Change it");
    let (kind, leave) = (before.kind, before.path(&place));
    let form = MailingForm { edits: before.edits, ..form };
    let templates = Vec::new();
    render_with(status, &FormPage { layout, kind, leave, templates, form, errors, theirs })
}

/// The form to change a draft.
pub async fn edit(mut db: Db, frame: Frame, Path(path): Path<NumberPath>) -> Result<Response> {
    let (place, mailing) = find_draft(&mut db, &frame, &path).await?;
    answer_change(&frame, place, &mailing, MailingForm::of(&mailing), Errors::default())
}

/// Changes a draft.
pub async fn update(
    mut db: Db,
    frame: Frame,
    Path(path): Path<NumberPath>,
    form: Sent<MailingForm>,
) -> Result<Response> {
    let (place, before) = find_draft(&mut db, &frame, &path).await?;
    let form = form.read()?;
    let new = match form.typed.check(before.kind) {
        Ok(new) => new,
        Err(errors) => return answer_change(&frame, place, &before, form.typed, errors),
    };

    let mut tx = form.once.begin_change(&mut db).await?;
    if actions::change(&mut tx, Actor::of(&frame, &place), &before, &new, form.typed.edits).await? {
        return tx.done(before.path(&place), "Saved. Nothing was sent yet.").await;
    }
    drop(tx);
    let (place, newer) = find_draft(&mut db, &frame, &path).await?;
    answer_change(&frame, place, &newer, form.typed, Errors::default())
}
