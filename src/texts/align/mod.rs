//! Which block of a new version is which paragraph of the old one, by what they say.
//!
//! This only proposes; an editor confirms or corrects. Likeness is the share of words that two blocks have in common. Only few
//! candidates are weighed for each block: those that share runs of three words with it, and the one that stands in the same place.

mod matching;
mod parts;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

use super::model::{Block, Code, Kind, Paragraph, number};
use super::order::in_order;
use matching::Matching;

/// What a block of the new version is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The same words in the same order of paragraphs.
    Unchanged(Code),
    /// Other words, or another kind of block.
    Edited(Code),
    /// It stands elsewhere among the paragraphs that stayed; its words may differ too.
    Moved(Code),
    /// A further part of a paragraph, whose first part keeps the id.
    Split {
        /// The paragraph that was split.
        from: Code,
    },
    /// Several paragraphs in one; the longest keeps its id.
    Merged {
        /// The id that goes on.
        keeps: Code,
        /// The ids that end here, in their old order.
        also: Vec<Code>,
    },
    /// A new paragraph.
    New,
}

impl Fate {
    /// The old id that the block keeps. A new or split-off block needs a new one.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        match self {
            Fate::Unchanged(code)
            | Fate::Edited(code)
            | Fate::Moved(code)
            | Fate::Merged { keeps: code, .. } => Some(*code),
            Fate::Split { .. } | Fate::New => None,
        }
    }
}

/// The proposal for a whole text. Every old id is kept by one block, merged into one, or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// The fate of each new block in turn.
    pub fates: Vec<Fate>,
    /// Old paragraphs that are in no new block, in their order.
    pub removed: Vec<Code>,
}

/// Proposes what each block of a new version is. The same arguments give the same proposal.
#[must_use]
pub fn align(old: &[Paragraph], new: &[Block]) -> Alignment {
    let old_blocks: Vec<&Block> = old.iter().map(|paragraph| &paragraph.block).collect();
    let new_blocks: Vec<&Block> = new.iter().collect();
    let matching = Matching::of(&old_blocks, &new_blocks);

    let kept: Vec<usize> = matching.source.iter().copied().flatten().collect();
    let mut stayed = in_order(&kept).into_iter();
    let merged = matching.merged_into();
    let fate = |(place, block): (usize, &Block)| match (matching.source[place], matching.split_from[place]) {
        (Some(source), _) => kept_fate(old, block, source, &merged[place], stayed.next() == Some(true)),
        (None, Some(from)) => Fate::Split { from: old[from].code },
        (None, None) => Fate::New,
    };
    let fates = new.iter().enumerate().map(fate).collect();
    let removed = matching.removed().map(|place| old[place].code).collect();
    Alignment { fates, removed }
}

fn kept_fate(old: &[Paragraph], block: &Block, source: usize, merged: &[usize], stayed: bool) -> Fate {
    let Paragraph { code, block: before, .. } = &old[source];
    let same = before.kind == block.kind && before.body == block.body && before.mark == block.mark;
    match (merged, stayed) {
        ([], true) if same => Fate::Unchanged(*code),
        ([], true) => Fate::Edited(*code),
        ([], false) => Fate::Moved(*code),
        _ => Fate::Merged { keeps: *code, also: merged.iter().map(|&place| old[place].code).collect() },
    }
}

impl Alignment {
    /// For edits of a text in its own Markdown, where nobody renumbers by hand: a paragraph that stays keeps the printed number
    /// that it had, if any, and others have none. Imports do without this and believe the source.
    pub fn keep_printed_numbers(&self, old: &[Paragraph], new: &mut [Block]) {
        let printed: HashMap<Code, Option<u32>> =
            old.iter().map(|paragraph| (paragraph.code, paragraph.block.printed)).collect();
        let counted = number(&*new);
        for ((block, fate), counted) in new.iter_mut().zip(&self.fates).zip(counted) {
            let before = fate.code().and_then(|code| *printed.get(&code)?);
            block.printed = before.filter(|_| block.kind == Kind::Numbered && before != counted);
        }
    }
}
