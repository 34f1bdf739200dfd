//! A text that is no record: the description of a forum, shown as it reads.

use std::fmt::Write;

use super::{
    html::{self, Setting},
    markdown,
    model::{Block, Kind},
};

/// Its HTML, sanitised, without numbers but those of footnotes.
#[must_use]
pub fn page(source: &str) -> String {
    let blocks = markdown::read(source);
    let notes: Vec<&Block> = blocks.iter().filter(|block| block.kind == Kind::Footnote).collect();
    let number = |mark: &str| {
        let is_it = |note: &&Block| note.mark.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(mark));
        notes.iter().position(is_it).and_then(|place| u32::try_from(place + 1).ok())
    };
    let setting = Setting { footnotes: &number, site: "" };
    let mut page = String::new();
    for block in &blocks {
        // Writing to a string cannot fail.
        let _ = match block.kind {
            Kind::Heading { level } => {
                write!(page, "<h{level}>{}</h{level}>", html::heading(&block.body, "", setting))
            }
            Kind::Footnote => {
                let number = block.mark.as_deref().and_then(number).unwrap_or_default();
                write!(page, "<div><sup>{number}</sup> {}</div>", html::body(&block.body, "", setting))
            }
            _ => write!(page, "{}", html::body(&block.body, "", setting)),
        };
    }
    page
}
