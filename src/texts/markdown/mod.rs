//! Markdown to blocks and back.
//!
//! The rule, for people who write texts and for importers:
//! - An item of an ordered list that is not inside anything (`1.` or `2)`) is a numbered paragraph. Further blocks inside the item
//!   (indented), and blocks after it, are continuations: they belong to its number and have none.
//! - A source without any such item is taken for plain prose: every paragraph in it is numbered.
//! - Lists inside an item, and bullet lists after a paragraph, stay in the body of the paragraph that they follow; so do `a.`, `a)`,
//!   `(a)`, `(i)` and `(1)` at the start of a line, which Markdown does not know as lists and [`super::html`] shows as such.
//! - Headings never restart the count. `#` and `##` are level 2, `####` and deeper are level 4.
//! - The numbers in the source count as printed numbers when they leave the count: a list may start anywhere and may jump ahead. A
//!   number that repeats or falls back inside one list is ignored, so that nobody needs to renumber by hand, or may write `1.` throughout.
//! - `[^1]: …` is a footnote. Quotations, tables, code and HTML (which is shown as it was typed) are blocks like others. A rule
//!   (`---`) is dropped; links by reference become plain links, because a definition elsewhere would not survive the cutting.
//!
//! Blocks are cut out of the source line by line at the positions that comrak reports, so that people find their words as typed; only
//! tabs, control characters, and code blocks (always fenced) change. What [`read()`] returns, [`write()`] writes such that `read` returns it again.

mod forms;
mod lines;
mod links;
mod read;
#[cfg(test)]
mod tests;
mod write;

use comrak::options::Options;

pub use read::read;
pub use write::write;

/// The most that [`read()`] is meant for, in bytes; forms and importers refuse more.
pub const MAX_SOURCE: usize = 2 * 1024 * 1024;

/// The Markdown that texts are written in: `CommonMark` with tables, strike-through, bare links and footnotes.
pub(super) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.parse.leave_footnote_definitions = true;
    options
}
