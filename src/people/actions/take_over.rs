//! A person on file is the owner of an account: they say so of whom they were offered, or somebody who runs a cycle
//! says it for them.

use sqlx::PgConnection;

use super::{
    merge::{NOT_AT_ONCE, join, taken_over, undone},
    record, record_in,
};
use crate::{
    activity::Diff,
    app::App,
    clock::Instant,
    db::PersonId,
    mail::store::queue,
    people::{
        InCycle, MergeKind, mail, store,
        store::{addresses, entered, merges, offers},
    },
    viewer::RoleKind,
    web::{Error, Result},
};

/// The owner of an account says that they are the person who was offered to them. History follows at once; roles do
/// when somebody who runs their cycle confirms it.
///
/// # Errors
/// Conflict when nobody was offered, or somebody else was faster.
pub async fn take_over(db: &mut PgConnection, taker: PersonId, person: PersonId, now: Instant) -> Result<()> {
    let offers = offers::list_offers(db, taker).await?;
    if !offers.iter().any(|offer| offer.person == person) {
        return Err(taken_over());
    }
    join(db, MergeKind::TakeOver, (taker, person), taker, &NOT_AT_ONCE, now).await?;
    record(db, taker, taker, "person.taken_over", "A person on file was taken over.", Diff::new(), now).await
}

/// Somebody who runs a cycle says that a person on file is the owner of an account. The owner is told by mail. The roles
/// of this cycle follow with the history, but for those by which it is run: they take the word of a second person, as
/// when they are given.
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
    let entered = entered::list_entered(db, at.cycle).await?;
    let entered = entered.iter().find(|entered| entered.id == person).ok_or_else(taken_over)?;
    if !entered::has_account(db, taker).await? {
        return Err(Error::NotFound);
    }
    let merge = join(db, MergeKind::TakeOver, (taker, person), by, &NOT_AT_ONCE, now).await?;
    if taker != by {
        merges::move_roles(db, merge, Some(at.cycle), &RoleKind::codes_that_run()).await?;
    }
    if let Some(address) = addresses::find_address(db, taker).await? {
        queue(db, &mail::linked(app, &address, taker, &entered.name)?, now).await?;
    }
    let taker_name = store::find_name(db, taker).await?.unwrap_or_default();
    let summary = format!("{} was linked to the account of {taker_name}.", entered.name);
    record_in(db, by, at, taker, ("person.linked", summary), now).await
}

/// Confirms that the owner of an account holds the roles of a cycle that wait.
///
/// # Errors
/// Conflict when the two were parted or nothing waits; forbidden for one's own, and for who said that the two are one.
pub async fn confirm_roles(
    db: &mut PgConnection,
    by: PersonId,
    at: InCycle,
    merge: i64,
    now: Instant,
) -> Result<()> {
    let merge = merges::lock_merge(db, merge).await?.ok_or_else(undone)?;
    if !merge.may_be_confirmed_by(by) {
        return Err(Error::Forbidden("Somebody else who runs this cycle confirms it, or the Secretariat."));
    }
    if merges::move_roles(db, merge.id, Some(at.cycle), &[]).await? == 0 {
        return Err(Error::Conflict("These roles were confirmed already.".to_owned()));
    }
    let summary = format!("{} has the roles that {} was entered with.", merge.kept_name, merge.gone_name);
    record_in(db, by, at, merge.kept, ("person.roles_confirmed", summary), now).await
}

/// Notes that an offered person is somebody else.
///
/// # Errors
/// Conflict when nobody is offered.
pub async fn decline(db: &mut PgConnection, taker: PersonId, person: PersonId, now: Instant) -> Result<()> {
    if !offers::decline_offer(db, taker, person, now).await? {
        return Err(Error::Conflict("This was answered already.".to_owned()));
    }
    record(db, taker, taker, "person.declined", "A person on file is somebody else.", Diff::new(), now).await
}
