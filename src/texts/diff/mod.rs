//! What changed between two versions: paragraph by paragraph, and word by word inside one.
//!
//! Changes are told by text too (`[+ +]`, `[- -]`), never by colour alone.

#[cfg(test)]
mod tests;
mod versions;

use std::fmt::Write;

use similar::{Algorithm, DiffOp, DiffableStr, capture_diff_slices};

pub use versions::{Outcome, Row, versions};

/// The most words, spaces included, that are compared one by one; longer texts are shown as replaced in the middle.
const MAX_WORDS: usize = 20_000;

/// A run of text in a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// In both.
    Same(String),
    /// In the old text only.
    Removed(String),
    /// In the new text only.
    Added(String),
}

/// Two texts compared word by word. `Same` and `Removed` make up the old one, `Same` and `Added` the new one.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Change> {
    let (old, new) = (old.tokenize_unicode_words(), new.tokenize_unicode_words());
    let ops = if old.len() + new.len() > MAX_WORDS {
        replaced_middle(&old, &new)
    } else {
        capture_diff_slices(Algorithm::Myers, &old, &new)
    };
    let mut comparison = Comparison::default();
    for (index, op) in ops.iter().enumerate() {
        let (before, after) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        let is_same = matches!(op, DiffOp::Equal { .. });
        if is_same && !comparison.runs_on(&before, ops.get(index + 1)) {
            comparison.same(before);
        } else {
            comparison.change(&before, &after);
        }
    }
    comparison.finish()
}

/// The cheapest comparison: what both begin and end with, and all between as one change.
fn replaced_middle(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let begin = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (&old[begin..], &new[begin..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_len, new_len) = (old_rest.len() - end, new_rest.len() - end);
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: begin },
        DiffOp::Replace { old_index: begin, old_len, new_index: begin, new_len },
        DiffOp::Equal { old_index: begin + old_len, new_index: begin + new_len, len: end },
    ]
}

/// A comparison in the making.
#[derive(Default)]
struct Comparison {
    changes: Vec<Change>,
    removed: String,
    added: String,
}

impl Comparison {
    /// Whether a space between two replaced words is best shown as replaced too, so that a phrase reads as one change.
    fn runs_on(&self, same: &str, next: Option<&DiffOp>) -> bool {
        let amid_replacement = !self.removed.is_empty() && !self.added.is_empty();
        amid_replacement && same.trim().is_empty() && matches!(next, Some(DiffOp::Replace { .. }))
    }

    fn change(&mut self, removed: &str, added: &str) {
        self.removed.push_str(removed);
        self.added.push_str(added);
    }

    fn same(&mut self, text: String) {
        if !self.removed.is_empty() {
            self.changes.push(Change::Removed(std::mem::take(&mut self.removed)));
        }
        if !self.added.is_empty() {
            self.changes.push(Change::Added(std::mem::take(&mut self.added)));
        }
        if !text.is_empty() {
            self.changes.push(Change::Same(text));
        }
    }

    fn finish(mut self) -> Vec<Change> {
        self.same(String::new());
        self.changes
    }
}

/// A comparison in HTML. The brackets stand in `<span class="mark">`: style may hide them from the eye, but not from a screen
/// reader or a copy.
#[must_use]
pub fn html(changes: &[Change]) -> String {
    let mut html = String::new();
    for change in changes {
        // Writing to a string cannot fail.
        let _ = match change {
            Change::Same(text) => comrak::html::escape(&mut html, text),
            Change::Removed(text) => marked(&mut html, "del", ("[-", "-]"), text),
            Change::Added(text) => marked(&mut html, "ins", ("[+", "+]"), text),
        };
    }
    html
}

fn marked(html: &mut String, element: &str, (open, close): (&str, &str), text: &str) -> std::fmt::Result {
    write!(html, "<{element}><span class=\"mark\">{open}</span>")?;
    comrak::html::escape(html, text)?;
    write!(html, "<span class=\"mark\">{close}</span></{element}>")
}

/// A comparison in plain text: `the [-old-][+new+] words`.
#[must_use]
pub fn text(changes: &[Change]) -> String {
    let run = |change: &Change| match change {
        Change::Same(text) => text.clone(),
        Change::Removed(text) => format!("[-{text}-]"),
        Change::Added(text) => format!("[+{text}+]"),
    };
    changes.iter().map(run).collect()
}
