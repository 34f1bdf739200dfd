//! Links by reference, made into plain ones before a source is cut into blocks.

use std::borrow::Cow;
use std::ops::Range;

use comrak::nodes::{LineColumn, Node, NodeLink, NodeValue};
use comrak::{Arena, escape_commonmark_link_destination, parse_document};

use super::options;

/// `[text][label]` with a definition `[label]: address` elsewhere as `[text](<address>)`.
pub(super) fn inlined(source: &str) -> Cow<'_, str> {
    if !source.contains("]:") {
        return Cow::Borrowed(source);
    }
    let arena = Arena::new();
    let root = parse_document(&arena, source, &options());
    let starts: Vec<usize> =
        std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let byte =
        |place: LineColumn| starts.get(place.line.wrapping_sub(1)).map(|start| start + place.column - 1);

    let mut tails: Vec<(Range<usize>, String)> =
        root.descendants().filter_map(|node| plain_tail(node, source, &byte)).collect();
    tails.sort_unstable_by_key(|(range, _)| range.start);
    Cow::Owned(replaced(source, &tails))
}

/// Whether a paragraph may begin with the definition of a link (and not of a footnote).
pub(super) fn may_define(paragraph: &str) -> bool {
    paragraph.starts_with('[') && !paragraph.starts_with("[^") && paragraph.contains("]:")
}

/// Whether comrak's positions inside a link's paragraph are wrong: it does not count definitions that precede the words.
fn is_displaced(link: Node<'_>, source: &str, byte: impl Fn(LineColumn) -> Option<usize>) -> bool {
    let block = link.ancestors().find(|node| node.data().value.contains_inlines());
    let place = block.map(|block| block.data().sourcepos);
    let words = place.and_then(|place| source.get(byte(place.start)?..=byte(place.end)?));
    words.is_none_or(may_define)
}

/// For a link by reference: where its `]` or `][label]` lies, and what goes there instead.
fn plain_tail(
    node: Node<'_>,
    source: &str,
    byte: impl Fn(LineColumn) -> Option<usize> + Copy,
) -> Option<(Range<usize>, String)> {
    let ast = node.data();
    let (NodeValue::Link(link) | NodeValue::Image(link)) = &ast.value else { return None };
    let start = byte(ast.sourcepos.start)?;
    let end = byte(ast.sourcepos.end)? + 1;
    let inside = match node.last_child() {
        Some(last) => byte(last.data().sourcepos.end)? + 1,
        None => start + 1,
    };
    // A position that does not hold what it should is left alone: the words stay as typed, only the link is lost.
    let by_reference =
        source.get(start..end).is_some_and(|text| text.starts_with(['[', '!']) && text.ends_with(']'))
            && source.get(inside..end).is_some_and(|tail| tail.starts_with(']') && !tail.contains('\n'));
    (by_reference && !is_displaced(node, source, byte)).then(|| (inside..end, destination(link)))
}

fn destination(link: &NodeLink) -> String {
    // A bar would end the cell of a table, a backslash would escape the `>` after it.
    let address = escape_commonmark_link_destination(&link.url.replace('|', "%7C").replace('\\', "%5C"));
    let title = link.title.replace('\n', " ").replace('\\', "\\\\").replace('"', "\\\"");
    if title.is_empty() { format!("]({address})") } else { format!("]({address} \"{title}\")") }
}

fn replaced(source: &str, tails: &[(Range<usize>, String)]) -> String {
    let mut result = String::with_capacity(source.len());
    let mut done = 0;
    for (range, tail) in tails.iter().filter(|(range, _)| range.start <= range.end) {
        if range.start >= done {
            result.push_str(&source[done..range.start]);
            result.push_str(tail);
            done = range.end;
        }
    }
    result.push_str(&source[done..]);
    result
}
