//! Letters that number the paragraphs of a report: "a. …", a blank line, "b. …".

use super::blocks::Block;
use super::marks::Mark;

/// Characters; an item of a list is seldom as long, and a paragraph seldom shorter.
const LONG: usize = 60;

/// Blocks among which the next letter is looked for: a paragraph may have a list of its own.
const NEAR: usize = 12;

/// How far the letters have counted.
#[derive(Default)]
pub struct Lettering {
    last: Option<(char, usize)>,
}

impl Lettering {
    /// Does the block's letter number a paragraph? The first must stand apart, like the one that follows it, and no
    /// sentence above may announce a list.
    pub fn numbers(&mut self, blocks: &[Block], index: usize) -> bool {
        let block = &blocks[index];
        let Some(letter) = letter(block).filter(|_| block.gap) else { return false };
        let counts_on = self.last.is_some_and(|(last, indent)| {
            u32::from(last) + 1 == u32::from(letter) && block.indent.abs_diff(indent) < 2
        });
        let begins = || letter.eq_ignore_ascii_case(&'a') && begins_paragraphs(blocks, index);
        let numbers = counts_on || begins();
        if numbers {
            self.last = Some((letter, block.indent));
        }
        numbers
    }
}

fn letter(block: &Block) -> Option<char> {
    let Some(Mark::Letter(printed)) = &block.mark else { return None };
    let mut letters = printed.trim_matches(['(', ')', '.']).chars();
    letters.next().filter(|letter| letter.is_ascii_alphabetic() && letters.next().is_none())
}

fn begins_paragraphs(blocks: &[Block], index: usize) -> bool {
    let block = &blocks[index];
    let announced = index
        .checked_sub(1)
        .is_some_and(|above| !blocks[above].is_heading && blocks[above].text.ends_with([':', ';', ',']));
    let is_long = |block: &Block| block.text.chars().count() > LONG;
    let second = blocks[index + 1..]
        .iter()
        .take(NEAR)
        .take_while(|block| !block.is_heading)
        .find(|block| letter(block).is_some_and(|letter| letter.eq_ignore_ascii_case(&'b')));
    !announced && second.is_some_and(|second| second.gap && is_long(second) && is_long(block))
}

#[cfg(test)]
mod tests {
    use super::super::{Report, blocks, body, lines};

    fn paragraphs(text: &str) -> Vec<String> {
        let mut report = Report::default();
        body::read(&blocks::read(&lines::read(text)), &mut report);
        report.paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
    }

    const LONG: &str = "Lamps were spoken of for most of the hour, and nobody was against them.";

    #[test]
    fn letters_with_space_between_them_number_paragraphs() {
        let text = format!("a. {LONG}\n\nb. {LONG} They were these:\n\n- one\n- two\n\nc. It ended.");

        let found = paragraphs(&text);

        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[1].ends_with("- one\n- two") && found[2] == "c. It ended.");
    }

    #[test]
    fn letters_of_a_list_do_not() {
        assert_eq!(
            paragraphs(&format!("These three things were named in the call:\n\na) {LONG}\n\nb) {LONG}"))
                .len(),
            1,
            "announced"
        );
        assert_eq!(paragraphs(&format!("It began.\n\na) {LONG}\nb) {LONG}")).len(), 1, "no space between");
        assert_eq!(paragraphs("It began.\n\na) lamps\n\nb) ropes").len(), 1, "short");
    }
}
