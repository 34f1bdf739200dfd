//! Personal links (`/l/{token}`): one secret, one purpose. A GET shows what it does, a POST does it, so that a mail
//! scanner uses nothing up. Most are used once; those that stand for a person (`standing`) as often as that person
//! likes, until they take them back. Where a link is mailed to sign in, a code can be typed in its place.
//!
//! Table: `link`. This room makes, finds and uses up links; what a link does is its owner's, and `my` knows whose it is.

mod actions;
mod model;
mod purpose;
mod secret;
pub mod store;

pub use actions::{
    NewLink, find, find_by_code, find_past_standing, find_standing, make, make_with_code, renew, revoke,
    standing, standing_for,
};
pub use model::{Link, Mailed};
pub use purpose::{End, Invited, Purpose};
pub use secret::{Code, Secret};
