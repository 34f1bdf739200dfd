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

/// The footnotes of one version, numbered in the order in which the text refers to them; those never referred to come last.
#[derive(Debug, Clone, Default)]
pub struct Footnotes<'a> {
    entries: Vec<Footnote<'a>>,
    /// Places in `entries` by folded mark.
    by_mark: HashMap<String, usize>,
}

/// A footnote with its place in the text.
#[derive(Debug, Clone, Copy)]
pub struct Footnote<'a> {
    /// Its number in this version, from 1.
    pub number: u32,
    /// Its words.
    pub paragraph: &'a Paragraph,
    /// The paragraph that refers to it first, for the way back.
    pub referred_from: Option<Code>,
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
        for paragraph in words.iter().chain(&notes) {
            for mark in marks(&paragraph.block.body) {
                let mark = mark.to_lowercase();
                if let Some(footnote) = defined.get(&mark) {
                    footnotes.add(mark, footnote, Some(paragraph.code));
                }
            }
        }
        for footnote in notes {
            footnotes.add(folded_mark(footnote), footnote, None);
        }
        footnotes
    }

    fn add(&mut self, mark: String, paragraph: &'a Paragraph, referred_from: Option<Code>) {
        let place = self.entries.len();
        if !self.by_mark.contains_key(&mark) {
            let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
            self.entries.push(Footnote { number, paragraph, referred_from });
            self.by_mark.insert(mark, place);
        }
    }

    /// The number of a footnote by its mark, whatever its case.
    #[must_use]
    pub fn number(&self, mark: &str) -> Option<u32> {
        self.by_mark.get(&mark.to_lowercase()).map(|place| self.entries[*place].number)
    }

    /// All of them by number.
    pub fn iter(&self) -> impl Iterator<Item = &Footnote<'a>> {
        self.entries.iter()
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

/// The mark of a footnote, if the link is a reference to one.
pub(super) fn mark(link: &NodeLink) -> Option<&str> {
    link.url.strip_prefix(ADDRESS)
}
