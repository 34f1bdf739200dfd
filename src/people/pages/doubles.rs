//! People who may be on file twice, for the Secretariat: somebody decides, nothing happens by itself.

use std::collections::HashSet;

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::offer::MergeForm;
use crate::{
    app::Db,
    db::PersonId,
    people::{
        Candidate, Concerning, Merge, UNDO_DAYS, actions, look_alike,
        names::Names,
        store,
        store::{doubles, merges},
    },
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
    let apart: HashSet<_> = doubles::list_apart(&mut db).await?.into_iter().collect();
    // Comparing everybody takes a while: off the threads that serve.
    let find = move || {
        let names = Names::of(people.into_iter().map(|known| (known.id, known.name)));
        names.doubles(PAIRS, |one, other| !apart.contains(&(one.min(other), one.max(other))))
    };
    let found = tokio::task::spawn_blocking(find).await.map_err(anyhow::Error::new)?;
    let numbers: Vec<i64> = found.iter().flat_map(|(one, other)| [one.0, other.0]).collect();
    let candidates = doubles::list_candidates(&mut db, &numbers).await?;
    let since = frame.now().plus_days(-UNDO_DAYS);
    let merges = merges::list_merges(&mut db, Concerning::Everybody, since).await?;

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
    /// Sent by the page that shows two who were chosen by their numbers.
    chosen: Option<String>,
}

/// Makes one of two, or notes that they are two. Two who were not offered are shown first.
pub async fn decide_double(mut db: Db, frame: Frame, form: Sent<PairForm>) -> Result<Response> {
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let PairForm { one, other, decision, chosen } = form.typed;
    let (one, other) = (PersonId(one), PersonId(other));
    let pair = match decision.as_str() {
        "one" => Some((one, other)),
        "other" => Some((other, one)),
        "apart" => None,
        _ => return Err(Error::BadRequest("Choose whom to keep, or that they are two.")),
    };
    let people = doubles::list_candidates(&mut db, &[one.0, other.0]).await?;
    if one == other {
        return Err(Error::BadRequest("Choose two people."));
    }
    let [first, second] = people.as_slice() else {
        let sentence = "The two are not both on file, or not any more. Look at the page again.";
        return Err(Error::Conflict(sentence.to_owned()));
    };
    if pair.is_some() && chosen.is_none() && !is_offered(&mut db, first, second).await? {
        let path = format!("/admin/people/pair?one={one}&other={other}");
        return Ok(frame.done(path, "The two were not offered. Look at both, then decide."));
    }

    let mut tx = form.once.begin(&mut db).await?;
    let message = match pair {
        Some(pair) if actions::merge(&mut tx, by, pair, frame.now()).await? => {
            "The two are one now. Roles by which a cycle is run wait for a second person, under “People” of that cycle. You can part the two again for thirty days."
        }
        Some(_) => "The two are one now. You can part them again for thirty days.",
        None => {
            actions::say_apart(&mut tx, by, (one, other), frame.now()).await?;
            "They stay two, and are not shown here again."
        }
    };

    tx.done("/admin/people", message).await
}

/// Whether the page offers the two: their names look alike, and nobody said that they are two.
async fn is_offered(db: &mut Db, one: &Candidate, other: &Candidate) -> Result<bool> {
    let pair = (one.id.min(other.id), one.id.max(other.id));
    Ok(look_alike(&one.name, &other.name) && !doubles::list_apart(db).await?.contains(&pair))
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
