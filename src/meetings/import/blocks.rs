//! Blocks: what stands together in the text, whether it was wrapped or not.

use super::lines::{self, Line};
use super::listing::{self, Listing};
use super::marks::{self, Mark};
use super::tables::{self, Table};
use super::{headings, labels, outline, wrapping};

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
            (Some(above), Some(block)) => {
                listing::continues_row(block, above, line)
                    || wrapping::goes_on(block, above, line, below, &wrapping)
            }
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
    outline::find_headings(&mut blocks);
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
