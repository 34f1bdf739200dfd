//! What mailings ask of calls: to whom one goes, and what each reader is told of which sitting.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::{
    Meeting, Sitting,
    actions::links_of,
    mail::{self, Call},
    polls,
    store::{self, Details},
};
use crate::{
    db::PersonId,
    links::Purpose,
    mailings::{Addressed, Addressee, Kind, Links, Reader, Sending, Source, State, Told},
    web::{Error, Result},
};

/// The calls, as what mailings are about. Its parts are their sittings.
#[derive(Debug, Clone, Copy)]
pub struct Calls;

impl Source for Calls {
    async fn addressed(db: &mut PgConnection, of: Sending<'_>) -> Result<Addressed> {
        let Some(meeting) = find_meeting(db, of).await? else { return Ok(Addressed::default()) };
        let Sending { place, mailing, now, .. } = of;
        let sittings = meeting.sittings_told(mailing.kind, &place.cycle, now);
        let to = match mailing.kind {
            Kind::Poll => return polls::mailed::addressed(db, of, &meeting).await,
            Kind::Invitation => {
                let path = meeting.path(place);
                store::list_to_invite(db, place, &path, &sittings, mailing.audience, now).await?
            }
            _ => store::list_to_tell(db, &sittings).await?,
        };
        let sittings = meeting.sittings.iter().map(|sitting| format!("{} {}", sitting.id, sitting.sequence));
        let sittings = sittings.collect::<Vec<_>>().join(", ");
        Ok(Addressed { to, stand: format!("{} {}: {sittings}", meeting.id, meeting.edits) })
    }

    async fn told(
        db: &mut PgConnection,
        of: Sending<'_>,
        readers: &[Reader],
        links: Links,
    ) -> Result<Vec<Option<Told>>> {
        let Some(meeting) = find_meeting(db, of).await? else { return Ok(vec![None; readers.len()]) };
        if of.mailing.kind == Kind::Poll {
            return polls::mailed::told(db, of, &meeting, readers, links).await;
        }
        let details = store::find_details(db, meeting.id).await?;
        let mut told = Vec::with_capacity(readers.len());
        for of_sitting in readers.chunk_by(|one, other| one.part == other.part) {
            told.extend(told_of_sitting(db, of, (&meeting, &details), of_sitting, links).await?);
        }
        Ok(told)
    }

    async fn note(db: &mut PgConnection, of: Sending<'_>, to: &[Addressee]) -> Result<()> {
        let meeting = find_meeting(db, of).await?.ok_or(Error::NotFound)?;
        if of.mailing.kind == Kind::Poll {
            return polls::mailed::note(db, of, &meeting, to).await;
        }
        for of_sitting in to.chunk_by(|one, other| one.part == other.part) {
            let Some(sitting) = sitting_of(&meeting, of_sitting[0].part) else { continue };
            let persons: Vec<PersonId> = of_sitting.iter().map(|one| one.person).collect();
            let noted = store::set_told(db, sitting, &persons, of.now).await?;
            if usize::try_from(noted).ok() != Some(persons.len()) {
                let sentence =
                    "Some of these people were told a moment ago. Nothing was sent now. Look at it again.";
                return Err(Error::Conflict(sentence.to_owned()));
            }
        }
        Ok(())
    }
}

async fn find_meeting(db: &mut PgConnection, of: Sending<'_>) -> Result<Option<Meeting>> {
    let serial = of.mailing.about.as_ref().and_then(|about| Meeting::serial_in(of.place, &about.path));
    let Some(serial) = serial else { return Ok(None) };
    Ok(store::find_meeting(db, of.place.cycle.id, serial).await?)
}

fn sitting_of(meeting: &Meeting, part: i64) -> Option<&Sitting> {
    meeting.sittings.iter().find(|sitting| sitting.id.0 == part)
}

/// What readers are told of their sitting; nothing where it was cancelled since, or taken up again: then they hear of
/// that.
async fn told_of_sitting(
    db: &mut PgConnection,
    of: Sending<'_>,
    (meeting, details): (&Meeting, &Details),
    readers: &[Reader],
    links: Links,
) -> Result<Vec<Option<Told>>> {
    let sitting = readers.first().and_then(|first| sitting_of(meeting, first.part));
    let is_told =
        |sitting: &&Sitting| sitting.cancelled_at.is_some() == (of.mailing.kind == Kind::Cancellation);
    let Some(sitting) = sitting.filter(is_told) else { return Ok(vec![None; readers.len()]) };
    let persons: Vec<PersonId> = readers.iter().map(|reader| reader.person).collect();
    let are_noted = of.mailing.state != State::Draft;
    let known = store::list_known(db, sitting, &persons, are_noted).await?;
    let known: HashMap<_, _> = known.into_iter().map(|known| (known.person, known)).collect();
    let rsvp = match links {
        Links::Own => links_of(db, of.app, &persons, &Purpose::Rsvp { sitting: sitting.id }, of.now).await?,
        Links::Shown => HashMap::new(),
    };
    let moves: Vec<_> = details.moves.iter().filter(|moved| moved.sitting_id == sitting.id).collect();
    let call = Call { app: of.app, place: of.place, meeting, sitting };
    let told = |reader: &Reader| {
        let rsvp = match links {
            Links::Own => rsvp.get(&reader.person).ok_or(Error::NotFound)?,
            Links::Shown => Links::SHOWN,
        };
        let known = known.get(&reader.person).ok_or(Error::NotFound)?;
        Ok(Some(mail::told(&call, &moves, reader, known, rsvp)))
    };
    readers.iter().map(told).collect()
}
