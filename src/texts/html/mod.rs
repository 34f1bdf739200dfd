//! Blocks as readers see them: sanitised HTML, plain text, excerpts.
//!
//! What people type is never trusted, whoever they are: HTML in it is shown as text, images become their description, links lead to
//! the web, to mail or to a page of this site, and the result passes ammonia.

mod format;
mod letters;
mod own;
mod plain;
mod sanitise;
#[cfg(test)]
mod tests;

use std::fmt;

use comrak::arena_tree::NodeEdge;
use comrak::html::format_document_with_formatter;
use comrak::nodes::{Node, NodeValue};
use comrak::options::{Options, Plugins};
use comrak::{Arena, parse_document};

pub use plain::{excerpt, plain};

use format::{Page, format_node};

use super::footnotes;
use super::markdown::options;

/// From what size on, in bytes, a block is shown as it was typed: sanitising takes time that grows faster than the block.
const MAX_SIZE: usize = 64 * 1024;
/// How deep lists, quotations and emphasis may lie in each other; deeper blocks are shown as plain text.
const MAX_DEPTH: usize = 60;

/// What a block needs to know of its text, and of where it is shown.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The number of a footnote by its mark; none where its note is missing, which the reader is told.
    pub footnotes: &'a dyn Fn(&str) -> Option<u32>,
    /// What stands before the addresses of this site's own pages: nothing on the site itself, `https://example.org` in
    /// a file.
    pub site: &'a str,
}

/// The HTML of a block. `anchor` is the id of its element on the page (`p5`): the items of its first-level lists get `p5a`, `p5b` and
/// so on, references to footnotes `fnref-2-p5`. Where it is empty, items get none, and references lead nowhere.
#[must_use]
pub fn body(markdown: &str, anchor: &str, setting: Setting<'_>) -> String {
    render(markdown, Page::new(anchor, setting), false)
}

/// The HTML inside a heading's element: words without a paragraph around them.
#[must_use]
pub fn heading(markdown: &str, anchor: &str, setting: Setting<'_>) -> String {
    let line = format!("# {}", markdown.replace('\n', " "));
    render(&line, Page::new(anchor, setting), true)
}

fn render(markdown: &str, page: Page<'_>, is_heading: bool) -> String {
    if markdown.len() > MAX_SIZE {
        return escaped(markdown);
    }
    let arena = Arena::new();
    let options = block_options();
    let root = parse_block(&arena, markdown, &options);
    if is_too_deep(root) {
        return escaped(markdown);
    }
    own::settle(root, page.site());
    match root.first_child() {
        Some(heading) if is_heading => heading.data_mut().value = NodeValue::Document,
        _ => letters::make_lists(&arena, root),
    }
    let mut html = String::new();
    match format_document_with_formatter(root, &options, &mut html, &Plugins::default(), format_node, page) {
        Ok(_) => sanitise::clean(&html),
        Err(fmt::Error) => escaped(markdown),
    }
}

/// A block alone: its footnotes are defined elsewhere, so that references to them are links that comrak cannot resolve.
pub(super) fn block_options() -> Options<'static> {
    let mut options = options();
    options.extension.footnotes = false;
    options.parse.broken_link_callback = Some(footnotes::references());
    options
}

/// A block's tree. NUL is left out, because it marks the addresses of references.
pub(super) fn parse_block<'a>(arena: &'a Arena<'a>, markdown: &str, options: &Options<'_>) -> Node<'a> {
    parse_document(arena, &markdown.replace('\0', ""), options)
}

fn is_too_deep(root: Node<'_>) -> bool {
    let mut depth = 0_usize;
    root.traverse().any(|edge| {
        match edge {
            NodeEdge::Start(_) => depth += 1,
            NodeEdge::End(_) => depth -= 1,
        }
        depth > MAX_DEPTH
    })
}

/// What was typed, as one paragraph.
fn escaped(markdown: &str) -> String {
    format!("<p>{}</p>\n", ammonia::clean_text(markdown))
}
