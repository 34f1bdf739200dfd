//! Blocks of prose become paragraphs: their numbers, the lists that belong to them, their continuations.

use super::blocks::Block;
use super::lettering::Lettering;
use super::marks::Mark;
use super::nesting::Nesting;
use super::{Paragraph, Report, lines, links};

/// Where the numbering stands.
#[derive(Default)]
pub struct Paragraphs {
    /// A number on a line of its own, for the block below it, and that line.
    number: Option<(usize, u32)>,
    /// The last number of a paragraph.
    last: u32,
    /// The last number of a list inside a paragraph, and how far it was indented.
    inner: Option<(u32, usize)>,
    /// Where the last paragraph's own number stood.
    indent: usize,
    /// Items of a list may be added to the last paragraph.
    open: bool,
    /// The last paragraph ends in a list.
    in_list: bool,
    /// The marks of the lists that are open, the outermost first.
    nesting: Nesting,
    /// Paragraphs are numbered "(1)".
    in_brackets: bool,
    /// Paragraphs are lettered.
    lettering: Lettering,
}

impl Paragraphs {
    /// Adds a block as a paragraph of its own or as a part of the last one.
    pub fn add(&mut self, block: &Block, blocks: &[Block], index: usize, report: &mut Report) {
        match &block.mark {
            Some(Mark::Number(number)) if self.is_inner(*number, block, blocks, index, report) => {
                self.item(block, &block.printed(), report);
            }
            Some(Mark::Number(number)) if block.text.is_empty() => {
                self.finish(report);
                (self.number, self.last) = (Some((block.line, *number)), *number);
            }
            Some(Mark::Number(number)) => {
                (self.last, self.inner, self.indent) = (*number, None, block.indent);
                self.paragraph(Some(*number), block.text.clone(), report);
            }
            Some(Mark::Letter(printed)) if self.is_numbered_so(printed, block, report) => {
                self.last += 1;
                (self.inner, self.in_brackets) = (None, true);
                self.paragraph(Some(self.last), block.text.clone(), report);
            }
            Some(Mark::Letter(printed)) if self.lettering.numbers(blocks, index) => {
                self.inner = None;
                let number = self.number.take().map(|(_, number)| number);
                self.paragraph(number, format!("{printed} {}", block.text), report);
            }
            Some(Mark::Letter(printed)) => self.item(block, &format!("{printed} {}", block.text), report),
            Some(Mark::Bullet) => self.item(block, &format!("- {}", block.text), report),
            Some(Mark::Part(printed)) => {
                self.inner = None;
                let number = self.number.take().map(|(_, number)| number);
                self.paragraph(number, format!("{printed} {}", block.text), report);
            }
            None if self.open
                && !block.gap
                && links::alone(&block.text).is_some()
                && self.number.is_none() =>
            {
                append(&block.text, report);
            }
            None => {
                let number = self.number.take().map(|(_, number)| number);
                self.inner = None;
                self.paragraph(number, block.text.clone(), report);
            }
        }
    }

    /// A heading or a list that became data stands here: no item belongs to the paragraph above it.
    pub fn close(&mut self) {
        self.open = false;
        self.inner = None;
    }

    /// Has the block the number that comes next, on its own line or before it?
    pub fn counts_on(&self, block: &Block, report: &Report) -> bool {
        match &block.mark {
            Some(Mark::Number(number)) => {
                *number == report.paragraphs.last().and_then(|last| last.number).unwrap_or(0) + 1
            }
            Some(Mark::Letter(printed)) => self.is_numbered_so(printed, block, report),
            None => self.awaits(),
            _ => false,
        }
    }

    /// A block became data: its letter counts, and no item belongs to what stands above it.
    pub fn pass_over(&mut self, blocks: &[Block], index: usize) {
        self.lettering.numbers(blocks, index);
        self.close();
    }

    /// Does a number wait for its paragraph?
    pub fn awaits(&self) -> bool {
        self.number.is_some()
    }

    /// A number that still waits for its paragraph has none.
    pub fn finish(&mut self, report: &mut Report) {
        if let Some((line, number)) = self.number.take() {
            report.leave_out(line, &number.to_string(), "a number without a paragraph");
        }
    }

    fn paragraph(&mut self, number: Option<u32>, text: String, report: &mut Report) {
        report.paragraphs.push(Paragraph { number, text });
        self.open = true;
        self.in_list = false;
        self.nesting = Nesting::default();
    }

