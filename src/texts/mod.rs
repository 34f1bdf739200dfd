//! *Texts*: reports, drafts, the wording of questionnaires. A text is an ordered list of numbered paragraphs.
//!
//! A paragraph has a permanent id (`k7f2`), which survives edits and moves, and a number, which belongs to one version. Numbers run on across
//! headings; a continuation block (a table, a quotation, a second paragraph under the same number) and a footnote have an id and no number.
//! People write Markdown: [`markdown`] reads it into blocks and writes it back, [`align`] proposes which block is which paragraph of the
//! version before, [`diff`] shows what changed, [`html`] shows a block to readers. [`record()`] shows a whole text. All of this is pure: no SQL, no clock, no randomness.
//! [`store`] keeps texts (tables `text`, `paragraph`, `revision`, `version`, `version_paragraph`, `lineage`), [`actions`] writes them.

pub mod actions;
pub mod align;
pub mod diff;
pub mod footnotes;
pub mod html;
pub mod markdown;
mod markers;
pub mod model;
mod order;
mod page;
mod record;
pub mod store;
mod version;

pub use page::page;
pub use record::{UNREFERENCED, published_record, record};
pub use version::{Version, VersionLine, VersionState, Which};
