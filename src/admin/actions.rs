//! What is done to the mail that leaves; each verb records one act.

use sqlx::PgConnection;

use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::PersonId,
    mail,
    people::{self, Email},
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

/// Mails to a suspended address again, for its reader, who may have no account or said so by another way.
///
/// # Errors
/// Conflict when nothing was held back any more.
pub async fn resume(db: &mut PgConnection, by: PersonId, email: &Email, now: Instant) -> Result<()> {
    if !mail::store::resume_address(db, email.as_str()).await? {
        return Err(Error::Conflict("This address is not suspended any more.".to_owned()));
    }
    let about = people::store::find_by_email(db, email).await?;
    let summary = "Mail to a suspended address was resumed by the Secretariat.".to_owned();
    let act = act(by, "mail.resumed", summary, Diff::new());
    match about {
        Some(person) => activity::store::record_about(db, now, act, person).await?,
        None => activity::store::record(db, now, act).await?,
    }
    Ok(())
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
    Ok(activity::store::record(db, now, act(by, verb, summary, diff)).await?)
}

fn act(by: PersonId, verb: &'static str, summary: String, diff: Diff) -> Act {
    Act {
        actor: Some(by),
        verb,
        forum: None,
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary,
        diff,
    }
}
