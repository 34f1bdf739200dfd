//! Making one of two rows that are one person, and two of them again.

use sqlx::PgConnection;

use super::record;
use crate::{
    activity::Diff,
    clock::Instant,
    db::{OnConstraint, PersonId},
    people::{
        Merge, MergeKind, UNDO_DAYS, store,
        store::{doubles, entered, merges},
    },
    viewer::RoleKind,
    web::{Error, Result},
};

/// What does not follow to an account at once: its own addresses sign in, no others; roles wait for somebody's word.
pub(super) const NOT_AT_ONCE: [&str; 2] = ["address", "role"];

/// Makes one person of two; true where roles wait for a second person. To an account, the roles follow but for those by
/// which a cycle is run.
///
/// # Errors
/// Conflict when both have an account, or somebody else was faster.
pub async fn merge(
    db: &mut PgConnection,
    by: PersonId,
    (kept, gone): (PersonId, PersonId),
    now: Instant,
) -> Result<bool> {
    if kept == gone {
        return Err(Error::BadRequest("Choose two people."));
    }
    if entered::has_account(db, gone).await? {
        let sentence = "The one to be given up has an account. Keep that one; of two with an account, one has to delete theirs first.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    // Where nobody can sign in, nobody gets a right by it.
    let but: &[&str] = if entered::has_account(db, kept).await? { &NOT_AT_ONCE } else { &[] };
    let merge = join(db, MergeKind::Merge, (kept, gone), by, but, now).await?;
    merges::move_roles(db, merge, None, &RoleKind::codes_that_run()).await?;
    let names = (store::find_name(db, gone).await?, store::find_name(db, kept).await?);
    let diff = Diff::new().field("name", names.0.unwrap_or_default(), names.1.unwrap_or_default());
    record(db, by, kept, "person.merged", "Two people on file were made one.", diff, now).await?;
    Ok(merges::has_waiting_roles(db, merge).await?)
}

/// Makes two of one again, within thirty days.
///
/// # Errors
/// Conflict when that was done, is too late, or the one was made one with a third meanwhile.
pub async fn undo(db: &mut PgConnection, by: PersonId, merge: i64, now: Instant) -> Result<Merge> {
    let merge = merges::lock_merge(db, merge).await?.ok_or_else(undone)?;
    if !merge.may_be_undone(now) {
        let sentence = format!("This was done more than {UNDO_DAYS} days ago. Ask the Secretariat.");
        return Err(Error::Conflict(sentence));
    }
    if merges::find_kept(db, merge.kept).await?.is_some() {
        let sentence = "This person was made one with another one since. Undo that first.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    merges::undo_merge(db, merge.id, by, now).await?;
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
    doubles::insert_apart(db, one, other, by, now).await?;
    record(db, by, one, "person.said_apart", "Two people whose names look alike are two.", Diff::new(), now)
        .await
}

/// Lets two rows be one person, but for what stands in the tables of `but`; gives the row that says so.
pub(super) async fn join(
    db: &mut PgConnection,
    kind: MergeKind,
    (kept, gone): (PersonId, PersonId),
    by: PersonId,
    but: &[&str],
    now: Instant,
) -> Result<i64> {
    if merges::find_kept(db, kept).await?.is_some() {
        return Err(taken_over());
    }
    let but: Vec<String> = but.iter().map(|table| (*table).to_owned()).collect();
    let joined = merges::insert_merge(db, kind, (kept, gone), by, &but, now).await;
    joined.on_constraint("person_merge_once", taken_over)
}

pub(super) fn taken_over() -> Error {
    let sentence = "Somebody else took this person over, or the two were made one in another way. If that was wrong, tell your facilitators: it can be undone.";
    Error::Conflict(sentence.to_owned())
}

pub(super) fn undone() -> Error {
    Error::Conflict("This was undone in the meantime.".to_owned())
}
