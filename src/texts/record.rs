//! A text as readers see it on a page: blocks with their numbers and anchors, and the footnotes.

use std::sync::Arc;

use askama::Template;
use sqlx::PgConnection;

use super::{
    VersionLine, Which,
    footnotes::Footnotes,
    html::{self, Setting},
    model::{Kind, Paragraph},
    store,
};
use crate::{app::App, db::TextId, web::Result};

#[derive(Template)]
#[template(path = "texts/record.html")]
struct Record {
    blocks: Vec<Shown>,
    notes: Vec<ShownNote>,
}

/// A block, ready for the page.
struct Shown {
    /// Its permanent code: the anchor that never changes.
    code: String,
    /// Of a heading, its level on the page.
    heading: Option<u8>,
    /// The number that is printed.
    number: Option<u32>,
    /// The anchor by number, `p5`, of the version shown.
    anchor: String,
    /// Sanitised HTML.
    html: String,
}

/// A footnote, ready for the page.
struct ShownNote {
    /// Its number; none where nothing in the text refers to it.
    number: Option<u32>,
    /// Sanitised HTML.
    html: String,
    /// The anchor of its reference; empty where there is none.
    back: String,
}

/// Paragraphs as a text of record, in HTML. `site` stands before the addresses of the site's own pages.
///
/// # Errors
/// When the template fails.
pub fn record(paragraphs: &[Paragraph], site: &str) -> askama::Result<String> {
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
    Record { blocks: blocks.collect(), notes: numbered.chain(unreferenced).collect() }.render()
}

/// The record of a version that was put out, as its page shows it.
///
/// # Errors
/// When the database is gone.
pub async fn published_record(
    db: &mut PgConnection,
    app: &App,
    text: TextId,
    version: &VersionLine,
) -> Result<Arc<str>> {
    if let Some(html) = app.rendered.texts.find(version.id) {
        return Ok(html);
    }
    let version = store::find_version(db, text, Which::Number(version.number)).await?;
    let Some(version) = version else { return Ok(Arc::default()) };
    let html: Arc<str> = record(&version.paragraphs, "")?.into();
    app.rendered.texts.keep(version.id, Arc::clone(&html));
    Ok(html)
}

/// What is said below a footnote that nothing refers to.
pub const UNREFERENCED: &str = "Nothing in the text refers to this note.";
