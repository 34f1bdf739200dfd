//! What is done to forums, cycles, work plans and roles; each verb records one act.

mod cycle;
mod forum;
mod plan;
mod role;

pub use cycle::{change_cycle, move_on, open_cycle};
pub use forum::{change_forum, make_forum};
pub use plan::{add_milestone, change_milestone};
pub use role::{end_role, give_role};

use super::CyclePlace;
use crate::{
    activity::{Act, Diff, Visibility},
    clock::Day,
    db::PersonId,
};

fn of_cycle(
    place: &CyclePlace,
    by: impl Into<Option<PersonId>>,
    verb: &'static str,
    visibility: Visibility,
    summary: String,
    diff: Diff,
) -> Act {
    let (forum, cycle) = (Some(place.forum.id), Some(place.cycle.id));
    Act { actor: by.into(), verb, forum, cycle, reference: None, visibility, summary, diff }
}

fn day_field(day: Option<Day>) -> String {
    day.map(|day| day.0.to_string()).unwrap_or_default()
}
