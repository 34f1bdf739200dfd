//! Paragraphs split into several, and several merged into one.

use std::collections::HashMap;

use super::matching::{Matching, Settled, ratio};
use super::words::{Index, shared, without};

/// From which share of its words on a block is part of another.
const PART: f64 = 0.7;
/// Blocks with fewer words are never taken for parts: they would be parts of anything.
const FEWEST: usize = 3;

impl Matching {
    /// Finds new blocks that are parts of an old one. `settled`: old blocks that stand unchanged in the new version.
    pub(super) fn find_splits(&mut self, settled: &Settled) {
        let index = Index::of(&self.old, (0..self.old.len()).filter(|&old| !settled.old[old]));
        let mut rest: HashMap<usize, Vec<u64>> = HashMap::new();
        for new in 0..self.new.len() {
            if self.source[new].is_some() || self.new[new].bag.len() < FEWEST {
                continue;
            }
            for old in index.candidates(&self.new[new]) {
                let left = rest.entry(old).or_insert_with(|| self.left_of_old(old));
                if self.old[old].class == self.new[new].class && is_part(&self.new[new].bag, left) {
                    *left = without(left, &self.new[new].bag);
                    self.split_off(old, new);
                    break;
                }
            }
        }
    }

    /// The words of an old block that its target does not have.
    fn left_of_old(&self, old: usize) -> Vec<u64> {
        match self.target[old] {
            Some(target) => without(&self.old[old].bag, &self.new[target].bag),
            None => self.old[old].bag.clone(),
        }
    }

    /// The first part keeps the id.
    fn split_off(&mut self, old: usize, new: usize) {
        match self.target[old] {
            None => self.pair(old, new),
            Some(target) if new < target => {
                self.source[target] = None;
                self.split_from[target] = Some(old);
                self.pair(old, new);
            }
            Some(_) => self.split_from[new] = Some(old),
        }
    }

    /// Finds old blocks that are parts of a new one. `settled`: new blocks that stood unchanged in the old version.
    pub(super) fn find_merges(&mut self, settled: &Settled) {
        let open = |new: &usize| !settled.new[*new] && self.split_from[*new].is_none();
        let index = Index::of(&self.new, (0..self.new.len()).filter(open));
        let mut rest: HashMap<usize, Vec<u64>> = HashMap::new();
        for old in 0..self.old.len() {
            if self.target[old].is_some() || self.old[old].bag.len() < FEWEST {
                continue;
            }
            for new in index.candidates(&self.old[old]) {
                let left = rest.entry(new).or_insert_with(|| self.left_of_new(new));
                if self.old[old].class == self.new[new].class && is_part(&self.old[old].bag, left) {
                    *left = without(left, &self.old[old].bag);
                    self.merge(old, new);
                    break;
                }
            }
        }
    }

    /// The words of a new block that its source does not have.
    fn left_of_new(&self, new: usize) -> Vec<u64> {
        match self.source[new] {
            Some(source) => without(&self.new[new].bag, &self.old[source].bag),
            None => self.new[new].bag.clone(),
        }
    }

    /// The longest keeps the id.
    fn merge(&mut self, old: usize, new: usize) {
        match self.source[new] {
            None => self.pair(old, new),
            Some(source) if self.old[old].bag.len() > self.old[source].bag.len() => {
                self.target[source] = None;
                self.merged[source] = Some(new);
                self.pair(old, new);
            }
            Some(_) => self.merged[old] = Some(new),
        }
    }
}

fn is_part(part: &[u64], whole: &[u64]) -> bool {
    ratio(shared(part, whole), part.len()) >= PART
}
