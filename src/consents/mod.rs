//! Privacy notices in versions, and what people agreed to: which words, when, how.
//!
//! Tables: `privacy_notice`, `consent`. Whoever asks for consent records it here; the pages are those of `privacy`.

mod model;
pub mod store;

pub use model::{Consent, How, NewNotice, Notice, Purpose};
