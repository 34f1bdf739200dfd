//! What is done to the mail that leaves; each verb records one act.

use sqlx::PgConnection;

use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::PersonId,
    mail,
    web::{Error, Result},
};

/// Takes a waiting message back.
///
/// # Errors
/// Conflict when it was settled meanwhile.
pub async fn cancel(db: &mut PgConnection, by: PersonId, id: i64, now: Instant) -> Result<()> {
    let done = mail::store::cancel(db, id, now).await?;
    let diff = Diff::new().field("state", "waiting", "cancelled");
    record(db, by, done, "mail.cancelled", format!("Message {id} was taken back."), diff, now).await
}

/// Tries a message again now, one that was given up too.
///
/// # Errors
/// Conflict when it was settled meanwhile.
pub async fn hurry(db: &mut PgConnection, by: PersonId, id: i64, now: Instant) -> Result<()> {
    let done = mail::store::hurry(db, id, now).await?;
    record(db, by, done, "mail.hurried", format!("Message {id} was tried again."), Diff::new(), now).await
}

async fn record(
    db: &mut PgConnection,
    by: PersonId,
    done: bool,
    verb: &'static str,
    summary: String,
    diff: Diff,
    now: Instant,
) -> Result<()> {
    if !done {
        let sentence =
            "This message was sent, given up or taken back in the meantime, or is being sent right now.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    let act = Act {
        actor: Some(by),
        verb,
        forum: None,
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary,
        diff,
    };
    Ok(activity::store::record(db, now, act).await?)
}
