//! Opening and changing a cycle, and moving it on.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::Db,
    forum::{
        Actor, CyclePlace, CycleState, Year, actions, find_cycle,
        forms::{CycleForm, StateForm},
        model::next_free_year,
        store,
    },
    web::{Error, Errors, Form, Frame, Layout, Path, Result, Sent, render_with, time},
};

#[derive(Template)]
#[template(path = "forum/cycle_form.html")]
struct CycleFormPage {
    layout: Layout,
    form: CycleForm,
    errors: Errors,
    back: String,
}

impl CycleFormPage {
    fn zones(&self) -> Vec<String> {
        time::zones()
    }
}

/// The form for a new cycle.
pub async fn new_cycle(mut db: Db, frame: Frame, Path(slug): Path<String>) -> Result<Response> {
    let forum = store::find_forum(&mut db, &slug).await?.ok_or(Error::NotFound)?;
    frame.must_run_site()?;
    let cycles = store::list_all_cycles(&mut db, forum.id).await?;
    let year = next_free_year(&cycles, frame.today().0.year().into());
    let form = CycleForm { year: year.to_string(), ..CycleForm::default() };
    new_page(&frame, &forum, form, Errors::default())
}

fn new_page(frame: &Frame, forum: &crate::forum::Forum, form: CycleForm, errors: Errors) -> Result<Response> {
    let layout = frame.page("Open a cycle").crumb(forum.name.clone(), forum.path()).private();
    let page = CycleFormPage { layout, form, errors, back: forum.path() };
    render_with(page.errors.status(), &page)
}

/// Opens a cycle.
pub async fn create_cycle(
    mut db: Db,
    frame: Frame,
    Path(slug): Path<String>,
    form: Sent<CycleForm>,
) -> Result<Response> {
    let forum = store::find_forum(&mut db, &slug).await?.ok_or(Error::NotFound)?;
    frame.must_run_site()?;
    let form = form.read()?;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => return new_page(&frame, &forum, form.typed, errors),
    };

    let mut tx = form.once.begin(&mut db).await?;
    let opened = actions::open_cycle(&mut tx, frame.viewer().person(), &forum, &new, frame.now()).await?;

    match opened {
        Ok(_) => {
            let path = format!("{}/{}", forum.path(), new.year);
            tx.done(path, "The cycle is open, as proposed.").await
        }
        Err(errors) => new_page(&frame, &forum, form.typed, errors),
    }
}

#[derive(Template)]
#[template(path = "forum/cycle_edit.html")]
struct CycleEditPage {
    layout: Layout,
    place: CyclePlace,
    form: CycleForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Option<CycleForm>,
    state: StateForm,
    state_errors: Errors,
}

impl CycleEditPage {
    fn new(frame: &Frame, place: CyclePlace) -> Self {
        let layout = place.page(frame, "Change the cycle", "none").private();
        let state = StateForm {
            from: place.cycle.state.code().to_owned(),
            by: "MAG".to_owned(),
            ..StateForm::default()
        };
        let (form, errors, state_errors) =
            (CycleForm::of(&place.cycle), Errors::default(), Errors::default());
        Self { layout, place, form, errors, theirs: None, state, state_errors }
    }

    fn next_states(&self) -> &'static [CycleState] {
        self.place.cycle.state.next()
    }

    /// Whether a decision is among them.
    fn has_decision(&self) -> bool {
        self.next_states().iter().any(|state| state.is_decision())
    }

    fn zones(&self) -> Vec<String> {
        time::zones()
    }
}

/// The forms to change a cycle and to move it on.
pub async fn edit_cycle(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    render_with(StatusCode::OK, &CycleEditPage::new(&frame, place))
}

/// Changes a cycle. A form that was opened before somebody else's save shows both.
pub async fn update_cycle(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<CycleForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let Form { typed, once, .. } = form.read()?;
    let typed = CycleForm { year: place.cycle.year.to_string(), ..typed };
    let new = match typed.check() {
        Ok(new) => new,
        Err(errors) => {
            let page = CycleEditPage { form: typed, errors, ..CycleEditPage::new(&frame, place) };
            return render_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };

    let mut tx = once.begin_change(&mut db).await?;
    let saved = actions::change_cycle(&mut tx, Actor::of(&frame, &place), &new, typed.edits).await?;

    if !saved {
        drop(tx);
        let theirs = CycleForm::of(&place.cycle);
        let form = CycleForm { edits: place.cycle.edits, ..typed };
        let page = CycleEditPage { form, theirs: Some(theirs), ..CycleEditPage::new(&frame, place) };
        return render_with(StatusCode::CONFLICT, &page);
    }
    tx.done(place.path(), "The cycle was changed.").await
}

/// Moves a cycle on to its next state.
pub async fn change_state(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<StateForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run_site()?;
    let form = form.read()?;
    let step = match form.typed.check(frame.today()) {
        Ok(step) => step,
        Err(state_errors) => {
            let page = CycleEditPage { state: form.typed, state_errors, ..CycleEditPage::new(&frame, place) };
            return render_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };

    let mut tx = form.once.begin(&mut db).await?;
    actions::move_on(&mut tx, Actor::of(&frame, &place), &step).await?;

    tx.done(place.path(), format!("The cycle is now {}.", step.to.label())).await
}
