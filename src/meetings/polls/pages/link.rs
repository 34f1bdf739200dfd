//! Answering a poll by a link: one that stands for somebody, or one that was mailed to the address that a guest gave.

use axum::response::Response;
use sqlx::{PgConnection, Postgres, Transaction};

use super::{
    PollPlace,
    reader::{Reader, linked},
    show::{PollPage, Typed},
    zone_of,
};
use crate::{
    db::{PersonId, PollId},
    forum::{self, Actor},
    links::{self, Link, Purpose},
    meetings::{
        pages::MeetingPlace,
        polls::{
            actions::{self, Answering, Who},
            forms::AnswerForm,
            ranking::Order,
            store,
        },
        store as meetings,
    },
    people::{self, Email},
    web::{Error, Form, Frame, Result},
};

async fn find(db: &mut PgConnection, poll: PollId) -> Result<PollPlace> {
    let gone = || Error::Gone("The call that this poll was about was deleted.".to_owned());
    let (slug, year, serial) = store::find_place(db, poll).await?.ok_or_else(gone)?;
    let place = forum::store::find_cycle(db, &slug, year).await?.ok_or(Error::NotFound)?;
    let meeting = meetings::find_meeting(db, place.cycle.id, serial).await?.ok_or(Error::NotFound)?;
    let poll = store::find_by_id(db, poll).await?.ok_or(Error::NotFound)?;
    Ok(PollPlace { at: MeetingPlace { place, meeting }, poll })
}

/// For whom a link acts: whose answer it is into which that of the link's person went, if it did.
async fn person_of(db: &mut PgConnection, poll: PollId, person: PersonId) -> Result<PersonId> {
    Ok(store::find_kept(db, poll, person).await?.unwrap_or(person))
}

async fn page(
    db: &mut PgConnection,
    frame: &Frame,
    poll: PollId,
    person: PersonId,
    typed: Option<Typed>,
) -> Result<Response> {
    let of = find(db, poll).await?;
    let reader: Reader = linked(db, person).await?;
    PollPage::load(db, frame, of, reader, typed, Order::Yes).await?.answer()
}

/// The poll, for whom the link stands. Changes nothing.
pub async fn show_by_link(
    db: &mut PgConnection,
    frame: &Frame,
    link: &Link,
    poll: PollId,
) -> Result<Response> {
    let person = person_of(db, poll, link.stands_for.ok_or(Error::NotFound)?).await?;
    if !acts(db, poll, person).await? {
        let of = find(db, poll).await?;
        return Ok(frame.done(of.path(), NO_ANSWER_LEFT));
    }
    page(db, frame, poll, person, None).await
}

/// Of a guest who took their answer back, or whose answer became that of somebody who is known, nothing is left to change.
const NO_ANSWER_LEFT: &str = "The answer behind that link was taken back, or became that of somebody with an account or another link. To answer, do so here.";

/// Whether there is somebody for whom a link acts: who answered, was asked, or can be reached.
async fn acts(db: &mut PgConnection, poll: PollId, person: PersonId) -> Result<bool> {
    Ok(store::find_reply(db, poll, person).await?.is_some()
        || store::is_asked(db, poll, person).await?
        || people::store::entered::has_account(db, person).await?)
}

/// Notes what whoever the link stands for says; as often as they like, until the poll closes.
pub async fn answer_by_link(
    mut tx: Transaction<'_, Postgres>,
    frame: &Frame,
    link: &Link,
    poll: PollId,
    form: Form<AnswerForm>,
) -> Result<Response> {
    let person = person_of(&mut tx, poll, link.stands_for.ok_or(Error::NotFound)?).await?;
    if !acts(&mut tx, poll, person).await? {
        let of = find(&mut tx, poll).await?;
        return Ok(frame.done(of.path(), NO_ANSWER_LEFT));
    }
    let done = match save(&mut tx, frame, poll, person, &form).await? {
        Ok(sentence) => sentence,
        Err(typed) => return page(&mut tx, frame, poll, person, Some(typed)).await,
    };
    links::store::set_seen(&mut tx, link.id, frame.now()).await?;
    // A guest who took their answer back answers anew on the poll's own page.
    let next = if acts(&mut tx, poll, person).await? {
        frame.path().to_owned()
    } else {
        find(&mut tx, poll).await?.path()
    };
    tx.commit().await?;

    Ok(frame.done(next, done))
}

