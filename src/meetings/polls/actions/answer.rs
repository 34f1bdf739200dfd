//! Answering a poll.

use sqlx::PgConnection;

use super::reload;
use crate::{
    activity::{self, Act, Diff, Visibility},
    app::App,
    clock::Instant,
    db::{OnConstraint, PersonId, PollId},
    forum::Actor,
    links::{self, NewLink, Purpose},
    mail::store::queue,
    meetings::{
        Meeting,
        polls::{forms::Answered, mail, store},
    },
    people::{self, Email},
    web::{Error, Result},
};

/// What comes in, and from where.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    /// To which poll.
    pub poll: PollId,
    /// What they say.
    pub said: &'a Answered,
    /// IANA name of the zone in which they read it; empty where that is not known.
    pub zone: &'a str,
    /// When the form was opened that they sent, where that is known.
    pub opened_at: Option<Instant>,
}

/// Who answers.
#[derive(Debug, Clone, Copy)]
pub struct Who {
    /// The person.
    pub person: PersonId,
    /// Of whom nothing is known but the name that they typed.
    pub guest: bool,
}

/// Notes what somebody says of the slots of a poll. The same a second time changes nothing; of two at once the last
/// counts.
///
/// # Errors
/// Conflict, with the reason, when the poll takes no answers.
pub async fn answer(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    who: Who,
    came: &Answering<'_>,
) -> Result<()> {
    let in_grace = must_take(db, came.poll, actor.now, came.opened_at).await?;
    let (reply, is_new) = store::set_reply(
        db,
        came.poll,
        who.person,
        (who.guest, came.said.shows_name),
        came.zone,
        in_grace,
        actor.now,
    )
    .await?;
    let changed = store::set_marks(db, reply, &came.said.marks, &came.said.cleared, actor.now).await?;
    if changed == 0 && !is_new {
        return Ok(());
    }
    record(db, actor, meeting, who.person, "poll.answered", "answered the poll about").await
}

/// Whether it takes an answer now, in the minutes of grace or before.
async fn must_take(
    db: &mut PgConnection,
    poll: PollId,
    now: Instant,
    opened_at: Option<Instant>,
) -> Result<bool> {
    store::share_poll(db, poll).await?;
    let poll = reload(db, poll).await?;
    match poll.why_no_answers(now, opened_at) {
        Some(why) => Err(Error::Conflict(why.to_owned())),
        None => Ok(!poll.window.is_open(now)),
    }
}

/// Notes what a guest says, and gives the link that stands for them. Where they gave an address, a mail with a link goes
/// there: the address is theirs once that link was used, and none of their words are in the mail.
///
/// # Errors
/// Conflict, with the reason, when the poll takes no answers.
pub async fn answer_as_guest(
    db: &mut PgConnection,
    app: &App,
    actor: Actor<'_>,
    meeting: &Meeting,
    (name, email): (&str, Option<&Email>),
    came: &Answering<'_>,
) -> Result<String> {
    let person = people::store::insert_person(db, name, "", actor.now).await?;
    let actor = Actor { person: Some(person), ..actor };
    answer(db, actor, meeting, Who { person, guest: true }, came).await?;
    if let Some(email) = email {
        let purpose = Purpose::PollAddress { poll: came.poll, person, email: email.to_string() };
        let poll = reload(db, came.poll).await?;
        let minutes = (poll.window.closes_at.as_second() - actor.now.as_second()) / 60 + KEEP_MINUTES;
        let new = NewLink { purpose: &purpose, account: None, by: None, minutes };
        let path = links::make(db, &new, actor.now).await?;
        queue(db, &mail::own_link(app, actor.place, meeting, &poll, email, &path)?, actor.now).await?;
    }
    links::standing_for(db, &app.form_key, person, &Purpose::Poll { poll: came.poll }, actor.now).await
}

/// For how many minutes after the end of a poll a mailed link to one's answer is good: thirty days.
const KEEP_MINUTES: i64 = 30 * 24 * 60;

/// An address is that of whoever answered as a guest, as its owner has just used the link that was mailed there. Where it
/// belongs to somebody who is known already, the answer is theirs: one with what they had said, of each slot what was
/// said last. Gives whose it is.
pub async fn confirm_address(
    db: &mut PgConnection,
    poll: PollId,
    guest: PersonId,
    email: &Email,
    now: Instant,
) -> Result<PersonId> {
    let Some(known) = people::store::find_by_email(db, email).await? else {
        people::store::insert_address(db, guest, email, Some(now), now)
            .await
            .on_constraint("address_pkey", || {
                Error::Conflict("This was just done. Open the link once more.".to_owned())
            })?;
        if let Some(reply) = store::find_reply(db, poll, guest).await? {
            store::hand_over(db, reply.id, guest).await?;
        }
        return Ok(guest);
    };
    people::store::set_confirmed(db, email, now).await?;
    if known == guest {
        return Ok(guest);
    }
    store::lock_poll(db, poll).await?;
    match (store::find_reply(db, poll, guest).await?, store::find_reply(db, poll, known).await?) {
        (Some(own), Some(theirs)) => {
            store::insert_merge(db, poll, (theirs.id, own.id), Some(known), now).await?;
        }
        (Some(own), None) => store::hand_over(db, own.id, known).await?,
        (None, _) => {}
    }
    Ok(known)
}

/// Takes an answer back. Of a guest the name goes with it.
///
/// # Errors
/// Conflict when the poll takes no answers, or there is none.
pub async fn take_back(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    person: PersonId,
    (poll, opened_at): (PollId, Option<Instant>),
) -> Result<()> {
    must_take(db, poll, actor.now, opened_at).await?;
    if !store::delete_reply(db, poll, person, actor.now).await? {
        return Err(Error::Conflict("There is no answer of yours to take back.".to_owned()));
    }
    record(
        db,
        actor,
        meeting,
        person,
        "poll.answer_taken_back",
        "took back what they had answered to the poll about",
    )
    .await
}

async fn record(
    db: &mut PgConnection,
    actor: Actor<'_>,
    meeting: &Meeting,
    person: PersonId,
    verb: &'static str,
    what: &str,
) -> Result<()> {
    let summary = format!("Somebody {what} {}.", meeting.short_title());
    let act = Act {
        actor: Some(person),
        reference: Some(actor.cite(db, meeting).await?),
        ..actor.act(verb, Visibility::Audit, summary, Diff::new())
    };
    Ok(activity::store::record_about(db, actor.now, act, person).await?)
}
