//! How deep an item stands in the lists of its paragraph.

use super::blocks::Block;
use super::marks::Mark;

/// Lists that are open, the outermost first: how far each was indented, and what its marks look like.
#[derive(Default)]
pub struct Nesting {
    open: Vec<(usize, Style)>,
    /// The letter of the last item, so that "i." behind "h." is a letter and not a number.
    letter: Option<char>,
}

/// What the marks of a list look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Number,
    Letter,
    Roman,
    Bracketed,
    /// The sign itself: "•" and "o" are two lists.
    Bullet(char),
}

impl Nesting {
    /// The depth of the next item, from 0, by its indentation and, where all begin in one column, by its mark.
    pub fn depth(&mut self, block: &Block) -> usize {
        let style = self.style(block);
        // An item further in begins a list of its own; one further out ends those that are open.
        while self.open.last().is_some_and(|(indent, _)| *indent > block.indent + 1) {
            self.open.pop();
        }
        match self.open.iter().position(|(indent, known)| *known == style && block.indent <= indent + 1) {
            Some(at) => self.open.truncate(at + 1),
            None => self.open.push((block.indent, style)),
        }
        self.open.len() - 1
    }

    fn style(&mut self, block: &Block) -> Style {
        match &block.mark {
            Some(Mark::Letter(printed)) if printed.contains(|c: char| c.is_ascii_digit()) => Style::Bracketed,
            Some(Mark::Letter(printed)) => {
                let letters = printed.trim_matches(['(', ')', '.']);
                let single = letters.chars().next().filter(|_| letters.len() == 1);
                let follows = single.is_some_and(|letter| {
                    self.letter.is_some_and(|last| u32::from(last) + 1 == u32::from(letter))
                });
                let roman = letters.chars().all(|c| "ivx".contains(c)) && !follows;
                if !roman {
                    self.letter = single;
                }
                if roman { Style::Roman } else { Style::Letter }
            }
            Some(Mark::Bullet) => {
                let printed = block.printed();
                // A box behind the sign makes no other list of it.
                let mark = printed[..printed.len() - block.text.len()].trim_end();
                let signs = mark.strip_suffix("[ ]").unwrap_or(mark).chars().rev();
                Style::Bullet(signs.into_iter().find(|c| !c.is_whitespace()).unwrap_or('-'))
            }
            Some(Mark::Number(_) | Mark::Part(_)) | None => Style::Number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Report, blocks, body, lines};

    fn text(report: &str) -> String {
        let mut read = Report::default();
        body::read(&blocks::read(&lines::read(report)), &mut read);
        read.paragraphs.remove(0).text
    }

    #[test]
    fn lists_in_lists_are_indented() {
        assert_eq!(
            text(
                "1. The answers fell into three parts:\n   a) one:\n      i) here;\n      ii) there;\n   b) two:\n      i) now;\n   c) three."
            ),
            "The answers fell into three parts:\n\na) one:\n   i) here;\n   ii) there;\nb) two:\n   i) now;\nc) three."
        );
        assert_eq!(
            text("1. The answers fell into three parts:\n- one\n  - here\n    - now\n- two"),
            "The answers fell into three parts:\n\n- one\n   - here\n      - now\n- two"
        );
    }

    #[test]
    fn marks_tell_lists_apart_where_all_begin_in_one_column() {
        assert_eq!(
            text("1. The answers fell into three parts:\na. one;\ni. here;\nii. there;\nb. two."),
            "The answers fell into three parts:\n\na. one;\n   i. here;\n   ii. there;\nb. two."
        );
        assert_eq!(
            text("1. The answers fell into three parts:\n• one\no here\n• two"),
            "The answers fell into three parts:\n\n- one\n   - here\n- two"
        );
        assert_eq!(
            text("1. The answers fell into three parts:\ng. one;\nh. two;\ni. three."),
            "The answers fell into three parts:\n\ng. one;\nh. two;\ni. three."
        );
    }
}
