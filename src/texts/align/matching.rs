//! Pairs blocks of two versions: first equal ones, then similar ones; [`super::parts`] looks at what is left.

use std::collections::{HashMap, VecDeque};

use super::words::{Index, Words, hash, shared};
use crate::texts::model::Block;

/// From which likeness on two blocks are one paragraph, edited: half of their words in common (Dice's coefficient).
const ALIKE: f64 = 0.5;

/// Which places of two versions belong together.
pub(super) struct Matching {
    pub(super) old: Vec<Words>,
    pub(super) new: Vec<Words>,
    /// For each new block the old one whose id it keeps.
    pub(super) source: Vec<Option<usize>>,
    /// For each new block without source the old one that it was split from.
    pub(super) split_from: Vec<Option<usize>>,
    /// For each old block the new one that keeps its id.
    pub(super) target: Vec<Option<usize>>,
    /// For each old block without target the new one that it was merged into.
    pub(super) merged: Vec<Option<usize>>,
}

impl Matching {
    pub(super) fn of(old: &[&Block], new: &[&Block]) -> Matching {
        let mut matching = Matching {
            old: old.iter().map(|block| Words::of(block)).collect(),
            new: new.iter().map(|block| Words::of(block)).collect(),
            source: vec![None; new.len()],
            split_from: vec![None; new.len()],
            target: vec![None; old.len()],
            merged: vec![None; old.len()],
        };
        let settled = matching.pair_equal(old, new);
        matching.pair_similar();
        matching.find_splits(&settled);
        matching.find_merges(&settled);
        matching
    }

    /// For each new block the old ones merged into it beside its source.
    pub(super) fn merged_into(&self) -> Vec<Vec<usize>> {
        let mut into = vec![Vec::new(); self.new.len()];
        for (old, new) in self.merged.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))) {
            into[new].push(old);
        }
        into
    }

    pub(super) fn removed(&self) -> impl Iterator<Item = usize> {
        (0..self.old.len()).filter(|&place| self.target[place].is_none() && self.merged[place].is_none())
    }

    pub(super) fn pair(&mut self, old: usize, new: usize) {
        self.source[new] = Some(old);
        self.target[old] = Some(new);
    }

    /// Pairs equal blocks in order.
    fn pair_equal(&mut self, old: &[&Block], new: &[&Block]) -> Settled {
        let mut by_words: HashMap<u64, VecDeque<usize>> = HashMap::new();
        for (place, block) in old.iter().enumerate() {
            by_words.entry(hash(&(self.old[place].class, &block.body))).or_default().push_back(place);
        }
        for (place, block) in new.iter().enumerate() {
            let found = by_words.get_mut(&hash(&(self.new[place].class, &block.body)));
            if let Some(old) = found.and_then(VecDeque::pop_front) {
                self.pair(old, place);
            }
        }
        Settled {
            old: self.target.iter().map(Option::is_some).collect(),
            new: self.source.iter().map(Option::is_some).collect(),
        }
    }

    /// Pairs the most similar of the blocks left.
    fn pair_similar(&mut self) {
        let mut pairs = self.similar_pairs();
        pairs.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.key().cmp(&other.key())));
        for Pair { old, new, .. } in pairs {
            if self.target[old].is_none() && self.source[new].is_none() {
                self.pair(old, new);
            }
        }
    }

    fn similar_pairs(&self) -> Vec<Pair> {
        let index = Index::of(&self.old, (0..self.old.len()).filter(|&old| self.target[old].is_none()));
        let mut pairs = Vec::new();
        let mut expected = 0;
        for new in 0..self.new.len() {
            if let Some(source) = self.source[new] {
                expected = source + 1;
                continue;
            }
            let same_place = Some(expected).filter(|&old| self.target.get(old) == Some(&None));
            for old in index.candidates(&self.new[new]).into_iter().chain(same_place) {
                let likeness = self.likeness(old, new);
                if likeness >= ALIKE {
                    pairs.push(Pair { likeness, old, new });
                }
            }
            expected += 1;
        }
        pairs
    }

    /// Dice's coefficient: 0 for nothing in common, 1 for the same words.
    fn likeness(&self, old: usize, new: usize) -> f64 {
        let (old, new) = (&self.old[old], &self.new[new]);
        let all = old.bag.len() + new.bag.len();
        if old.class != new.class || all == 0 {
            return 0.0;
        }
        ratio(2 * shared(&old.bag, &new.bag), all)
    }
}

/// Two blocks that may be one.
struct Pair {
    likeness: f64,
    old: usize,
    new: usize,
}

impl Pair {
    /// Of pairs equally alike those come first that stand in about the same place.
    fn key(&self) -> (usize, usize, usize) {
        (self.old.abs_diff(self.new), self.new, self.old)
    }
}

/// Which blocks were paired because they are equal.
pub(super) struct Settled {
    pub(super) old: Vec<bool>,
    pub(super) new: Vec<bool>,
}

#[expect(clippy::cast_precision_loss, reason = "a block has at most two million words")]
pub(super) fn ratio(share: usize, all: usize) -> f64 {
    share as f64 / all as f64
}
