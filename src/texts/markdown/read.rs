//! Markdown to blocks.

use comrak::nodes::{ListType, Node, NodeHeading, NodeList, NodeValue};
use comrak::{Arena, parse_document};

use super::forms::{closed, fenced, hashed, piped, underlined, without_definition};
use super::lines::{Lines, Margin, normalised};
use super::{links, options};
use crate::texts::markers;
use crate::texts::model::{Block, Kind};

/// The highest number that Markdown allows in a list.
const MAX_NUMBER: u32 = 999_999_999;

/// The blocks of a text in Markdown or plain text, by the rule of [this module](super).
#[must_use]
pub fn read(source: &str) -> Vec<Block> {
    let normal = normalised(source);
    let source = links::inlined(&normal);
    let arena = Arena::new();
    let root = parse_document(&arena, &source, &options());
    let lines = Lines::of(&source);

    let mut reader = Reader::new(&lines);
    reader.read_children(root, Place { end: lines.end(), margin: Margin::NONE, in_item: false });
    reader.finish()
}

/// Where a container's blocks lie.
#[derive(Clone, Copy)]
struct Place {
    /// The line after the last.
    end: usize,
    margin: Margin,
    /// Inside an item that is itself a numbered paragraph.
    in_item: bool,
}

struct Reader<'a> {
    lines: &'a Lines<'a>,
    blocks: Vec<Block>,
    /// The last number given.
    count: u32,
    /// The number in the source of an item whose first block is still to come.
    pending: Option<u32>,
    /// Whether a list that comes now belongs to the block before it.
    takes_lists: bool,
    /// Whether we are below a numbered paragraph, with no heading since.
    numbered: bool,
    /// Which blocks are plain paragraphs: they are numbered if nothing else is.
    plain: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(lines: &'a Lines<'a>) -> Reader<'a> {
        let (blocks, plain) = (Vec::new(), Vec::new());
        Reader { lines, blocks, count: 0, pending: None, takes_lists: false, numbered: false, plain }
    }

    fn finish(mut self) -> Vec<Block> {
        if self.count == 0 {
            for index in self.plain {
                self.blocks[index].kind = Kind::Numbered;
            }
        }
        self.blocks
    }

    fn read_children(&mut self, container: Node<'_>, place: Place) {
        for node in container.children() {
            let next = node.next_sibling().map_or(place.end, |next| next.data().sourcepos.start.line);
            self.read_block(node, Place { end: next.min(place.end), ..place });
        }
    }

    fn read_block(&mut self, node: Node<'_>, place: Place) {
        match &node.data().value {
            NodeValue::ThematicBreak => {}
            NodeValue::Heading(heading) if self.pending.is_none() => self.read_heading(node, *heading, place),
            NodeValue::List(list) => self.read_list(node, list.list_type, place),
            NodeValue::FootnoteDefinition(definition) => self.read_footnote(node, &definition.name, place),
            NodeValue::Paragraph => self.read_paragraph(node, place),
            NodeValue::CodeBlock(code) => self.push(fenced(&code.literal, &code.info), false),
            NodeValue::HtmlBlock(html) => self.push(closed(html), false),
            NodeValue::Table(_) => self.push(piped(self.words(node, place)), false),
            _ => self.push(self.words(node, place), false),
        }
    }

    /// Adds a block, which is numbered when it is the first of an item. `takes_lists`: a list after it is part of it.
    fn push(&mut self, body: String, takes_lists: bool) {
        if body.is_empty() {
            return;
        }
        self.takes_lists = takes_lists;
        let mut block = Block::new(Kind::Continuation, body);
        if let Some(found) = self.pending.take() {
            self.count += 1;
            self.numbered = true;
            block.kind = Kind::Numbered;
            block.printed = (found != self.count).then_some(found);
        }
        self.blocks.push(block);
    }

    fn read_heading(&mut self, node: Node<'_>, heading: NodeHeading, place: Place) {
        let end = node.data().sourcepos.end.line + 1;
        let text = self.lines.cut(node.data().sourcepos.start.line, end.min(place.end), place.margin);
        let body = if heading.setext { underlined(&text) } else { hashed(&text, heading) };
        if body.is_empty() {
            return;
        }
        self.blocks.push(Block::new(Kind::Heading { level: heading.level.clamp(2, 4) }, body));
        self.takes_lists = false;
        self.numbered = false;
    }

    fn read_paragraph(&mut self, node: Node<'_>, place: Place) {
        let body = without_definition(self.words(node, place));
        if self.pending.is_none() && self.takes_lists && markers::starts_item(&body) {
            return self.attach(&body);
        }
        if self.pending.is_none() {
            self.plain.push(self.blocks.len());
        }
        self.push(body, true);
    }

    fn read_list(&mut self, list: Node<'_>, list_type: ListType, place: Place) {
        if list_type == ListType::Ordered && !(place.in_item && (self.numbered || self.pending.is_some())) {
            return self.read_items(list, place);
        }
        let body = self.list_words(list, place);
        if self.pending.is_none() && self.takes_lists {
            self.attach(&body);
        } else {
            self.push(body, true);
        }
    }

    /// The items of a list as numbered paragraphs.
    fn read_items(&mut self, list: Node<'_>, place: Place) {
        let mut previous = None;
        for item in list.children() {
            let NodeValue::Item(marker) = item.data().value else { continue };
            let next = item.next_sibling().map_or(place.end, |next| next.data().sourcepos.start.line);
            let found = u32::try_from(marker.start).unwrap_or(MAX_NUMBER);
            let found = previous.map_or(found, |previous: u32| found.max(previous + 1)).min(MAX_NUMBER);
            let margin = item_margin(&marker, item.data().sourcepos.start.line, place.margin);

            self.pending = Some(found);
            self.read_children(item, Place { end: next.min(place.end), margin, in_item: true });
            self.pending = None;
            previous = Some(found);
        }
    }

    fn read_footnote(&mut self, node: Node<'_>, name: &str, place: Place) {
        let line = node.data().sourcepos.start.line;
        let content = self.lines.line(line).find("]:").map_or(0, |at| at + 2);
        let content =
            content + self.lines.line(line)[content..].bytes().take_while(|byte| *byte == b' ').count();
        let margin = Margin { indent: place.margin.indent + 4, marker: Some((line, content)) };
        let mut body = self.lines.cut(line, self.end_of(node, place), margin);
        if node.first_child().is_some_and(|first| matches!(first.data().value, NodeValue::Paragraph)) {
            trim_start(&mut body);
            body = without_definition(body);
        }
        if !body.is_empty() {
            self.blocks.push(Block { mark: Some(name.to_owned()), ..Block::new(Kind::Footnote, body) });
            self.takes_lists = false;
        }
    }

    fn attach(&mut self, list: &str) {
        if let Some(block) = self.blocks.last_mut() {
            block.body.push_str("\n\n");
            block.body.push_str(list);
        }
    }

    /// A block as typed, without the indentation of its first line.
    fn words(&self, node: Node<'_>, place: Place) -> String {
        let start = node.data().sourcepos.start.line;
        let mut words = self.lines.cut(start, self.end_of(node, place), place.margin);
        trim_start(&mut words);
        words
    }

    /// A list as typed, with all its items at the margin: one that stands further in could become part of the list before it.
    fn list_words(&self, list: Node<'_>, place: Place) -> String {
        let end = self.end_of(list, place);
        let mut words = String::new();
        for item in list.children() {
            let NodeValue::Item(marker) = item.data().value else { continue };
            let start = item.data().sourcepos.start.line;
            let next = item.next_sibling().map_or(end, |next| next.data().sourcepos.start.line);
            if !words.is_empty() {
                words.push_str(if self.lines.line(start - 1).is_empty() { "\n\n" } else { "\n" });
            }
            let margin = item_margin(&marker, start, place.margin);
            let sign = self.lines.marker(margin, marker.padding);
            let below = if self.lines.cut(start, start + 1, margin).is_empty() { "\n" } else { "" };
            let content = format!("{below}{}", self.lines.cut(start, next, margin));
            words.push_str(&item_words(sign, &content, marker.padding));
        }
        words
    }

    /// The line after a node's last. Lines between that and the next node are definitions of links, by now unused, and left out.
    fn end_of(&self, node: Node<'_>, place: Place) -> usize {
        let Some(last) = last_line(node) else { return place.end };
        let gap = self.lines.first(last + 1, place.end).trim_start_matches(' ');
        if gap.starts_with('[') && !gap.starts_with("[^") { last + 1 } else { place.end }
    }
}

