//! Limits on how often somebody does something, by address and by network. They stand in the database, so that they
//! hold over several servers, and hold nothing that tells whose they are.
//!
//! Table: `allowance`.

mod model;
pub mod store;

pub use model::{Limit, Subject};
