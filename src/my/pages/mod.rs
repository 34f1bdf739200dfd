//! The pages of this slice.

mod calendar;
mod links;
mod show;

pub use calendar::renew_calendar;
pub use links::{follow_link, list_links, revoke_link, show_link};
pub use show::show;
