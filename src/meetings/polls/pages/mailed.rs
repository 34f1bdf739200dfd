//! Asking people by mail to answer a poll: a mailing is begun, and looked at among all others.

use axum::response::Response;

use super::PollPlace;
use crate::{
    app::Db,
    mailings::{self, Begin, Beginning, Kind, MailingForm},
    meetings::{pages::MeetingPath, polls::Stage},
    web::{Error, Frame, Path, Query, Result, Sent},
};

impl PollPlace {
    /// Goes on where people can be asked.
    fn must_be_asked(&self, frame: &Frame) -> Result<()> {
        self.at.must_run(frame)?;
        let cycle = &self.at.place.cycle;
        if cycle.is_draft() || cycle.trial {
            let sentence =
                "Nobody is asked about a call of a draft or a test cycle: people would not find it.";
            return Err(Error::Conflict(sentence.to_owned()));
        }
        match self.poll.stage(frame.now()) {
            Stage::Asking => Ok(()),
            Stage::Ready => {
                Err(Error::Conflict("This poll is not open yet. Open it first, then ask people.".to_owned()))
            }
            _ => {
                let sentence =
                    "This poll takes no more answers: there is nothing to ask. Let it close later first.";
                Err(Error::Conflict(sentence.to_owned()))
            }
        }
    }

    fn beginning(self, frame: &Frame) -> Beginning {
        let about = self.actor(frame).citable(&self.at.meeting, true);
        Beginning { place: self.at.place, kind: Kind::Poll, about: Some(about) }
    }
}

/// The form of the mail that asks.
pub async fn ask_invite(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    Query(begin): Query<Begin>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    of.must_be_asked(&frame)?;
    mailings::ask(&mut db, &frame, of.beginning(&frame), begin).await
}

/// Keeps it, to be looked at.
pub async fn invite(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<MailingForm>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    of.must_be_asked(&frame)?;
    mailings::begin(&mut db, &frame, of.beginning(&frame), form.read()?).await
}
