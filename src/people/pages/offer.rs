//! "Is this you?": people on file whom the owner of an account may be.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use crate::{
    app::Db,
    db::PersonId,
    people::{
        Concerning, Merge, Offer, UNDO_DAYS, actions,
        store::{merges, offers},
    },
    web::{Error, Frame, Layout, Result, Sent, render},
};

#[derive(Template)]
#[template(path = "people/offer.html")]
struct OfferPage {
    layout: Layout,
    offers: Vec<Offer>,
    /// What was taken over and can be parted again.
    taken: Vec<Merge>,
}

/// Who is offered, and who was taken over.
pub async fn show_offers(mut db: Db, frame: Frame) -> Result<Response> {
    let person = frame.member()?.person;
    let since = frame.now().plus_days(-UNDO_DAYS);
    let offers = offers::list_offers(&mut db, person).await?;
    let taken = merges::list_merges(&mut db, Concerning::Kept(person), since).await?;

    let layout = frame.page("Is this you?").crumb("Settings", "/settings").private();
    render(&OfferPage { layout, offers, taken })
}

/// What somebody says of a person who was offered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    person: i64,
    answer: String,
}

/// Takes the person over, or says that it is somebody else.
pub async fn answer_offer(mut db: Db, frame: Frame, form: Sent<AnswerForm>) -> Result<Response> {
    let taker = frame.member()?.person;
    let form = form.read()?;
    let person = PersonId(form.typed.person);

    let mut tx = form.once.begin(&mut db).await?;
    let message = match form.typed.answer.as_str() {
        "yes" => {
            actions::take_over(&mut tx, taker, person, frame.now()).await?;
            "What is on record under that name is yours now. Roles follow when somebody who runs their cycle confirms it."
        }
        "no" => {
            actions::decline(&mut tx, taker, person, frame.now()).await?;
            "Thank you. The two stay apart."
        }
        _ => return Err(Error::BadRequest("Say whether it is you.")),
    };

    tx.done("/settings/is-this-you", message).await
}

/// A take-over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MergeForm {
    /// Its row.
    pub merge: i64,
}

/// Parts what the owner of the account took over, or was linked to.
pub async fn undo_take_over(mut db: Db, frame: Frame, form: Sent<MergeForm>) -> Result<Response> {
    let taker = frame.member()?.person;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    let own = merges::lock_merge(&mut tx, form.typed.merge).await?.filter(|merge| merge.kept == taker);
    let own = own.ok_or(Error::NotFound)?;
    actions::undo(&mut tx, taker, own.id, frame.now()).await?;

    tx.done("/settings/is-this-you", "The two are parted again.").await
}
