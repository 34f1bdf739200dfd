//! Two versions of a text, paragraph by paragraph.

use std::collections::HashMap;

use super::{Change, words};
use crate::texts::model::{Code, Paragraph};
use crate::texts::order::in_order;

/// A paragraph in the comparison of two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// The permanent id.
    pub code: Code,
    /// The paragraph in the old version.
    pub old: Option<&'a Paragraph>,
    /// The paragraph in the new version.
    pub new: Option<&'a Paragraph>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a paragraph from one version to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing changed but perhaps its number.
    Kept,
    /// Its words changed, or what it is (say, a heading's level).
    Edited(Vec<Change>),
    /// It stands elsewhere in the order, with these words.
    Moved(Vec<Change>),
    /// It is in the new version only.
    New,
    /// It is in the old version only.
    Removed,
}

/// Two versions of a text compared by permanent id, in the order of the new one; removed paragraphs follow what they followed.
#[must_use]
pub fn versions<'a>(old: &'a [Paragraph], new: &'a [Paragraph]) -> Vec<Row<'a>> {
    let place: HashMap<Code, usize> =
        old.iter().enumerate().map(|(place, paragraph)| (paragraph.code, place)).collect();
    let places: Vec<Option<usize>> =
        new.iter().map(|paragraph| place.get(&paragraph.code).copied()).collect();
    let both: Vec<usize> = places.iter().copied().flatten().collect();
    let mut stayed = in_order(&both).into_iter();
    let mut removed = removed(old, &both).into_iter().peekable();

    let mut rows = Vec::with_capacity(new.len());
    for (paragraph, place) in new.iter().zip(places) {
        let Some(place) = place else {
            rows.push(Row { code: paragraph.code, old: None, new: Some(paragraph), outcome: Outcome::New });
            continue;
        };
        let stayed = stayed.next().unwrap_or(true);
        while stayed && let Some(gone) = removed.next_if(|gone| *gone < place) {
            rows.push(removed_row(&old[gone]));
        }
        rows.push(kept_row(&old[place], paragraph, stayed));
    }
    rows.extend(removed.map(|gone| removed_row(&old[gone])));
    rows
}

fn removed_row(old: &Paragraph) -> Row<'_> {
    Row { code: old.code, old: Some(old), new: None, outcome: Outcome::Removed }
}

fn kept_row<'a>(old: &'a Paragraph, new: &'a Paragraph, stayed: bool) -> Row<'a> {
    let changes = || words(&old.block.body, &new.block.body);
    let outcome = match stayed {
        true if old.block == new.block => Outcome::Kept,
        true => Outcome::Edited(changes()),
        false => Outcome::Moved(changes()),
    };
    Row { code: new.code, old: Some(old), new: Some(new), outcome }
}

fn removed(old: &[Paragraph], kept: &[usize]) -> Vec<usize> {
    let mut is_kept = vec![false; old.len()];
    for &place in kept {
        is_kept[place] = true;
    }
    (0..old.len()).filter(|&place| !is_kept[place]).collect()
}
