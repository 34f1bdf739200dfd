//! What is done to meetings; each verb records one act.

mod delete;
mod import;
mod intention;
mod parts;
mod proposals;
mod refile;
mod report;
mod rsvp;
mod schedule;

pub use delete::{delete, why_not_deleted};
pub use import::{Reviewed, save_import};
pub use intention::{intend, say_anew};
pub use parts::{change_agenda, change_attendance, change_recordings};
pub use proposals::{decide_proposal, propose};
pub use refile::{refile, why_not_refiled};
pub use report::{correct_report, discard_report, publish_report, save_report, withdraw_report};
pub use rsvp::{Saying, answer, take_calendar_answer};
pub use schedule::{cancel, change, mark_held, schedule, schedule_intended};

use std::collections::HashMap;

use sqlx::PgConnection;

pub use crate::forum::Actor;

use super::Meeting;
use crate::{
    activity::{self, Act, Diff, Visibility},
    app::App,
    clock::Instant,
    db::{PersonId, ReferenceId},
    links::{self, Purpose},
    references::{self, Citable, Kind},
    web::{Error, Result},
};

impl Actor<'_> {
    /// The meeting as what can be cited.
    pub(in crate::meetings) fn citable(&self, meeting: &Meeting, visible: bool) -> Citable {
        Citable {
            kind: Kind::Meeting,
            forum: self.place.forum.id,
            cycle: Some(self.place.cycle.id),
            label: meeting.citation(self.place),
            path: meeting.path(self.place),
            visible,
        }
    }

    /// Writes the meeting's reference.
    pub(in crate::meetings) async fn cite(
        &self,
        db: &mut PgConnection,
        meeting: &Meeting,
    ) -> Result<ReferenceId> {
        Ok(references::store::set_reference(db, &self.citable(meeting, true)).await?)
    }

    /// Writes the meeting's reference and records an act about it.
    pub(in crate::meetings) async fn record(
        &self,
        db: &mut PgConnection,
        meeting: &Meeting,
        verb: &'static str,
        visibility: Visibility,
        summary: String,
        diff: Diff,
    ) -> Result<()> {
        let reference = self.cite(db, meeting).await?;
        let act = Act { reference: Some(reference), ..self.act(verb, visibility, summary, diff) };
        Ok(activity::store::record(db, self.now, act).await?)
    }
}

/// The links of one purpose that stand for these persons.
pub(in crate::meetings) async fn links_of(
    db: &mut PgConnection,
    app: &App,
    persons: &[PersonId],
    purpose: &Purpose,
    now: Instant,
) -> Result<HashMap<PersonId, String>> {
    Ok(links::standing(db, &app.form_key, persons, purpose, now).await?.into_iter().collect())
}

/// The meeting as it is now, in this transaction.
async fn reload(db: &mut PgConnection, meeting: &Meeting) -> Result<Meeting> {
    super::store::find_meeting(db, meeting.cycle, meeting.serial).await?.ok_or(Error::NotFound)
}

fn changed_meanwhile() -> Error {
    Error::Conflict(
        "This meeting was changed in the meantime. Look at it again, then repeat what you did.".to_owned(),
    )
}
