//! People without an account, for those who run a cycle: entering them, saying whose account they are, and giving the
//! second word to roles that wait for it.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use crate::{
    app::Db,
    db::PersonId,
    forum::{CyclePlace, Year, find_cycle},
    people::{
        Concerning, Entered, InCycle, Merge, PersonForm, UNDO_DAYS, WaitingRole, actions as people,
        store::{entered, list_with_account, merges},
    },
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "forum/on_file.html")]
struct OnFilePage {
    layout: Layout,
    place: CyclePlace,
    waiting: Vec<WaitingRole>,
    entered: Vec<Entered>,
    accounts: Vec<(PersonId, String, bool)>,
    taken: Vec<Merge>,
    form: PersonForm,
    errors: Errors,
    me: PersonId,
}

async fn page(
    db: &mut Db,
    frame: &Frame,
    place: CyclePlace,
    form: PersonForm,
    errors: Errors,
) -> Result<Response> {
    let cycle = place.cycle.id;
    let since = frame.now().plus_days(-UNDO_DAYS);
    let page = OnFilePage {
        layout: place.page(frame, "People without an account", "/people").private(),
        waiting: merges::list_waiting_roles(db, cycle).await?,
        entered: entered::list_entered(db, cycle).await?,
        accounts: list_with_account(db).await?,
        taken: merges::list_merges(db, Concerning::Cycle(cycle), since).await?,
        me: frame.member()?.person,
        place,
        form,
        errors,
    };
    render_with(page.errors.status(), &page)
}

fn here(place: &CyclePlace) -> InCycle {
    InCycle { forum: place.forum.id, cycle: place.cycle.id }
}

fn path(place: &CyclePlace) -> String {
    format!("{}/people/on-file", place.path())
}

/// Who is on file, and what waits for a word.
pub async fn on_file(mut db: Db, frame: Frame, Path((slug, year)): Path<(String, Year)>) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;

    page(&mut db, &frame, place, PersonForm::default(), Errors::default()).await
}

/// Enters a person.
pub async fn enter_person(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<PersonForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => return page(&mut db, &frame, place, form.typed, errors).await,
    };

    let mut tx = form.once.begin(&mut db).await?;
    let entered = people::enter(&mut tx, by, here(&place), &new, frame.now()).await?;
    if let Err(errors) = entered {
        drop(tx);
        return page(&mut db, &frame, place, form.typed, errors).await;
    }

    tx.done(path(&place), "The person is on file.").await
}

/// A person on file, and the owner of the account that they are.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    person: i64,
    account: String,
}

/// Says whose account somebody on file is.
pub async fn link_person(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<LinkForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let by = frame.member()?.person;
    let form = form.read()?;
    if place.cycle.trial {
        let sentence = "This is a test cycle: nobody is linked in it, for that would outlast it.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    let taker = form.typed.account.parse().map(PersonId);
    let taker = taker.map_err(|_| Error::BadRequest("Go back and choose an account."))?;

    let mut tx = form.once.begin(&mut db).await?;
    let pair = (taker, PersonId(form.typed.person));
    people::link_by_hand(&mut tx, frame.app(), by, here(&place), pair, frame.now()).await?;

    tx.done(path(&place), "The two are one now. The owner of the account is told by mail. Roles by which a cycle is run wait for a second person.").await
}

/// Two who became one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TakenForm {
    merge: i64,
}

/// Confirms the roles that wait for a second word.
pub async fn confirm_person(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<TakenForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let by = frame.member()?.person;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    people::confirm_roles(&mut tx, by, here(&place), form.typed.merge, frame.now()).await?;

    tx.done(path(&place), "The roles are confirmed.").await
}

/// Parts two who became one, which concerns this cycle.
pub async fn part_person(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<TakenForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let by = frame.member()?.person;
    let form = form.read()?;
    if !merges::list_cycles_of_merge(&mut db, form.typed.merge).await?.contains(&place.cycle.id) {
        return Err(Error::NotFound);
    }

    let mut tx = form.once.begin(&mut db).await?;
    people::undo(&mut tx, by, form.typed.merge, frame.now()).await?;

    tx.done(path(&place), "The two are parted again.").await
}
