//! Blocks as plain text, for downloads and mail, and as excerpts.

use std::fmt::Write;

use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, Node, NodeLink, NodeList, NodeValue};
use textwrap::WrapAlgorithm;

use super::format::{has_mark_for_words, letter};
use super::{Setting, block_options, is_too_deep, letters, own, parse_block};
use crate::texts::{footnotes, markers};

/// A block as plain text, wrapped at `width` columns; long addresses are left whole. References to footnotes show their
/// number.
#[must_use]
pub fn plain(markdown: &str, width: usize, setting: Setting<'_>) -> String {
    let arena = Arena::new();
    let root = parse_block(&arena, markdown, &block_options());
    if is_too_deep(root) {
        return format!("{}\n", wrapped(markdown, width, "", ""));
    }
    own::settle(root, setting.site);
    letters::make_lists(&arena, root);
    let mut page = PlainPage { text: String::new(), width, setting };
    page.blocks(root, "", "", true);
    page.text
}

/// The beginning of a block on one line, at most `chars` characters long, with `…` where it was cut.
#[must_use]
pub fn excerpt(markdown: &str, chars: usize) -> String {
    let arena = Arena::new();
    let root = parse_block(&arena, markdown, &block_options());
    let words = words(root, Tails::Hidden);
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ").replace(turns_text, "");
    if words.chars().count() <= chars {
        return words;
    }
    let kept: String = words.chars().take(chars.saturating_sub(1)).collect();
    let whole = match words.chars().nth(kept.chars().count()) {
        Some(' ') | None => kept.as_str(),
        Some(_) => kept.rsplit_once(' ').map_or(kept.as_str(), |(whole, _)| whole),
    };
    format!("{}…", whole.trim_end())
}

/// The controls that turn the direction of text (UAX #9), which would reach beyond an excerpt.
fn turns_text(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A page of plain text in the making.
struct PlainPage<'a> {
    text: String,
    width: usize,
    setting: Setting<'a>,
}

impl PlainPage<'_> {
    /// The blocks in a container; `first` stands before its first line, `rest` before the others.
    fn blocks(&mut self, container: Node<'_>, first: &str, rest: &str, spaced: bool) {
        for (index, node) in container.children().enumerate() {
            if index > 0 && spaced {
                let _ = writeln!(self.text, "{}", rest.trim_end());
            }
            self.block(node, if index == 0 { first } else { rest }, rest);
        }
    }

    fn block(&mut self, node: Node<'_>, first: &str, rest: &str) {
        match &node.data().value {
            NodeValue::List(list) => self.list(node, list, first, rest),
            NodeValue::BlockQuote => self.blocks(node, &format!("{first}> "), &format!("{rest}> "), true),
            NodeValue::CodeBlock(code) => self.typed(&code.literal, first, rest),
            NodeValue::HtmlBlock(html) => self.typed(&html.literal, first, rest),
            NodeValue::Table(_) => self.blocks(node, first, rest, false),
            NodeValue::TableRow(_) => {
                let cells: Vec<String> =
                    node.children().map(|cell| self.words(cell).trim().to_owned()).collect();
                self.wrap(&cells.join(" | "), first, rest);
            }
            _ => self.wrap(&self.words(node), first, rest),
        }
    }

    fn words(&self, node: Node<'_>) -> String {
        words(node, Tails::Shown(self.setting))
    }

    fn list(&mut self, node: Node<'_>, list: &NodeList, first: &str, rest: &str) {
        for (index, item) in node.children().enumerate() {
            if index > 0 && !list.tight {
                let _ = writeln!(self.text, "{}", rest.trim_end());
            }
            let marker = marker(list, index);
            let before = if index == 0 { first } else { rest };
            let hanging = format!("{rest}{}", " ".repeat(marker.len()));
            self.blocks(item, &format!("{before}{marker}"), &hanging, !list.tight);
        }
    }

    fn wrap(&mut self, words: &str, first: &str, rest: &str) {
        let _ = writeln!(self.text, "{}", wrapped(words, self.width, first, rest));
    }

    fn typed(&mut self, literal: &str, first: &str, rest: &str) {
        for (index, line) in literal.trim_end_matches('\n').split('\n').enumerate() {
            let before = if index == 0 { first } else { rest };
            let _ = writeln!(self.text, "{}", format!("{before}{line}").trim_end());
        }
    }
}

/// What stands before an item of a list, by its place counted from 0.
fn marker(list: &NodeList, index: usize) -> String {
    let number = list.start + index;
    match (list.list_type, letters::style(list)) {
        (ListType::Bullet, _) => "- ".to_owned(),
        (ListType::Ordered, None) => format!("{number}. "),
        (ListType::Ordered, Some(style)) => {
            let name = match style {
                'a' => letter(number - 1),
                'A' => letter(number - 1).to_uppercase(),
                'i' => markers::roman(number),
                _ => number.to_string(),
            };
            if letters::has_brackets(list) { format!("({name}) ") } else { format!("{name}. ") }
        }
    }
}

fn wrapped(words: &str, width: usize, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::fill(words, options)
}

/// Whether what a link leads to follows its words: an address, or the number of a footnote.
#[derive(Clone, Copy)]
enum Tails<'a> {
    Shown(Setting<'a>),
    Hidden,
}

/// The words of a block, blocks inside it a space apart.
fn words(node: Node<'_>, tails: Tails<'_>) -> String {
    let mut text = String::new();
    for edge in node.traverse() {
        match edge {
            NodeEdge::Start(node) => start_words(&mut text, node),
            NodeEdge::End(node) => end_words(&mut text, node, tails),
        }
    }
    text
}

fn start_words(text: &mut String, node: Node<'_>) {
    match &node.data().value {
        NodeValue::Text(_) if is_mark(node) => {}
        NodeValue::Text(words) => text.push_str(words),
        NodeValue::Code(code) => text.push_str(&code.literal),
        NodeValue::HtmlInline(html) => text.push_str(html),
        NodeValue::CodeBlock(code) => text.push_str(&code.literal),
        NodeValue::HtmlBlock(html) => text.push_str(&html.literal),
        NodeValue::SoftBreak => text.push(' '),
        NodeValue::LineBreak => text.push('\n'),
        _ => {}
    }
}

/// Whether a piece of text is the `^1` that comrak keeps as the words of the reference `[^1]`.
fn is_mark(node: Node<'_>) -> bool {
    let is_reference = |parent: Node<'_>| match &parent.data().value {
        NodeValue::Link(link) | NodeValue::Image(link) => footnotes::mark(link).is_some(),
        _ => false,
    };
    node.parent().is_some_and(|parent| is_reference(parent) && has_mark_for_words(parent))
}

fn end_words(text: &mut String, node: Node<'_>, tails: Tails<'_>) {
    match (&node.data().value, tails) {
        (NodeValue::Link(link), Tails::Shown(setting)) => end_link(text, link, setting),
        (value, _) if value.block() => text.push(' '),
        _ => {}
    }
}

fn end_link(text: &mut String, link: &NodeLink, setting: Setting<'_>) {
    match footnotes::mark(link) {
        Some(mark) => match (setting.footnotes)(mark) {
            Some(number) => text.extend(["[", &number.to_string(), "]"]),
            None => text.push_str(&footnotes::missing(mark)),
        },
        None if text.ends_with(link.url.trim_start_matches("mailto:")) => {}
        None => text.extend([" <", &link.url, ">"]),
    }
}
