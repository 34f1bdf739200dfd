//! Forums, cycles, roles and milestones in the database.

mod contacts;
mod cycles;
mod forums;
mod groups;
mod plan;
mod roles;

pub use contacts::*;
pub use cycles::*;
pub use forums::*;
pub use groups::*;
pub use plan::*;
pub use roles::*;
