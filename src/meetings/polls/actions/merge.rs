//! One answer of two, and two of one again.

use sqlx::PgConnection;

use crate::{
    activity::{Diff, Visibility},
    db::ReplyId,
    forum::Actor,
    meetings::{
        Meeting,
        polls::{Poll, store},
    },
    web::{Error, Result},
};

/// Lets one answer go into another, as both are of one person: of each slot, what was said last.
///
/// # Errors
/// Conflict when one of them is gone.
pub async fn merge(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    poll: &Poll,
    (keep, gone): (ReplyId, ReplyId),
) -> Result<()> {
    store::lock_replies(db, [keep, gone]).await?;
    let both = [
        store::find_reply_by_id(db, poll.id, keep).await?,
        store::find_reply_by_id(db, poll.id, gone).await?,
    ];
    if both.iter().any(Option::is_none) {
        let sentence =
            "One of these answers was taken back or became one with another meanwhile. Look at them again.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    store::insert_merge(db, poll.id, (keep, gone), actor.person, actor.now).await?;
    let summary = format!("Two answers to the poll about {} became one.", meeting.short_title());
    actor.record(db, meeting, "poll.merged", Visibility::Audit, summary, Diff::new()).await
}

/// Parts them again.
///
/// # Errors
/// Conflict when they were parted before, or whose answer had gone has answered since.
pub async fn part(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    poll: &Poll,
    merge: i64,
) -> Result<()> {
    store::lock_poll(db, poll.id).await?;
    if !store::undo_merge(db, poll.id, merge).await? {
        let sentence =
            "These answers cannot be parted: they were already, or an answer under that name came since.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    let summary = format!("One answer to the poll about {} is two again.", meeting.short_title());
    actor.record(db, meeting, "poll.parted", Visibility::Audit, summary, Diff::new()).await
}
