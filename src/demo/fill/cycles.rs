//! Cycles and their roles.

use sqlx::PgConnection;

use super::{Filling, place};
use crate::{
    clock::{Day, Instant},
    demo::facts::{Cycle, FORUM, Role},
    forum::{self, CycleState, NewCycle, NewRole, StateStep},
    viewer::RoleKind,
    web::{Error, Result},
};

impl Filling {
    pub(super) async fn open(&self, db: &mut PgConnection, at: Instant, cycle: &Cycle) -> Result<()> {
        let forum = forum::store::find_forum(db, FORUM.slug).await?.ok_or(Error::NotFound)?;
        let event = &cycle.annual_meeting;
        let new = NewCycle {
            year: cycle.year,
            title: cycle.theme.to_owned(),
            summary: cycle.summary.to_owned(),
            event_name: event.name.to_owned(),
            event_city: event.city.to_owned(),
            event_zone: event.zone.to_owned(),
            event_first: Day::parse(event.first_day),
            event_last: Day::parse(event.last_day),
        };
        let opened = forum::actions::open_cycle(db, Some(self.secretariat()?), &forum, &new, at).await?;
        opened.map_err(|_| anyhow::anyhow!("the demo's cycle {} could not be opened", cycle.year))?;
        Ok(())
    }

    pub(super) async fn move_on(
        &self,
        db: &mut PgConnection,
        at: Instant,
        cycle: &Cycle,
        to: CycleState,
    ) -> Result<()> {
        let place = place(db, cycle.year).await?;
        let decision = to.is_decision().then(|| {
            let on = Day::parse(cycle.decision.on).unwrap_or(at.day());
            (on, cycle.decision.body.to_owned(), cycle.decision.note.to_owned())
        });
        let step = StateStep { from: place.cycle.state, to, decision };
        forum::actions::move_on(db, self.secretariat_in(&place, at)?, &step).await
    }

    pub(super) async fn give(
        &self,
        db: &mut PgConnection,
        at: Instant,
        cycle: &Cycle,
        role: &Role,
    ) -> Result<()> {
        let place = place(db, cycle.year).await?;
        let kind = match role.role {
            "facilitator" => RoleKind::Facilitator,
            "lead_expert" => RoleKind::LeadExpert,
            "editor" => RoleKind::Editor,
            "consultant" => RoleKind::Consultant,
            "secretariat" => RoleKind::Secretariat,
            "nris_relay" => RoleKind::NrisRelay,
            "nri_focal_point" => RoleKind::FocalPoint,
            _ => RoleKind::Participant,
        };
        let new = NewRole {
            who: self.people.get(role.person).copied().ok_or_else(|| role.person.to_owned()),
            kind,
            label: if role.label == kind.label() { String::new() } else { role.label.to_owned() },
            from: Day::parse(role.from.unwrap_or(cycle.opened)).unwrap_or(at.day()),
            to: role.to.and_then(Day::parse),
        };
        forum::actions::give_role(db, self.secretariat_in(&place, at)?, &new).await
    }
}
