//! A report as readers take it along: as Markdown, as plain text, as JSON.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{AnnexRow, Meeting};
use crate::{
    clock::Instant,
    forum::CyclePlace,
    texts::{
        UNREFERENCED, Version,
        footnotes::Footnotes,
        html::{self, Setting},
        model::{Kind, Paragraph},
    },
    web::time,
};

/// All that a report's files need.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Where.
    pub place: &'a CyclePlace,
    /// Of which meeting.
    pub meeting: &'a Meeting,
    /// What is out.
    pub version: &'a Version,
    /// Who took part.
    pub annex: &'a [AnnexRow],
    /// How many took part, the hidden too.
    pub count: usize,
    /// When that list changed after the report was out.
    pub annex_changes: &'a [Instant],
    /// Its absolute address.
    pub address: &'a str,
    /// What stands before the addresses of the site's own pages.
    pub site: &'a str,
}

impl Report<'_> {
    fn when(&self) -> Vec<String> {
        let line = |sitting: &super::Sitting| {
            if sitting.time_known { time::utc(sitting.starts_at) } else { time::day(sitting.starts_at.day()) }
        };
        self.meeting.sittings.iter().map(line).collect()
    }

    fn annex_changed(&self) -> Option<String> {
        let last = self.annex_changes.last()?;
        Some(format!("This list changed after the report was published, last on {}.", time::day(last.day())))
    }

    /// As Markdown: the text as it was saved.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n\nSummary report\n\n", self.meeting.title(self.place));
        for when in self.when() {
            let _ = write!(text, "{when}\n\n");
        }
        text.push_str(crate::texts::markdown::write(&self.version.paragraphs).trim_end());
        if self.count > 0 {
            let _ = write!(text, "\n\n## Participants ({})\n\n", self.count);
            for row in self.annex {
                let _ = writeln!(text, "- {}", line(row));
            }
            if let Some(changed) = self.annex_changed() {
                let _ = write!(text, "\n{changed}\n");
            }
        }
        let _ = write!(text, "\n\n<{}>\n", self.address);
        text
    }

    /// As plain text, 78 characters wide.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}\nSummary report\n", self.meeting.title(self.place));
        for when in self.when() {
            let _ = writeln!(text, "{when}");
        }
        let footnotes = Footnotes::of(&self.version.paragraphs);
        let setting = Setting { footnotes: &|mark: &str| footnotes.number(mark), site: self.site };
        let plain = |paragraph: &Paragraph| html::plain(&paragraph.block.body, 72, setting);
        for paragraph in
            self.version.paragraphs.iter().filter(|paragraph| paragraph.block.kind != Kind::Footnote)
        {
            let body = plain(paragraph).trim_end().to_owned();
            let lead = paragraph.shown_number().map(|number| format!("{number}.")).unwrap_or_default();
            text.push('\n');
            match paragraph.block.kind {
                Kind::Heading { .. } => {
                    let _ = writeln!(text, "{}", body.to_uppercase());
                }
                _ => text.push_str(&indented(&lead, &body)),
            }
        }
        for note in footnotes.iter() {
            text.push('\n');
            text.push_str(&indented(&format!("[{}]", note.number), &plain(note.paragraph)));
        }
        for note in footnotes.unreferenced() {
            text.push('\n');
            let body = format!("{}({UNREFERENCED})", plain(note));
            text.push_str(&indented("–", &body));
        }
        if self.count > 0 {
            let _ = write!(text, "\nPARTICIPANTS ({})\n\n", self.count);
            for row in self.annex {
                let _ = writeln!(text, "  {}", line(row));
            }
            if let Some(changed) = self.annex_changed() {
                let _ = write!(text, "\n{changed}\n");
            }
        }
        let _ = write!(text, "\n{}\n", self.address);
        text
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        let paragraph = |paragraph: &Paragraph| {
            let kind = match paragraph.block.kind {
                Kind::Heading { .. } => "heading",
                Kind::Numbered => "numbered",
                Kind::Continuation => "continuation",
                Kind::Footnote => "footnote",
            };
            json!({
                "id": paragraph.code.to_string(), "number": paragraph.shown_number(), "kind": kind,
                "mark": paragraph.block.mark, "markdown": paragraph.block.body,
            })
        };
        json!({
            "version": self.version.number,
            "note": self.version.note,
            "published_at": self.version.published_at.map(time::iso),
            "paragraphs": self.version.paragraphs.iter().map(paragraph).collect::<Vec<_>>(),
        })
    }
}

fn indented(lead: &str, body: &str) -> String {
    let mut text = String::new();
    for (index, line) in body.lines().enumerate() {
        let lead = if index == 0 { lead } else { "" };
        let line = format!("{lead:<5} {line}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn line(row: &AnnexRow) -> String {
    let parts = [row.name.as_str(), row.affiliation.as_str()];
    let named = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
    if row.role.is_empty() { named } else { format!("{named} ({})", row.role) }
}
