//! The body of a report: blocks become paragraphs and headings, and the annexes become lists.

use super::agenda::{self, Agenda};
use super::blocks::Block;
use super::headings::{self, Section};
use super::marks::Mark;
use super::recordings::{self, Collector};
use super::{Footnote, Heading, Paragraph, Report, lines, links, participants};

/// What has been read so far.
#[derive(Default)]
struct Body {
    section: Option<Section>,
    recordings: Collector,
    agenda: Agenda,
    /// A number on a line of its own, for the block below it.
    number: Option<u32>,
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
}

/// Reads the blocks of the body into the report.
pub fn read(blocks: &[Block], report: &mut Report) {
    let mut body = Body::default();
    for (index, block) in blocks.iter().enumerate() {
        let below = blocks.get(index + 1);
        if block.is_heading {
            body.heading(block, below, report);
        } else if !body.is_annex(block, report) && !body.is_recording(block, below, report) {
            body.prose(block, blocks, index, report);
        }
    }
    if let Some(number) = body.number {
        report.leave_out(
            blocks.last().map_or(0, |block| block.line),
            &number.to_string(),
            "a number without a paragraph",
        );
    }
}

impl Body {
    fn heading(&mut self, block: &Block, below: Option<&Block>, report: &mut Report) {
        let section = headings::section(&block.text);
        self.open = false;
        self.inner = None;
        let lonely_annex = ["annex", "annexes", "appendix"]
            .contains(&headings::plain(&block.text).trim_end_matches([':', ' ']).to_lowercase().as_str())
            && below.is_some_and(|block| block.is_heading);
        let why = match section {
            Section::Participants => "heads the list of participants",
            Section::Recordings if below.is_some() => "heads the recordings",
            Section::Agenda => "heads the agenda",
            Section::Notes if below.is_none_or(is_note) => "heads the notes",
            _ if lonely_annex => "heads an annex",
            _ => {
                report.headings.push(Heading { before: report.paragraphs.len(), text: block.text.clone() });
                self.section = Some(if section == Section::Notes { Section::Body } else { section });
                return;
            }
        };
        report.leave_out(block.line, &block.text, why);
        self.section = Some(section);
        if section == Section::Recordings {
            self.recordings = Collector::default();
            self.recordings.prose(&block.text, report);
        }
    }

    /// Does the block belong to a list that became data?
    fn is_annex(&mut self, block: &Block, report: &mut Report) -> bool {
        if participants::read_line(block.line, &block.printed(), report) {
            self.open = false;
            return true;
        }
        match self.section {
            Some(Section::Participants) if !is_prose(block) && links::find(&block.text).is_empty() => {
                participants::read_entry(block.line, &block.text, report);
                true
            }
            Some(Section::Agenda) if !is_prose(block) => {
                self.agenda.item(block, report);
                true
            }
            Some(Section::Notes) => self.is_note(block, report),
            Some(Section::Participants | Section::Agenda) => {
                self.section = None;
                agenda::read_line(block, report)
            }
            _ => agenda::read_line(block, report),
        }
    }

    /// "1. Text" below a heading "Notes".
    fn is_note(&mut self, block: &Block, report: &mut Report) -> bool {
        let Some(Mark::Number(number)) = block.mark else { return false };
        report.footnotes.push(Footnote { mark: number.to_string(), text: Some(block.text.clone()) });
        true
    }

    /// Is the block a link to a recording, or words around one?
    fn is_recording(&mut self, block: &Block, below: Option<&Block>, report: &mut Report) -> bool {
        let text = block.text.as_str();
        let in_section = self.section == Some(Section::Recordings);
        if let Some(url) = links::alone(text) {
            let is_one = recordings::is_recording(url)
                || self.recordings.has_label()
                || in_section
                || last_sentence_is_about(report);
            if is_one {
                self.recordings.link(block.line, url, report);
            }
            return is_one;
        }
        if let Some((label, url)) = recordings::labelled(text) {
            self.recordings.label(block.line, &label, report);
            self.recordings.link(block.line, url, report);
            return true;
        }
        let link_below = below.is_some_and(|below| {
            links::alone(&below.text).is_some() || recordings::is_labelled_link(&below.text)
        });
        let short = text.split(' ').count() <= 7
            && block.mark.is_none()
            && (!lines::is_finished(text) || text.ends_with(':'));
        let announces = || {
            let certain =
                below.and_then(|below| links::alone(&below.text)).is_some_and(recordings::is_recording);
            recordings::is_about(text)
                || recordings::is_label_text(text)
                    && (certain || last_sentence_is_about(report) || self.recordings.has_begun(report))
        };
        if link_below && short && (in_section || announces()) {
            self.recordings.label(block.line, text, report);
            return true;
        }
        let lone_code = recordings::access_code(text).is_some() && text.split(' ').count() <= 6;
        if lone_code {
            report.leave_out(block.line, text, "gives the password of a recording");
            self.recordings.password(text, report);
        }
        lone_code
    }

