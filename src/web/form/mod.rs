//! Forms: the checks that all of them share, and what is wrong with what was typed.

mod errors;
mod text;

pub use errors::Errors;
pub use text::{OTHER_YEAR, Text, is_kept, is_likely, is_web_link};

/// A form with nothing to type: somebody pressed its button.
#[derive(Debug, serde::Deserialize)]
pub struct Pressed {}
