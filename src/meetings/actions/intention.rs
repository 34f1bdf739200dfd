//! What is said about when a meeting should be, before it has a time.

use sqlx::PgConnection;

use super::Actor;
use crate::{
    activity::{Diff, Visibility},
    meetings::{Meeting, NewMeeting, State, store},
    web::{Error, Result},
};

/// Puts on record that there should be a meeting, with what was said about when.
pub async fn intend(
    db: &mut PgConnection,
    actor: Actor<'_>,
    new: &NewMeeting,
    said_in: Option<&Meeting>,
) -> Result<Meeting> {
    let meeting = insert_intended(db, actor, new, said_in).await?;
    let text = new.intention.as_ref().map_or("", |intention| intention.text.as_str());
    let summary = format!("The next call: {text}.");
    actor.record(db, &meeting, "meeting.intended", Visibility::Public, summary, Diff::new()).await?;
    Ok(meeting)
}

/// The same as part of another act.
pub(super) async fn insert_intended(
    db: &mut PgConnection,
    actor: Actor<'_>,
    new: &NewMeeting,
    said_in: Option<&Meeting>,
) -> Result<Meeting> {
    store::lock_cycle(db, actor.place.cycle.id).await?;
    let (id, serial) =
        store::insert_meeting(db, actor.place.cycle.id, State::Intended, new, actor.now).await?;
    if let Some(said_in) = said_in {
        store::set_said_in(db, id, said_in.id).await?;
    }
    store::find_meeting(db, actor.place.cycle.id, serial).await?.ok_or(Error::NotFound)
}

/// Changes what was said about when an intended meeting will be, if nobody changed it since `edits`, else false. Whether it
/// is time to find a time is asked anew.
pub async fn say_anew(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: &Meeting,
    new: &NewMeeting,
    edits: i32,
) -> Result<bool> {
    let Some(said) = &new.intention else { return Ok(false) };
    if !store::set_intention(db, before.id, new.kind, said, edits).await? {
        return Ok(false);
    }
    let former = before.intention.as_ref().map_or("", |intention| intention.text.as_str());
    let summary = format!("The next call: {}.", said.text);
    let diff = Diff::new().field("said", former, &said.text);
    actor.record(db, before, "meeting.intended", Visibility::Public, summary, diff).await?;
    Ok(true)
}
