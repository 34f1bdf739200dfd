//! A report as readers get it: as HTML on its page, as Markdown, as plain text, as JSON.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{AnnexRow, Meeting};
use crate::{
    clock::Instant,
    forum::CyclePlace,
    texts::{
        Version,
        footnotes::Footnotes,
        html::{self, Setting},
        model::{Kind, Paragraph},
    },
    web::time,
};

/// A block of the report, ready for the page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its permanent code: the anchor that never changes.
    pub code: String,
    /// Of a heading, its level on the page.
    pub heading: Option<u8>,
    /// The number that is printed.
    pub number: Option<u32>,
    /// The anchor by number, `p5`, of the version shown.
    pub anchor: String,
    /// Sanitised HTML.
    pub html: String,
}

/// A footnote, ready for the page.
#[derive(Debug, Clone)]
pub struct ShownNote {
    /// Its number; none where nothing in the text refers to it.
    pub number: Option<u32>,
    /// Sanitised HTML.
    pub html: String,
    /// The anchor of its reference; empty where there is none.
    pub back: String,
}

/// The blocks of a version in order, and its footnotes. `site` stands before the addresses of the site's own pages.
#[must_use]
pub fn shown(paragraphs: &[Paragraph], site: &str) -> (Vec<Shown>, Vec<ShownNote>) {
    let footnotes = Footnotes::of(paragraphs);
    let setting = Setting { footnotes: &|mark: &str| footnotes.number(mark), site };
    let anchor = |paragraph: &Paragraph| match paragraph.number {
        Some(number) => format!("p{number}"),
        None => paragraph.code.to_string(),
    };
    let blocks =
        paragraphs.iter().filter(|paragraph| paragraph.block.kind != Kind::Footnote).map(|paragraph| {
            let anchor = anchor(paragraph);
            let body = &paragraph.block.body;
            let (heading, html) = match paragraph.block.kind {
                Kind::Heading { level } => (Some(level), html::heading(body, &anchor, setting)),
                _ => (None, html::body(body, &anchor, setting)),
            };
            Shown {
                code: paragraph.code.to_string(),
                heading,
                number: paragraph.shown_number(),
                anchor,
                html,
            }
        });
    let place =
        |code| paragraphs.iter().find(|paragraph| paragraph.code == code).map(anchor).unwrap_or_default();
    let html = |note: &Paragraph| html::body(&note.block.body, &note.code.to_string(), setting);
    let numbered = footnotes.iter().map(|note| ShownNote {
        number: Some(note.number),
        html: html(note.paragraph),
        back: format!("fnref-{}-{}", note.number, place(note.referred_from)),
    });
    let unreferenced = footnotes.unreferenced().map(|note| ShownNote {
        number: None,
        html: html(note),
        back: String::new(),
    });
    (blocks.collect(), numbered.chain(unreferenced).collect())
}

/// What is said below a footnote that nothing refers to.
pub const UNREFERENCED: &str = "Nothing in the text refers to this note.";

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
