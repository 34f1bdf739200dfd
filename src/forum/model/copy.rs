//! A new cycle after the model of a former one: the days of its plan lie as far from the annual meeting as they did.

use super::{Cycle, Milestone, NewCycle, Role};
use crate::clock::Day;

/// A milestone of the former cycle, with the days that it would have.
#[derive(Debug, Clone)]
pub struct CopiedMilestone {
    /// As it was.
    pub former: Milestone,
    /// The first day of one that lasts.
    pub opens: Option<Day>,
    /// Its day.
    pub due: Day,
}

/// A new cycle to be prepared.
#[derive(Debug, Clone)]
pub struct Preparation {
    /// What it is.
    pub cycle: NewCycle,
    /// Made to try things out.
    pub trial: bool,
    /// The year that it is copied from.
    pub former: i32,
    /// The roles to be given again, from one day on.
    pub roles: Vec<Role>,
    /// From which day.
    pub from: Day,
    /// The milestones, with their new days.
    pub milestones: Vec<CopiedMilestone>,
}

/// By how many days a plan moves: as the first day of the annual meeting does. Where one of the two days is not known,
/// by 52 weeks for each year, so that weekdays stay.
#[must_use]
pub fn shift(former: &Cycle, year: i32, event_first: Option<Day>) -> i32 {
    match (former.event_first, event_first) {
        (Some(from), Some(to)) => from.days_until(to),
        _ => 52 * 7 * (year - former.year),
    }
}

impl CopiedMilestone {
    /// With the days that it had at the end of the former plan, moved by so many days.
    #[must_use]
    pub fn shifted(former: Milestone, days: i32) -> Self {
        let opens = former.opens.map(|opens| opens.plus(days));
        Self { due: former.due.plus(days), opens, former }
    }
}