    fn prose(&mut self, block: &Block, blocks: &[Block], index: usize, report: &mut Report) {
        if self.section == Some(Section::Recordings) && is_prose(block) && !recordings::is_about(&block.text)
        {
            self.section = None;
        }
        match &block.mark {
            Some(Mark::Number(number)) if self.is_inner(*number, block, blocks, index, report) => {
                self.item(&format!("{number}. {}", block.text), report)
            }
            Some(Mark::Number(number)) if block.text.is_empty() => {
                if let Some(lost) = self.number.replace(*number) {
                    report.leave_out(block.line, &lost.to_string(), "a number without a paragraph");
                }
                self.last = *number;
                return;
            }
            Some(Mark::Number(number)) => {
                (self.last, self.inner, self.indent) = (*number, None, block.indent);
                self.paragraph(Some(*number), block.text.clone(), report);
            }
            Some(Mark::Letter(printed)) if self.is_numbered_so(printed, block, report) => {
                self.last += 1;
                self.inner = None;
                self.paragraph(Some(self.last), block.text.clone(), report);
            }
            Some(Mark::Letter(printed)) => self.item(&format!("{printed} {}", block.text), report),
            Some(Mark::Bullet) => self.item(&format!("- {}", block.text), report),
            Some(Mark::Part(printed)) => {
                self.inner = None;
                let number = self.number.take();
                self.paragraph(number, format!("{printed} {}", block.text), report);
            }
            None if self.open
                && !block.gap
                && links::alone(&block.text).is_some()
                && self.number.is_none() =>
            {
                self.append(&block.text, report)
            }
            None => {
                let number = self.number.take();
                self.inner = None;
                self.paragraph(number, block.text.clone(), report);
            }
        }
        self.recordings.prose(&block.text, report);
        self.recordings.links_in_prose(&block.text, report);
    }

    fn paragraph(&mut self, number: Option<u32>, text: String, report: &mut Report) {
        report.paragraphs.push(Paragraph { number, text });
        self.open = true;
        self.in_list = false;
    }

    fn append(&self, text: &str, report: &mut Report) {
        if let Some(last) = report.paragraphs.last_mut() {
            lines::join(&mut last.text, text);
        }
    }

    /// A list item joins the paragraph above it; a blank line parts the two in Markdown.
    fn item(&mut self, text: &str, report: &mut Report) {
        let number = self.number.take();
        match report.paragraphs.last_mut() {
            Some(last) if self.open && number.is_none() => {
                last.text.push_str(if self.in_list { "\n" } else { "\n\n" });
                last.text.push_str(text);
            }
            _ => self.paragraph(number, text.to_owned(), report),
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
        let is_inner = match self.inner {
            Some((last, indent)) => {
                number == last + 1
                    && (number != self.last + 1
                        || block.indent == indent && (block.indent > self.indent || !block.gap))
            }
            None => {
                let introduced = report.paragraphs.last().is_some_and(|last| last.text.ends_with(':'));
                let numbered = self.last > 0;
                let indented = numbered && block.indent > self.indent + 1;
                number == 1 && (introduced && (numbered || !numbers_the_rest(blocks, index)) || indented)
            }
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
        let counts_on = above.is_some_and(|above| above.number == Some(self.last));
        block.text.len() > 60
            && block.indent < 2
            && match number {
                Some(1) => self.last == 0 && unnumbered,
                Some(number) => {
                    number == self.last + 1
                        && counts_on
                        && !above.is_some_and(|above| above.text.ends_with([':', ';']))
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

fn is_note(block: &Block) -> bool {
    matches!(block.mark, Some(Mark::Number(_)))
}

/// "A recording can be found here:", right above.
fn last_sentence_is_about(report: &Report) -> bool {
    let last_line =
        report.paragraphs.last().and_then(|last| last.text.rsplit('\n').next()).unwrap_or_default();
    super::sentences::split(last_line).last().is_some_and(|sentence| recordings::is_about(sentence))
}

/// Prose ends a list of names or of items.
fn is_prose(block: &Block) -> bool {
    let words = block.text.split(' ').count();
    words > 25 || words > 10 && block.text.ends_with(['.', ':']) || words > 4 && block.text.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::super::blocks;
    use super::*;

    fn paragraphs(text: &str) -> Vec<(Option<u32>, String)> {
        let mut report = Report::default();
        read(&blocks::read(&lines::read(text)), &mut report);
        report.paragraphs.into_iter().map(|paragraph| (paragraph.number, paragraph.text)).collect()
    }

    #[test]
    fn lists_belong_to_the_paragraph_above_them() {
        let text = "1. These are the steps:\n\n- one\n  - (1) two\n\n2. Others follow:\n 1. first\n 2. second\n3. The end.";

        assert_eq!(
            paragraphs(text),
            [
                (Some(1), "These are the steps:\n\n- one\n(1) two".into()),
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