    /// A list item joins the paragraph above it; a blank line parts the two in Markdown.
    fn item(&mut self, block: &Block, text: &str, report: &mut Report) {
        let number = self.number.take().map(|(_, number)| number);
        match report.paragraphs.last_mut() {
            Some(last) if self.open && number.is_none() => {
                last.text.push_str(if self.in_list { "\n" } else { "\n\n" });
                let depth = self.nesting.depth(block);
                last.text.extend(std::iter::repeat_n("   ", depth).chain([text]));
            }
            _ => {
                self.paragraph(number, text.to_owned(), report);
                self.nesting.depth(block);
            }
        }
        self.in_list = true;
    }

    /// Is this number one of a list inside the paragraph, and not the next paragraph's?
    fn is_inner(
        &mut self,
        number: u32,
        block: &Block,
        blocks: &[Block],
        index: usize,
        report: &Report,
    ) -> bool {
        if !self.open || block.text.is_empty() {
            return false;
        }
        let is_inner = if let Some((last, indent)) = self.inner {
            let as_indented = block.indent == indent && (block.indent > self.indent || !block.gap);
            number == last + 1 && (number != self.last + 1 || as_indented)
        } else {
            let introduced = report.paragraphs.last().is_some_and(|last| last.text.ends_with(':'));
            let numbered = self.last > 0;
            let indented = numbered && block.indent > self.indent + 1;
            number == 1 && (introduced && (numbered || !numbers_the_rest(blocks, index)) || indented)
        };
        self.inner = is_inner.then_some((number, block.indent));
        is_inner
    }

    /// "(3)" numbers a paragraph when the ones before it did, or when it is the first and no list is announced.
    fn is_numbered_so(&self, printed: &str, block: &Block, report: &Report) -> bool {
        let number = printed
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
            .and_then(|number| number.parse::<u32>().ok());
        let above = report.paragraphs.last();
        let unnumbered = above.is_none_or(|above| above.number.is_none() && !above.text.ends_with(':'));
        (block.text.len() > 60 || self.in_brackets || report.paragraphs.is_empty())
            && block.indent < 2
            && match number {
                Some(1) => self.last == 0 && unnumbered,
                Some(number) => {
                    self.in_brackets
                        && number == self.last + 1
                        && (block.gap || !above.is_some_and(|above| above.text.ends_with([':', ';'])))
                }
                None => false,
            }
    }
}

/// After a line that ends with a colon the numbers may still be those of the paragraphs: then they go on to the end.
fn numbers_the_rest(blocks: &[Block], index: usize) -> bool {
    let numbered: Vec<&Block> =
        blocks[index..].iter().take(40).filter(|block| matches!(block.mark, Some(Mark::Number(_)))).collect();
    let long = numbered.iter().filter(|block| block.text.chars().count() > 150).count();
    long * 2 > numbered.len()
}

/// A link on its own line that belongs to the sentence above it.
fn append(text: &str, report: &mut Report) {
    if let Some(last) = report.paragraphs.last_mut() {
        lines::join(&mut last.text, text);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{blocks, body};
    use super::*;

    fn paragraphs(text: &str) -> Vec<(Option<u32>, String)> {
        let mut report = Report::default();
        body::read(&blocks::read(&lines::read(text)), &mut report);
        report.paragraphs.into_iter().map(|paragraph| (paragraph.number, paragraph.text)).collect()
    }

    #[test]
    fn lists_belong_to_the_paragraph_above_them() {
        let text = "1. These are the steps:\n\n- one\n  - (1) two\n\n2. Others follow:\n 1. first\n 2. second\n3. The end.";

        assert_eq!(
            paragraphs(text),
            [
                (Some(1), "These are the steps:\n\n- one\n   (1) two".into()),
                (Some(2), "Others follow:\n\n1. first\n2. second".into()),
                (Some(3), "The end.".into())
            ]
        );
    }

    #[test]
    fn parts_and_continuations_have_no_number() {
        assert_eq!(
            paragraphs(
                "4. The market was discussed.\n\n4.1 Prices are quiet.\n\nNothing else was said.\n\n5.\n\nThe end came."
            ),
            [
                (Some(4), "The market was discussed.".into()),
                (None, "4.1 Prices are quiet.".into()),
                (None, "Nothing else was said.".into()),
                (Some(5), "The end came.".into())
            ]
        );
    }
}
