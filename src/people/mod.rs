//! Persons: anyone who is named or mailed, with or without an account, and their addresses.
//!
//! Tables: `person`, `address`, `stakeholder_group`. An address is never shown in public.

mod model;
pub mod store;

pub use model::{Email, StakeholderGroup};
