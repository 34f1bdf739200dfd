//! Preparing a new cycle after the model of a former one; showing it; deleting a test.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::{App, Db},
    forum::{
        Actor, Cycle, CyclePlace, Forum, Milestone, Role, Year, actions, find_cycle,
        forms::{MilestoneRow, PrepareForm, Turn},
        model::next_free_year,
        store,
    },
    web::{Error, Errors, Form, Frame, Layout, Path, Pressed, Result, Sent, render_with, time},
};

#[derive(Template)]
#[template(path = "forum/prepare.html")]
struct PreparePage {
    layout: Layout,
    cycles: Vec<Cycle>,
    form: PrepareForm,
    errors: Errors,
    back: String,
}

impl PreparePage {
    fn zones(&self) -> Vec<String> {
        time::zones()
    }
}

#[derive(Template)]
#[template(path = "forum/prepare_review.html")]
struct ReviewPage {
    layout: Layout,
    former: Cycle,
    roles: Vec<Role>,
    rows: Vec<MilestoneRow>,
    form: PrepareForm,
    errors: Errors,
}

impl ReviewPage {
    fn takes(&self, role: &Role) -> bool {
        self.form.role.contains(&role.id.0)
    }

    /// Whether both annual meetings have their days, so that the plan follows them.
    fn follows_the_meeting(&self) -> bool {
        self.former.event_first.is_some() && !self.form.event_first.is_empty()
    }
}

/// What every handler here begins with: the forum, and the cycles to copy from.
async fn find(db: &mut Db, frame: &Frame, slug: &str) -> Result<(Forum, Vec<Cycle>)> {
    let forum = store::find_forum(db, slug).await?.ok_or(Error::NotFound)?;
    frame.must_run_site()?;
    let cycles = store::list_all_cycles(db, forum.id).await?;
    Ok((forum, cycles))
}

fn layout(frame: &Frame, forum: &Forum, title: &str) -> Layout {
    frame.page(title).crumb("Forums", "/").crumb(forum.name.clone(), forum.path()).private()
}

fn first_page(
    frame: &Frame,
    forum: &Forum,
    cycles: Vec<Cycle>,
    form: PrepareForm,
    errors: Errors,
) -> Result<Response> {
    let layout = layout(frame, forum, "Prepare a cycle");
    render_with(errors.status(), &PreparePage { layout, cycles, form, errors, back: forum.path() })
}

/// What the cycle is, and what it takes over.
pub async fn new_preparation(mut db: Db, frame: Frame, Path(slug): Path<String>) -> Result<Response> {
    let (forum, cycles) = find(&mut db, &frame, &slug).await?;
    let newest = cycles.first().map_or(0, |cycle| cycle.year);
    let next = next_free_year(&cycles, newest + 1);
    let form = PrepareForm {
        former: newest.to_string(),
        year: if newest == 0 { String::new() } else { next.to_string() },
        roles: Some("on".to_owned()),
        plan: Some("on".to_owned()),
        ..PrepareForm::default()
    };
    first_page(&frame, &forum, cycles, form, Errors::default())
}

/// Goes on to the review, back, or makes the draft. Nothing is kept before that.
pub async fn prepare(
    mut db: Db,
    app: App,
    frame: Frame,
    Path(slug): Path<String>,
    form: Sent<PrepareForm>,
) -> Result<Response> {
    let (forum, cycles) = find(&mut db, &frame, &slug).await?;
    let by = frame.member()?.person;
    let Form { typed, once, .. } = form.read()?;
    if typed.turn == Turn::Back {
        return first_page(&frame, &forum, cycles, typed, Errors::default());
    }
    let former = cycles.iter().find(|cycle| cycle.year.to_string() == typed.former).cloned();
    let (former, new) = match (former, typed.check_cycle()) {
        (Some(former), Ok(new)) => (former, new),
        (former, new) => {
            let mut errors = new.err().unwrap_or_default();
            if former.is_none() {
                errors.add("former", "Choose a former cycle of this forum.");
            }
            return first_page(&frame, &forum, cycles, typed, errors);
        }
    };
    if cycles.iter().any(|cycle| cycle.year == new.year) {
        return first_page(&frame, &forum, cycles, typed, actions::year_is_taken());
    }
    let roles = store::list_roles(&mut db, former.id).await?;
    let plan = store::list_milestones(&mut db, former.id).await?;
    if typed.turn == Turn::Review {
        let typed = typed.offering(&former, &new, &roles, &plan, frame.today());
        return review(&frame, &forum, former, roles, &plan, typed, Errors::default());
    }
    let preparation = match typed.check(&former, &roles, &plan, frame.today()) {
        Ok(preparation) => preparation,
        Err(errors) => return review(&frame, &forum, former, roles, &plan, typed, errors),
    };

    let mut tx = once.begin(&mut db).await?;
    let made = actions::prepare_cycle(&mut tx, &app, by, &forum, &preparation, frame.now()).await?;

    match made {
        Ok(()) => {
            let path = format!("{}/{}", forum.path(), preparation.cycle.year);
            tx.done(path, "The draft is made. Only those who work in it see it, until you show it.").await
        }
        Err(errors) => first_page(&frame, &forum, cycles, typed, errors),
    }
}

fn review(
    frame: &Frame,
    forum: &Forum,
    former: Cycle,
    roles: Vec<Role>,
    plan: &[Milestone],
    form: PrepareForm,
    errors: Errors,
) -> Result<Response> {
    let rows = form.rows(plan);
    let roles = if form.roles.is_some() { roles } else { Vec::new() };
    let layout = layout(frame, forum, "Look through what is taken over");
    render_with(errors.status(), &ReviewPage { layout, former, roles, rows, form, errors })
}

/// Shows a draft to everybody.
pub async fn show_cycle(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    pressed: Sent<Pressed>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run_site()?;
    let form = pressed.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::show_cycle(&mut tx, Actor::of(&frame, &place)).await?;

    tx.done(place.path(), "Everybody can see the cycle now, as proposed.").await
}

#[derive(Template)]
#[template(path = "forum/delete.html")]
struct DeletePage {
    layout: Layout,
    place: CyclePlace,
}

/// Asks before a test cycle is deleted.
pub async fn ask_delete(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run_site()?;
    let layout = place.page(&frame, "Delete the test cycle", "none").private();
    let status = if place.cycle.trial { StatusCode::OK } else { StatusCode::CONFLICT };
    render_with(status, &DeletePage { layout, place })
}

/// Deletes a test cycle whole.
pub async fn delete_cycle(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    pressed: Sent<Pressed>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run_site()?;
    let form = pressed.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::delete_trial(&mut tx, Actor::of(&frame, &place)).await?;

    tx.done(place.forum.path(), "The test cycle is deleted, with everything in it.").await
}
