//! What is done to forums, cycles, work plans and roles; each verb records one act.

mod cycle;
mod forum;
mod plan;
mod role;

pub use cycle::{change_cycle, move_on, open_cycle};
pub use forum::{change_forum, make_forum};
pub use plan::{add_milestone, change_milestone};
pub use role::{end_role, give_role};

use crate::clock::Day;

fn day_field(day: Option<Day>) -> String {
    day.map(|day| day.0.to_string()).unwrap_or_default()
}
