//! Two rows that are one person: taking over, merging, and making two of them again.

use sqlx::PgConnection;

use super::{record, record_in};
use crate::{
    activity::Diff,
    app::App,
    clock::Instant,
    db::{OnConstraint, PersonId},
    mail::store::queue,
    people::{InCycle, Merge, MergeKind, UNDO_DAYS, mail, store, store::merge as rows},
    web::{Error, Result},
};

/// What a take-over leaves where it is: the account's own addresses sign in, no others; roles wait for somebody's word.
const NOT_TAKEN_OVER: [&str; 2] = ["address", "role"];

/// The owner of an account says that they are the person who was offered to them. History follows at once; roles do
/// when somebody who runs their cycle confirms it.
///
/// # Errors
/// Conflict when nobody was offered, or somebody else was faster.
pub async fn take_over(db: &mut PgConnection, taker: PersonId, person: PersonId, now: Instant) -> Result<()> {
    let offers = rows::list_offers(db, taker).await?;
    if !offers.iter().any(|offer| offer.person == person) {
        return Err(taken_over());
    }
    join(db, MergeKind::TakeOver, (taker, person), taker, &NOT_TAKEN_OVER, now).await?;
    record(db, taker, taker, "person.taken_over", "A person on file was taken over.", Diff::new(), now).await
}

/// Somebody who runs a cycle says that a person on file is the owner of an account. The owner is told by mail. The roles
/// of this cycle follow with the history.
///
/// # Errors
/// Not found when the person is not this cycle's to link; conflict when somebody else was faster.
pub async fn link_by_hand(
    db: &mut PgConnection,
    app: &App,
    by: PersonId,
    at: InCycle,
    (taker, person): (PersonId, PersonId),
    now: Instant,
) -> Result<()> {
    let entered = rows::list_entered(db, at.cycle).await?;
    let entered = entered.iter().find(|entered| entered.id == person).ok_or_else(taken_over)?;
    if !rows::has_account(db, taker).await? {
        return Err(Error::NotFound);
    }
    let merge = join(db, MergeKind::TakeOver, (taker, person), by, &NOT_TAKEN_OVER, now).await?;
    // Roles that publish and mail take the word of a second person, as when they are given.
    if taker != by && !rows::runs_cycle(db, person, at.cycle).await? {
        rows::move_roles(db, merge, at.cycle).await?;
    }
    if let Some(address) = rows::find_address(db, taker).await? {
        queue(db, &mail::linked(app, &address, taker, &entered.name)?, now).await?;
    }
    let taker_name = store::find_name(db, taker).await?.unwrap_or_default();
    let summary = format!("{} was linked to the account of {taker_name}.", entered.name);
    record_in(db, by, at, taker, ("person.linked", summary), now).await
}

/// Confirms that whoever took a person over holds the roles of a cycle.
///
/// # Errors
/// Conflict when the take-over was undone or nothing waits; forbidden for one's own.
pub async fn confirm_roles(
    db: &mut PgConnection,
    by: PersonId,
    at: InCycle,
    merge: i64,
    now: Instant,
) -> Result<()> {
    let merge = rows::lock_merge(db, merge).await?.filter(|merge| merge.kind == MergeKind::TakeOver);
    let merge = merge.ok_or_else(undone)?;
    if merge.kept == by || merge.by == Some(by) {
        return Err(Error::Forbidden("Somebody else who runs this cycle confirms it, or the Secretariat."));
    }
    if rows::move_roles(db, merge.id, at.cycle).await? == 0 {
        return Err(Error::Conflict("These roles were confirmed already.".to_owned()));
    }
    let summary = format!("{} has the roles that {} was entered with.", merge.kept_name, merge.gone_name);
    record_in(db, by, at, merge.kept, ("person.roles_confirmed", summary), now).await
}

/// Makes one person of two.
///
/// # Errors
/// Conflict when both have an account, or somebody else was faster.
pub async fn merge(
    db: &mut PgConnection,
    by: PersonId,
    (kept, gone): (PersonId, PersonId),
    now: Instant,
) -> Result<()> {
    if kept == gone {
        return Err(Error::BadRequest("Choose two people."));
    }
    if rows::has_account(db, gone).await? {
        let sentence = "The one to be given up has an account. Keep that one; of two with an account, one has to delete theirs first.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    // An address that was only entered by somebody must not sign in to an account.
    let but: &[&str] = if rows::has_account(db, kept).await? { &["address"] } else { &[] };
    join(db, MergeKind::Merge, (kept, gone), by, but, now).await?;
    let names = (store::find_name(db, gone).await?, store::find_name(db, kept).await?);
    let diff = Diff::new().field("name", names.0.unwrap_or_default(), names.1.unwrap_or_default());
    record(db, by, kept, "person.merged", "Two people on file were made one.", diff, now).await
}

/// Makes two of one again, within thirty days.
///
/// # Errors
/// Conflict when that was done, is too late, or the one was made one with a third meanwhile.
pub async fn undo(db: &mut PgConnection, by: PersonId, merge: i64, now: Instant) -> Result<Merge> {
    let merge = rows::lock_merge(db, merge).await?.ok_or_else(undone)?;
    if !merge.may_be_undone(now) {
        let sentence = format!("This was done more than {UNDO_DAYS} days ago. Ask the Secretariat.");
        return Err(Error::Conflict(sentence));
    }
    if rows::find_kept(db, merge.kept).await?.is_some() {
        let sentence = "This person was made one with another one since. Undo that first.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    rows::undo_merge(db, merge.id, by, now).await?;
    let diff = Diff::new().field("name", &merge.kept_name, &merge.gone_name);
    record(db, by, merge.kept, "person.parted", "One person on file was made two again.", diff, now).await?;
    Ok(merge)
}

/// Notes that two people whose names look alike are two.
pub async fn say_apart(
    db: &mut PgConnection,
    by: PersonId,
    (one, other): (PersonId, PersonId),
    now: Instant,
) -> Result<()> {
    rows::insert_apart(db, one, other, by, now).await?;
    record(db, by, one, "person.said_apart", "Two people whose names look alike are two.", Diff::new(), now)
        .await
}

/// Notes that an offered person is somebody else.
///
/// # Errors
/// Conflict when nobody is offered.
pub async fn decline(db: &mut PgConnection, taker: PersonId, person: PersonId, now: Instant) -> Result<()> {
    if !rows::decline_offer(db, taker, person, now).await? {
        return Err(Error::Conflict("This was answered already.".to_owned()));
    }
    record(db, taker, taker, "person.declined", "A person on file is somebody else.", Diff::new(), now).await
}

async fn join(
    db: &mut PgConnection,
    kind: MergeKind,
    (kept, gone): (PersonId, PersonId),
    by: PersonId,
    but: &[&str],
    now: Instant,
) -> Result<i64> {
    if rows::find_kept(db, kept).await?.is_some() {
        return Err(taken_over());
    }
    let but: Vec<String> = but.iter().map(|table| (*table).to_owned()).collect();
    let joined = rows::insert_merge(db, kind, (kept, gone), by, &but, now).await;
    joined.on_constraint("person_merge_once", taken_over)
}

fn taken_over() -> Error {
    let sentence = "Somebody else took this person over, or the two were made one in another way. If that was wrong, tell your facilitators: it can be undone.";
    Error::Conflict(sentence.to_owned())
}

fn undone() -> Error {
    Error::Conflict("This was undone in the meantime.".to_owned())
}
