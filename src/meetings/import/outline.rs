//! Which blocks without mark-up are headings: those that look like one and have something below them.

use super::blocks::Block;
use super::headings::{self, Section};
use super::marks::Mark;
use super::{dates, lines, links, listing, passwords, recordings};

/// Lines without mark-up are headings when they look like one and something stands below them.
pub fn find_headings(blocks: &mut [Block]) {
    let mut last_number = None;
    let mut last_bare = '\0';
    let mut letters = Letters::default();
    for index in 0..blocks.len() {
        let Some(next) = blocks.get(index + 1) else { break };
        let block = &blocks[index];
        let section = headings::section(&block.text);
        let announces = section != Section::Body;
        let stands_alone = block.lines == 1
            && !block.is_heading
            && !is_day_of_next_call(index.checked_sub(1).map(|above| &blocks[above]), block)
            && headings::could_be(&block.text)
            && (next.gap || !lines::breaks_off(&block.text))
            && links::alone(&block.text).is_none()
            && !introduces_link(block, next)
            && passwords::access_code(&block.text).is_none()
            && !block.text.contains('|');
        let is_item = stands_alone && block.gap && counts_item(block, &blocks[..index]);
        let counts_on_here =
            is_item || stands_alone && block.mark.is_none() && counts_on(block, &mut last_bare);
        let fits = match &block.mark {
            None if block.in_list => {
                announces || ends_list(index.checked_sub(1).map(|above| &blocks[above]), block, next)
            }
            None => {
                block.gap
                    && (next.gap
                        || announces
                        || next.mark.is_some()
                        || next.text.len() > 2 * block.text.len())
                    || announces
                    || counts_on_here
            }
            Some(Mark::Number(_))
                if is_item_below(index.checked_sub(1).map(|above| &blocks[above]), block) =>
            {
                false
            }
            Some(Mark::Number(_)) if was_announced(&blocks[..index], block) => true,
            Some(Mark::Number(number)) => {
                let counts_on = number.checked_sub(1).is_some_and(|above| last_number == Some(above))
                    && next.mark.is_none()
                    && !next.is_heading;
                let continues = number.checked_sub(1) == last_number.or(Some(0));
                counts_on
                    || continues && block.gap && heads_list_of_its_own(next)
                    || heads_plain_body(block, next)
                    || section == Section::Participants && next.mark == Some(Mark::Number(1))
                    || heads_list(
                        block,
                        next,
                        continues && (last_number.is_some() || counts_headings(&blocks[index + 1..])),
                    )
                    || announces && next.mark != block.mark && !matches!(next.mark, Some(Mark::Number(_)))
            }
            Some(Mark::Part(_)) => {
                !block.in_list && heads_plain_body(block, next)
                    || section == Section::Participants && next.in_list
            }
            Some(Mark::Letter(printed)) => {
                let apart = block.gap && (next.gap || next.indent > block.indent) && !block.in_list;
                // Below the second heading a single line may stand.
                let heads = heads_plain_body(block, next)
                    || letters.0.is_some() && next.mark.is_none()
                    || heads_marked_prose(next)
                    || letters.0.is_some()
                        && next.indent > block.indent
                        && matches!(next.mark, Some(Mark::Letter(_)));
                apart && heads && letters.counts_on(printed)
            }
            Some(Mark::Bullet) => false,
        };
        if stands_alone && fits && !recordings::is_label_text(&block.text) {
            let printed = block.printed();
            if let Some(Mark::Number(number)) = block.mark {
                last_number = Some(number);
            }
            let block = &mut blocks[index];
            block.is_heading = true;
            block.mark = None;
            block.text = printed;
        }
    }
    // What stands right above a heading is one too.
    for index in (1..blocks.len()).rev() {
        let (above, below) = blocks.split_at_mut(index);
        let (Some(block), next) = (above.last_mut(), &below[0]) else { continue };
        let fits = next.is_heading && block.gap && block.lines == 1 && block.mark.is_none() && !block.in_list;
        block.is_heading |= fits && headings::opens_body(&block.text) && headings::could_be(&block.text);
    }
}

/// Long paragraphs with numerals stand below "a) Ideas".
fn heads_marked_prose(next: &Block) -> bool {
    matches!(&next.mark, Some(Mark::Letter(printed)) if printed.contains(['i', '1']))
        && next.text.chars().count() > 60
}

/// "The recording is available at", or "Call A:", right above its link.
fn introduces_link(block: &Block, next: &Block) -> bool {
    let about = recordings::is_about(&block.text) || block.text.ends_with(':');
    !next.gap && links::alone(&next.text).is_some() && about
}

