//! The pages of this slice.

mod doubles;
mod offer;
mod pair;
mod profile;
mod show;

pub use doubles::{decide_double, part_double, show_doubles};
pub use offer::{answer_offer, show_offers, undo_take_over};
pub use pair::show_pair;
pub use profile::{edit_profile, update_profile};
pub use show::show_person;
