//! People who may be on file twice, for the Secretariat: somebody decides, nothing happens by itself.

use std::collections::HashSet;

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::offer::MergeForm;
use crate::{
    app::Db,
    db::PersonId,
    people::{Candidate, Merge, UNDO_DAYS, actions, names::Names, store, store::merge as rows},
    web::{Error, Frame, Layout, Result, Sent, render},
};

/// How many pairs stand on the page.
const PAIRS: usize = 50;

#[derive(Template)]
#[template(path = "people/doubles.html")]
struct DoublesPage {
    layout: Layout,
    pairs: Vec<(Candidate, Candidate)>,
    /// What was made one and can be parted again.
    merges: Vec<Merge>,
}

impl DoublesPage {
    fn both<'a>(&self, one: &'a Candidate, other: &'a Candidate) -> Vec<&'a Candidate> {
        vec![one, other]
    }
}

/// Pairs of people whose names look alike.
pub async fn show_doubles(mut db: Db, frame: Frame) -> Result<Response> {
    frame.must_run_site()?;
    let people = store::list_on_file(&mut db).await?;
    let apart: HashSet<_> = rows::list_apart(&mut db).await?.into_iter().collect();
    // Comparing everybody takes a while: off the threads that serve.
    let find = move || {
        let names = Names::of(people.into_iter().map(|known| (known.id, known.name)));
        names.doubles(PAIRS, |one, other| !apart.contains(&(one.min(other), one.max(other))))
    };
    let found = tokio::task::spawn_blocking(find).await.map_err(anyhow::Error::new)?;
    let numbers: Vec<i64> = found.iter().flat_map(|(one, other)| [one.0, other.0]).collect();
    let candidates = rows::list_candidates(&mut db, &numbers).await?;
    let merges = rows::list_merges(&mut db, None, frame.now().plus_days(-UNDO_DAYS)).await?;

    let of = |person| candidates.iter().find(|candidate| candidate.id == person).cloned();
    let pairs = found.into_iter().filter_map(|(one, other)| of(one).zip(of(other))).collect();
    let layout = frame.page("People on file twice").crumb("Administration", "/admin").private();
    render(&DoublesPage { layout, pairs, merges })
}

/// What is decided of a pair.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PairForm {
    one: i64,
    other: i64,
    decision: String,
}

/// Makes one of two, or notes that they are two.
pub async fn decide_double(mut db: Db, frame: Frame, form: Sent<PairForm>) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let (one, other) = (PersonId(form.typed.one), PersonId(form.typed.other));
    if rows::list_candidates(&mut db, &[one.0, other.0]).await?.len() != 2 {
        return Err(Error::BadRequest("Choose two people of the page."));
    }

    let mut tx = form.once.begin(&mut db).await?;
    let message = match form.typed.decision.as_str() {
        "one" => {
            actions::merge(&mut tx, by, (one, other), frame.now()).await?;
            "The two are one now. You can part them again for thirty days."
        }
        "other" => {
            actions::merge(&mut tx, by, (other, one), frame.now()).await?;
            "The two are one now. You can part them again for thirty days."
        }
        "apart" => {
            actions::say_apart(&mut tx, by, (one, other), frame.now()).await?;
            "They stay two, and are not shown here again."
        }
        _ => return Err(Error::BadRequest("Choose whom to keep, or that they are two.")),
    };

    tx.done("/admin/people", message).await
}

/// Parts what was made one.
pub async fn part_double(mut db: Db, frame: Frame, form: Sent<MergeForm>) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::undo(&mut tx, by, form.typed.merge, frame.now()).await?;

    tx.done("/admin/people", "The two are parted again.").await
}
