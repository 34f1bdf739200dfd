//! Saying whether one comes.

use sqlx::PgConnection;

use super::{Actor, reload};
use crate::{
    activity::{self, Act, Diff, Visibility},
    db::{PersonId, SittingId},
    meetings::{Answer, Meeting, store},
    web::{Error, Result},
};

/// Notes whether somebody comes to a sitting, and what they want the facilitators to know; none takes their answer
/// back. The same answer a second time changes nothing.
///
/// # Errors
/// Conflict, with the reason, once the sitting has begun or was cancelled.
pub async fn answer(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    sitting: SittingId,
    person: PersonId,
    given: Option<(Answer, &str)>,
) -> Result<()> {
    store::hold_sitting(db, sitting).await?;
    let meeting = reload(db, meeting).await?;
    let sitting = meeting.sittings.iter().find(|one| one.id == sitting).ok_or(Error::NotFound)?;
    if let Some(why) = meeting.why_no_answers(sitting, actor.now) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let (changed, verb, what) = if let Some(given) = given {
        let changed = store::set_answer(db, person, sitting, given, actor.now).await?;
        (changed, "rsvp.given", "said whether they come to")
    } else {
        let changed = store::delete_answer(db, person, sitting.id).await?;
        (changed, "rsvp.taken_back", "took back whether they come to")
    };
    if !changed {
        return Ok(());
    }
    let act = Act {
        actor: Some(person),
        reference: Some(actor.cite(db, &meeting).await?),
        ..actor.act(
            verb,
            Visibility::Audit,
            format!("Somebody {what} {}.", meeting.short_title()),
            Diff::new(),
        )
    };
    Ok(activity::store::record_about(db, actor.now, act, person).await?)
}
