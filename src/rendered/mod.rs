//! What need not be rendered again. Each server keeps its own; what is lost is rendered anew.

mod blanks;
mod pages;
mod texts;

pub use blanks::Blanks;
pub use pages::{Asked, Page, Pages};
pub use texts::Texts;

/// What a server keeps.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Texts that are out, as HTML.
    pub texts: Texts,
    /// Pages as everybody sees them who did not sign in.
    pub pages: Pages,
}
