//! A text that is no record: the description of a forum, shown as it reads.

use std::fmt::Write;

use super::{html, markdown, model::Kind};

/// Its HTML, sanitised, without numbers.
#[must_use]
pub fn page(source: &str) -> String {
    let mut page = String::new();
    for block in markdown::read(source) {
        // Writing to a string cannot fail.
        let _ = match block.kind {
            Kind::Heading { level } => {
                write!(page, "<h{level}>{}</h{level}>", html::heading(&block.body, "", &|_| None))
            }
            _ => write!(page, "{}", html::body(&block.body, "", &|_| None)),
        };
    }
    page
}
