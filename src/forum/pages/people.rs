//! Who holds which role in a cycle, who did before, and giving and ending roles.

use askama::Template;
use axum::response::Response;

use crate::{
    app::{App, Db},
    appointments::{self, AnswerForm, Appointment},
    clock::Day,
    db::{PersonId, RoleId},
    forum::{
        Actor, CyclePlace, Role, Year,
        actions::{self, Given},
        find_cycle,
        forms::RoleForm,
        store,
    },
    people::store as people_store,
    viewer::RoleKind,
    web::{Errors, Frame, Layout, Path, Pressed, Result, Sent, render, render_with},
};

#[derive(Template)]
#[template(path = "forum/people.html")]
struct PeoplePage {
    layout: Layout,
    place: CyclePlace,
    now: Vec<Role>,
    before: Vec<Role>,
    /// What waits for a second person; only those who can answer it see it.
    waiting: Vec<Appointment>,
    may_edit: bool,
    may_run: bool,
}

impl PeoplePage {
    fn may_settle(&self, appointment: &Appointment) -> bool {
        appointment.may_be_settled_by(self.layout.frame().viewer())
    }

    fn may_take_back(&self, appointment: &Appointment) -> bool {
        appointment.was_proposed_by(self.layout.frame().viewer())
    }
}

/// The roles of a cycle: who holds them, and who held them before.
pub async fn people(mut db: Db, frame: Frame, Path((slug, year)): Path<(String, Year)>) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let mut roles = store::list_roles(&mut db, place.cycle.id).await?;

    let waiting = if frame.viewer().runs(place.cycle.id) {
        appointments::store::list_waiting(&mut db, Some(place.cycle.id)).await?
    } else {
        Vec::new()
    };
    let order = |role: &Role| RoleKind::ALL.iter().position(|kind| *kind == role.kind);
    roles.sort_by_key(order);
    let (now, before) = roles.into_iter().partition(|role| !role.has_ended(frame.today()));
    let layout = place.page(&frame, "People", "/people").record();
    let layout = layout
        .describe(format!("Who facilitates, drafts and supports {}, and who did before.", place.name()));
    let (may_edit, may_run) = (frame.viewer().runs_site(), frame.viewer().runs(place.cycle.id));
    render(&PeoplePage { layout, place, now, before, waiting, may_edit, may_run })
}

#[derive(Template)]
#[template(path = "forum/role_form.html")]
struct RolePage {
    layout: Layout,
    place: CyclePlace,
    people: Vec<(PersonId, String, bool)>,
    form: RoleForm,
    errors: Errors,
}

impl RolePage {
    fn kinds(&self) -> [RoleKind; 11] {
        RoleKind::ALL
    }
}

async fn form_page(
    db: &mut Db,
    frame: &Frame,
    place: CyclePlace,
    form: RoleForm,
    errors: Errors,
) -> Result<Response> {
    let people = people_store::list_with_account(db).await?;
    let layout = place.page(frame, "Give a role", "/people").private();
    render_with(errors.status(), &RolePage { layout, place, people, form, errors })
}

/// The form to give a role.
pub async fn new_role(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run_site()?;
    let Day(today) = frame.today();
    let form = RoleForm { from: today.to_string(), ..RoleForm::default() };
    form_page(&mut db, &frame, place, form, Errors::default()).await
}

/// Gives a role, or proposes it.
pub async fn create_role(
    mut db: Db,
    app: App,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<RoleForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run_site()?;
    let form = form.read()?;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => return form_page(&mut db, &frame, place, form.typed, errors).await,
    };

    let mut tx = form.once.begin(&mut db).await?;
    let given = actions::appoint(&mut tx, &app, Actor::of(&frame, &place), &new).await?;

    let sentence = match given {
        Given::Now => "The role was given.",
        Given::Waiting if place.cycle.trial => {
            "The role is proposed. It begins when a second person confirms it. In a test cycle nobody is mailed: tell them."
        }
        Given::Waiting => {
            "The role is proposed. It begins when a second person confirms it; they were mailed."
        }
    };
    tx.done(format!("{}/people", place.path()), sentence).await
}

/// Ends a role today.
pub async fn end_role(
    mut db: Db,
    frame: Frame,
    Path((slug, year, role)): Path<(String, Year, i64)>,
    pressed: Sent<Pressed>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run_site()?;
    let form = pressed.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::end_role(&mut tx, Actor::of(&frame, &place), RoleId(role)).await?;

    tx.done(format!("{}/people", place.path()), "The role has ended.").await
}

/// Answers a role that waits for a second person.
pub async fn settle_role(
    mut db: Db,
    app: App,
    frame: Frame,
    Path((slug, year, appointment)): Path<(String, Year, i64)>,
    form: Sent<AnswerForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let waiting = appointments::store::list_waiting(&mut db, Some(place.cycle.id)).await?;
    let appointment =
        waiting.into_iter().find(|one| one.id == appointment).ok_or_else(appointments::answered)?;
    let form = form.read()?;
    let answer = form.typed.check()?;
    appointment.allow(answer, frame.viewer())?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::settle_role(&mut tx, &app, Actor::of(&frame, &place), appointment, answer).await?;

    tx.done(format!("{}/people", place.path()), answer.done()).await
}
