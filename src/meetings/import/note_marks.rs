//! Marks of notes that stand on a line of their own, above their note, as some programs print them at the foot of a page.

use std::collections::{HashMap, HashSet};

use super::footnotes::candidates;
use super::lines::{self, Line};
use super::words::plain_digit;
use super::{marks, notes, title};

/// Puts such a mark in front of its note, so that it is no page's number. A mark must have been asked for above.
pub fn join(lines: &mut [Line]) {
    let mut asked: HashSet<String> = HashSet::new();
    let mut known = marks_of_notes(lines);
    let mut times: HashMap<String, usize> = HashMap::new();
    for line in lines.iter() {
        *times.entry(line.text.clone()).or_default() += 1;
    }
    let mut last = None;
    for at in 0..lines.len().saturating_sub(1) {
        asked.extend(candidates(&lines[at].text).into_iter().map(|mark| mark.name));
        let Some(mark) = alone(&lines[at].text).filter(|mark| asked.contains(mark)) else { continue };
        let below = &lines[at + 1];
        // A note may stand right above.
        let apart =
            at == 0 || lines[at - 1].is_blank() || last == Some(at) || below.indent > lines[at - 1].indent;
        // What comes again is the head of a page, and the number above it is the page's.
        let is_head = marks::split(&below.text).is_some()
            || times.get(&below.text).is_some_and(|times| *times > 1)
            || title::names_a_meeting(&below.text) && !lines::is_finished(&below.text);
        let note = format!("{} {}", lines[at].text, below.text);
        if apart && !is_head && notes::could_be(&note) && known.insert(mark) {
            lines[at].text.clear();
            lines[at + 1].text = note;
            last = Some(at + 2);
        }
    }
}

/// "1", "¹" and `[1]`, as their figure.
fn alone(text: &str) -> Option<String> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let mark: String = bare.chars().map(plain_digit).take(3).collect();
    ((1..=2).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_digit())).then_some(mark)
}

/// The marks that stand in front of their notes already.
fn marks_of_notes(lines: &[Line]) -> HashSet<String> {
    let notes = lines.iter().filter(|line| notes::could_be(&line.text));
    notes.filter_map(|line| line.text.split_once(' ')).filter_map(|(first, _)| alone(first)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        let mut lines = lines::read(text);
        join(&mut lines);
        lines.into_iter().filter(|line| !line.is_blank()).map(|line| line.text).collect()
    }

    #[test]
    fn a_mark_above_its_note_stands_in_front_of_it() {
        for mark in ["1", "¹", "[1]"] {
            let lines = joined(&format!("It was in the report1 of May.\n\n{mark}\n  See the annex.\n"));
            assert_eq!(lines[1], format!("{mark} See the annex."));
        }
    }

    #[test]
    fn notes_may_stand_one_below_the_other() {
        let text = "Of lamps1 and of ropes2.\n\n1\nOf oil.\n2\nOf hemp.\n";
        assert_eq!(joined(text)[1..], ["1 Of oil.", "2 Of hemp."]);
    }

    #[test]
    fn a_pages_number_is_no_mark() {
        assert_eq!(joined("It was in May.\n\n1\nSee the annex.").len(), 3, "nothing asks for it");
        assert_eq!(
            joined("It was in the report1.\n\n1\nForum\n\nIt was.\n\n2\nForum").len(),
            6,
            "a running head"
        );
        assert_eq!(
            joined("It was in the report1.\n\n1\nBPF on Spam, call 3\n\nIt went on.").len(),
            4,
            "the head of the second page"
        );
        assert_eq!(
            joined("It was in the report1.\n\n1 See page 2.\n\n1\nIt went on.").len(),
            4,
            "the note is known"
        );
    }
}
