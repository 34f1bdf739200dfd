//! Who holds which role in a cycle, who did before, and giving and ending roles.

use askama::Template;
use axum::response::Response;

use crate::{
    app::Db,
    clock::Day,
    db::{PersonId, RoleId},
    forum::{Actor, CyclePlace, Role, Year, actions, find_cycle, forms::RoleForm, store},
    people::store as people_store,
    viewer::RoleKind,
    web::{Errors, Form, Frame, Layout, Path, Pressed, Result, render, render_with},
};

#[derive(Template)]
#[template(path = "forum/people.html")]
struct PeoplePage {
    layout: Layout,
    place: CyclePlace,
    now: Vec<Role>,
    before: Vec<Role>,
    may_edit: bool,
}

/// The roles of a cycle: who holds them, and who held them before.
pub async fn people(mut db: Db, frame: Frame, Path((slug, year)): Path<(String, Year)>) -> Result<Response> {
    let place = find_cycle(&mut db, &slug, year).await?;
    let mut roles = store::list_roles(&mut db, place.cycle.id).await?;

    let order = |role: &Role| RoleKind::ALL.iter().position(|kind| *kind == role.kind);
    roles.sort_by_key(order);
    let (now, before) = roles.into_iter().partition(|role| !role.has_ended(frame.today()));
    let layout = place.page(&frame, "People", "/people").record();
    let layout = layout
        .describe(format!("Who facilitates, drafts and supports {}, and who did before.", place.name()));
    render(&PeoplePage { layout, place, now, before, may_edit: frame.viewer().runs_site() })
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
    let place = find_cycle(&mut db, &slug, year).await?;
    frame.must_run_site()?;
    let Day(today) = frame.today();
    let form = RoleForm { from: today.to_string(), ..RoleForm::default() };
    form_page(&mut db, &frame, place, form, Errors::default()).await
}

/// Gives a role.
pub async fn create_role(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Form<RoleForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &slug, year).await?;
    frame.must_run_site()?;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => return form_page(&mut db, &frame, place, form.typed, errors).await,
    };

    let mut tx = db.begin().await?;
    actions::give_role(&mut tx, Actor::of(&frame, &place), &new).await?;
    tx.commit().await?;

    Ok(frame.done(format!("{}/people", place.path()), "The role was given."))
}

/// Ends a role today.
pub async fn end_role(
    mut db: Db,
    frame: Frame,
    Path((slug, year, role)): Path<(String, Year, i64)>,
    _: Form<Pressed>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &slug, year).await?;
    frame.must_run_site()?;

    let mut tx = db.begin().await?;
    actions::end_role(&mut tx, Actor::of(&frame, &place), RoleId(role)).await?;
    tx.commit().await?;

    Ok(frame.done(format!("{}/people", place.path()), "The role has ended."))
}