/// The last line of the last block inside a node: containers may end later, with definitions of links that stand in them.
/// None where comrak's position is not to be relied on: code and HTML that nothing closes.
fn last_line(node: Node<'_>) -> Option<usize> {
    let mut last = node;
    while let Some(child) = last.last_child().filter(|child| child.data().value.block()) {
        last = child;
    }
    match &last.data().value {
        NodeValue::CodeBlock(_) | NodeValue::HtmlBlock(_) => None,
        NodeValue::Item(_) => Some(last.data().sourcepos.start.line),
        _ => Some(last.data().sourcepos.end.line),
    }
}

/// An item behind its sign (`-` or `12.`), with its content in the column that it had.
fn item_words(sign: &str, content: &str, column: usize) -> String {
    let further = |line: &str| if line.is_empty() { String::new() } else { " ".repeat(column) + line };
    let (first, rest) = content.split_once('\n').unwrap_or((content, ""));
    let rest: Vec<String> = rest.split('\n').map(further).collect();
    let first = if first.is_empty() { sign.to_owned() } else { format!("{sign:column$}{first}") };
    format!("{first}\n{}", rest.join("\n")).trim_end_matches([' ', '\n']).to_owned()
}

fn trim_start(words: &mut String) {
    let spaces = words.len() - words.trim_start_matches(' ').len();
    words.drain(..spaces);
}

fn item_margin(marker: &NodeList, line: usize, outer: Margin) -> Margin {
    let indent = outer.indent + marker.marker_offset + marker.padding;
    // Two markers may share a line ("1. [^a]: 1. x"): then the outer content does not begin at the outer indentation.
    let content = match outer.marker {
        Some((bearer, content)) if bearer == line => content + marker.marker_offset + marker.padding,
        _ => indent,
    };
    Margin { indent, marker: Some((line, content)) }
}
