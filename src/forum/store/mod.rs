//! Forums, cycles, roles and milestones in the database.

mod cycles;
mod forums;
mod plan;
mod roles;

pub use cycles::*;
pub use forums::*;
pub use plan::*;
pub use roles::*;
