//! Forums, cycles, roles and milestones in the database.

mod contacts;
mod cycles;
mod forums;
mod groups;
mod places;
mod plan;
mod roles;

pub use contacts::*;
pub use cycles::*;
pub use forums::*;
pub use groups::*;
pub use places::{find_cycle, list_places};
pub use plan::*;
pub use roles::*;
