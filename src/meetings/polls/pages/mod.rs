//! Pages of polls.

mod answer;
mod answers;
mod confirm;
mod hours;
mod link;
mod mailed;
mod reader;
mod show;
mod withdraw;
mod write;

pub use answer::answer;
pub use answers::{answers, ask_merge, merge, part};
pub use confirm::{ask_confirm, confirm};
pub use hours::hours;
pub use link::{answer_by_address, answer_by_link, show_by_address, show_by_link};
pub use mailed::{ask_invite, invite};
pub use show::show;
pub use withdraw::{ask_withdraw, withdraw};
pub use write::{create, edit, new, update};

use sqlx::PgConnection;

use super::{Poll, store};
use crate::{
    app::Db,
    forum::Actor,
    meetings::pages::{MeetingPath, MeetingPlace},
    subscriptions,
    viewer::Viewer,
    web::{Error, Frame, Layout, Result},
};

/// A poll and where it is: what every page under its address begins with.
struct PollPlace {
    at: MeetingPlace,
    poll: Poll,
}

impl PollPlace {
    async fn find(db: &mut Db, frame: &Frame, path: MeetingPath) -> Result<Self> {
        let at = MeetingPlace::find(db, frame, path).await?;
        let poll = store::find_poll(db, at.meeting.id).await?.ok_or(Error::NotFound)?;
        Ok(Self { at, poll })
    }

    /// The address of the poll.
    fn path(&self) -> String {
        format!("{}/poll", self.at.path())
    }

    fn actor(&self, frame: &Frame) -> Actor<'_> {
        Actor::of(frame, &self.at.place)
    }

    /// A page for those who run the poll.
    fn form_page(&self, frame: &Frame, title: &str) -> Layout {
        self.at.form_page(frame, title).crumb("Poll", self.path())
    }
}

/// The zone of whoever reads: the one that they chose here, else that of their mail.
async fn zone_of(
    db: &mut PgConnection,
    viewer: &Viewer,
    person: Option<crate::db::PersonId>,
) -> Result<Option<jiff::tz::TimeZone>> {
    if let Some(zone) = &viewer.zone {
        return Ok(Some(zone.clone()));
    }
    let Some(person) = person else { return Ok(None) };
    let reader = subscriptions::store::find_reader(db, person).await?;
    Ok(reader.map(|reader| reader.time_zone()))
}
