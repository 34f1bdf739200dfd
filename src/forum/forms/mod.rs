//! What is typed about forums, cycles, milestones and roles.

mod cycle;
mod forum;
mod milestone;
mod role;
mod state;

pub use cycle::CycleForm;
pub use forum::ForumForm;
pub use milestone::MilestoneForm;
pub use role::{NewRole, RoleForm};
pub use state::{StateForm, Step};
