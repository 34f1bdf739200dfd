//! Inviting people to a call, and telling them what changed: a mailing is begun, and looked at among all others.

use axum::response::Response;

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::Db,
    mailings::{self, Begin, Beginning, Kind, MailingForm},
    meetings::{Sitting, store},
    web::{Error, Frame, Path, Query, Result, Sent},
};

/// The kinds that tell of what became of a call.
const TELLS: [Kind; 2] = [Kind::Change, Kind::Cancellation];

impl MeetingPlace {
    /// Goes on where people can be told of the call by one of these kinds.
    fn must_be_told(&self, frame: &Frame, kinds: &[Kind]) -> Result<()> {
        self.must_run(frame)?;
        let why = self.meeting.why_not_told(kinds, &self.place.cycle, frame.now());
        why.map_or(Ok(()), |why| Err(Error::Conflict(why.to_owned())))
    }

    /// What people are to be told first: that it changed, unless all who do not know yet are to hear that it is
    /// cancelled.
    async fn kind_to_tell(&self, db: &mut Db, frame: &Frame) -> Result<Kind> {
        let told = |kind| self.meeting.sittings_told(kind, &self.place.cycle, frame.now());
        let (changed, cancelled): (Vec<&Sitting>, Vec<&Sitting>) =
            (told(Kind::Change), told(Kind::Cancellation));
        if cancelled.is_empty() {
            return Ok(Kind::Change);
        }
        let waits = !store::list_to_tell(db, &changed).await?.is_empty();
        Ok(if waits { Kind::Change } else { Kind::Cancellation })
    }

    fn beginning(self, frame: &Frame, kind: Kind) -> Beginning {
        let about = self.actor(frame).citable(&self.meeting, true);
        Beginning { place: self.place, kind, about: Some(about) }
    }
}

/// The form of an invitation.
pub async fn ask_invite(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    Query(begin): Query<Begin>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_be_told(&frame, &[Kind::Invitation])?;
    mailings::ask(&mut db, &frame, at.beginning(&frame, Kind::Invitation), begin).await
}

/// Keeps an invitation, to be looked at.
pub async fn invite(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<MailingForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_be_told(&frame, &[Kind::Invitation])?;
    mailings::begin(&mut db, &frame, at.beginning(&frame, Kind::Invitation), form.read()?).await
}

/// The form that tells of a change or a cancellation.
pub async fn ask_tell(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    Query(begin): Query<Begin>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_be_told(&frame, &TELLS)?;
    let kind = at.kind_to_tell(&mut db, &frame).await?;
    mailings::ask(&mut db, &frame, at.beginning(&frame, kind), begin).await
}

/// Keeps it, to be looked at.
pub async fn tell(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<MailingForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_be_told(&frame, &TELLS)?;
    let form = form.read()?;
    // The form says of what its words tell, also when that was told meanwhile.
    let kind = match Kind::parse(&form.typed.kind).filter(|kind| TELLS.contains(kind)) {
        Some(kind) => kind,
        None => at.kind_to_tell(&mut db, &frame).await?,
    };
    mailings::begin(&mut db, &frame, at.beginning(&frame, kind), form).await
}
