//! The work plan.

use sqlx::PgConnection;

use super::{Filling, place};
use crate::{
    clock::{Day, Instant},
    demo::facts::{Cycle, Milestone, Move},
    forum::{self, MilestoneKind, NewMilestone},
    web::{Error, Result},
};

impl Filling {
    pub(super) async fn plan(
        &self,
        db: &mut PgConnection,
        at: Instant,
        cycle: &Cycle,
        milestone: &Milestone,
    ) -> Result<()> {
        let place = place(db, cycle.year).await?;
        let planned = Day::parse(milestone.planned).unwrap_or(at.day());
        let new = new_milestone(milestone, planned, None, "", 0);
        forum::actions::add_milestone(db, self.secretariat_in(&place, at)?, &new).await?;
        Ok(())
    }

    pub(super) async fn change(
        &self,
        db: &mut PgConnection,
        at: Instant,
        cycle: &Cycle,
        milestone: &Milestone,
        moved: Option<&Move>,
    ) -> Result<()> {
        let place = place(db, cycle.year).await?;
        let plan = forum::store::list_milestones(db, place.cycle.id).await?;
        let before = plan.into_iter().find(|one| one.title == milestone.title).ok_or(Error::NotFound)?;
        let new = match moved {
            Some(moved) => new_milestone(
                milestone,
                Day::parse(moved.to).unwrap_or(before.due),
                None,
                moved.reason,
                before.edits,
            ),
            None => {
                new_milestone(milestone, before.due, milestone.actual.and_then(Day::parse), "", before.edits)
            }
        };
        forum::actions::change_milestone(db, self.secretariat_in(&place, at)?, &before, &new).await?;
        Ok(())
    }
}

fn new_milestone(
    milestone: &Milestone,
    due: Day,
    done: Option<Day>,
    reason: &str,
    edits: i32,
) -> NewMilestone {
    let kind = match milestone.kind {
        "kick_off" => MilestoneKind::Call,
        "background_paper" => MilestoneKind::Paper,
        "contributions" => MilestoneKind::Input,
        "mag_update" => MilestoneKind::Update,
        "draft_output" => MilestoneKind::Draft,
        "final_output" => MilestoneKind::Output,
        other => MilestoneKind::parse(other).unwrap_or(MilestoneKind::Other),
    };
    NewMilestone {
        owner: milestone.owner.to_owned(),
        done,
        note: milestone.note.unwrap_or_default().to_owned(),
        reason: reason.to_owned(),
        edits,
        ..NewMilestone::planned(milestone.title, kind, due)
    }
}
