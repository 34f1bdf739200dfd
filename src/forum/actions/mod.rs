//! What is done to forums, cycles, work plans and roles; each verb records one act.

mod contact;
mod cycle;
mod forum;
mod groups;
mod plan;
mod prepare;
mod role;
mod tools;

pub use contact::{contact, may_contact, readers};
pub use cycle::{change_cycle, move_on, open_cycle, year_is_taken};
pub use forum::{change_forum, make_forum};
pub use groups::change_groups;
pub use plan::{add_milestone, change_milestone};
pub use prepare::{delete_trial, prepare_cycle, show_cycle};
pub use role::{Given, appoint, end_role, give_role, settle_role};
pub use tools::open;
pub(super) use tools::{record_opened, record_waiting};
