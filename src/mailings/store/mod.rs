//! Mailings in the database.

mod mailings;
mod recipients;
mod templates;

pub use mailings::*;
pub use recipients::*;
pub use templates::*;
