//! Letters that number the paragraphs of a report: "a. …", a blank line, "b. …".

use super::blocks::Block;
use super::marks::Mark;
use super::ordinal;

/// Characters; an item of a list is seldom as long, and a paragraph seldom shorter.
const LONG: usize = 60;

/// Blocks among which the next letter is looked for: a paragraph may have a list of its own.
const NEAR: usize = 12;

/// How far the letters have counted.
#[derive(Default)]
pub struct Lettering {
    /// The last letter and the last numeral, with how far each was indented.
    last: [Option<(Place, usize)>; 2],
}

/// Where a mark stands among its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// "a" is the first.
    Letter(u32),
    /// "ii" is the second.
    Roman(u32),
}

impl Place {
    /// What the mark of a block may mean: "i" is the first numeral or the ninth letter.
    fn all_of(block: &Block) -> Vec<Self> {
        let Some(Mark::Letter(printed)) = &block.mark else { return Vec::new() };
        let name = printed.trim_matches(['(', ')', '.']).to_lowercase();
        let mut letters = name.chars();
        let letter = letters.next().filter(|letter| letter.is_ascii_lowercase() && letters.next().is_none());
        let letter = letter.map(|letter| Self::Letter(u32::from(letter) - u32::from('a') + 1));
        let roman = name.chars().all(|c| "ivx".contains(c)).then(|| ordinal::number(&name)).flatten();
        roman.map(Self::Roman).into_iter().chain(letter).collect()
    }

    fn next(self) -> Self {
        match self {
            Self::Letter(place) => Self::Letter(place + 1),
            Self::Roman(place) => Self::Roman(place + 1),
        }
    }
}

impl Lettering {
    /// Does the block's letter number a paragraph? The first must stand apart, like the one that follows it, and no
    /// sentence above may announce a list.
    pub fn numbers(&mut self, blocks: &[Block], index: usize) -> bool {
        let block = &blocks[index];
        if !block.gap {
            return false;
        }
        let places = Place::all_of(block);
        let goes_on = |place: &Place| {
            self.last
                .iter()
                .flatten()
                .any(|(last, indent)| last.next() == *place && block.indent.abs_diff(*indent) < 2)
        };
        let counts_on = places.iter().copied().find(goes_on);
        let begins = || {
            let first =
                places.iter().copied().find(|place| [Place::Letter(1), Place::Roman(1)].contains(place));
            first.filter(|first| begins_paragraphs(blocks, index, *first))
        };
        let found = counts_on.or_else(begins);
        if let Some(place) = found {
            let style = usize::from(matches!(place, Place::Roman(_)));
            self.last[style] = Some((place, block.indent));
            // Below the next letter numerals begin anew.
            if style == 0 {
                self.last[1] = None;
            }
        }
        found.is_some()
    }
}

fn begins_paragraphs(blocks: &[Block], index: usize, first: Place) -> bool {
    let block = &blocks[index];
    let announced = index
        .checked_sub(1)
        .is_some_and(|above| !blocks[above].is_heading && blocks[above].text.ends_with([':', ';', ',']));
    let is_long = |block: &Block| block.text.chars().count() > LONG;
    let second = blocks[index + 1..]
        .iter()
        .take(NEAR)
        .take_while(|block| !block.is_heading)
        .find(|block| Place::all_of(block).contains(&first.next()));
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
    fn numerals_number_paragraphs_too() {
        let text = format!("i) {LONG}\n\nii) {LONG}\n\niii) It ended.");
        assert_eq!(paragraphs(&text).len(), 3);
    }

    #[test]
    fn numerals_below_a_letter_do_not_end_the_letters() {
        let text = format!("a) {LONG}\n\ni) {LONG}\n\nii) {LONG}\n\nb) {LONG}\n\ni) {LONG}\n\nii) {LONG}");
        assert_eq!(paragraphs(&text).len(), 6);
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
