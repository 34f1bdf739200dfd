//! Forms: the checks that all of them share, and what is wrong with what was typed.

mod errors;
mod text;

pub use errors::Errors;
pub use text::{Text, is_kept};

/// A form with nothing to type: somebody pressed its button.
#[derive(Debug, serde::Deserialize)]
pub struct Pressed {}