/// "Thursday, 29 March 2018, 11.00 UTC", right below "Next meeting".
fn is_day_of_next_call(above: Option<&Block>, block: &Block) -> bool {
    above.is_some_and(|above| above.is_heading && headings::section(&above.text) == Section::NextCall)
        && !dates::find(&block.text).is_empty()
}

/// "Item 5: Any other business", where the items above were headings.
fn counts_item(block: &Block, above: &[Block]) -> bool {
    let is_item = |text: &str| {
        text.strip_prefix("Item ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    block.mark.is_none()
        && is_item(&block.text)
        && above.iter().any(|block| block.is_heading && is_item(&block.text))
}

/// "A. Ideas" and "3   Any other business" are headings when the one before was "2" or the first is "A" or "1".
fn counts_on(block: &Block, last: &mut char) -> bool {
    let mut letters = block.text.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return false };
    let divided = match first {
        'A'..='Z' => second == '.' && letters.next() == Some(' '),
        '1'..='9' => second == ' ' && letters.next() == Some(' '),
        _ => false,
    };
    let counts = divided && (u32::from(*last) + 1 == u32::from(first) || ['A', '1'].contains(&first));
    if counts {
        *last = first;
    }
    counts
}

/// The letters of headings such as "b. Discussion".
#[derive(Default)]
struct Letters(Option<char>);

impl Letters {
    /// Is it the first letter, or the one behind that of the last heading?
    fn counts_on(&mut self, printed: &str) -> bool {
        let mut name = printed.trim_matches(['(', ')', '.']).chars();
        let (Some(letter), None) = (name.next(), name.next()) else { return false };
        let wanted = self.0.map_or(u32::from('a'), |last| u32::from(last) + 1);
        let fits = u32::from(letter.to_ascii_lowercase()) == wanted;
        if fits {
            self.0 = Some(letter.to_ascii_lowercase());
        }
        fits
    }
}

/// A heading between a list and prose: the items above it have marks and it has none, or it is a usual one.
fn ends_list(above: Option<&Block>, block: &Block, next: &Block) -> bool {
    let above_prose = next.text.chars().count() > 100;
    let differs = above.is_some_and(|above| above.mark.is_some());
    // What looked like a list was prose all along.
    let told = above.is_some_and(|above| above.text.ends_with('.') && above.text.split(' ').count() > 6);
    block.gap && (told && next.gap || above_prose && differs || headings::opens_body(&block.text))
}

/// The agenda above has the same item.
fn was_announced(above: &[Block], block: &Block) -> bool {
    block.gap
        && !block.in_list
        && above.iter().any(|item| item.in_list && item.mark == block.mark && item.text == block.text)
}

/// The number goes on with a list of short items that stands right above, or with a list of people.
fn is_item_below(above: Option<&Block>, block: &Block) -> bool {
    above.is_some_and(|above| {
        let short = above.lines == 1 && headings::could_be(&above.text);
        !above.is_heading
            && listing::goes_on(above.mark.as_ref(), block.mark.as_ref())
            && (block.in_list && above.in_list || short && !block.gap)
    })
}

/// Below "2. Case studies" the paragraphs count from 1 again.
fn heads_list_of_its_own(next: &Block) -> bool {
    next.gap && next.mark == Some(Mark::Number(1)) && next.text.chars().count() > 40
}

/// "2. Facts" above a list without numbers, where "1. Welcome" was a heading too; or in capitals.
fn heads_list(block: &Block, next: &Block, follows: bool) -> bool {
    let is_capital = block.text.contains(char::is_alphabetic) && !block.text.contains(char::is_lowercase);
    (follows || is_capital)
        && block.gap
        && next.gap
        && matches!(next.mark, Some(Mark::Bullet | Mark::Letter(_)))
}

/// Is the next number that of a heading above a list too?
fn counts_headings(below: &[Block]) -> bool {
    let second = below.iter().position(|block| block.mark == Some(Mark::Number(2)));
    second.is_some_and(|at| {
        let (block, next) = (&below[at], below.get(at + 1));
        block.lines == 1
            && headings::could_be(&block.text)
            && next.is_some_and(|next| heads_list(block, next, true) || heads_plain_body(block, next))
    })
}

/// "1. Welcome" above unnumbered prose.
fn heads_plain_body(block: &Block, next: &Block) -> bool {
    let is_sentence =
        next.text.chars().count() > 40 || next.text.ends_with('.') && next.text.split(' ').count() > 4;
    let prose =
        next.mark.is_none() && !next.is_heading && is_sentence || matches!(next.mark, Some(Mark::Part(_)));
    let sentence = block.text.split(' ').count() > 9;
    prose && !sentence && !next.text.starts_with(char::is_lowercase)
}
