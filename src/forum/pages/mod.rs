//! Pages of forums, cycles, work plans and roles.

mod audit;
mod contact;
mod cycles;
mod forums;
mod groups;
mod on_file;
mod people;
mod plan;
mod prepare;
mod tools;

pub use audit::{audit, audit_table};
pub use contact::{contact, new_contact};
pub use cycles::{change_state, create_cycle, edit_cycle, new_cycle, update_cycle};
pub use forums::{create_forum, edit_forum, new_forum, show_forum, update_forum};
pub use groups::{edit_groups, update_groups};
pub use on_file::{confirm_person, enter_person, link_person, on_file, part_person};
pub use people::{create_role, end_role, new_role, people, settle_role};
pub use plan::{
    create_milestone, edit_milestone, new_milestone, plan, plan_calendar, plan_table, update_milestone,
};
pub use prepare::{ask_delete, delete_cycle, new_preparation, prepare, show_cycle};
pub use tools::open_tool;
