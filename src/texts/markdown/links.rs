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
    let byte = |place: LineColumn| (starts.get(place.line.checked_sub(1)?)? + place.column).checked_sub(1);

    let mut tails: Vec<(Range<usize>, String)> =
        root.descendants().filter_map(|node| plain_tail(node, source, byte)).collect();
    tails.sort_unstable_by_key(|(range, _)| range.start);
    Cow::Owned(replaced(source, &tails))
}

/// Whether a paragraph begins like the definition of a link: a label in brackets, and a colon.
pub(super) fn may_define(paragraph: &str) -> bool {
    let Some(label) = paragraph.strip_prefix('[') else { return false };
    let mut escaped = false;
    let end = label.find(|character| {
        let ends = character == ']' && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    });
    end.is_some_and(|end| label[end..].starts_with("]:"))
}

/// Whether comrak's positions inside a link's paragraph are wrong: it does not count definitions that precede the words.
fn is_displaced(link: Node<'_>, source: &str, byte: impl Fn(LineColumn) -> Option<usize>) -> bool {
    let block = link.ancestors().find(|node| node.data().value.contains_inlines());
    let block = block.filter(|block| !matches!(block.data().value, NodeValue::TableCell));
    let Some(block) = block else { return false };
    let place = block.data().sourcepos;
    let words = byte(place.start).zip(byte(place.end)).and_then(|(start, end)| source.get(start..=end));
    // Words escaped for that reason are treated alike, so that reading again changes nothing.
    words.is_none_or(|words| may_define(words.strip_prefix('\\').unwrap_or(words)))
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
    // A bar would end the cell of a table, a backslash would escape the `>` after it, brackets would be a link again.
    let url = link.url.replace('|', "%7C").replace('\\', "%5C");
    let address = escape_commonmark_link_destination(&url).replace('[', "\\[").replace(']', "\\]");
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
