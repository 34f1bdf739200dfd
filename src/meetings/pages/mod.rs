//! Pages of meetings.

mod agenda;
mod attendance;
mod cancel;
mod cycle;
mod delete;
mod discard;
mod files;
mod import;
mod index;
mod intention;
mod joining;
mod mailed;
mod recordings;
mod refile;
mod report;
mod review;
mod rsvp;
mod rsvp_link;
mod schedule;
mod show;
mod versions;
mod withdraw;

pub use agenda::{decide, edit_agenda, propose, update_agenda};
pub use attendance::{edit_attendance, update_attendance};
pub use cancel::{ask_cancel, cancel};
pub use cycle::cycle;
pub use delete::{ask_delete, delete};
pub use discard::{ask_discard, discard_report};
pub use import::{new_import, review_file, review_import};
pub use index::{index, index_as};
pub use intention::{create_intention, edit_intention, new_intention, update_intention};
pub use mailed::{ask_invite, ask_tell, invite, tell};
pub use recordings::{edit_recordings, update_recordings};
pub use refile::{ask_refile, refile};
pub use report::{correct_report, edit_report, publish_report, update_report};
pub use review::save_import;
pub use rsvp::rsvp;
pub use rsvp_link::{answer_by_link, show_by_link};
pub use schedule::{create, edit, held, new, update};
pub use show::show;
pub use versions::{version, versions};
pub use withdraw::{ask_withdraw, withdraw_report};

use super::{Meeting, actions::Actor, store};
use crate::{
    app::Db,
    forum::{CyclePlace, Year, find_cycle},
    web::{Error, Frame, Layout, Result},
};

/// The address of a meeting: forum, year, serial.
pub(in crate::meetings) type MeetingPath = (String, Year, i32);

/// A meeting and where it is: what every page under its address begins with.
pub(in crate::meetings) struct MeetingPlace {
    pub(in crate::meetings) place: CyclePlace,
    pub(in crate::meetings) meeting: Meeting,
}

impl MeetingPlace {
    pub(in crate::meetings) async fn find(
        db: &mut Db,
        frame: &Frame,
        (slug, year, serial): MeetingPath,
    ) -> Result<Self> {
        let place = find_cycle(db, frame, &slug, year).await?;
        let meeting = find_meeting(db, &place, serial).await?;
        Ok(Self { place, meeting })
    }

    pub(in crate::meetings) fn path(&self) -> String {
        self.meeting.path(&self.place)
    }

    pub(in crate::meetings) fn actor(&self, frame: &Frame) -> Actor<'_> {
        Actor { person: frame.viewer().person(), place: &self.place, now: frame.now() }
    }

    /// A page for those who work on the meeting.
    pub(in crate::meetings) fn form_page(&self, frame: &Frame, title: &str) -> Layout {
        let path = self.place.path();
        let layout = self.place.page(frame, title, "/meetings").private();
        layout.crumb("Calls", format!("{path}/meetings")).crumb(self.meeting.short_title(), self.path())
    }

    pub(in crate::meetings) fn must_run(&self, frame: &Frame) -> Result<()> {
        frame.must_run(self.place.cycle.id)
    }

    fn must_write(&self, frame: &Frame) -> Result<()> {
        frame.must_write_in(self.place.cycle.id)
    }
}

/// A meeting by its address; one that was deleted says why.
async fn find_meeting(db: &mut Db, place: &CyclePlace, serial: i32) -> Result<Meeting> {
    if let Some(meeting) = store::find_meeting(db, place.cycle.id, serial).await? {
        return Ok(meeting);
    }
    let (reason, by_import) =
        store::find_deleted(db, place.cycle.id, serial).await?.ok_or(Error::NotFound)?;
    Err(Error::Gone(if by_import {
        format!("This call was imported by mistake and taken back. {reason}")
    } else {
        format!("This call was scheduled by mistake and deleted. {reason}")
    }))
}