/// Saves it; else what was typed with what is wrong. Gives what to say.
async fn save(
    tx: &mut PgConnection,
    frame: &Frame,
    poll: PollId,
    person: PersonId,
    form: &Form<AnswerForm>,
) -> Result<Result<&'static str, Typed>> {
    let of = find(tx, poll).await?;
    if let Some(why) = of.poll.why_no_answers(frame.now(), form.opened_at) {
        let typed = Typed { form: form.typed.clone(), refused: Some(why.to_owned()), ..Typed::default() };
        return Ok(Err(typed));
    }
    let actor = Actor { person: Some(person), place: &of.at.place, now: frame.now() };
    if form.typed.withdraw {
        let guest = store::find_reply(tx, poll, person).await?.is_some_and(|reply| reply.guest);
        actions::take_back(tx, actor, &of.at.meeting, person, (poll, form.opened_at)).await?;
        return Ok(Ok(if guest {
            "Your answer is taken back, and your name with it."
        } else {
            "Your answer is taken back."
        }));
    }
    let said = match form.typed.check(&of.poll) {
        Ok(said) => said,
        Err(errors) => return Ok(Err(Typed { form: form.typed.clone(), errors, refused: None })),
    };
    let zone = zone_of(tx, frame.viewer(), Some(person)).await?;
    let zone = zone.as_ref().and_then(|zone| zone.iana_name()).unwrap_or_default();
    let came = Answering { poll, said: &said, zone, opened_at: form.opened_at };
    actions::answer(tx, actor, &of.at.meeting, Who { person, guest: false }, &came).await?;
    Ok(Ok("Your answer is noted. You can change it here until the poll closes."))
}

/// What a link says that was mailed to the address of a guest; nothing for links of other rooms.
fn guest_of(link: &Link) -> Option<(PollId, PersonId, Email)> {
    match &link.purpose {
        Purpose::PollAddress { poll, person, email } => Some((*poll, *person, Email::parse(email)?)),
        _ => None,
    }
}

/// The answer of the guest, to whoever reads the mail. Changes nothing.
pub async fn show_by_address(db: &mut PgConnection, frame: &Frame, link: &Link) -> Result<Response> {
    let (poll, guest, email) = guest_of(link).ok_or(Error::NotFound)?;
    let known = people::store::find_by_email(db, &email).await?;
    let known = match known {
        // Before the address is confirmed by this link, it shows what the guest said and nothing of who is known by it.
        Some(known) if store::find_reply(db, poll, guest).await?.is_none() => known,
        _ => guest,
    };
    let person = person_of(db, poll, known).await?;
    page(db, frame, poll, person, None).await
}

/// Saves the answer, and knows from then on that the address is theirs.
pub async fn answer_by_address(
    mut tx: Transaction<'_, Postgres>,
    frame: &Frame,
    link: &Link,
    form: Form<AnswerForm>,
) -> Result<Response> {
    let (poll, guest, email) = guest_of(link).ok_or(Error::NotFound)?;
    let person = actions::confirm_address(&mut tx, poll, guest, &email, frame.now()).await?;
    let person = person_of(&mut tx, poll, person).await?;
    let done = match save(&mut tx, frame, poll, person, &form).await? {
        Ok(sentence) => sentence,
        // The address is confirmed all the same: its owner pressed the button.
        Err(typed) => {
            let answer = page(&mut tx, frame, poll, person, Some(typed)).await?;
            tx.commit().await?;
            return Ok(answer);
        }
    };
    tx.commit().await?;

    Ok(frame.done(frame.path(), done))
}
