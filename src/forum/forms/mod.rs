//! What is typed about forums, cycles, milestones and roles.

mod contact;
mod cycle;
mod forum;
mod groups;
mod milestone;
mod prepare;
mod role;
mod state;

pub use contact::{ContactForm, NewContact};
pub use cycle::CycleForm;
pub use forum::ForumForm;
pub use groups::{GroupRow, GroupsForm};
pub use milestone::MilestoneForm;
pub use prepare::{MilestoneRow, PrepareForm, Turn};
pub use role::{NewRole, RoleForm};
pub use state::{StateForm, Step};
