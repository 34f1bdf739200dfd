//! Personal links (`/l/{token}`): one secret, one purpose, one use. A GET shows what it does, a POST does it, so
//! that a mail scanner uses nothing up. Where a link is mailed, a code can be typed in its place.
//!
//! Table: `link`. This room makes, finds and uses up links; what a link does is its owner's: `accounts`, `privacy`.

mod actions;
mod model;
pub mod store;

pub use actions::{NewLink, find, find_by_code, make, make_with_code};
pub use model::{Code, End, Invited, Link, Mailed, Purpose, Secret};
