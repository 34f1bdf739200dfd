//! The footnotes of a text: which marks refer to which, and the number of each.

use std::collections::HashMap;
use std::sync::Arc;

use comrak::nodes::{NodeLink, NodeValue};
use comrak::options::{BrokenLinkCallback, BrokenLinkReference};
use comrak::{Arena, ResolvedReference};

use super::html::{block_options, parse_block};
use super::model::{Code, Kind, Paragraph};

/// What the address of a reference begins with in comrak's tree. Nobody can type it: blocks are parsed without NUL.
const ADDRESS: &str = "\0footnote:";

/// The footnotes of one version, numbered in the order in which the text refers to them. Those that nothing refers to have
/// no number.
#[derive(Debug, Clone, Default)]
pub struct Footnotes<'a> {
    entries: Vec<Footnote<'a>>,
    /// Places in `entries` by folded mark.
    by_mark: HashMap<String, usize>,
    unreferenced: Vec<&'a Paragraph>,
}

/// A footnote with its place in the text.
#[derive(Debug, Clone, Copy)]
pub struct Footnote<'a> {
    /// Its number in this version, from 1.
    pub number: u32,
    /// Its words.
    pub paragraph: &'a Paragraph,
    /// The paragraph that refers to it first, for the way back.
    pub referred_from: Code,
}

impl<'a> Footnotes<'a> {
    /// The footnotes among a version's paragraphs. Of two with the same mark the first counts.
    #[must_use]
    pub fn of(paragraphs: &'a [Paragraph]) -> Footnotes<'a> {
        let mut defined: HashMap<String, &Paragraph> = HashMap::new();
        for footnote in paragraphs.iter().filter(|paragraph| paragraph.block.kind == Kind::Footnote) {
            defined.entry(folded_mark(footnote)).or_insert(footnote);
        }
        let mut footnotes = Footnotes::default();
        let (notes, words): (Vec<_>, Vec<_>) =
            paragraphs.iter().partition(|paragraph| paragraph.block.kind == Kind::Footnote);
        for paragraph in words {
            footnotes.refer(paragraph, &defined);
        }
        // A note may refer to another.
        let mut next = 0;
        while let Some(note) = footnotes.entries.get(next).map(|entry| entry.paragraph) {
            footnotes.refer(note, &defined);
            next += 1;
        }
        let is_numbered =
            |note: &&Paragraph| footnotes.entries.iter().any(|entry| entry.paragraph.code == note.code);
        footnotes.unreferenced = notes.into_iter().filter(|note| !is_numbered(note)).collect();
        footnotes
    }

    /// Numbers the footnotes that a paragraph is the first to refer to.
    fn refer(&mut self, from: &Paragraph, defined: &HashMap<String, &'a Paragraph>) {
        for mark in marks(&from.block.body) {
            let mark = mark.to_lowercase();
            let Some(paragraph) = defined.get(&mark).filter(|_| !self.by_mark.contains_key(&mark)) else {
                continue;
            };
            let place = self.entries.len();
            let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
            self.entries.push(Footnote { number, paragraph, referred_from: from.code });
            self.by_mark.insert(mark, place);
        }
    }

    /// The number of a footnote by its mark, whatever its case.
    #[must_use]
    pub fn number(&self, mark: &str) -> Option<u32> {
        self.by_mark.get(&mark.to_lowercase()).map(|place| self.entries[*place].number)
    }

    /// Those that the text refers to, by number.
    pub fn iter(&self) -> impl Iterator<Item = &Footnote<'a>> {
        self.entries.iter()
    }

    /// Those that nothing refers to, in the order of the text; of two notes with one mark, the second.
    pub fn unreferenced(&self) -> impl Iterator<Item = &'a Paragraph> {
        self.unreferenced.iter().copied()
    }
}

fn folded_mark(footnote: &Paragraph) -> String {
    footnote.block.mark.as_deref().unwrap_or_default().to_lowercase()
}

/// The marks that a block refers to, in order, each as often as it stands there.
fn marks(markdown: &str) -> Vec<String> {
    if !markdown.contains("[^") {
        return Vec::new();
    }
    let arena = Arena::new();
    let root = parse_block(&arena, markdown, &block_options());
    let reference = |value: &NodeValue| match value {
        NodeValue::Link(link) | NodeValue::Image(link) => mark(link).map(str::to_owned),
        _ => None,
    };
    root.descendants().filter_map(|node| reference(&node.data().value)).collect()
}

/// Resolves `[^mark]` to a link with an address that [`mark`] knows.
pub(super) fn references() -> Arc<dyn BrokenLinkCallback> {
    Arc::new(|reference: BrokenLinkReference<'_>| {
        let mark = reference.original.strip_prefix('^')?;
        let fits = !mark.is_empty() && !mark.contains(char::is_whitespace);
        fits.then(|| ResolvedReference { url: format!("{ADDRESS}{mark}"), title: String::new() })
    })
}

/// What stands in place of a number where no footnote has the mark.
pub(super) fn missing(mark: &str) -> String {
    format!("[{mark}: note missing]")
}

/// The mark of a footnote, if the link is a reference to one.
pub(super) fn mark(link: &NodeLink) -> Option<&str> {
    link.url.strip_prefix(ADDRESS)
}
