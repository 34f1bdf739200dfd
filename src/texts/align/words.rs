//! Blocks as bags of words, and an index to find those with words in common.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use similar::DiffableStr;

use crate::texts::model::{Block, Kind};

/// Runs of words in more blocks than this say little and are not looked up.
const COMMONPLACE: usize = 32;
/// How many blocks are weighed for each.
const CANDIDATES: usize = 6;
/// How many words in a row make a run.
const RUN: usize = 3;

/// What is compared of a block. Words are hashes of their lower-case form (`DefaultHasher::new` is the same everywhere).
pub(super) struct Words {
    /// Only blocks of the same class are compared.
    pub(super) class: Class,
    /// Every word as often as it stands there, sorted.
    pub(super) bag: Vec<u64>,
    /// Each run of words once, sorted.
    runs: Vec<u64>,
}

/// Headings, footnotes and prose do not become each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Heading,
    Footnote,
    Prose,
}

impl Words {
    pub(super) fn of(block: &Block) -> Words {
        let class = match block.kind {
            Kind::Heading { .. } => Class::Heading,
            Kind::Footnote => Class::Footnote,
            Kind::Numbered | Kind::Continuation => Class::Prose,
        };
        let mut bag: Vec<u64> = words(&block.body).map(|word| hash(&word.to_lowercase())).collect();
        let mut runs: Vec<u64> = match bag.len() {
            0 => Vec::new(),
            1..RUN => vec![hash(&bag)],
            _ => bag.windows(RUN).map(hash).collect(),
        };
        bag.sort_unstable();
        runs.sort_unstable();
        runs.dedup();
        Words { class, bag, runs }
    }
}

/// The words of a text in any script, without what stands between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.tokenize_unicode_words().into_iter().filter(|word| word.contains(char::is_alphanumeric))
}

pub(super) fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// How many words two sorted bags share.
pub(super) fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut count, mut rest) = (0, other);
    for word in one {
        rest = &rest[rest.partition_point(|candidate| candidate < word)..];
        if rest.first() == Some(word) {
            count += 1;
            rest = &rest[1..];
        }
    }
    count
}

/// A sorted bag without the words of another, each as often as it stands there.
pub(super) fn without(bag: &[u64], other: &[u64]) -> Vec<u64> {
    let mut rest = other;
    let stays = |word: &&u64| {
        rest = &rest[rest.partition_point(|candidate| candidate < *word)..];
        let found = rest.first() == Some(*word);
        rest = &rest[usize::from(found)..];
        !found
    };
    bag.iter().filter(stays).copied().collect()
}

/// Which blocks contain which run of words.
pub(super) struct Index(HashMap<u64, Vec<usize>>);

impl Index {
    /// Of the blocks at `places`.
    pub(super) fn of(blocks: &[Words], places: impl Iterator<Item = usize>) -> Index {
        let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
        for place in places {
            for run in &blocks[place].runs {
                index.entry(*run).or_default().push(place);
            }
        }
        Index(index)
    }

    /// The places of the few blocks that share most runs with this one, best first.
    pub(super) fn candidates(&self, block: &Words) -> Vec<usize> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        let found = block.runs.iter().filter_map(|run| self.0.get(run));
        for place in found.filter(|places| places.len() <= COMMONPLACE).flatten() {
            *counts.entry(*place).or_default() += 1;
        }
        let mut ranked: Vec<(usize, usize)> = counts.into_iter().collect();
        ranked.sort_unstable_by_key(|&(place, count)| (std::cmp::Reverse(count), place));
        ranked.into_iter().take(CANDIDATES).map(|(place, _)| place).collect()
    }
}
