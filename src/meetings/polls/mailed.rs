//! What mailings ask of polls: to whom one goes, and the link of each reader.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::{Poll, Stage, mail, store};
use crate::{
    db::PersonId,
    links::Purpose,
    mailings::{Addressed, Addressee, Links, Reader, Sending, Told},
    meetings::{Meeting, actions::links_of},
    web::{Error, Result},
};

/// The poll about a meeting, while it takes answers and people find it.
async fn find_running(db: &mut PgConnection, of: Sending<'_>, meeting: &Meeting) -> Result<Option<Poll>> {
    let is_found = !of.place.cycle.is_draft() && !of.place.cycle.trial;
    let poll = store::find_poll(db, meeting.id).await?;
    Ok(poll.filter(|poll| is_found && poll.stage(of.now) == Stage::Asking))
}

/// To whom it goes.
pub async fn addressed(db: &mut PgConnection, of: Sending<'_>, meeting: &Meeting) -> Result<Addressed> {
    let Some(poll) = find_running(db, of, meeting).await? else { return Ok(Addressed::default()) };
    let path = meeting.path(of.place);
    let to = store::list_to_ask(db, of.place, &path, poll.id, of.mailing.audience, of.now).await?;
    Ok(Addressed { to, stand: format!("poll {} {}", poll.id, poll.edits) })
}

/// What each reader is told; nothing once it takes no answers.
pub async fn told(
    db: &mut PgConnection,
    of: Sending<'_>,
    meeting: &Meeting,
    readers: &[Reader],
    links: Links,
) -> Result<Vec<Option<Told>>> {
    let Some(poll) = find_running(db, of, meeting).await? else { return Ok(vec![None; readers.len()]) };
    let persons: Vec<PersonId> = readers.iter().map(|reader| reader.person).collect();
    let own = match links {
        Links::Own => links_of(db, of.app, &persons, &Purpose::Poll { poll: poll.id }, of.now).await?,
        Links::Shown => HashMap::new(),
    };
    let told = |reader: &Reader| {
        let link = match links {
            Links::Own => own.get(&reader.person).ok_or(Error::NotFound)?,
            Links::Shown => Links::SHOWN,
        };
        Ok(Some(mail::told(of.app, of.place, (meeting, &poll), reader, link)))
    };
    readers.iter().map(told).collect()
}

/// Notes that these are asked.
pub async fn note(db: &mut PgConnection, of: Sending<'_>, meeting: &Meeting, to: &[Addressee]) -> Result<()> {
    let poll = find_running(db, of, meeting)
        .await?
        .ok_or_else(|| Error::Conflict("The poll takes no more answers. Nothing was sent.".to_owned()))?;
    let persons: Vec<PersonId> = to.iter().map(|one| one.person).collect();
    let noted = store::set_asked(db, poll.id, &persons, of.now).await?;
    if usize::try_from(noted).ok() != Some(persons.len()) {
        let sentence =
            "Some of these people were asked a moment ago. Nothing was sent now. Look at it again.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    Ok(())
}
