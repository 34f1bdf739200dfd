//! Blocks back to Markdown.

use crate::texts::model::{Block, Kind, Paragraph};

/// The Markdown source of a text. Numbers are written as readers see them; permanent ids are not written.
#[must_use]
pub fn write(paragraphs: &[Paragraph]) -> String {
    let mut writer = Writer { source: String::new(), indent: 0, last: None };
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if paragraph.block.kind == Kind::Footnote && !more_follows(&paragraphs[index..]) {
            writer.leave_item();
        }
        writer.add(paragraph);
    }
    writer.source
}

/// Whether the numbered paragraph before these footnotes goes on after them.
fn more_follows(footnotes: &[Paragraph]) -> bool {
    let next = footnotes.iter().find(|paragraph| paragraph.block.kind != Kind::Footnote);
    next.is_some_and(|next| next.block.kind == Kind::Continuation)
}

struct Writer {
    source: String,
    /// The indentation that puts a block inside the numbered paragraph before it.
    indent: usize,
    /// The number and delimiter of the item before, with which the next forms a list.
    last: Option<(u32, char)>,
}

impl Writer {
    fn add(&mut self, paragraph: &Paragraph) {
        let Block { kind, body, mark, .. } = &paragraph.block;
        if !self.source.is_empty() {
            self.source.push('\n');
        }
        match kind {
            Kind::Heading { level } => {
                self.leave_item();
                self.push(&format!("{} ", "#".repeat(usize::from(*level))), body, 0);
            }
            Kind::Numbered => {
                let marker = self.marker(paragraph.shown_number().unwrap_or(1));
                self.indent = 0;
                self.push(&marker, body, marker.len());
                self.indent = marker.len();
            }
            Kind::Continuation => self.push("", body, 0),
            Kind::Footnote => self.push(&format!("[^{}]: ", mark.as_deref().unwrap_or_default()), body, 4),
        }
    }

    /// What comes now stands outside the list.
    fn leave_item(&mut self) {
        (self.indent, self.last) = (0, None);
    }

    /// `12. `, or `12) ` where that number does not follow upon the last: a new delimiter starts a new list.
    fn marker(&mut self, number: u32) -> String {
        let delimiter = match self.last {
            Some((last, delimiter)) if number > last => delimiter,
            Some((_, '.')) => ')',
            _ => '.',
        };
        self.last = Some((number, delimiter));
        format!("{number}{delimiter} ")
    }

    /// A block behind its marker, its further lines below its first words. A body that begins with spaces starts on a line
    /// of its own: beside the marker they would count as part of it.
    fn push(&mut self, marker: &str, body: &str, hanging: usize) {
        let first = " ".repeat(self.indent);
        let further = " ".repeat(self.indent + hanging);
        self.source.push_str(&first);
        if body.starts_with(' ') && !marker.is_empty() {
            self.source.push_str(marker.trim_end());
            self.source.push('\n');
            self.source.push_str(&further);
        } else {
            self.source.push_str(marker);
        }
        for (index, line) in body.split('\n').enumerate() {
            if index > 0 && !line.is_empty() {
                self.source.push_str(&further);
            }
            self.source.push_str(line);
            self.source.push('\n');
        }
    }
}
