//! The pages of this slice.

mod profile;
mod show;

pub use profile::{edit_profile, update_profile};
pub use show::show_person;
