//! Markdown to blocks.

use comrak::nodes::{ListType, Node, NodeHeading, NodeHtmlBlock, NodeList, NodeValue};
use comrak::{Arena, parse_document};

use super::lines::{Lines, Margin, normalised};
use super::{links, options};
use crate::texts::html::letters;
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
            NodeValue::HtmlBlock(html) => self.push(closed(html, self.words(node, place)), false),
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
        if self.pending.is_none() && self.takes_lists && letters::starts_item(&body) {
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
        let body = self.words(list, place);
        if self.pending.is_none() && self.takes_lists {
            self.attach(&body);
        } else {
            self.push(body, true);
        }
    }

    /// The items of a list as numbered paragraphs.
    fn read_items(&mut self, list: Node<'_>, place: Place) {
        let mut last = None;
        for item in list.children() {
            let NodeValue::Item(marker) = item.data().value else { continue };
            let next = item.next_sibling().map_or(place.end, |next| next.data().sourcepos.start.line);
            let found = u32::try_from(marker.start).unwrap_or(MAX_NUMBER);
            let found = last.map_or(found, |last: u32| found.max(last + 1)).min(MAX_NUMBER);
            let margin = item_margin(&marker, item.data().sourcepos.start.line, place.margin);

            self.pending = Some(found);
            self.read_children(item, Place { end: next.min(place.end), margin, in_item: true });
            self.pending = None;
            last = Some(found);
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

    /// A block as typed. The indentation of its first line goes, except before a list, whose lines hang together.
    fn words(&self, node: Node<'_>, place: Place) -> String {
        let mut words =
            self.lines.cut(node.data().sourcepos.start.line, self.end_of(node, place), place.margin);
        if !matches!(node.data().value, NodeValue::List(_)) {
            trim_start(&mut words);
        }
        words
    }

    /// The line after a node's last. Lines between that and the next node are definitions of links, by now unused; those that
    /// stand inside nothing are left out.
    fn end_of(&self, node: Node<'_>, place: Place) -> usize {
        let end = node.data().sourcepos.end.line + 1;
        let gap = self.lines.cut(end, place.end, place.margin);
        let defines = place.margin.indent == 0 && gap.starts_with('[') && !gap.starts_with("[^");
        if defines { end.min(place.end) } else { place.end }
    }
}

fn trim_start(words: &mut String) {
    let spaces = words.len() - words.trim_start_matches(' ').len();
    words.drain(..spaces);
}

/// Words that begin like the definition of a link, such that they are words wherever they stand.
fn without_definition(words: String) -> String {
    if links::may_define(&words) { format!("\\{words}") } else { words }
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

/// The words of a heading written with `#`.
fn hashed(text: &str, heading: NodeHeading) -> String {
    let words = text.trim_matches(' ');
    let words = words.get(usize::from(heading.level)..).unwrap_or_default();
    let words = if heading.closed { words.trim_end_matches('#') } else { words };
    open_ended(words.trim_matches(' '))
}

/// The words of a heading underlined with `===` or `---`, on one line.
fn underlined(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_matches([' ', '\\'])).collect();
    open_ended(lines[..lines.len() - 1].join(" ").trim_matches(' '))
}

/// A heading's words such that a `#` at their end is not taken for its closing sequence.
fn open_ended(words: &str) -> String {
    let before = words.trim_end_matches('#');
    if before.len() < words.len() && (before.is_empty() || before.ends_with(' ')) {
        return format!("{}\\#", &words[..words.len() - 1]);
    }
    words.to_owned()
}

/// A table whose first line cannot be taken for a list or the like.
fn piped(table: String) -> String {
    if table.starts_with('|') { table } else { format!("| {table}") }
}

/// Code between fences longer than any that it contains.
fn fenced(code: &str, info: &str) -> String {
    if code.trim().is_empty() {
        return String::new();
    }
    let longest = code.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let language: String = info.chars().take_while(char::is_ascii_alphanumeric).collect();
    let code = code.strip_suffix('\n').unwrap_or(code);
    format!("{fence}{language}\n{code}\n{fence}")
}

/// An HTML block (`CommonMark` 4.6, kinds 1 to 7) with an end of its own: kinds 1 to 5 would else swallow what follows.
fn closed(html: &NodeHtmlBlock, mut words: String) -> String {
    let ends: &[&str] = match html.block_type {
        1 => &["</pre>", "</script>", "</style>", "</textarea>"],
        2 => &["-->"],
        3 => &["?>"],
        4 => &[">"],
        5 => &["]]>"],
        _ => &[],
    };
    let found = html.literal.to_ascii_lowercase();
    if let Some(end) = ends.first().filter(|_| !ends.iter().any(|end| found.contains(end))) {
        words.push('\n');
        words.push_str(end);
    }
    words
}
