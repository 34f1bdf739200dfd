//! Forums, cycles, milestones, roles: types and rules.

mod copy;
mod cycle;
mod forum;
mod group;
mod milestone_kind;
mod plan;
mod role;
mod steering;

pub use copy::{CopiedMilestone, Preparation, shift};
pub use cycle::{Cycle, CycleState, NewCycle, next_free_year};
pub use forum::Forum;
pub use group::Group;
pub use milestone_kind::MilestoneKind;
pub use plan::{Milestone, MilestoneState, Move, NewMilestone};
pub use role::Role;
pub use steering::Steering;
