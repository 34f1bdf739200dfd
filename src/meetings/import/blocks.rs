//! Blocks: what stands together in the text, whether it was wrapped or not.

use super::lines::{self, Line};
use super::listing::{self, Listing};
use super::marks::{self, Mark};
use super::tables::{self, Table};
use super::{headings, labels, links, recordings, wrapping};

/// In Markdown, what comes after it begins a line.
const LINE_BREAK: &str = "  \n";

/// A paragraph, a list item, a heading or a link on a line of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Where it begins in the input.
    pub line: usize,
    pub text: String,
    pub mark: Option<Mark>,
    pub indent: usize,
    pub is_heading: bool,
    /// A blank line stands above it.
    pub gap: bool,
    /// It stands in a list of people or items, one a line.
    pub in_list: bool,
    /// Of how many lines it was made.
    pub lines: usize,
    /// It is a table; then its text is the table in Markdown.
    pub table: Option<Table>,
    /// How the line looked with its mark, for headings: "1. Welcome".
    printed: String,
}

impl Block {
    /// The block as it was printed, with its mark.
    pub fn printed(&self) -> String {
        format!("{}{}", self.printed, self.text)
    }
}

/// Puts lines together into blocks.
pub fn read(lines: &[Line]) -> Vec<Block> {
    let wrapping = wrapping::measure(lines);
    let mut blocks: Vec<Block> = Vec::new();
    let (mut gap, mut cut, mut listing) = (true, false, Listing::default());
    let mut above: Option<&Line> = None;
    let mut table_end = 0;
    for (index, line) in lines.iter().enumerate() {
        if index < table_end {
            continue;
        }
        cut |= line.cut;
        if line.is_blank() {
            gap = true;
            continue;
        }
        if let Some((table, range)) = tables::at(lines, index) {
            (table_end, listing, above) = (range.end, Listing::default(), None);
            blocks.push(Block { gap, ..of_table(line, table) });
            (gap, cut) = (false, false);
            continue;
        }
        let below = lines[index + 1..].iter().find(|line| !line.is_blank());
        listing.read(line, gap);
        let in_list = listing.section.is_some();
        let joins = match (above, blocks.last()) {
            (Some(above), Some(block)) if in_list => {
                !gap && !block.text.is_empty() && listing::continues_entry(block, above, line)
            }
            (Some(above), Some(block)) if gap => wrapping::goes_on_over_gap(block, line, cut, above),
            (Some(above), Some(block)) => wrapping::goes_on(block, above, line, below, &wrapping),
            _ => false,
        };
        match blocks.last_mut() {
            Some(block) if joins => {
                if labels::of(&line.text).is_some() && marks::split(&line.text).is_none() {
                    block.text.push_str(LINE_BREAK);
                    block.text.push_str(&line.text);
                } else {
                    lines::join(&mut block.text, &line.text);
                }
                block.lines += 1;
            }
            _ => blocks.push(Block { gap, in_list, ..begin(line) }),
        }
        (gap, cut, above) = (false, false, Some(line));
    }
    find_headings(&mut blocks);
    blocks
}

fn of_table(line: &Line, table: Table) -> Block {
    let (text, lines) = (table.markdown(), table.rows.len() + 1);
    Block { line: line.number, text, lines, table: Some(table), ..Block::default() }
}

fn begin(line: &Line) -> Block {
    let heading = headings::marked(&line.text);
    let (mark, text) = match heading {
        Some(heading) => (None, heading),
        None => {
            marks::split(&line.text).map_or((None, line.text.as_str()), |(mark, rest)| (Some(mark), rest))
        }
    };
    let printed = if heading.is_some() { "" } else { &line.text[..line.text.len() - text.len()] };
    Block {
        line: line.number,
        text: text.to_owned(),
        mark,
        indent: line.indent,
        is_heading: heading.is_some(),
        lines: 1,
        printed: printed.to_owned(),
        ..Block::default()
    }
}

/// Lines without mark-up are headings when they look like one and something stands below them.
fn find_headings(blocks: &mut [Block]) {
    let mut last_number = None;
    let mut last_bare = '\0';
    for index in 0..blocks.len() {
        let Some(next) = blocks.get(index + 1) else { break };
        let block = &blocks[index];
        let section = headings::section(&block.text);
        let announces = section != headings::Section::Body;
        let stands_alone = block.lines == 1
            && !block.is_heading
            && headings::could_be(&block.text)
            && links::alone(&block.text).is_none()
            && !block.text.contains('|');
        let counts_on_here = stands_alone && block.mark.is_none() && counts_on(block, &mut last_bare);
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
            Some(Mark::Number(number)) => {
                let counts_on = number.checked_sub(1).is_some_and(|above| last_number == Some(above))
                    && next.mark.is_none()
                    && !next.is_heading;
                let continues = number.checked_sub(1) == last_number.or(Some(0));
                counts_on
                    || continues && block.gap && heads_list_of_its_own(next)
                    || heads_plain_body(block, next)
                    || announces && next.mark != block.mark && !matches!(next.mark, Some(Mark::Number(_)))
            }
            Some(Mark::Part(_)) => !block.in_list && heads_plain_body(block, next),
            Some(_) => false,
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

/// A heading between a list and prose: the items above it have marks and it has none, or it is a usual one.
fn ends_list(above: Option<&Block>, block: &Block, next: &Block) -> bool {
    let above_prose = next.text.chars().count() > 100;
    let differs = above.is_some_and(|above| above.mark.is_some());
    // What looked like a list was prose all along.
    let told = above.is_some_and(|above| above.text.ends_with('.') && above.text.split(' ').count() > 6);
    block.gap && (told && next.gap || above_prose && differs || headings::opens_body(&block.text))
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

/// "1. Welcome" above unnumbered prose.
fn heads_plain_body(block: &Block, next: &Block) -> bool {
    let prose = next.mark.is_none() && !next.is_heading && next.text.chars().count() > 40
        || matches!(next.mark, Some(Mark::Part(_)));
    let sentence = block.text.split(' ').count() > 9;
    prose && !sentence && !next.text.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        read(&lines::read(text))
            .into_iter()
            .map(|block| if block.is_heading { format!("# {}", block.text) } else { block.printed() })
            .collect()
    }

    #[test]
    fn wrapped_lines_are_joined_until_a_line_has_room_left() {
        let text = "1. The call was held in the morning, and it was said that\nmore is to be done before the summer begins.\nThere was agreement on it.\nA second paragraph follows here, and it goes on over its\nlines too.\n2. The end.";

        assert_eq!(
            blocks(text),
            [
                "1. The call was held in the morning, and it was said that more is to be done before the summer begins.",
                "There was agreement on it.",
                "A second paragraph follows here, and it goes on over its lines too.",
                "2. The end."
            ]
        );
    }

    #[test]
    fn figures_and_dashes_of_a_sentence_are_no_marks() {
        let text = "The conference that is going to take place – or so it\n– as was said – seems, on a day close to paragraph\n3. It was noted that the date is still to be fixed by the\nhosts.";

        assert_eq!(blocks(text).len(), 1);
    }

    #[test]
    fn headings_stand_apart() {
        assert_eq!(
            blocks(
                "1. Welcome\n\nThe call was opened by the chair and went on for an hour.\n\nNext steps\n\n- one\n- two"
            ),
            [
                "# 1. Welcome",
                "The call was opened by the chair and went on for an hour.",
                "# Next steps",
                "- one",
                "- two"
            ]
        );
    }
}
