//! Saying whether one comes.

use sqlx::PgConnection;

use super::{Actor, reload};
use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::{PersonId, SittingId},
    forum,
    mail::CalendarAnswer,
    meetings::{Answer, Meeting, store},
    people::{self, Email},
    web::{Error, Result},
};

/// What somebody says about coming.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    /// To which sitting.
    pub sitting: SittingId,
    /// Who.
    pub person: PersonId,
    /// Whether they come, and what they want the facilitators to know; none takes their answer back.
    pub answer: Option<(Answer, &'a str)>,
    /// When the form was opened that they sent, where that is known.
    pub opened_at: Option<Instant>,
}

/// Notes whether somebody comes to a sitting. The same answer a second time changes nothing.
///
/// # Errors
/// Conflict, with the reason, once the sitting has begun or was cancelled.
pub async fn answer(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    said: &Saying<'_>,
) -> Result<()> {
    let person = said.person;
    store::hold_sitting(db, said.sitting).await?;
    let meeting = reload(db, meeting).await?;
    let sitting = meeting.sittings.iter().find(|one| one.id == said.sitting).ok_or(Error::NotFound)?;
    if let Some(why) = meeting.why_no_answers(sitting, sitting.answered_as_of(actor.now, said.opened_at)) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let (changed, verb, what) = if let Some(given) = said.answer {
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

/// Notes what somebody's calendar answered by mail; false when it is not theirs, of an entry that has changed since, or
/// too late: then a person has to read it.
///
/// # Errors
/// When the database is gone.
pub async fn take_calendar_answer(
    db: &mut PgConnection,
    came: &CalendarAnswer,
    now: Instant,
) -> Result<bool> {
    let (person, id) = (PersonId(came.person), SittingId(came.of));
    let Some(answer) = Answer::of_partstat(&came.partstat) else { return Ok(false) };
    let Some(email) = Email::parse(&came.email) else { return Ok(false) };
    if people::store::find_by_email(db, &email).await? != Some(person) {
        return Ok(false);
    }
    let Some((slug, year, serial)) = store::find_place_of_sitting(db, id).await? else { return Ok(false) };
    let place = forum::store::find_cycle(db, &slug, year).await?.ok_or(Error::NotFound)?;
    let meeting = store::find_meeting(db, place.cycle.id, serial).await?.ok_or(Error::NotFound)?;
    let is_current = meeting.sittings.iter().any(|one| one.id == id && one.sequence <= came.sequence);
    if !is_current {
        return Ok(false);
    }
    let actor = Actor { person: Some(person), place: &place, now };
    let said = Saying { sitting: id, person, answer: Some((answer, &came.comment)), opened_at: None };
    match self::answer(db, actor, &meeting, &said).await {
        Ok(()) => Ok(true),
        Err(Error::Conflict(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
