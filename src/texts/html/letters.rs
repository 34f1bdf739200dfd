//! Lists that Markdown does not know, `a.` and the like: kept in the text as typed, shown as lists of the same look.

use comrak::Arena;
use comrak::nodes::{Ast, AstNode, LineColumn, ListDelimType, ListType, Node, NodeList, NodeValue};

use crate::texts::markers::{Marker, Style};

/// The style of a list made here; none of a list that Markdown knows. comrak leaves `bullet_char` 0 in numbered lists.
pub(super) fn style(list: &NodeList) -> Option<char> {
    (list.list_type == ListType::Ordered && list.bullet_char != 0).then(|| char::from(list.bullet_char))
}

/// Whether such a list is written `(a)` or `a)`.
pub(super) fn has_brackets(list: &NodeList) -> bool {
    list.delimiter == ListDelimType::Paren
}

/// Makes lists of the paragraphs and lines of a document that begin with a marker.
pub(super) fn make_lists<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let paragraphs: Vec<Node<'a>> = root.children().filter(|node| is_paragraph(node)).collect();
    for paragraph in paragraphs {
        Maker { arena, list: list_before(paragraph), item: None }.split(paragraph);
    }
}

fn is_paragraph(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Paragraph)
}

/// The list made of the paragraphs just before, which this one may go on with.
fn list_before(paragraph: Node<'_>) -> Option<Open<'_>> {
    let node = paragraph.previous_sibling()?;
    let NodeValue::List(list) = node.data().value else { return None };
    let style = [Style::Digits, Style::Letters, Style::Capitals, Style::Roman]
        .into_iter()
        .find(|style| *style as u8 == list.bullet_char && list.list_type == ListType::Ordered)?;
    Some(Open { node, style, last: list.start + node.children().count() - 1 })
}

/// A list that may get more items.
#[derive(Clone, Copy)]
struct Open<'a> {
    node: Node<'a>,
    style: Style,
    /// The number of its last item.
    last: usize,
}

struct Maker<'a> {
    arena: &'a Arena<'a>,
    list: Option<Open<'a>>,
    /// The paragraph of the item being filled.
    item: Option<Node<'a>>,
}

impl<'a> Maker<'a> {
    /// Moves the paragraph's lines into items; lines before the first marker stay where they are.
    fn split(mut self, paragraph: Node<'a>) {
        let inlines: Vec<Node<'a>> = paragraph.children().collect();
        let mut at_start = true;
        for inline in inlines {
            if at_start {
                self.begin_item(paragraph, inline);
            }
            at_start = matches!(inline.data().value, NodeValue::SoftBreak | NodeValue::LineBreak);
            if let Some(item) = self.item {
                item.append(inline);
            }
        }
        if paragraph.first_child().is_none() {
            paragraph.detach();
        }
    }

    fn begin_item(&mut self, paragraph: Node<'a>, first: Node<'a>) {
        let NodeValue::Text(text) = &mut first.data_mut().value else { return };
        let Some(marker) = Marker::of(text) else { return };
        let first_words = paragraph.first_child().is_some_and(|child| child.same_node(first));
        let Some(list) = self.list_for(marker, paragraph, first_words) else { return };

        let rest = text[marker.length..].to_owned();
        *text = rest.into();
        // The break before an item would show as a blank line at the end of the one before.
        let before = match self.item {
            Some(item) => item.last_child(),
            None => first.previous_sibling(),
        };
        if let Some(line_break) = before {
            line_break.detach();
        }
        let item = self.node(NodeValue::Item(NodeList::default()));
        let words = self.node(NodeValue::Paragraph);
        item.append(words);
        list.node.append(item);
        (self.list, self.item) = (Some(list), Some(words));
    }

    /// The list that an item belongs to: the one before if it is next in it, else a new one. Amid a paragraph only a first
    /// item begins a list, so that a line that happens to start with "(5) " stays in its sentence.
    fn list_for(&self, marker: Marker<'_>, paragraph: Node<'a>, first_words: bool) -> Option<Open<'a>> {
        if let Some(list) = self.list.filter(|list| marker.value(list.style) == Some(list.last + 1)) {
            return Some(Open { last: list.last + 1, ..list });
        }
        let (style, value) = marker.style()?;
        if value != 1 && !first_words {
            return None;
        }
        let list = NodeList {
            list_type: ListType::Ordered,
            start: value,
            delimiter: marker.delimiter,
            bullet_char: style as u8,
            tight: true,
            ..NodeList::default()
        };
        let node = self.node(NodeValue::List(list));
        let after = self.list.filter(|_| self.item.is_some()).map_or(paragraph, |list| list.node);
        after.insert_after(node);
        Some(Open { node, style, last: value })
    }

    fn node(&self, value: NodeValue) -> Node<'a> {
        self.arena.alloc(AstNode::from(Ast::new(value, LineColumn { line: 1, column: 1 })))
    }
}
