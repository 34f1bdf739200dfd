//! Two people whose names do not look alike and who are one all the same: chosen by their numbers, shown, decided.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use crate::{
    app::Db,
    people::{Candidate, store::doubles},
    web::{Errors, Frame, Layout, Query, Result, render_with},
};

/// The numbers of two people, as they stand in the addresses of their pages.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Numbers {
    one: String,
    other: String,
}

impl Numbers {
    fn are_empty(&self) -> bool {
        self.one.is_empty() && self.other.is_empty()
    }
}

#[derive(Template)]
#[template(path = "people/pair.html")]
struct PairPage {
    layout: Layout,
    numbers: Numbers,
    errors: Errors,
    pair: Option<(Candidate, Candidate)>,
}

impl PairPage {
    fn both<'a>(&self, one: &'a Candidate, other: &'a Candidate) -> Vec<&'a Candidate> {
        vec![one, other]
    }
}

/// Asks for the numbers, and shows both.
pub async fn show_pair(mut db: Db, frame: Frame, Query(numbers): Query<Numbers>) -> Result<Response> {
    frame.must_run_site()?;
    let mut errors = Errors::default();
    let mut pair = None;
    if !numbers.are_empty() {
        let one = find(&mut db, &mut errors, "one", &numbers.one).await?;
        let other = find(&mut db, &mut errors, "other", &numbers.other).await?;
        pair = one.zip(other);
    }
    if pair.as_ref().is_some_and(|(one, other)| one.id == other.id) {
        errors.add("other", "These are the numbers of one person. Enter another one.");
        pair = None;
    }

    let layout = frame.page("Two people, by their numbers").crumb("Administration", "/admin");
    let layout = layout.crumb("People on file twice", "/admin/people").private();
    render_with(errors.status(), &PairPage { layout, numbers, errors, pair })
}

async fn find(db: &mut Db, errors: &mut Errors, field: &str, number: &str) -> Result<Option<Candidate>> {
    let found = match number.trim().parse() {
        Ok(number) => doubles::list_candidates(db, &[number]).await?.pop(),
        Err(_) => None,
    };
    if found.is_none() {
        errors
            .add(field, "Nobody on file has this number. It stands at the end of the address of their page.");
    }
    Ok(found)
}
